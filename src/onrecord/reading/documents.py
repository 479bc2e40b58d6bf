"""Which of a report's documents are the same: "internal documents …", "those documents", "American documents"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from onrecord.knowledge.sectors import role
from onrecord.model import Attribution, Parse, SourceKind, Token

if TYPE_CHECKING:
    from onrecord.reading.entities import Cast

DOCUMENTS = frozenset(
    "document file record letter memo memorandum cable email report statement study survey audit draft paper "
    "transcript filing indictment affidavit complaint dossier text communique communiqué decree order leaflet note "
    "intelligence "
    "assessment footage video image photograph recording data figure poll estimate finding allegation claim analysis "
    "review list readout tally database log manifesto minutes resolution brief guideline article op-ed tweet".split()
)
PUBLIC = frozenset("rumour rumor gossip hearsay speculation".split())
POINTING = frozenset("the this that these those such same both".split())
"""Determiners that point back to a document the reader knows."""


class DocumentRef(Struct, frozen=True):
    """A document of a report: every mention of it has the same id; name and country are those of the fullest one."""

    id: str
    name: str
    country: str | None


def kind_of(token: Token) -> SourceKind | None:
    """Whether a noun is a document or mere talk; ``None`` for all else."""
    if token.pos not in ("NOUN", "PROPN"):
        return None
    known = role(token.lemma)
    if token.lemma in DOCUMENTS or (token.pos == "NOUN" and known is not None and known.cls == "document"):
        return "document"
    return "public" if token.lemma in PUBLIC else None


def documents_of(parse: Parse, attributions: Sequence[Attribution], cast: Cast) -> dict[int, DocumentRef]:
    """The documents that speak in a report, by the head word of each mention.

    A later mention is the same document where it points back ("those documents") or names the same country
    ("American documents"); "a document" and another owner are new ones.
    """
    heads = sorted({a.source_head for a in attributions if a.source_head is not None})
    known: list[tuple[str, DocumentRef]] = []
    found: dict[int, DocumentRef] = {}
    for head in heads:
        token = parse.tokens[head]
        if kind_of(token) != "document":
            continue
        actor = cast.who(head).actor
        same = _earlier(parse, token, actor.country, known)
        if same is None:
            same = DocumentRef(id=f"document:{len(known) + 1}", name=actor.text, country=actor.country)
            known.append((token.lemma, same))
        found[head] = same
    return found


def _earlier(
    parse: Parse, token: Token, country: str | None, known: Sequence[tuple[str, DocumentRef]]
) -> DocumentRef | None:
    """The last document of the same word that this mention can mean."""
    determiner = {t.lower for t in parse.children(token.i, "det", "predet")}
    if token.i and not parse.children(token.i, "compound", "amod"):  # the parser may hang its article elsewhere
        determiner.add(parse.tokens[token.i - 1].lower)
    owner = parse.children(token.i, "poss")
    for lemma, ref in reversed(known):
        if lemma != token.lemma or owner:
            continue
        fits = country is None or ref.country is None or country == ref.country
        if fits and (determiner & POINTING or (country is not None and country == ref.country and not determiner)):
            return ref
    return None
