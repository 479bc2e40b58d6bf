"""Who holds the document that speaks: "papers obtained by X show", "X has seen a draft that says"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import Parse, Token
from onrecord.reading import syntax
from onrecord.reading.attribution.verbs import Draft, cue_words, source_words
from onrecord.reading.documents import kind_of

HOLDING = frozenset("obtain see review receive examine read view access publish acquire get find study inspect".split())
QUOTING = frozenset("quote cite interview contact reach".split())


def holder_drafts(parse: Parse, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """For every source that somebody is said to hold or quote: an outer attribution to the holder."""
    for draft in drafts:
        if draft.source_head is None or draft.outer is not None:
            continue
        source = parse.tokens[draft.source_head]
        found = _holder(parse, source)
        if found is None or found[1] in draft.content:
            continue
        verb, head = found
        if parse.tokens[head].pos == "PRON" and any(verb in d.content and d.source for d in drafts):
            continue  # "The paper said it had obtained documents": it is the paper
        words = source_words(parse, head)
        outer = Draft(
            stance="states", source=words, cue=cue_words(parse, verb), content=draft.content | draft.cue,
            source_head=head, cue_head=verb, content_head=draft.content_head,
        )  # fmt: skip
        draft.outer = outer
        draft.source -= set(parse.subtree(verb)) if parse.tokens[verb].head == source.i else set()
        yield outer


def _holder(parse: Parse, source: Token) -> tuple[int, int] | None:
    """The verb of holding and the holder's head noun."""
    document = kind_of(source) == "document"
    for verb in parse.children(source.i, "acl", "relcl"):
        if verb.lemma in QUOTING or (document and verb.lemma in HOLDING):
            passive = syntax.is_passive(parse, verb.i)
            holder = syntax.by_agent(parse, verb.i) if passive else _own_subject(parse, verb)
            if holder is not None and parse.tokens[holder].pos != "PRON":
                return verb.i, holder
    up = parse.tokens[source.head]
    if document and source.dep == "dobj" and up.lemma in HOLDING:
        subject = syntax.subject(parse, up.i)
        if subject is not None and parse.tokens[subject].dep != "expl":
            return up.i, subject
    return None


def _own_subject(parse: Parse, verb: Token) -> int | None:
    own = [t.i for t in parse.children(verb.i, "nsubj") if t.lower not in syntax.RELATIVES]
    return own[0] if own else None
