"""What a source commits to by its verb: said, doubted, or not said at all ("refused to confirm")."""

from __future__ import annotations

from onrecord.model import Parse, Stance, Token
from onrecord.reading.attribution.cues import Cue

WITHHOLDING = frozenset({"refuse", "decline", "fail", "avoid", "forbear", "refrain"})
WITHHOLDING_REACH = 3


def stance_of(parse: Parse, verb: Token, cue: Cue) -> Stance:
    """ "did not deny" commits to nothing, "could not confirm", "refused to confirm", "has yet to confirm" doubt."""
    negated = bool(parse.children(verb.i, "neg"))
    if (not negated and not _withheld(parse, verb)) or _asks_how(parse, verb):
        return cue.stance
    if cue.stance in ("confirms", "knows"):
        return "doubts"
    if cue.stance == "denies":
        return "states" if negated else "doubts"
    return cue.stance if negated else "doubts"


def _withheld(parse: Parse, verb: Token) -> bool:
    """Whether the saying did not come about: "refused to", "is yet to", "stopped short of", "neither confirmed nor"."""
    if any(t.lower in ("neither", "nor", "never") for t in parse.children(verb.i, "preconj", "cc", "advmod", "neg")):
        return verb.lemma in ("confirm", "deny")
    below = verb
    for above in parse.ancestors(verb.i)[:WITHHOLDING_REACH]:
        if below.dep not in ("xcomp", "pcomp", "prep", "conj", "advmod", "acomp", "ccomp"):
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
