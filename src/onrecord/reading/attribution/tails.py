""" "X, S said." by its shape: the parser often hangs S or half of X elsewhere, the commas do not lie."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.attribution.cues import Cue
from onrecord.reading.attribution.extent import clause_content

TOLD = frozenset({"tell", "inform", "brief", "advise", "assure", "remind"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TOPIC = frozenset({"of", "about"})
MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis", "dep", "relcl"})
"""What the parser makes of it. No comma stands before the subject of a relative clause without its pronoun."""


def tail(parse: Parse, verb: Token, cue: Cue) -> tuple[int, int, set[int]] | None:
    """Source head, content head and content words of a closing ", S said"; ``None`` where it is none. Of one
    that stands within its clause ("the six, S said, had been held") the content is that clause.

    The subject stands right behind a comma, a finite clause before it, and behind the verb neither clause nor object.
    """
    if "clause" not in cue.takes or verb.tag not in FINITE or verb.dep not in MAIN:
        return None
    if any(t.i > verb.i for t in parse.children(verb.i, "ccomp", "xcomp")):
        return None
    if verb.lemma not in TOLD and any(t.i > verb.i for t in parse.children(verb.i, "dobj", "attr", "acomp", "prt")):
        return None
    subjects = [t for t in parse.children(verb.i, "nsubj") if t.i < verb.i]
    if not subjects or subjects[-1].tag in ("WP", "WDT"):
        return None
    told = parse.tokens[verb.head]
    if any(t.i > verb.i and t.lower in TOPIC for t in parse.children(verb.i, "prep")):
        return None  # "When troops came, many thought of the war"
    begun = any(t.i < subjects[-1].i for t in parse.children(told.i, "nsubj", "nsubjpass", "csubj", "expl"))
    if verb.dep == "parataxis" and told.i > verb.i and told.pos in ("VERB", "AUX") and begun:
        words = clause_content(parse, told.i, verb.i) - set(parse.subtree(verb.i))
        return (subjects[-1].i, told.i, words) if words else None
    found = before(parse, verb, subjects[-1])
    return (subjects[-1].i, *found) if found is not None else None


def before(parse: Parse, verb: Token, source: Token) -> tuple[int, set[int]] | None:
    """Head and words of what stands before a comma and the ``source`` right behind it, from its sentence's start."""
    start = min(i for i in parse.subtree(source.i) if _joined(parse, i, source.i))
    first = parse.sentence_of(verb.i).first
    if start <= first + 2 or parse.tokens[start - 1].text not in (",", "”", '"') or parse.children(verb.i, "mark"):
        return None
    content = _clean(parse, range(first, start - 1))
    verbal = [i for i in content if parse.tokens[i].pos in ("VERB", "AUX")]
    heads = [i for i in verbal if parse.tokens[i].tag in FINITE] or verbal  # "agreed" may be tagged a participle
    if not heads:
        return None
    return min((_main(parse, i) for i in heads), key=lambda i: (len(parse.ancestors(i)), i)), content


def _joined(parse: Parse, i: int, source: int) -> bool:
    """Words of the subject without a break: a comma ends it, whatever the parser says."""
    return not any(parse.tokens[k].text == "," for k in range(min(i, source), max(i, source)))


def _main(parse: Parse, i: int) -> int:
    """The verb of an auxiliary."""
    token = parse.tokens[i]
    return token.head if token.dep in ("aux", "auxpass") else i


def _clean(parse: Parse, words: range) -> set[int]:
    """Without an opening "But" or "And", which is the reporter's."""
    found = set(words)
    if words and parse.tokens[words[0]].tag == "CC":
        found.discard(words[0])
    return found
