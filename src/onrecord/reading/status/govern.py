"""What a governing word does to the event in its slot: the table, and what stands beside the word."""

from __future__ import annotations

from msgspec import Struct

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.judged import judged_done, untrue
from onrecord.reading.status.local import is_verb, negation
from onrecord.reading.status.outcome import asks_which, pointed_at
from onrecord.reading.status.refine import FOLLOWS, after_a_while, asks, loose, nobody_says, refine, rules
from onrecord.reading.status.supposed import came_anyway, going_to
from onrecord.reading.status.tables import governors, irregular, words
from onrecord.reading.status.unreached import stillborn, unsuccessful

WORRIES = frozenset(
    ("fear", "hope", "likely", "plan", "order", "request", "consider", "threat", "expect", "promise", "warn", "doubt",
     "rumour", "claim_noun")
)  # fmt: skip


FACES = frozenset({"face", "fight", "contest", "await", "battle"})
TOLD = frozenset({"say", "confirm"})
LEFT_OPEN = frozenset({"doubt", "request", "consider", "think", "verify", "deny"})
SPREAD = frozenset({"that", "of", "inf", "over", "about", "for"})
TELLS = frozenset({"that", "of", "about", "inf", "over", "from"})
SHOWN = frozenset({"that", "ing", "bare", "inf", "as", "of", "about"})
"""Slots of what a report or a recording shows."""


class Edge(Struct, frozen=True, gc=False):
    """From a word to what governs it: the governing token, the slot filled, and words between."""

    parent: int
    slot: str
    particle: str = ""


def part_of_speech(t: Token) -> str:
    """v, n or a: as the table of governors has it."""
    if is_verb(t):
        return "v"
    return "a" if t.pos in ("ADJ", "ADV", "ADP") else "n"


def governed(parse: Parse, i: int, edge: Edge) -> Op | None:
    """What the governing word does to its slot, by the table; ``None`` where it is not in it."""
    head = parse.tokens[edge.parent]
    if edge.slot == "instead of":
        return None
    slot = edge.slot.split()[-1] if edge.slot.endswith((" of", " to")) and " " in edge.slot else edge.slot
    table = governors()
    if slot == "by" and is_verb(parse.tokens[i]) and not is_verb(head):
        return None  # "the move, by angering Ankara, ...": the means of what follows
    if slot in SHOWN and head.lemma in words("shows"):
        found = _shown_by(parse, head)
        if found is not None:
            return found
    rejected = _rejects_claims(parse, head) if slot == "that" else None
    if rejected is not None:
        return rejected
    for particle in _particles(parse, head, edge):
        known = table.get((f"{head.lemma} {particle}", "v"))
        if known and slot in known:
            told = "that" in table.get((parse.tokens[i].lemma, "n"), {})
            aside = known[slot] == "deny" and slot == "obj" and pointed_at(parse, i) and not told
            over = aside or (known[slot] == "cancel" and after_a_while(parse, head))  # "shrugged off the sanctions"
            return Op("factive" if over else known[slot], f"{head.text} {particle}", head.i)
    came = came_anyway(parse, head) or _nears(parse, head) if slot == "subj" else None
    if came is not None:
        return came
    dead = stillborn(parse, head) if slot == "subj" else None
    if dead is not None and (is_attempt(parse.tokens[i]) or head.lemma == "fail"):
        return dead
    if slot == "subj" and unsuccessful(parse, head):
        return Op("fail" if is_attempt(parse.tokens[i]) else "factive", head.text, head.i)
    if slot == "obj" and head.lemma in words("beaten_back") and is_attempt(parse.tokens[i]):
        return Op("refuse" if asks(parse.tokens[i]) else "fail", head.text, head.i)  # "an attempt was repelled"
    nothing = any(o.lower in words("vain") for k in parse.children(head.i, "prep") for o in parse.children(k.i, "pobj"))
    short = _fell_short(parse, head)
    if slot == "subj" and short is not None and is_attempt(parse.tokens[i]):
        return Op("fail", f"{head.text} {short.text}", head.i)
    if slot == "subj" and nothing and head.lemma in ("come", "amount", "lead", "end") and is_attempt(parse.tokens[i]):
        return Op("fail", f"{head.text} to nothing", head.i)
    if slot in ("obj", "inf", "ing") and not edge.particle and parse.children(head.i, "prt"):
        return None  # "set up" is not "set"
    if head.lemma in words("copula") and slot not in ("subj", "attr", "obj"):
        found = _predicate(parse, i, head, slot)
        if found is not None:
            return found
    if (
        slot == "subj"
        and head.lemma in ("go", "pass", "remain")
        and any(k.lower.startswith("un") for k in parse.children(head.i, "acomp"))
    ):
        return Op("factive", head.text, head.i)  # "the raid did not go unanswered"
    if slot == "subj" and head.lemma in ("remain", "stay"):  # "remains elusive": the adjective says more
        found = _predicate(parse, i, head, slot)
        if found is not None:
            return found
    if (head.lemma == "be" and slot in ("that", "inf", "attr")) or (head.lemma == "include" and slot in ("obj", "ing")):
        found = _equated(parse, head, slot)
        if found is not None:
            return found
    if slot == "inf" and head.lemma == "take" and head.tag == "VBZ" and subject_is(parse, head, "it"):
        return Op(
            "infinitive", head.text, head.i
        )  # "it takes courage to speak"; "it took courage to" was brought about
    if slot == "inf" and head.lemma == "give" and _deadline(parse, head):
        return Op("order", head.text, head.i)
    found = _idiom(parse, i, head, slot)
    if found is not None:
        return found
    if head.lemma == "point" and slot == "of" and parse.tokens[head.head].lower not in ("on", "at"):
        return None  # "the focal point of criticism"
    known = table.get((head.lemma, part_of_speech(head))) or table.get((lemma_of(head), part_of_speech(head)))
    if head.tag in ("VBN", "JJ") and not (known and slot in known):
        known = table.get((head.lower, "a"))
    false = untrue(parse, head) if not is_verb(head) and slot in TELLS else None
    if false is not None:
        return Op("averted", f"{false.text} {head.text}", head.i)  # "a false alarm about an attack"
    if slot == "of" and parse.tokens[i].tag == "VBG" and is_verb(parse.tokens[i]) and known and "of_ing" in known:
        return Op(known["of_ing"], f"{head.text} of", head.i)  # "the cost of rebuilding"; "of the war": there was one
    if known and slot in known:
        name = refine(parse, i, head, _by_tense(parse, i, head, known[slot], slot))
        apart = any(head.i < k.i < i for k in parse.children(head.i, "prep"))
        if slot == "inf" and apart and name in ("implicative", "seem"):
            # "rushed to the coast to search": a purpose; "pressure is growing on him to go": no purpose
            return _over_object(parse, head, slot)
        if name == "fear" and slot in ("about", "over", "at") and known_event(parse, i) and part_of_speech(head) != "n":
            return None  # "alarmed over the assassination": it is known
        if name in LEFT_OPEN | TOLD and slot in ("that", "obj") and asks_which(parse, i):
            name = "factive"  # "it is unclear who carried out the attack"
        if name == "expect" and slot == "obj" and pointed_at(parse, i) and negation(parse, head) is not None:
            name = "factive"  # "the rebels did not expect the ambush"
        cue = head.text if slot in ("obj", "inf", "ing", "subj", "comp", "bare") else f"{head.text} {slot}"
        return Op(name, cue, head.i)
    bound = slot == "obj" and head.tag in ("VBZ", "VBP") and head.lemma not in FOLLOWS
    if bound and rules(parse, head) and not pointed_at(parse, i):
        return Op("generic", head.text, head.i)  # "the law punishes desertion"
    return _of_subject(parse, head, slot) or _over_object(parse, head, slot) or _over_place(parse, head, slot)


def _rejects_claims(parse: Parse, head: Token) -> Op | None:
    """ "Chad rejects claims that it armed them": the parser takes the verb for a noun and its object for the verb."""
    up = [parse.tokens[head.head]] if head.dep == "xcomp" and head.tag == "VB" and head.head == head.i - 1 else []
    for k in parse.children(head.i, "aux") + up:  # "Kuwait denies report it paid": "report" taken for the verb
        if k.tag == "VBZ" and governors().get((_stem(k), "v"), {}).get("obj") in ("deny", "refuse"):
            return Op("deny", f"{k.text} {head.text}", k.i)
    before = parse.tokens[head.i - 1]
    if head.tag != "VBZ" or before.head != head.i or before.dep != "nsubj" or before.tag not in ("VBZ", "NNS"):
        return None
    name = governors().get((_stem(before), "v"), {}).get("obj")
    return Op("deny", f"{before.text} {head.text}", before.i) if name in ("deny", "refuse") else None


def _stem(t: Token) -> str:
    """The verb in a word that the parser takes for a noun or an auxiliary: "denies", "rejects"."""
    return t.lower.removesuffix("ies") + "y" if t.lower.endswith("ies") else t.lower.removesuffix("s")


def _of_subject(parse: Parse, word: Token, slot: str) -> Op | None:
    """ "Chances are slim that", "hopes are high that": the clause tells what the subject is about."""
    if word.dep not in ("acomp", "attr") or slot not in ("that", "inf", "of"):
        return None
    for k in parse.children(word.head, "nsubj"):
        name = governors().get((k.lemma, "n"), {}).get(slot)
        if name in WORRIES:
            return Op(name, f"{k.text} ... {word.text}", k.i)
    return None


def _nears(parse: Parse, verb: Token) -> Op | None:
    """ "War is coming", "a boycott is going to hurt"; not "fire is coming from the hill", "the boycott is going to"."""
    if verb.tag != "VBG" or not any(k.lower in ("is", "are", "'s") for k in parse.children(verb.i, "aux")):
        return None
    if verb.lemma == "come" and not parse.children(verb.i, "prep", "prt", "acomp", "neg"):
        return Op("expect", verb.text, verb.i)
    some = any(k.lower in ("a", "an") for n in parse.children(verb.i, "nsubj") for k in parse.children(n.i, "det"))
    return Op("modal", f"{verb.text} to", verb.i) if some and going_to(parse, verb) else None


def _fell_short(parse: Parse, verb: Token) -> Token | None:
    """ "Got nowhere", "fell three votes short", "fell flat"."""
    if verb.lemma not in ("get", "go", "lead", "fall", "come", "run", "head"):
        return None
    beside = parse.children(verb.i, "advmod", "acomp", "oprd", "prt")
    return next((k for k in beside if k.lower in ("nowhere", "short", "flat", "aground")), None)


def _shown_by(parse: Parse, verb: Token) -> Op | None:
    """ "Unconfirmed reports said", "unverified footage showed", "a false report claimed"."""
    for k in parse.children(verb.i, "nsubj"):
        untrue = next((a for a in parse.children(k.i, "amod") if a.lower in words("untrue")), None)
        if untrue is not None:
            return Op("false", f"{untrue.text} {k.text}", k.i)
        if loose(parse, k):
            return Op("rumour", verb.text, verb.i)
    return None


def _idiom(parse: Parse, i: int, head: Token, slot: str) -> Op | None:
    """ "In case of war", "faces a fine", "dozens are feared killed", "support for a ban"."""
    if (
        head.lemma == "come"
        and slot == "of"
        and any(k.lower in ("nothing", "little") for k in parse.children(head.i, "nsubj"))
    ):
        return Op("averted" if is_attempt(parse.tokens[i]) else "factive", f"nothing {head.text} of", head.i)
    out = [parse.tokens[k].lower for k in range(max(0, head.i - 3), head.i)]
    if head.lemma == "question" and slot in ("inf", "that", "ing", "for") and out == ["out", "of", "the"]:
        return Op("rule_out", "out of the question", head.i)
    clouds = [k for k in parse.children(head.i, "nsubj") if k.lemma in words("clouds")]
    if head.lemma == "hang" and slot == "over" and clouds:
        return Op("consider", f"{head.text} {slot}", head.i)  # "a question mark hangs over the sale"
    if head.lemma in words("in_favour") and slot == "for" and not is_verb(head) and not pointed_at(parse, i):
        return Op("consider", f"{head.text} {slot}", head.i)
    if head.lemma == "subject" and slot == "to" and head.pos != "VERB" and parse.tokens[i].lemma in words("assent"):
        return Op("condition", f"{head.text} to", head.i)  # "subject to approval"; "subject to raids": there were
    if head.lemma == "place" and slot == "of" and parse.tokens[head.head].lower == "in" and not pointed_at(parse, i):
        return None if parse.children(head.i, "det", "poss", "amod") else Op("instead", "in place of", head.i)
    if slot in ("over", "to") and (parse.tokens[i].tag == "VBG" or not parse.children(i, "det", "poss")):
        verb = head if is_verb(head) else parse.tokens[head.head]
        chosen = verb.i == head.i or head.dep in ("dobj", "pobj")
        for_ = parse.tokens[verb.head] if verb.lower == "for" else verb
        if chosen and for_.lemma in words("prefer") and for_.tag.startswith("VB"):
            return Op("instead", f"{for_.text} ... {slot}", for_.i)  # "chose exile over testifying"
    if head.lemma == "case" and slot == "of" and parse.tokens[head.head].lower == "in":
        bare = not parse.children(head.i, "det", "poss", "amod")
        return Op("condition", "in case of", head.i) if bare else None
    if head.lemma == "event" and slot == "of" and parse.tokens[head.head].lower == "in" and is_the(parse, head):
        return Op("condition", "in the event of", head.i)
    if head.lemma == "face" and slot == "obj" and parse.tokens[i].lemma in words("appointment"):
        now = head.tag in ("VBZ", "VBP", "VBG") and not pointed_at(parse, i)
        return Op("schedule", head.text, head.i) if now else None  # "faces elections in May"
    if head.lemma in FACES and slot == "obj" and parse.tokens[i].lemma in words("faced"):
        return None if pointed_at(parse, i) else Op("risk", head.text, head.i)  # "faces a fine"
    if (
        (slot in ("acomp", "obj", "bare") or (slot == "advcl" and not parse.children(i, "mark", "nsubj", "nsubjpass")))
        and head.lemma in ("fear", "presume", "believe")
        and nobody_says(parse, head)
        and parse.tokens[i].i > head.i
    ):
        return Op("claim", head.text, head.i)  # "dozens are feared killed", "is presumed dead"
    return None


def is_the(parse: Parse, noun: Token) -> bool:
    """ "the event", and no other."""
    return [k.lower for k in parse.children(noun.i, "det", "poss", "amod")] == ["the"]


def subject_is(parse: Parse, verb: Token, word: str) -> bool:
    """Whether the subject of ``verb`` is this very word."""
    return any(k.lower == word for k in parse.children(verb.i, "nsubj", "expl"))


def _deadline(parse: Parse, verb: Token) -> bool:
    """ "Were given until noon to leave", "gave them a deadline to leave"."""
    until = any(k.lower in ("until", "till") for k in parse.children(verb.i, "prep", "mark"))
    return until or any(k.lemma in ("deadline", "ultimatum", "day", "hour", "week", "month")
                        for k in parse.children(verb.i, "dobj", "dative"))  # fmt: skip


def known_event(parse: Parse, i: int) -> bool:
    """ "the killing of": a noun with "the" and what it was done to, pointing at something that happened."""
    kids = parse.children(i)
    return not is_verb(parse.tokens[i]) and any(k.lower == "the" for k in kids) and any(k.lower == "of" for k in kids)


def lemma_of(t: Token) -> str:
    """A second guess where the parser leaves an ending on ("suspects") or does not know the form ("strove")."""
    if t.lower in irregular():
        return irregular()[t.lower]
    for ending, back in (("s", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"), ("ied", "y")):
        stem = t.lower.removesuffix(ending) + back
        if t.lower.endswith(ending) and (stem, part_of_speech(t)) in governors():
            return stem
    return t.lemma


def _predicate(parse: Parse, i: int, verb: Token, slot: str) -> Op | None:
    """The adjective or noun after "is", where the parser hangs the clause on "is" itself."""
    for k in parse.children(verb.i, "acomp", "attr", "oprd"):
        name = governors().get((k.lemma, part_of_speech(k)), {}).get(slot)
        if name in ("false", "truth") and slot == "inf" and k.lower in words("judged"):
            name = "factive" if judged_done(parse, k) else "infinitive"  # "it would be wrong to pardon him"
        if name is not None:
            return Op("factive" if name in LEFT_OPEN and slot == "that" and asks_which(parse, i) else name, k.text, k.i)
    return None


def is_attempt(t: Token) -> bool:
    """Whether the noun names an attempt, a plan or talks, which can fail without having happened."""
    return t.lemma in words("talks") or governors().get((t.lemma, "n"), {}).get("inf") in (
        "attempt",
        "plan",
        "request",
        "promise",
    )


def _equated(parse: Parse, verb: Token, slot: str) -> Op | None:
    """ "The worry is that", "one option is to", "what she fears is a war": the subject says what it is."""
    for k in parse.children(verb.i, "csubj", "nsubj") if slot == "attr" else ():
        what = [k] if any(w.lower == "what" for w in parse.children(k.i, "dobj")) else []
        said = what or (parse.children(k.i, "relcl") if k.lower == "thing" else [])
        name = next((governors().get((v.lemma, "v"), {}).get("obj") for v in said), None)
        if name in ("want", *WORRIES):
            return Op(name, f"{said[0].text} ... {verb.text}", said[0].i)  # "the last thing she wants is a war"
    for k in parse.children(verb.i, "nsubj"):
        known = governors().get((k.lemma, "n"), {})
        name = known.get("of" if slot in ("attr", "obj", "ing") else slot)
        if name == "plan" and slot == "attr":
            continue  # "the project is a collaboration with Seoul"
        if name in WORRIES:
            return Op(name, k.text, k.i)
    return None


def _over_object(parse: Parse, noun: Token, slot: str) -> Op | None:
    """ "menaced shopkeepers with arson", "voiced concern about a relapse": the phrase hangs on the wrong one of two."""
    if is_verb(noun) and slot in ("about", "over", "of", "for", "inf", "that", "to", "on", "against"):
        beside = parse.children(noun.i, "dobj", "attr")
        beside += parse.children(noun.i, "nsubjpass") if slot in ("on", "about", "over") else []
        for k in beside:
            name = governors().get((k.lemma, "n"), {}).get(slot)
            if name is not None and name not in ("identity", "evidence"):
                return Op(name, k.text, k.i)
        for k in parse.children(noun.i, "nsubj") if noun.lemma in words("spread") and slot in SPREAD else ():
            name = governors().get((k.lemma, "n"), {}).get(slot)  # "fears grew that"
            if name is not None:
                return Op("rumour" if loose(parse, k) else name, f"{k.text} {slot}", k.i)
    if noun.lemma == "have" and slot == "that" and any(k.lower == "it" for k in parse.children(noun.i, "dobj")):
        for k in parse.children(noun.i, "nsubj"):
            if k.lower in words("lore"):
                return Op("rumour", f"{k.text} has it", k.i)
    if noun.dep not in ("dobj", "nsubjpass", "dative") or is_verb(noun) or slot in ("conj", "comp", "obj", "subj"):
        return None
    verb = parse.tokens[noun.head]
    if slot not in ("inf", "of", "with", "from", "into", "to", "for", "against", "about"):
        return None
    name = governors().get((verb.lemma, "v"), {}).get(slot)
    wanted = ("deny", "prevent", "request", "order", "threat", "claim", "ban", "force", "warn", "permit", "doubt")
    return Op(name, f"{verb.text} {slot}", verb.i) if name in wanted else None


def _over_place(parse: Parse, place: Token, slot: str) -> Op | None:
    """ "Talk in Baku of a referendum", "fears in Rome that it may break": the phrase hangs on the place."""
    prep = parse.tokens[place.head]
    if place.dep != "pobj" or prep.lower not in ("in", "at", "among", "inside", "across", "within", "around"):
        return None
    noun = parse.tokens[prep.head]
    if is_verb(noun) and noun.lemma == "be":
        noun = next(iter(parse.children(noun.i, "attr")), noun)
    name = governors().get((noun.lemma, "n"), {}).get(slot) if not is_verb(noun) else None
    return Op(name, f"{noun.text} {slot}", noun.i) if name in WORRIES and place.pos in ("PROPN", "NOUN") else None


def _particles(parse: Parse, head: Token, edge: Edge) -> list[str]:
    """Small words that change what a verb means; the "off" of "held a drill off Goa" tells where."""
    if edge.particle:
        return [edge.particle]
    if not is_verb(head):
        return []
    near = [k for k in parse.children(head.i, "prt", "advmod", "acomp", "prep") if k.i < head.i + 6]
    return [k.lower for k in near if not (k.lower == "off" and k.i > head.i + 1 and parse.children(k.i, "pobj"))]


def _by_tense(parse: Parse, i: int, head: Token, name: str, slot: str) -> str:
    """A warning that something *has* happened is a report; one that it *will* is a warning."""
    if slot != "that" or name not in ("warn", "expect", "promise", "plan", "request"):
        return name
    auxes = parse.children(i, "aux", "auxpass")
    bare = parse.tokens[i].lower == parse.tokens[i].lemma and name != "warn"  # "demands that he quit"
    told = any(a.lower in ("had", "has", "have", "was", "were", "do", "does", "did") for a in auxes)
    if any(a.tag == "MD" for a in auxes) or not (told or (parse.tokens[i].tag == "VBD" and not bare)):
        return name
    return "say" if is_verb(head) else "claim_noun"
