"""Events that have their day, named by a noun: "arrived for talks", "Sunday's vote", "the march tomorrow"."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.tables import words

NEAR = 8
"""Words behind the noun among which its day may stand ("a meeting with the pope later today")."""
NOW = frozenset({"today", "tonight", "this"})
ENDED = frozenset({"last", "ago", "earlier", "previously", "once", "then"})
BEING = frozenset({"is", "are", "'s", "'re", "be"})
PERFECT = frozenset({"has", "have", "'ve"})


def appointed(parse: Parse, t: Token) -> Op | None:
    """Why the event noun ``t`` is still to come, if it is one that has its day and the sentence says so."""
    if t.lemma.lower() not in words("appointment") or t.tag.startswith("VB"):
        return None
    return _day_behind(parse, t) or _aim(parse, t) or _day_after(parse, t) or _will(parse, t)


def awaited(parse: Parse, t: Token) -> Op | None:
    """ "The envoy is expected in Lima", "was awaited in Lima", "is due there": the coming itself, not yet there."""
    if t.lemma not in ("expect", "await") and t.lower != "due":
        return None
    being = BEING | {"was", "were"} if t.lemma == "await" else BEING
    be = [k for k in parse.children(t.i, "auxpass", "aux") if k.lower in being] or (
        [parse.tokens[t.head]] if t.lower == "due" and parse.tokens[t.head].lower in BEING else []
    )
    if not be or parse.children(t.i, "xcomp", "ccomp"):
        return None
    somewhere = any(k.lower in ("in", "at") for k in parse.children(t.i, "prep"))
    return Op("planned", t.text, t.i) if somewhere else None


def _day_behind(parse: Parse, t: Token) -> Op | None:
    """ "A meeting with the pope later today", "the march tomorrow": no day of a verb to come."""
    verb = next((a for a in parse.ancestors(t.i) if a.tag.startswith("VB") or a.tag == "MD"), None)
    if verb is not None and any(k.tag in ("MD", "TO") for k in parse.children(verb.i, "aux")):
        return None
    last = min(t.i + NEAR, parse.sentence_of(t.i).last)
    for k in range(t.i + 1, last):
        word = parse.tokens[k]
        after = parse.tokens[k + 1].lower if k + 1 < last else ""
        if word.lower == "tomorrow" or (word.lower == "later" and after in NOW):
            return Op("planned", f"{word.text} {after}" if after in NOW else word.text, k)
        if word.lower == "next" and (after in words("measure") or after in words("day")):
            return Op("planned", f"{word.text} {after}", k)
        if word.pos in ("PUNCT", "AUX") or word.tag.startswith("VB") or word.tag in ("MD", "WDT", "WP", "WRB", "CC"):
            return None
    return None


def _aim(parse: Parse, t: Token) -> Op | None:
    """ "Landed in Cairo for talks", "tightened security for Thursday's summit"; not "in Rome for talks in 2019"."""
    prep = parse.tokens[t.head]
    if t.dep != "pobj" or prep.lower != "for" or _over(parse, t):
        return None
    hung = parse.tokens[prep.head]
    chain = [hung, *parse.ancestors(hung.i)][:3]
    sets_out = next((a for a in chain if a.lemma in words("sets_out") and a.tag.startswith("VB")), None)
    if sets_out is not None and not _long_past(parse, sets_out):
        return Op("planned", f"{sets_out.text} for", prep.i)
    chain += [k for a in chain[:1] for k in parse.children(a.i, "nsubj")]  # "campaigning ended for Sunday's vote"
    ready = next((a for a in chain if a.lemma in words("makes_ready")), None)
    return Op("planned", f"{ready.text} for", prep.i) if ready is not None else None


def _over(parse: Parse, t: Token) -> bool:
    """ "Talks that ended without a deal", "the funeral last week": it was held."""
    told = [k for k in parse.children(t.i, "relcl", "acl") if k.tag in ("VBD", "VBN")]
    told += [v for k in parse.children(t.i, "prep") for o in parse.children(k.i) for v in parse.children(o.i, "relcl")]
    ended = any(k.tag == "VBD" or parse.children(k.i, "auxpass") for k in told)
    return ended or any(parse.tokens[k].lower in ENDED for k in range(t.i, min(t.i + 5, len(parse.tokens))))


def _long_past(parse: Parse, verb: Token) -> bool:
    """A past tense with a date that is over, or one told before another past ("had flown to Paris for talks")."""
    if any(k.lower in ("had", "after", "when") for k in parse.children(verb.i, "aux", "mark", "advmod")):
        return True
    for k in parse.children(verb.i, "prep", "npadvmod", "advmod"):
        inside = [parse.tokens[n] for n in parse.subtree(k.i)[:6]]
        if any(n.lower in ENDED or (n.tag == "CD" and len(n.text) == 4 and n.text.isdigit()) for n in inside):
            return True
    return False


def _day_after(parse: Parse, t: Token) -> Op | None:
    """ "A day before the election", of something that goes on or is to come."""
    prep = parse.tokens[t.head]
    span = parse.tokens[prep.head]
    if t.dep != "pobj" or prep.lower != "before" or span.lemma not in words("measure"):
        return None
    verb = next((a for a in parse.ancestors(span.i) if a.tag.startswith("VB")), None)
    if verb is None:
        return None
    kids = [k.lower for k in parse.children(verb.i, "aux", "auxpass")]
    now = verb.tag in ("VBZ", "VBP") or any(k in PERFECT or k in ("is", "are", "will") for k in kids)
    return Op("later", f"{span.text} {prep.text}", prep.i) if now else None


def _will(parse: Parse, t: Token) -> Op | None:
    """ "The visit will take him to three cities"; not "the visit will be remembered"."""
    verb = parse.tokens[t.head]
    if t.dep not in ("nsubj", "nsubjpass") or verb.lemma not in words("runs_its_course"):
        return None
    will = next((k for k in parse.children(verb.i, "aux") if k.lower in ("will", "'ll")), None)
    plain = t.dep == "nsubj" and not (verb.lemma == "be" and parse.children(verb.i, "acomp"))
    return Op("planned", f"{will.text} {verb.text}", will.i) if will is not None and plain else None
