"""What clauses beside an event noun say of it, and devices that were set and never went off."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.appointed import appointed
from onrecord.reading.status.govern import Edge, governed
from onrecord.reading.status.local import is_verb, local_ops, negation, set_in
from onrecord.reading.status.tables import classes, governors, words
from onrecord.reading.status.unreached import outlived

OPEN = frozenset(
    ("prevent", "cancel", "postpone", "averted", "rule_out", "deny", "plan", "schedule", "future", "expect", "fear",
     "threat", "request", "promise", "consider", "hope", "attempt", "ban", "fail")
)  # fmt: skip
"""Classes a side clause passes on to its noun. Not "ordered" and "claimed": who orders or claims a raid has raided."""
RELATIVE = frozenset({"which", "that", "who"})
MOST_VERBS = 4
"""Verbs between a relative pronoun and the verb whose object it is ("that rebels threatened to try to launch")."""


def beside_ops(parse: Parse, t: Token) -> list[Op]:
    """Operators of the participle or relative clause that hangs on the event noun ``t``, innermost first."""
    if t.i + 1 < len(parse.tokens) and parse.tokens[t.i + 1].lower in words("try"):
        found = outlived(parse, t)
        if found is not None:
            return [found]
    if is_verb(t) or set_in(parse, t):
        return []  # "a storm that had been forecast hit the coast"
    day = appointed(parse, t)
    if day is not None:
        return [day]
    for k in parse.children(t.i, "acl", "relcl"):
        if k.i < t.i:
            continue
        said = _participle(parse, t, k) if k.dep == "acl" else _relative(parse, t, k)
        if said:
            return said
    return _of_whom(parse, t)


def _of_whom(parse: Parse, t: Token) -> list[Op]:
    """ "The return of the refugees, slated for April": the participle hangs on the wrong noun."""
    for of in parse.children(t.i, "prep"):
        for o in parse.children(of.i, "pobj") if of.lower in ("of", "between", "with") else ():
            for k in parse.children(o.i, "acl"):
                apart = k.i > o.i and any(parse.tokens[n].text == "," for n in range(o.i, k.i))
                dated = k.lower in words("dated") and not any(
                    v.lemma in words("goes_on") for v in parse.tokens[k.i + 1 : k.i + 4]
                )
                if apart and dated and not parse.children(k.i, "aux", "nsubj"):
                    return [Op("planned", k.text, k.i)]
    verb = next((a for a in parse.ancestors(t.i) if a.tag.startswith("VB")), None)
    if verb is None or t.lemma not in words("appointment"):
        return []
    for k in parse.children(verb.i, "advcl"):  # "banned sales for the funeral of the abbot, expected to draw thousands"
        if (
            k.lower in words("dated")
            and k.i > t.i
            and parse.tokens[k.i - 1].text == ","
            and parse.subtree(t.i)[-1] == k.i - 2
        ):
            return [Op("planned", k.text, k.i)]
    return []


def _participle(parse: Parse, t: Token, verb: Token) -> list[Op]:
    """ "The raid foiled by guards", "a rally called off on Friday"."""
    if (
        verb.tag not in ("VBN", "VBD")
        or (verb.lemma in words("meant_for") and any(k.tag == "VB" for k in parse.children(verb.i, "xcomp", "advcl")))
        or verb.lower in words("behind")
        or parse.children(verb.i, "aux", "nsubj", "dobj")
    ):
        return []
    untrue = _untrue(parse, verb)
    return [untrue] if untrue is not None else _kept(governed(parse, t.i, Edge(verb.i, "obj")))


def _untrue(parse: Parse, verb: Token) -> Op | None:
    """ "News of a truce turned out to be false", where the parser takes "turned out" for a participle."""
    beside = parse.children(verb.i, "acomp", "oprd", "xcomp")
    for k in beside + [d for b in beside if b.lemma == "be" for d in parse.children(b.i, "acomp")]:
        if governors().get((k.lower, "a"), {}).get("subj") == "false":
            return Op("averted", k.text, k.i)
    return None


def _kept(op: Op | None) -> list[Op]:
    """The class of a side clause; what it says did not happen, did not, whatever the main clause adds."""
    if op is None or op.name not in OPEN:
        return []
    return [Op("averted", op.cue, op.token) if classes()[op.name].plus == "-" else op]


def _relative(parse: Parse, t: Token, verb: Token) -> list[Op]:
    kids = parse.children(verb.i, "nsubj", "nsubjpass")
    pronoun = next((k for k in kids if k.lower in RELATIVE), None)
    ahead = next((o for o in local_ops(parse, verb.i) if o.name == "future"), None)
    if pronoun is not None and ahead is not None and (verb.lemma in words("schedule") | words("come_about")):
        return [Op("planned", ahead.cue, ahead.token)]  # "the summit, which opens on Friday"
    if pronoun is not None and pronoun.dep == "nsubjpass":
        return _negated(parse, verb) or _kept(governed(parse, t.i, Edge(verb.i, "obj")))
    if pronoun is not None and verb.lemma == "be":  # "the recount that is due on Monday"
        said = [governors().get((k.lower, "a"), {}).get("subj") for k in parse.children(verb.i, "acomp")]
        return [Op(name, verb.text, verb.i) for name in said[:1] if name in OPEN and not _negated(parse, verb)]
    if pronoun is not None:
        came = verb.lemma in words("come_about")
        return (_negated(parse, verb) if came else []) or _kept(governed(parse, t.i, Edge(verb.i, "subj")))
    return _object(parse, t, verb) if kids else []


def _negated(parse: Parse, verb: Token) -> list[Op]:
    no = negation(parse, verb)
    light = verb.lemma in words("light") or verb.lemma in words("come_about")
    return [Op("negate", no.text, no.i)] if no is not None and light else []


def _object(parse: Parse, t: Token, verb: Token) -> list[Op]:
    """ "The strike the union is due to start", "an attack that nobody carried out", "the coup he fears"."""
    way = [verb]
    while len(way) < MOST_VERBS and (deeper := parse.children(way[-1].i, "xcomp")):
        way.append(deeper[0])
    if parse.children(way[-1].i, "dobj"):
        return []
    if way[-1].lemma not in words("light") | words("come_about"):
        return _kept(governed(parse, t.i, Edge(verb.i, "obj"))) if len(way) == 1 else []
    found: list[Op] = []
    for below, above in zip(way[:0:-1], way[-2::-1], strict=True):
        slot = "inf" if any(k.tag == "TO" for k in parse.children(below.i, "aux")) else "ing"
        op = governed(parse, below.i, Edge(above.i, slot))
        found += [op] if op is not None else []
    return found + [o for o in local_ops(parse, verb.i) if o.name in ("negate", "future", "modal", "fail")]


def unexploded(parse: Parse, t: Token) -> Op | None:
    """ "Planted a bomb": what was set is no attack yet, unless the sentence tells of a blast or of what it did."""
    if t.lemma == "attempt" and any(k.lower in ("on", "against") for k in parse.children(t.i, "prep")):
        return Op("attempt", t.text, t.i)  # "an attempt on his life"
    if not is_verb(t):
        return found_unexploded(parse, t)
    dud = _of_a_dud(parse, t)
    if dud is not None:
        return dud
    if t.lemma not in words("set_device") or any(k.lower == "off" for k in parse.children(t.i, "prt")):
        return None  # "set off a bomb": it went off
    things = parse.children(t.i, "dobj", "nsubjpass")
    if not any(_is_device(parse, k) for k in things):
        return None
    s = parse.sentence_of(t.i)
    for k in range(s.first, s.last):
        word = parse.tokens[k]
        if k != t.i and word.lemma in words("blast") and negation(parse, word) is None:
            return None
    return Op("attempt", t.text, t.i)


def _of_a_dud(parse: Parse, t: Token) -> Op | None:
    """ "A grenade thrown at the bank failed to go off", "a bomb that was left there was defused"."""
    thing = parse.tokens[t.head]
    if t.dep not in ("acl", "relcl") or t.tag != "VBN" or not _is_device(parse, thing):
        return None
    verb = parse.tokens[thing.head]
    if thing.dep == "nsubjpass" and verb.lemma in words("made_safe") - words("find_device"):
        return Op("attempt", f"{thing.text} ... {verb.text}", verb.i)
    fate = [verb, *parse.children(verb.i, "xcomp")] if thing.dep == "nsubj" else []
    off = next(
        (v for v in fate if v.lemma in words("go_off") or (v.lemma == "go" and parse.children(v.i, "prt"))), None
    )
    if off is None or not (verb.lemma == "fail" or negation(parse, off) is not None):
        return None
    return Op("attempt", f"{thing.text} ... {off.text}", verb.i)


def found_unexploded(parse: Parse, t: Token) -> Op | None:
    """ "Police found a bomb": it was set, and did not go off."""
    verb = parse.tokens[t.head]
    taken = t.dep in ("dobj", "nsubjpass") and verb.lemma in words("find_device")
    return Op("attempt", verb.text, verb.i) if taken and t.lemma in words("device") else None


def _is_device(parse: Parse, noun: Token) -> bool:
    return noun.lemma in words("device") or any(
        k.lemma in words("device") for k in parse.children(noun.i, "compound", "amod", "nmod", "conj")
    )
