"""Set phrases around an event word that the tree hides or splits: "rather than", "within hours of", "as long as"."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.local import is_verb
from onrecord.reading.status.refine import loose
from onrecord.reading.status.tables import governors, words
from onrecord.reading.status.unreached import away_from

NEAR = 6
"""Words between "rather than" and the head of what it rejects."""
PRESENT = frozenset({"VBZ", "VBP", "NNS"})
DOUBTED = frozenset({"say_noun", "claim_noun", "rumour", "think_noun", "expect", "fear", "hope", "consider", "likely"})


def phrase_ops(parse: Parse, t: Token) -> list[Op]:
    """The phrase that decides about ``t``, a verb or a noun, if there is one."""
    found = (
        _rumoured(parse, t)
        or _some_say(parse, t)
        or _in_all_likelihood(parse, t)
        or _whenever(parse, t)
        or _rejected(parse, t)
        or _brink(parse, t)
        or away_from(parse, t)
        or _far_from(parse, t)
        or _as_long_as(parse, t)
        or _feigned(parse, t)
        or _as_good_as(parse, t)
        or _let_alone(parse, t)
        or _put_paid(parse, t)
        or _presumed(parse, t)
        or _matter_of_time(parse, t)
    )
    return [found] if found is not None else []


def _rejected(parse: Parse, t: Token) -> Op | None:
    """ "Resigned rather than order a crackdown", "rather than attack, they waited", "talks rather than war"."""
    first = max(parse.sentence_of(t.i).first, t.i - NEAR)
    before = [parse.tokens[k].lower for k in range(max(0, t.i - 2), t.i)]
    if before == ["instead", "of"] and t.tag == "VBG":
        return Op("instead", "instead of", t.i - 2)
    head = parse.tokens[t.head]
    preferred = any(k.lower == "rather" for k in parse.children(parse.tokens[head.head].i, "advmod"))
    if head.lower == "than" and preferred and (t.tag == "VB" or t.tag == "VBG"):
        return Op("instead", "rather ... than", head.i)  # "would rather die than surrender"
    for k in range(t.i - 1, first, -1):
        than, rather = parse.tokens[k], parse.tokens[k - 1]
        if than.lower == "than" and rather.lower == "rather":
            inside = (than.head, rather.head)
            joined = t.dep in ("conj", "pobj", "pcomp", "dep") and than.i in (t.head, *_joiners(parse, t))
            return Op("instead", "rather than", rather.i) if t.i in inside or joined else None
        if than.pos == "PUNCT" or than.tag in ("VBD", "VBZ", "VBP", "MD"):
            return None
    return None


def _far_from(parse: Parse, t: Token) -> Op | None:
    """ "Far from retreating", "a long way from achieving", "all but collided", "nowhere near launching"."""
    if not is_verb(t):
        return None
    head = parse.tokens[t.head]
    above = parse.tokens[head.head]
    gerund = t.tag == "VBG" or any(k.lower == "being" for k in parse.children(t.i, "auxpass"))
    if gerund and head.lower == "from" and above.lower in ("far", "way"):
        return Op("instead", f"{above.lower} from", above.i)
    before = [parse.tokens[k].lower for k in range(max(0, t.i - 2), t.i)]
    if before == ["all", "but"]:
        return Op("almost", "all but", t.i - 1)
    return Op("negate", "nowhere near", t.i - 2) if before == ["nowhere", "near"] else None


def _as_good_as(parse: Parse, t: Token) -> Op | None:
    """ "As good as accused him of it"."""
    before = [parse.tokens[k].lower for k in range(max(0, t.i - 3), t.i)]
    return Op("almost", "as good as", t.i - 1) if before == ["as", "good", "as"] and is_verb(t) else None


def _let_alone(parse: Parse, t: Token) -> Op | None:
    """ "Denied that she had met them, let alone paid them"."""
    before = [parse.tokens[k].lower for k in range(max(0, t.i - 2), t.i)]
    return Op("averted", "let alone", t.i - 2) if before == ["let", "alone"] else None


def _put_paid(parse: Parse, t: Token) -> Op | None:
    """ "Fog put paid to the launch"."""
    for k in range(max(parse.sentence_of(t.i).first, t.i - NEAR), t.i - 2):
        if parse.tokens[k].lemma == "put" and [parse.tokens[n].lower for n in (k + 1, k + 2)] == ["paid", "to"]:
            return Op("averted", "put paid to", k)
    return None


def _presumed(parse: Parse, t: Token) -> Op | None:
    """ "Six are missing, presumed drowned"."""
    word = parse.tokens[t.i - 1] if t.i else t
    told = word.lower in ("presumed", "feared", "believed", "assumed") and word.tag in ("VBN", "VBD", "JJ")
    return Op("claim", word.text, word.i) if told and t.tag in ("VBN", "VBD", "JJ") and t.i != word.i else None


def _matter_of_time(parse: Parse, t: Token) -> Op | None:
    """ "It is only a matter of time before the levee fails"."""
    head = parse.tokens[t.head]
    mark = next((k for k in parse.children(t.i, "mark", "advmod") if k.lower in ("before", "until", "till")), None)
    if mark is None:
        return None
    beside = [head, *parse.children(head.i, "attr")]
    time = next((k for k in beside if k.lemma in ("matter", "question", "time") and k.i < mark.i), None)
    return Op("likely", f"{time.text} ... {mark.text}", mark.i) if time is not None and t.tag != "VBD" else None


def how_to(parse: Parse, t: Token) -> bool:
    """ "At odds over how to share the gas", "advice on where to dig"."""
    to = any(k.tag == "TO" for k in parse.children(t.i, "aux"))
    first = parse.subtree(t.i)[:1]
    return to and bool(first) and parse.tokens[first[0]].tag in ("WRB", "WP", "WDT")


def _rumoured(parse: Parse, t: Token) -> Op | None:
    """ "According to rumours, the army fired"."""
    for k in parse.children(t.i, "prep"):
        for to in parse.children(k.i, "prep") if k.lower == "according" else ():
            for o in parse.children(to.i, "pobj"):
                if loose(parse, o) or governors().get((o.lemma, "n"), {}).get("that") == "rumour":
                    return Op("rumour", f"according to {o.text}", o.i)
    return None


def _some_say(parse: Parse, t: Token) -> Op | None:
    """ "The pilot, some say, ejected"."""
    for k in parse.children(t.i, "parataxis", "ccomp", "dep", "advcl"):
        commas = k.i < t.i and any(parse.tokens[n].text == "," for n in range(k.i, t.i))
        aside = commas and k.i and any(parse.tokens[n].text == "," for n in range(max(0, k.i - 4), k.i))
        nobody = k.tag == "VBN" and any(n.lower == "it" for n in parse.children(k.i, "nsubjpass", "nsubj"))
        if aside and nobody and (k.lemma in words("hearsay") or k.lemma in ("allege", "claim", "fear", "speculate")):
            return Op("claim", k.text, k.i)  # "the firm, it is alleged, dumped the waste"
        who = any(s.lower in words("somebody") for s in parse.children(k.i, "nsubj"))
        if commas and who and k.lemma in words("hearsay") and k.tag == "VBP":
            return Op("claim", k.text, k.i)
    return None


def _in_all_likelihood(parse: Parse, t: Token) -> Op | None:
    """ "In all likelihood, the pilot ejected", "most likely, he slept"."""
    for k in parse.children(t.i, "prep", "advmod"):
        if k.lower == "in" and any(o.lemma in ("likelihood", "probability") for o in parse.children(k.i, "pobj")):
            return Op("likely", "in all likelihood", k.i)
        if k.lower == "likely" and any(o.lower in ("most", "very", "quite", "more") for o in parse.children(k.i)):
            return Op("likely", k.text, k.i)
    return None


def _whenever(parse: Parse, t: Token) -> Op | None:
    """ "When an army retreats, it burns its stores", "every defector risks death"."""
    if t.tag not in ("VBZ", "VBP") or parse.children(t.i, "aux", "auxpass"):
        return None
    subject = parse.children(t.i, "nsubj")
    if len(subject) != 1:
        return None
    beside = [k.lower for k in parse.children(subject[0].i, "det", "poss", "nummod")]
    if beside == ["every"] or subject[0].lower in ("everyone", "everybody", "anyone", "anybody"):
        return Op("generic", subject[0].text, subject[0].i)
    main = parse.tokens[t.head]
    when = next((k for k in parse.children(t.i, "advmod", "mark") if k.lower in ("when", "whenever")), None)
    anyone = beside in (["a"], ["an"]) or (not beside and subject[0].tag == "NNS")
    if when is None or t.dep != "advcl" or not anyone or main.tag not in ("VBZ", "VBP"):
        return None
    return Op("generic", when.text, when.i)


def _joiners(parse: Parse, t: Token) -> list[int]:
    """Conjunctions between ``t`` and what it is joined to."""
    return [k.i for k in parse.children(t.head, "cc", "prep") if t.head < k.i < t.i]


def _brink(parse: Parse, t: Token) -> Op | None:
    """ "Came within hours of collapsing", "was inches from drowning", "so near had they come to fleeing"."""
    head = parse.tokens[t.head]
    opening = (
        [k.lower for k in parse.tokens[parse.sentence_of(t.i).first : parse.sentence_of(t.i).first + 4]]
        if t.tag == "VBG"
        else []
    )
    if (
        opening[:1] == ["so"]
        and {"near", "close"} & set(opening)
        and parse.tokens[t.i - 1].lower == "to"
        and not parse.children(head.head, "advmod", "acomp")
    ):
        return Op("almost", f"so {opening[1]} ... to", t.i - 1)
    measure = parse.tokens[head.head]
    if head.lower not in ("of", "from") or measure.lemma not in words("measure"):
        return None
    above = parse.tokens[measure.head]
    verb = parse.tokens[above.head] if above.lower == "within" else above
    near = above.lower == "within" and verb.lemma in ("come", "be", "get", "stand", "bring", "pass")
    next_to = head.lower == "from" and above.lemma == "be" and t.tag == "VBG"
    if not (near or next_to):
        return None
    past = verb.tag in ("VBD", "VBN") and (t.tag == "VBG" or near)
    return Op("almost" if past else "likely", f"{measure.text} {head.text}", measure.i)


def _as_long_as(parse: Parse, t: Token) -> Op | None:
    """ "The truce holds as long as nobody fires", "on condition that he leaves"."""
    if t.tag not in PRESENT and not any(
        k.lower in ("is", "are", "has", "have", "does", "do") for k in parse.children(t.i)
    ):
        return None
    for k in parse.children(t.i, "mark"):
        if k.lower == "as" and k.i and parse.tokens[k.i - 1].lower == "soon":
            return Op("later", "as soon as", k.i)
        before = [parse.tokens[n].lower for n in range(max(0, k.i - 2), k.i)]
        if t.lemma in words("state") or t.lemma in ("take", "be", "stay", "remain"):
            continue  # "as long as it takes", "as long as he stays in power"
        if k.lower == "as" and before in (["as", "long"], ["so", "long"]):
            return Op("condition", f"{' '.join(before)} as", k.i)
    return None


def _feigned(parse: Parse, t: Token) -> Op | None:
    """ "The kidnapping was staged": a show, where nobody stages the thing itself."""
    verb = parse.tokens[t.head]
    if t.dep != "nsubjpass" or verb.lower not in words("feigned") or parse.children(verb.i, "agent"):
        return None
    plain = t.lemma in words("feignable") and "subj" not in governors().get((verb.lower, "a"), {})
    return Op("false", verb.text, verb.i) if plain and not is_verb(t) else None


def spoken_of(parse: Parse, noun: Token) -> bool:
    """Whether a noun names words or thoughts, which can be contrary to fact: "contrary to reports"."""
    known = governors().get((noun.lemma, "n"), {})
    return bool({known.get("of", ""), known.get("that", "")} & DOUBTED)
