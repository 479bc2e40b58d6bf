"""The source graph of an event: origins, outlets and reports, and who cites, copies or quotes whom."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.linking.chainroots import Ending
from onrecord.linking.origins import Standing
from onrecord.linking.outletnames import OutletNames
from onrecord.model import Evidence, SourceEdge, SourceNode, Witness


def graph_of(
    ends: Sequence[Ending], standing: Standing, names: OutletNames
) -> tuple[tuple[SourceNode, ...], tuple[SourceEdge, ...]]:
    """Nodes and edges, each once, in a fixed order."""
    nodes: dict[str, SourceNode] = {}
    edges: dict[tuple[str, str, str], SourceEdge] = {}

    def node(kind: str, ident: str, label: str, *, independent: bool = True) -> str:
        full = f"{kind}:{ident}"
        nodes.setdefault(full, SourceNode(id=full, kind=kind, label=label, independent=independent))  # type: ignore[arg-type]
        return full

    def edge(source: str, target: str, kind: str, evidence: Evidence | None, *, circular: bool = False) -> None:
        made = SourceEdge(source=source, target=target, kind=kind, evidence=evidence, circular=circular)  # type: ignore[arg-type]
        edges.setdefault((source, target, kind), made)

    origins = {o.id: o for o in standing.origins}
    read_here = {names.key(e.report.publisher) for e in ends if e.report.publisher}
    witnessed: dict[str, list[Witness]] = {}
    for w in standing.witnesses:
        witnessed.setdefault(w.claim, []).append(w)
    for e in ends:
        title = e.report.title or e.report.publisher or e.report.id
        report = node("report", e.report.id, title, independent=e.report.id not in standing.circular)
        if e.report.publisher:
            edge(node("outlet", names.key(e.report.publisher), e.report.publisher), report, "published", None)
        said = Evidence(report=e.report.id, span=e.words)
        for at, ident in enumerate(e.via):
            relied = node("outlet", ident, names.label(ident))
            kind = "copies" if e.lent and at == 0 else "cites"
            edge(report, relied, kind, None if kind == "copies" else said, circular=ident in read_here)
        if e.link.copy_of is not None and not e.via:
            edge(report, node("report", e.link.copy_of, e.link.copy_of), "copies", None, circular=True)
        for w in witnessed.get(e.claim.id, ()):
            origin = node("origin", w.origin, origins[w.origin].label)
            last = f"outlet:{e.via[-1]}" if e.via else report
            edge(last, origin, "quotes", said)
    return (
        tuple(sorted(nodes.values(), key=lambda n: (n.kind, n.id))),
        tuple(sorted(edges.values(), key=lambda x: (x.source, x.target, x.kind))),
    )
