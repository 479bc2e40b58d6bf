"""The next word up from a word: which word governs it, and in which slot it stands there."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.around import in_exchange, instance_of, over_its_subject
from onrecord.reading.status.govern import Edge, lemma_of, part_of_speech
from onrecord.reading.status.judged import telling
from onrecord.reading.status.local import is_verb
from onrecord.reading.status.tables import governors, words

KEPT = frozenset({"prevent", "ban", "refuse", "cancel", "fail"})
"""Classes of verbs that keep somebody from doing something."""
MADE = frozenset({"plan", "request", "order", "promise", "say_noun", "claim_noun"})
"""Classes of nouns that somebody makes, grants or strikes."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "VBN", "VBG"})


def climb(parse: Parse, i: int) -> Edge | None:
    """The next word up that can govern an event, with prepositions and particles folded into the slot."""
    t = parse.tokens[i]
    if t.head == i:
        return None
    head = parse.tokens[t.head]
    twin = _twin(parse, t, head)
    if twin is not None:
        return Edge(twin.i, "conj")
    noun = telling(parse, t) or (telling(parse, head) if t.dep == "ccomp" else None)
    if noun is not None:
        return Edge(noun.i, "that")
    wish = _wished(parse, t)
    if wish is not None:
        return Edge(wish.i, "that")
    whole = instance_of(parse, t, head)
    if whole is not None:
        return whole
    swapped = in_exchange(parse, t)
    if swapped is not None:
        return swapped[0]
    gerund = over_its_subject(parse, t)
    if gerund is not None:
        return gerund
    if _listed(parse, t, head):
        return Edge(head.i, "conj")
    to = parse.tokens[t.i - 1] if t.i else t
    if t.tag == "VB" and to.lower == "to" and to.dep == "prep" and t.dep in ("pobj", "pcomp", "amod"):
        return Edge(to.head, "inf")  # "were empowered to detain": the parser takes "to" for a preposition
    if t.dep in ("pobj", "pcomp", "prep") or (head.dep in ("prep", "agent") and head.pos in ("ADP", "SCONJ")):
        slot, top = "on" if head.lower == "upon" else head.lower, head
        if any(k.lower == "instead" for k in parse.children(head.i, "advmod")):
            return Edge(head.head, "instead of")
        for _ in range(3):
            if top.head == top.i:
                return Edge(top.i, slot)
            up = parse.tokens[top.head]
            if up.pos in ("ADP", "SCONJ") and up.dep in ("prep", "agent", "pcomp", "advmod", "mark", "prt"):
                slot, top = f"{up.lower} {slot}", up
            else:
                break
        verb = parse.tokens[top.head]
        last = parse.tokens[top.i - 1] if top.i else top
        if slot == "of" and last.i != verb.i and last.pos == "NOUN" and _takes(last, "of"):
            return Edge(last.i, "of")  # "reports of torture and claims of rape", with "of" hung on the torture
        back = parse.tokens[top.i - 1] if top.i else top
        if back.head == verb.i and slot in governors().get((f"{verb.lemma} {back.lower}", "v"), {}):
            return Edge(verb.i, slot, back.lower)  # "has gone back on its promise"
        if (f"{parse.tokens[top.head].lemma} {slot}", "v") in governors():  # "ruled out attacking"
            return Edge(top.head, "ing" if t.tag == "VBG" else "obj", slot)
        up = parse.tokens[top.head]
        if up.pos in ("ADV", "ADP", "ADJ", "PART") and up.dep in ("advmod", "prt", "acomp", "oprd") and up.head != up.i:
            verb = parse.tokens[up.head]
            if (f"{verb.lemma} {up.lower}", "v") in governors():
                return Edge(verb.i, slot.split()[-1], up.lower)
        return Edge(_kept_from(parse, t, top) if slot == "from" and t.tag == "VBG" else top.head, slot)
    return Edge(t.head, _slot(parse, t, head))


def _subjunctive(parse: Parse, t: Token) -> bool:
    """A bare form with a subject: "that Malawi withdraw", whatever tense the parser sees."""
    kids = parse.children(t.i, "nsubj")
    one = len(kids) == 1 and kids[0].tag in ("NN", "NNP") and not parse.children(kids[0].i, "conj", "amod", "nummod")
    return (t.tag == "VB" or (t.tag == "VBP" and one)) and not parse.children(t.i, "aux", "auxpass")


def _wished(parse: Parse, t: Token) -> Token | None:
    """ "Condemns the raid and demands that Chad withdraw", where the parser hangs the clause on the raid."""
    if t.dep not in ("relcl", "acl") or not _subjunctive(parse, t):
        return None
    that = next(iter(parse.children(t.i)), None)
    if that is None or that.lower != "that" or that.i == 0 or that.i - 1 == t.head:
        return None
    noun = parse.tokens[that.i - 1]
    return noun if _takes(noun, "that") else None


def _kept_from(parse: Parse, t: Token, prep: Token) -> int:
    """ "Bars anyone convicted of treason from running": not the nearer word, which takes no "from"."""
    table = governors()
    near = parse.tokens[prep.head]
    if "from" in table.get((near.lemma, part_of_speech(near)), {}) or near.lower in ("away", "far", "way"):
        return near.i
    for verb in parse.ancestors(near.i)[:4]:
        if is_verb(verb) and table.get((verb.lemma, "v"), {}).get("from") in KEPT:
            return verb.i
        if verb.tag in ("VBD", "VBZ", "VBP"):
            break
    return near.i


def _twin(parse: Parse, t: Token, head: Token) -> Token | None:
    """ "Asked them to leave, free the pilot and reopen the road": a bare verb is joined to the infinitive before it.

    The parser joins it to the verb that asks, where it would have happened.
    """
    bare = t.tag == "VB" or (t.tag == "VBP" and head.tag == "VBD")
    if t.dep != "conj" or not bare or head.tag == "VB" or not is_verb(head):
        return None
    if parse.children(t.i, "aux", "auxpass", "nsubj", "nsubjpass", "expl"):
        return None
    before = [k for k in parse.children(head.i, "xcomp", "advcl", "ccomp") if head.i < k.i < t.i and k.tag == "VB"]
    return before[-1] if before else None


def _listed(parse: Parse, t: Token, head: Token) -> bool:
    """ "Will be thrown out, executed, and ...": a bare participle in a row of passives."""
    passive = t.tag == head.tag == "VBN" and bool(parse.children(head.i, "auxpass"))
    last_of = any(k.text == "," and k.i > t.i for k in parse.children(t.i, "punct"))  # "held, shot at, or left to die"
    beside = ("mark", "aux", "auxpass", "nsubj", "nsubjpass") + (() if last_of else ("prep", "agent"))
    alone = not parse.children(t.i, *beside)
    own = [k for k in parse.children(t.i, "cc") if k.i > t.i and parse.tokens[k.i - 1].text == ","]
    row = (any(k.i > t.i for k in parse.children(head.i, "cc")) or bool(own)) and parse.tokens[t.i - 1].text == ","
    return t.dep == "advcl" and t.i > head.i and passive and alone and row


def _slot(parse: Parse, t: Token, head: Token) -> str:
    if t.dep in ("dobj", "nsubjpass", "obj", "oprd"):
        return "obj"
    if t.dep in ("nsubj", "csubj", "csubjpass"):
        return "subj"
    if t.dep in ("conj", "appos", "parataxis", "attr", "poss", "dative", "nmod"):
        return t.dep
    if t.dep == "compound" or (t.dep == "amod" and t.pos == "NOUN"):
        return "comp"
    if t.dep in ("xcomp", "ccomp", "advcl", "acl", "relcl", "acomp", "dep"):
        to = any(k.lower == "to" for k in parse.children(t.i, "aux"))
        if to:
            return "inf"
        gerund = t.tag == "VBG" or any(k.lower in ("being", "having") for k in parse.children(t.i, "aux", "auxpass"))
        if gerund and (t.dep in ("xcomp", "ccomp") or (t.dep == "advcl" and _close(parse, t, head))):
            return "ing"
        if t.dep == "ccomp":
            return "that"
        if t.dep == "xcomp":
            return "bare"
        if t.dep == "relcl" and parse.children(t.i, "det") and parse.tokens[parse.subtree(t.i)[0]].lower == "that":
            return "that" if _takes(head, "that") else t.dep  # "the danger that the dam bursts": taken for a noun
        if t.dep in ("acl", "relcl") and any(
            k.lower == "that" and not _missing(parse, k, t, head) and (k.tag == "IN" or not k.dep.startswith("nsubj"))
            for k in parse.children(t.i)[:1]
        ):
            return "that" if _takes(head, "that") else t.dep
        if t.dep == "relcl" and _whole(parse, t) and _takes(head, "that"):
            return "that"  # "speculation the envoy has fled"
        if t.dep == "acl" and t.tag in FINITE and any(k.dep.startswith("nsubj") for k in parse.children(t.i)):
            if any(k.lower == "that" and _missing(parse, k, t, head) for k in parse.children(t.i, "dobj")):
                return t.dep  # "a request that Berlin granted"
            if any(k.lower in ("after", "before", "since", "as", "while") for k in parse.children(t.i, "mark")):
                return t.dep
            return "that" if _takes(head, "that") else t.dep
    return t.dep


def _missing(parse: Parse, that: Token, verb: Token, noun: Token) -> bool:
    """ "A request that Berlin granted": the object of its clause; not "the suggestion that Tirana spied"."""
    made = governors().get((noun.lemma, "n"), {}).get("inf") in MADE
    return (
        that.dep == "dobj"
        and not _subjunctive(parse, verb)
        and made
        and verb.lemma in words("light") | words("disregard") | words("dealt_with")
    )


def _whole(parse: Parse, t: Token) -> bool:
    """A clause with nothing missing, so no relative one: its own subject, and an object or a verb that needs none."""
    subject = parse.children(t.i, "nsubj", "nsubjpass")
    if not subject or subject[0].lower in ("who", "which", "that") or parse.children(t.i, "advmod", "mark"):
        return False
    if any(parse.tokens[k].lower in ("which", "whom", "whose") for k in parse.subtree(t.i)[:3]):
        return False  # "a remark for which he was fined"
    full = [k for k in parse.children(t.i, "dobj", "auxpass", "attr", "acomp") if k.lower not in ("that", "which")]
    return bool(full) or (bool(parse.children(t.i, "aux")) and t.lemma not in words("light"))


def _close(parse: Parse, t: Token, head: Token) -> bool:
    """Right after the verb and its particle, with no comma: an object, whatever the parser calls it."""
    return head.i < t.i <= head.i + 2 and all(
        parse.tokens[k].dep == "prt" for k in range(head.i + 1, t.i)
    )  # fmt: skip


def _takes(head: Token, slot: str) -> bool:
    table = governors()
    return any(slot in table.get((lemma, part_of_speech(head)), {}) for lemma in (head.lemma, lemma_of(head)))
