"""Operators beside a word: negation, modals, conjunctions, adverbs and adjectives, questions, timetables."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.conditions import (
    conditional,
    confirmed,
    contrary,
    if_so,
    inverted_had,
    lacking,
    not_a_single,
    unreal,
)
from onrecord.reading.status.supposed import bidden
from onrecord.reading.status.tables import classes, governors, links, modals, modifiers, words
from onrecord.reading.status.tense import blueprint, timetable, would

VERBS = frozenset({"VERB", "AUX"})
NO_SUBJECT = frozenset({"nobody", "none", "nothing", "neither", "no-one"})
FEW = frozenset({"very", "so", "too", "precious"})
NO_DET = frozenset({"no", "neither", "zero"})
UNMET = frozenset({"could", "might", "would", "'d"})
ALL = frozenset({"all", "every", "everyone", "everybody", "everything", "both"})


def is_verb(t: Token) -> bool:
    """Verbs and what the parser tags as one."""
    return t.pos in VERBS or t.tag.startswith("VB")


def local_ops(parse: Parse, i: int, *, via: int | None = None, how: str = "") -> list[Op]:
    """Operators at token ``i``, innermost first. ``via``: the child we come from; ``how``: "conj", "subj" or "part"."""
    t = parse.tokens[i]
    if not is_verb(t) and not any(k.tag == "MD" for k in parse.children(i, "aux")):
        return _noun_ops(parse, t)  # "will down tools": a verb, whatever the parser takes it for
    if how == "conj" and via is not None and not _shares(parse, t, parse.tokens[via]):
        return _marks(parse, t)
    ops = _modality(parse, t) + _adverbs(parse, t)
    if how == "conj" and via is not None and negation(parse, parse.tokens[via]) is not None:
        ops = [o for o in ops if o.name != "negate"]  # "neither confirmed nor denied": one negation, not two
    if how == "subj":  # "an invasion would cost lives": what the verb doubts, its subject does not outlive
        ops = [_for_subject(parse, o, via) for o in ops]
        ops = [o for o in ops if classes()[o.name].plus == "0" and o.name not in ("future", "duty")]
    elif how == "part":  # "did not stop, killing six": the participle stands outside the negation
        ops = [o for o in ops if o.name != "negate"]
    return ops + _marks(parse, t)


def _for_subject(parse: Parse, op: Op, via: int | None) -> Op:
    """ "Only an invasion would dislodge him, he said": told of the future, but of any invasion."""
    would = op.name == "future" and parse.tokens[op.token].lower in ("would", "'d")
    anyone = via is not None and any(k.lower in ("a", "an") for k in parse.children(via, "det"))
    return Op("modal", op.cue, op.token) if would and anyone else op


def _shares(parse: Parse, first: Token, second: Token) -> bool:
    """Whether the second of two joined verbs stands under the auxiliaries and subject of the first."""
    kids = parse.children(second.i)
    if any(k.dep in ("nsubj", "nsubjpass", "expl") or (k.dep in ("aux", "auxpass") and k.tag != "TO") for k in kids):
        return False
    passive = any(k.dep == "auxpass" or k.lower in ("has", "have", "had") for k in parse.children(first.i))
    alike = first.tag == second.tag or (passive and {first.tag, second.tag} == {"VBN", "VBD"})
    return alike and not any(k.dep == "cc" and k.lower == "but" and k.i < second.i for k in parse.children(first.i))


def _noun_ops(parse: Parse, t: Token) -> list[Op]:
    ops = [Op("negate", "non-", t.i)] if t.lower.startswith("non-") else []
    table = modifiers()
    for k in parse.children(t.i):
        where = table.get(k.lower)
        dep = {"neg": "det", "nmod": "amod", "predet": "det", "compound": "amod"}.get(k.dep, k.dep)
        if where and dep in where:
            name = where[dep]
            if (name == "generic" and k.lower == "every") or (name in ("planned", "possible") and set_in(parse, t)):
                continue
            ops.append(Op(name, k.text, k.i))
        elif k.dep in ("acl", "amod") and k.i > t.i and k.lower in words("behind"):  # "the raid planned for May"
            lasts = any(v.lemma in words("goes_on") for v in parse.tokens[k.i + 1 : k.i + 4])  # "expected to last days"
            meant = k.lemma in words("meant_for") and any(v.tag == "VB" for v in parse.children(k.i, "xcomp", "advcl"))
            if not (lasts or meant or set_in(parse, t) or any(a.lower in ("had", "been") for a in parse.children(k.i))):
                name = table[k.lower].get("amod") or table[k.lower]["behind"]
                ops.append(Op(name, k.text, k.i))
        elif k.lower in ("for", "on", "from") and k.dep == "prep" and _dated(parse, t, k):
            ops.append(Op("planned", parse.span(k.i, k.i + 2).text, k.i))
        elif k.dep == "mark" and k.lower in links("mark") and k.i < t.i:
            ops.append(Op(links("mark")[k.lower], k.text, k.i))
        elif k.dep == "amod" and k.tag in ("VBN", "JJ", "VBG"):
            held = k.lemma in words("light") or k.lemma in words("come_about")  # "potentially linked raids" were held
            inner = [a for a in parse.children(k.i, "advmod") if "advmod" in table.get(a.lower, {}) and held]
            ops.extend(Op(table[a.lower]["advmod"], a.text, a.i) for a in inner if table[a.lower]["advmod"] != "almost")
        elif k.dep in ("poss", "compound", "npadvmod") and any(
            parse.tokens[g].lower in words("future_time") for g in parse.subtree(k.i)[:4]
        ):
            ops.append(Op("planned", k.text, k.i))
    return ops or _called_for(parse, t) or _on_a_day_to_come(parse, t)


def _on_a_day_to_come(parse: Parse, t: Token) -> list[Op]:
    """ "Friday's summit will discuss the war"."""
    verb = parse.tokens[t.head]
    if t.dep != "nsubj" or not any(k.lower in ("will", "'ll") for k in parse.children(verb.i, "aux")):
        return []
    beside = [g for k in parse.children(t.i, "poss", "compound", "prep", "npadvmod") for g in parse.subtree(k.i)[:5]]
    day = next((parse.tokens[g] for g in beside if parse.tokens[g].lower in words("day") | words("month")), None)
    return [Op("planned", f"{day.text} ... will", day.i)] if day is not None else []


def set_in(parse: Parse, t: Token) -> bool:
    """ "The long-awaited truce took effect": it is no plan any more."""
    verb = parse.tokens[t.head]
    has = verb.tag == "VBN" and any(k.lower in ("has", "have", "'s", "'ve") for k in parse.children(verb.i, "aux"))
    plain = (verb.tag == "VBD" or has) and t.dep == "nsubj" and negation(parse, verb) is None
    begun = verb.lemma in words("sets_in") or any(k.lemma in words("sets_in") for k in parse.children(verb.i, "dobj"))
    return plain and begun


def _called_for(parse: Parse, t: Token) -> list[Op]:
    """ "Called a strike for Monday": the date hangs on the verb."""
    verb = parse.tokens[t.head]
    if t.dep not in ("dobj", "nsubjpass") or verb.lemma not in words("convene"):
        return []
    for k in parse.children(verb.i, "prep"):
        if k.lower == "for" and any(
            o.lower in words("day") | words("future_time") | words("month") for o in parse.children(k.i, "pobj")
        ):
            return [Op("planned", parse.span(k.i, k.i + 2).text, k.i)]
    return []


def _dated(parse: Parse, t: Token, prep: Token) -> bool:
    """ "Announced a march for Sunday"."""
    called = t.dep in ("dobj", "nsubjpass") and parse.tokens[t.head].lemma in words("convene")
    when = words("day") | words("future_time") | words("month")
    return called and any(o.lower in when for o in parse.children(prep.i, "pobj"))


def _adverbs(parse: Parse, t: Token) -> list[Op]:
    """Adverbs on the verb that are no plain negation: allegedly, nearly, perhaps."""
    ops = []
    table = modifiers()
    for k in parse.children(t.i, "advmod", "acomp", "npadvmod"):
        name = table.get(k.lower, {}).get("advmod")
        if name and name != "negate" and (k.dep == "advmod") and k.pos != "ADJ":
            if name == "almost" and k.i > t.i:
                continue
            if name == "planned" and t.tag in ("VBD", "VBN"):
                continue  # "soon spread", "next hit": the past tense has it done
            ops.append(Op(name, k.text, k.i))
    return ops


def negation(parse: Parse, t: Token) -> Token | None:
    """The word that negates the verb: not, never, no longer, nobody, neither side, took no hostages."""
    kids = parse.children(t.i)
    if t.dep == "conj":
        kids += [k for k in parse.children(t.head, "cc") if k.lower == "nor" and t.head < k.i < t.i]
    kids += [g for k in kids if k.dep in ("aux", "auxpass") for g in parse.children(k.i, "neg")]
    before = [parse.tokens[k] for k in range(max(0, t.i - 4), t.i)]
    if [k.lower for k in before[1:]] == ["so", "much", "as"] and before[0].lower in ("never", "not", "n't"):
        return before[0]  # "never so much as answered"
    for k in kids:
        if k.dep == "advmod" and k.lower == "longer" and any(o.lower == "no" for o in parse.children(k.i)):
            return k
        if k.dep == "neg" or (k.dep == "advmod" and modifiers().get(k.lower, {}).get("advmod") == "negate"):
            if (k.lower == "no" or k.i > t.i) and k.dep == "advmod":
                continue
            if t.lemma == "take" and any(o.lower == "long" for o in kids):
                continue  # "it did not take long for the mob to storm it": it stormed it
            if k.lower == "not" and parse.tokens[k.i + 1].lower in ALL:
                continue  # "not all the hostages returned": some did
            if k.lower in ("scarcely", "barely") and _counted(parse, k):
                continue  # "barely a third had been paid": a third had
            if k.lower in ("hardly", "scarcely", "barely") and _when(parse, t):
                continue  # "hardly had the truce begun when shells fell"
            if k.lower == "barely" and t.lemma in words("just_made"):
                continue  # "barely survived": he did; "barely spoke": as good as not
            if k.lower in ("not", "n't") and any(o.lower == "until" for o in parse.tokens[k.i + 1 : k.i + 2]):
                continue  # "it was not until May that the army left"
            if k.lower == "not" and any(o.lower == "only" and o.i == k.i + 1 for o in parse.tokens[k.i : k.i + 2]):
                continue
            return k
        if k.lower == "once" and any(o.dep == "neg" for o in parse.children(k.i)):
            return k
        if k.dep == "preconj" and k.lower == "neither":
            return k
        if k.dep == "cc" and k.lower in ("nor",) and k.i < t.i:
            return k
        after = parse.tokens[k.i + 1].lower if k.i + 1 < len(parse.tokens) else ""
        if k.dep in ("nsubj", "nsubjpass") and k.lower in NO_SUBJECT and after in ("but", "except", "other"):
            continue  # "none but the cook survived"
        if k.dep in ("nsubj", "nsubjpass") and (k.lower in NO_SUBJECT or _no(parse, k)):
            return k if k.lower in NO_SUBJECT else _no(parse, k)
        if k.dep == "dobj" and _no(parse, k):
            return _no(parse, k)
        if k.dep == "prep" and k.lower in ("under", "at", "in", "on", "by"):
            for o in parse.children(k.i, "pobj"):
                if _no(parse, o) and not _so_all_the_same(parse, k, o):
                    return _no(parse, o)
    return None


def _so_all_the_same(parse: Parse, prep: Token, noun: Token) -> bool:
    """ "Asked in no uncertain terms", "sent at no cost", "left in no time": it was done."""
    beside = {noun.lower, *(k.lower for k in parse.children(noun.i, "amod"))}
    return bool(beside & words("all_the_same")) or (prep.lower == "in" and noun.lower == "time")


def _counted(parse: Parse, word: Token) -> bool:
    """ "Barely a third", "scarcely half", "barely two weeks": a number that is small."""
    after = [k for k in parse.tokens[word.i + 1 : word.i + 3] if k.lower not in ("a", "an")]
    return bool(after) and (after[0].lower in words("fraction") or after[0].tag == "CD")


def _when(parse: Parse, t: Token) -> bool:
    """A past perfect and a "when" behind it."""
    had = t.lower == "had" or any(k.lower == "had" for k in parse.children(t.i, "aux"))
    last = parse.sentence_of(t.i).last
    return had and any(k.lower in ("when", "before", "than") for k in parse.tokens[t.i + 1 : last])


def _of(parse: Parse, noun: Token) -> bool:
    """ "Very few of the men"."""
    return any(k.lower == "of" for k in parse.children(noun.i, "prep"))


def _no(parse: Parse, noun: Token) -> Token | None:
    if noun.lower in ("none", "nobody", "nothing"):
        return noun
    beside = [k.lower for k in parse.children(noun.i, "det", "amod", "advmod")]
    if noun.lower in ("few", "little") and (not beside or (set(beside) <= FEW and _of(parse, noun))):
        return noun
    for k in parse.children(noun.i, "det", "amod", "neg", "preconj", "cc"):
        if k.text == "No" and parse.tokens[k.i + 1].text[:1].isdigit():
            continue  # "at No 10"
        if k.lower in NO_DET or (k.lower == "few" and not parse.children(noun.i, "det")[:1]):
            return k
        if k.lower == "few" and k.dep == "amod" and all(d.lower not in ("a", "the") for d in parse.children(noun.i)):
            return k
    left = parse.tokens[min(parse.subtree(noun.i)[:1] or [noun.i])]
    if left.lower == "not" and parse.tokens[left.i + 1].lower in ALL:
        return None
    if left.lower in ("scarcely", "barely") and _counted(parse, left):
        return None
    return left if left.lower in ("not", "hardly", "scarcely", "barely") and left.i < noun.i else None


def _modality(parse: Parse, t: Token) -> list[Op]:
    """Auxiliaries, negation and tense of the verb, as one reading."""
    auxes = parse.children(t.i, "aux", "auxpass")
    modal = next((k for k in auxes if k.tag == "MD" or (k.lower in modals() and k.tag not in ("TO", "VBD"))), None)
    no = negation(parse, t)
    if modal is not None and modal.lower == "need" and no is not None and any(k.lower == "have" for k in auxes):
        return []  # "need not have fired": they did
    if modal is not None:
        plain, negated, perfect = modals().get(modal.lower, ("modal", "negate", "modal"))
        has = any(k.lower in ("have", "'ve", "of") for k in auxes)
        name = negated if no is not None else perfect if has else plain
        if plain == "modal" and modal.lower in ("would", "'d") and no is None and not has:
            name = would(parse, t)
            if name == "modal" and blueprint(parse, t):
                name = "plan"
            if name == "modal" and any(k.lower in words("later") for k in parse.children(t.i, "advmod")):
                return []  # "rebels would later burn the mill": they did
        cue = f"{modal.text} {no.text}" if no is not None and no.dep == "neg" else (no or modal).text
        if has and modal.lower in UNMET and contrary(parse, t):
            unmet = Op("counterfactual", modal.text, modal.i)
            return [unmet] if no is None else [Op("negate", cue, no.i), unmet]  # "would not have fled": they fled
        return [Op(name, cue if no is not None else modal.text, modal.i)]
    ops: list[Op] = []
    if no is not None:
        return [_unexploded(parse, t, no) or Op("negate", no.text, no.i)]
    late = timetable(parse, t, auxes)
    if late is not None:
        ops.append(late)
    return ops


def _unexploded(parse: Parse, t: Token, no: Token) -> Op | None:
    """ "The bomb did not explode": somebody tried, and failed."""
    off = t.lemma == "go" and any(k.lower == "off" for k in parse.children(t.i, "prt", "advmod"))
    return Op("fail", f"{no.text} {t.text}", no.i) if off or t.lemma in words("go_off") else None


def _marks(parse: Parse, t: Token) -> list[Op]:
    """The conjunction that opens the clause, inverted conditionals, questions, commands."""
    table = links("mark")
    ops: list[Op] = []
    for k in parse.children(t.i, "mark", "advmod"):
        if k.lower == "before" and any(a.lower in ("could", "can") for a in parse.children(t.i, "aux")):
            ops.append(Op("averted", f"{k.text} ... could", k.i))
            continue
        if k.lower == "before" and t.lemma in words("go_off") and parse.tokens[t.head].lemma in words("made_safe"):
            ops.append(Op("averted", f"{k.text} ... {t.text}", k.i))
            continue
        none = any(d.lower in ("any", "anyone", "anybody") for n in parse.children(t.i, "nsubj", "nsubjpass")
                   for d in (n, *parse.children(n.i, "det")))  # fmt: skip
        none = none or not_a_single(parse, t)
        if k.lower == "before" and none and not any(a.tag == "MD" for a in parse.children(t.i, "aux")):
            ops.append(Op("averted", "before any", k.i))  # "the fire was out before any house was lost"
            continue
        if k.lower == "before" and _cut_short(parse, t):
            ops.append(Op("averted", f"{parse.tokens[t.head].text} before", k.i))
            continue
        if k.lower in ("after", "once", "when") and k.i < t.i and _still_ahead(parse, t):
            ops.append(Op("later", k.text, k.i))
            continue
        now = any(a.lower in ("is", "are") for a in parse.children(t.i, "aux", "auxpass"))
        if table.get(k.lower) == "later" and t.tag in ("VBD", "VBN", "VBG") and k.lower != "until" and not now:
            continue  # "before the rebels fled": they did
        if k.lower in ("if", "though") and k.i and parse.tokens[k.i - 1].lower == "as":
            ops += _as_if(parse, t, k)
            continue
        if k.i < t.i and k.lower in table and not (k.lower == "until" and negation(parse, t)):
            never_so = k.lower == "if" and unreal(parse, t)
            ops.append(Op("counterfactual" if never_so else table[k.lower], k.text, k.i))
    kids = parse.children(t.i)
    lack = lacking(parse, t)
    ops += [Op("condition", lack.text, lack.i)] if lack is not None else []
    ops += [
        Op("condition", parse.span(k.i, k.i + 2).text, k.i)
        for k in parse.children(t.i, "prep")
        if (k.i < t.i or _future_like(parse, t))
        and k.lower == "in"
        and any(if_so(parse, o) for o in parse.children(k.i, "pobj"))
    ]
    first = min((k.i for k in kids), default=t.i)
    lead = parse.tokens[min(first, t.i)]
    if t.dep == "advcl" and lead.lower in ("should", "were", "had") and not ops:
        name = "condition" if lead.lower != "had" else "counterfactual"
        if any(
            k.dep in ("nsubj", "nsubjpass", "compound", "det") and k.i > lead.i
            for k in parse.tokens[lead.i : lead.i + 4]
        ):
            ops.append(Op(name, lead.text, lead.i))
    if not ops and inverted_had(parse, t):
        ops.append(Op("counterfactual", "had", t.i))
    spoken = t.tag in ("VBZ", "VBP") and t.lemma in words("speech_act")  # "Chad threatens war if ...": it does so now
    clauses = [] if spoken else [k for k in kids if conditional(parse, k)]
    if not ops and clauses and (_future_like(parse, t) or any(confirmed(parse, k) for k in clauses)):
        ops.append(Op("condition", "if", t.i))
    who = parse.children(t.i, "nsubj", "nsubjpass")
    who += [
        k for c in parse.children(t.i, "csubj") for k in parse.children(c.i, "nsubj")
    ]  # "whoever attacks it attacks us"
    if t.tag == "VBD":
        who = [k for k in who if k.lower not in ("whoever", "whatever")]  # "whoever shelled it": somebody did
    if any(k.lower in ("whoever", "anyone", "anybody", "whatever") for k in who) and negation(parse, t) is None:
        ops.append(Op("generic", "whoever", t.i))
    if bidden(parse, t):
        ops.append(Op("command", t.text, t.i))
    return ops


def _as_if(parse: Parse, t: Token, mark: Token) -> list[Op]:
    """ "As if the war had been won": it had not; "looks as if they have fled": they may have."""
    auxes = parse.children(t.i, "aux", "auxpass")
    if any(k.tag == "TO" for k in auxes):
        return []  # "as if to frighten them"
    unmet = any(k.lower in ("had", "were") for k in auxes) or t.tag == "VBD"
    return [Op("counterfactual" if unmet else "condition", f"as {mark.text}", mark.i)]


def _cut_short(parse: Parse, t: Token) -> bool:
    """ "Killed before he could testify", "seized the ship before it reached Aden": who was stopped did not."""
    subject = parse.children(t.i, "nsubj", "nsubjpass")
    pronoun = bool(subject) and subject[0].lower in ("it", "they", "he", "she")
    head = parse.tokens[t.head]
    back = head.lemma in words("turned_back") and any(k.lower in ("back", "around") for k in parse.children(head.i))
    return pronoun and t.tag in ("VBD", "VBN") and (back or head.lemma in words("interrupt"))


def _still_ahead(parse: Parse, t: Token) -> bool:
    """ "after the troops leave, the UN will take over": a present tense beside a future."""
    if t.tag not in ("VBZ", "VBP") and not any(
        a.lower in ("has", "have", "is", "are") for a in parse.children(t.i, "aux")
    ):
        return False
    head = parse.tokens[t.head]
    over = head.tag == "VBD" or any(a.lower in ("was", "were", "had") for a in parse.children(head.i, "aux", "auxpass"))
    if over and t.dep == "advcl" and t.i > head.i:
        return True  # "was prepared for talks when Moscow is ready"
    ahead = any(a.tag == "MD" for a in parse.children(head.i, "aux"))
    return ahead or governors().get((head.lemma, "v"), {}).get("inf") in ("expect", "schedule")


def _future_like(parse: Parse, t: Token) -> bool:
    return any(a.tag == "MD" for a in parse.children(t.i, "aux")) or t.tag in ("VBZ", "VBP", "VB")
