"""Infinitives that no table governs, and event nouns as subjects: what the predicate says of them."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.conditions import confirmed
from onrecord.reading.status.govern import part_of_speech
from onrecord.reading.status.headline import who_is_to
from onrecord.reading.status.judged import judged_done
from onrecord.reading.status.local import is_verb, negation
from onrecord.reading.status.outcome import turned_out_otherwise
from onrecord.reading.status.supposed import FIRST, one_of_those
from onrecord.reading.status.tables import governors, words
from onrecord.reading.syntax import modal

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
REACH = 9
"""Words between "makes it" and its infinitive."""
Crossing = tuple[list[Op], bool, str]
"""Operators of an edge, whether the way goes on above it, and how ("conj", "subj") it was crossed."""


def definite(parse: Parse, t: Token) -> bool:
    """Whether the noun phrase points at something known: the, this, a possessor, a name."""
    return t.pos == "PROPN" or any(
        k.lower in DEFINITE or k.dep == "poss" for k in parse.children(t.i, "det", "poss")
    )  # fmt: skip


def will_follow(parse: Parse, t: Token, head: Token) -> bool:
    """ "Talks can only start after a withdrawal": what something to come would follow, and nobody has heard of yet."""
    return not definite(parse, t) and modal(parse, head.i) != ""


def infinitive(parse: Parse, t: Token, head: Token) -> Crossing:
    """What an infinitive is to its head: a purpose, a duty, a plan, a deed that is judged."""
    to = next((k for k in parse.children(t.i, "aux") if k.tag == "TO"), None)
    if to is not None and parse.tokens[to.i - 1].lower == "only" and head.tag in ("VBD", "VBZ", "VBN"):
        return [Op("identity", "only to", to.i)], True, ""  # "fled, only to be caught at the border"
    if head.lower in ("nothing", "little") and parse.tokens[head.head].lemma == "do":
        return [Op("fail", f"{head.text} to", head.i)], True, ""  # "did nothing to stop the mob"
    if judged_done(parse, head):
        return [Op("factive", head.text, head.i)], True, ""
    if head.lemma == "ought":
        has = any(k.lower == "have" for k in parse.children(t.i, "aux"))
        return [Op("counterfactual" if has else "duty", f"{head.text} to", head.i)], True, ""
    hung = parse.tokens[head.head] if head.dep == "dobj" else head
    if hung.lemma in words("braves") and is_verb(hung):
        return [], True, ""  # "braved the rain to march", "defied a ban to march"
    if one_of_those(parse, t, head):
        return [], negation(parse, head) is None, ""
    apart = parse.children(head.i, "dobj", "prep") and head.lemma not in words("copula") - {"appear"}
    if t.dep in ("advcl", "relcl", "acl") or (t.dep == "xcomp" and apart):
        if head.lemma in words("speech_purpose") and t.lemma in words("speech_act"):
            return [], True, ""
        if t.dep in ("relcl", "acl") and (head.lemma in FIRST or any(k.lower in FIRST for k in parse.children(head.i))):
            return [], negation(parse, parse.tokens[head.head]) is None, ""  # "not the first to flee": others did
        if who_is_to(parse, t):
            return [Op("future", f"to {t.text}", t.i)], False, ""  # "Malaysian king to visit Kelantan"
        if t.dep == "relcl":
            return [Op("infinitive", head.text, head.i)], True, ""
        return [Op("purpose", f"to {t.text}", t.i)], True, ""
    left = any(k.lower == "it" for k in parse.children(head.i, "nsubj", "expl")) and head.i + 1 < t.i - 1
    if head.lemma == "be" and not parse.children(head.i, "acomp", "attr") and not left:
        return [_is_to(parse, t, head)], True, ""
    for k in [head, *parse.children(head.i, "acomp")]:
        if any(a.lower == "too" for a in parse.children(k.i, "advmod")):
            return [Op("fail", f"too {k.text}", k.i)], True, ""
    if head.lemma == "have":
        late = next((k for k in parse.children(head.i, "advmod") if k.lower in ("yet", "still")), None)
        if late is not None and (late.lower == "yet" or head.i < late.i < t.i):
            return (
                [Op("negate", f"{late.text} to", head.i)],
                True,
                "",
            )  # "has still to pay"; not "still has to"
        kids = parse.children(head.i)
        done = head.tag in ("VBD", "VBG") or (head.tag == "VBN" and not any(k.tag == "MD" for k in kids))
        return [Op("implicative" if done else "duty", f"{head.text} to", head.i)], True, ""
    return [Op("infinitive", head.text, head.i)], True, ""


def _is_to(parse: Parse, t: Token, head: Token) -> Op:
    """ "Is to sail", "is yet to sail", "was to have sailed"."""
    if any(k.lower == "yet" for k in parse.children(head.i, "advmod")):
        return Op("negate", "yet to", head.i)
    if head.tag == "VBD" and t.lemma in words("hindsight"):
        return Op("identity", f"{head.text} to", head.i)  # "the siege was to last four years"
    if head.tag == "VBD" and any(k.lower == "have" for k in parse.children(t.i, "aux")):
        return Op("counterfactual", f"{head.text} to have", head.i)
    if head.tag == "VBD" and turned_out_otherwise(parse, head):
        return Op("fail", f"{head.text} to ... but", head.i)
    return Op("schedule", f"{head.text} to", head.i)


def _said_of(parse: Parse, verb: Token) -> list[Token]:
    """What the verb says its subject is: "is likely", "turned out to be wrong"."""
    beside = parse.children(verb.i, "acomp", "attr", "xcomp", "oprd")
    beside += [k for k in parse.children(verb.i, "advmod", "prt") if k.lower == "off" and verb.lemma == "be"]
    deeper = [d for k in beside if k.lemma == "be" for d in parse.children(k.i, "acomp", "attr", "oprd")]
    return beside + deeper


def subject(parse: Parse, t: Token, head: Token) -> Crossing:
    """An event noun as subject: "the attack is likely", "the report is false", "an attack would ..."."""
    if t.dep.startswith("csubj") and any(k.tag == "TO" for k in parse.children(t.i, "aux")):
        return [Op("infinitive", head.text, head.i)], True, ""
    infinitives = [
        k for k in parse.children(head.i, "xcomp") if any(a.lower == "to" for a in parse.children(k.i, "aux"))
    ]
    held = infinitives[0] if infinitives else None
    aim = "inf" in governors().get((t.lemma, "n"), {})  # "the goal is to win" says what the goal is
    if head.lemma == "be" and held is not None and t.pos != "PRON" and (not aim or parse.children(held.i, "auxpass")):
        return [_is_to(parse, held, head)], True, ""  # "a referendum is to be held"
    away = next((k for k in parse.children(head.i, "advmod") if k.lower in ("away", "off")), None)
    spans = parse.children(away.i, "npadvmod") + parse.children(head.i, "npadvmod") if away is not None else []
    days = [k for k in spans if k.lemma in words("measure")]
    if head.lemma == "be" and away is not None and days:
        return [Op("schedule", f"{days[0].text} {away.text}", away.i)], True, ""  # "the vote is two weeks away"
    for k in _said_of(parse, head):
        if k.lower in words("fruitless") and governors().get((t.lemma, "n"), {}).get("inf") == "attempt":
            return [Op("fail", k.text, k.i)], False, ""
        for key in ((k.lower, "a"), (k.lemma, part_of_speech(k))):
            known = governors().get(key)
            if known and "subj" in known:
                if known["subj"] == "generic" and definite(parse, t):
                    return [], False, ""
                return [Op(known["subj"], k.text, k.i)], True, ""
    for prep in parse.children(head.i, "prep"):
        inner = parse.children(prep.i, "prep")[:1]  # "out of the question"
        way = " ".join(p.lower for p in (prep, *inner))
        for k in parse.children((inner or [prep])[-1].i, "pobj"):
            name = governors().get((k.lemma, "n"), {}).get(f"@{way}")
            if name is not None:
                return [Op(name, f"{way} {k.text}", k.i)], True, ""
    if any(confirmed(parse, k) for k in parse.children(head.i, "advcl")):
        return [Op("condition", "if confirmed", head.i)], False, ""
    if t.tag in ("VBG", "VB") and is_verb(t):
        return [], True, "subj"
    return [], not definite(parse, t), "subj"


def nothing_but(parse: Parse, t: Token) -> list[Op]:
    """ "Had no choice but to retreat": they did; "have no choice but to retreat": they must."""
    verb = next((a for a in parse.ancestors(t.i) if is_verb(a)), t)
    done = verb.tag == "VBD" or (verb.tag == "VBN" and not any(k.tag == "MD" for k in parse.children(verb.i, "aux")))
    return [] if done else [Op("duty", f"{verb.text} ... but", verb.i)]


def made_it(parse: Parse, t: Token) -> Op | None:
    """ "Makes it a crime to insult the flag", "made it impossible to land": what a rule or a thing allows.

    Read from the words: the parser hangs the infinitive on the verb, the adjective or the noun.
    """
    first = max(parse.sentence_of(t.i).first, t.i - REACH)
    it = next((k for k in range(t.i - 2, first, -1) if parse.tokens[k].lower == "it"), None)
    if it is None or parse.tokens[t.i - 1].tag != "TO" or parse.tokens[it - 1].lemma not in words("makes_it"):
        return None
    between = [parse.tokens[k] for k in range(it + 1, t.i - 1)]
    if not between or any(k.text == "," or k.tag in ("MD", "TO", "VBD", "VBZ", "IN") for k in between):
        return None
    if between[0].lower in ("clear", "known", "plain"):
        return None  # "made it clear that"
    verb = parse.tokens[it - 1]
    name = "fail" if any(k.lower == "impossible" for k in between) else "infinitive"
    return Op(name, f"{verb.text} it {between[-1].text}", verb.i)


def only_for(parse: Parse, t: Token) -> bool:
    """ "Sat down to sign, only for the envoy to walk out": the second did happen."""
    return any(k.lower == "for" and parse.tokens[k.i - 1].lower == "only" for k in parse.children(t.i, "mark"))


def one_of_a_row(parse: Parse, t: Token, be: Token) -> bool:
    """ "Seems to be the first attack", "is thought to be the worst raid": the doubt is about its place in a row."""
    verb = parse.tokens[be.head]
    if be.lemma != "be" or be.dep != "xcomp" or verb.lemma not in words("seems") or negation(parse, be) is not None:
        return False
    kids = parse.children(t.i)
    return any(k.lower == "the" for k in kids) and any(k.lower in FIRST or k.tag == "JJS" for k in kids)


def only_then(parse: Parse, t: Token, verb: Token) -> bool:
    """ "Talks could only happen after a withdrawal": there has been none; not "after the withdrawal"."""
    modal = any(k.tag == "MD" for k in parse.children(verb.i, "aux"))
    near = [parse.tokens[k].lower for k in range(max(0, min(verb.i, t.i) - 3), t.i)]
    return modal and "only" in near and not definite(parse, t)
