"""What a source commits to by its verb: said, doubted, or not said at all ("refused to confirm")."""

from __future__ import annotations

from onrecord.model import Parse, Stance, Token
from onrecord.reading.attribution.cues import Cue

WITHHOLDING = frozenset({"refuse", "decline", "fail", "avoid", "forbear", "refrain"})
WITHHOLDING_REACH = 3


def stance_of(parse: Parse, verb: Token, cue: Cue) -> Stance:
    """ "did not deny" commits to nothing, "could not confirm", "refused to confirm", "has yet to confirm" doubt."""
    negated = bool(parse.children(verb.i, "neg")) or _shares_not(parse, verb)
    if (not negated and not withheld(parse, verb)) or _asks_how(parse, verb):
        return cue.stance
    if cue.stance in ("confirms", "knows"):
        return "doubts"
    if cue.stance == "denies":  # who did not deny it said something; who neither confirmed nor denied it did not
        return "states" if negated and not _shares_not(parse, verb) else "doubts"
    return cue.stance if negated else "doubts"


def _shares_not(parse: Parse, verb: Token) -> bool:
    """ "has not confirmed or denied": the "not" is of both."""
    first = parse.tokens[verb.head]
    joined = {t.lower for t in parse.children(first.i, "cc")} & {"or", "nor"}
    return verb.dep == "conj" and bool(joined) and bool(parse.children(first.i, "neg"))


def withheld(parse: Parse, verb: Token) -> bool:
    """Whether the saying did not come about: "refused to", "is yet to", "stopped short of", "neither confirmed nor"."""
    pair = [verb, parse.tokens[verb.head]] if verb.dep == "conj" else [verb]  # "neither confirmed nor denied"
    near = [t.lower for v in pair for t in parse.children(v.i, "preconj", "cc", "advmod", "neg")]
    if verb.lemma in ("confirm", "deny") and {"neither", "nor"} & set(near):
        return True
    below = verb
    for above in parse.ancestors(verb.i)[:WITHHOLDING_REACH]:
        if below.dep not in ("xcomp", "pcomp", "prep", "conj", "advmod", "acomp", "ccomp"):
            return False
        if below.dep == "conj" and below.tag != "VB":  # "stopped short of war but said": the saying came about
            return False
        yet = [t for t in parse.children(above.i, "advmod", "acomp") if t.lower in ("yet", "short")]
        if above.lemma in WITHHOLDING or above.lower in ("unable", "unwilling", "reluctant") or yet:
            return True
        below = above
    return False


def _asks_how(parse: Parse, verb: Token) -> bool:
    """ "refused to say how many were hurt": that some were is not in doubt."""
    for clause in parse.children(verb.i, "ccomp"):
        first = parse.subtree(clause.i)[0]
        if parse.tokens[first].tag in ("WRB", "WP", "WDT", "WP$") and parse.tokens[first].lower != "whether":
            return True
    return False
