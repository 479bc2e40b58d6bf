"""Words on what they belong to: the parser may hang "who" on the last noun, were it a war or a town, what a plot is for
on the verb before it, and make one of two who are joined by "and"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from onrecord.knowledge.entry import rows
from onrecord.knowledge.frames import words_of
from onrecord.knowledge.sectors import role
from onrecord.model import Token
from onrecord.reading.reduced import has_tense

NAMES = frozenset({"PROPN", "NOUN"})
AFFAIRES = "d'affaires"
CHARGES = frozenset({"charge", "charges", "chargé", "chargés"})
WHO = frozenset({"who", "whom"})
PERSONS = frozenset({"PERSON", "NORP"})
PERSON_CLASSES = frozenset({"person", "loose", "people", "witness"})
STEPS = 6
"""How far up whoever is meant is looked for."""
CLEFT_STEPS = 10
"""The same for the "it was X" of a cleft sentence: a source with a holder may stand between."""


REACH = 40
"""Words around a verb among which its subject is looked for."""
OWN_WORDS = 12
"""Words between a noun and its verb, at most."""
MEANT_TO = frozenset({"attempt", "plan", "promise", "threat", "order", "fail", "request"})
"""Classes of nouns whose infinitive says what they are for."""
COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "pcomp", "advcl", "oprd", "attr"})
WITH = frozenset({"use", "need", "take", "require", "spend", "lack", "give", "show"})
"""Verbs whose object is what it is done with: "used the deal to gain time"."""


def rehung(tokens: Sequence[Token]) -> list[Token]:
    """The words with each clause of "who" on the nearest noun at or above its own that is a person, if there is one
    ("a nurse at the camps of the Boer War, who said"), and each "to" behind a plan or an attempt on that noun
    ("jailed him over a plot to kill"); subjects on the verb and not on its auxiliary; "that" as what is denied where
    the verb has nothing else to deny ("a claim that Kigali rejected")."""
    made = list(tokens)
    for word in tokens:
        clause = tokens[word.head]
        if _noun_rehung(made, tokens, word):
            continue
        if word.lower == "that" and word.dep == "mark" and clause.dep in ("relcl", "acl") and _lacks(tokens, clause):
            made[word.i] = replace(word, dep="dobj", pos="PRON", tag="WDT")
            made[clause.i] = replace(clause, dep="relcl")
            continue
        if word.lower == "that" and clause.dep == "relcl" and tokens[word.i - 1].text == "," and word.i:
            cleft = _cleft(tokens, word, clause)
            if cleft is not None:
                made[clause.i] = replace(clause, head=cleft)
            continue
        if word.lower == "opposed" and word.tag == "VBN":
            _of_mind(made, tokens, word)
            continue
        if word.dep == "acl" and word.tag == "VBN" and clause.lemma in words_of("kin"):
            theirs = _whose_kin(tokens, word)
            if theirs is not None:
                made[word.i] = replace(word, head=theirs.i)
            continue
        if word.lower in WHO and clause.dep == "relcl" and clause.head < word.i:
            noun = _person(tokens, tokens[clause.head])
        elif word.lower == "to" and word.dep == "aux" and clause.dep == "advcl" and word.i:
            noun = _meant(tokens, tokens[word.i - 1], clause)
        else:
            continue
        if noun is not None and noun.i != clause.head:
            made[clause.i] = replace(clause, head=noun.i, dep="acl" if clause.dep == "advcl" else clause.dep)
    return made


def _of_mind(made: list[Token], tokens: Sequence[Token], opposed: Token) -> None:
    """ "Chad is opposed to the pact", "those opposed to it": who is opposed to something opposes it."""
    kids = [t for t in tokens[max(0, opposed.i - REACH) : opposed.i + REACH] if t.head == opposed.i]
    if opposed.i + 1 == len(tokens) or tokens[opposed.i + 1].lower != "to" or any(t.dep == "agent" for t in kids):
        return
    if opposed.i and tokens[opposed.i - 1].lower == "as":
        made[opposed.i] = replace(opposed, pos="ADP", tag="IN")  # "as opposed to" is "unlike"
        return
    made[opposed.i] = replace(opposed, tag="VBG")
    for t in kids:
        if t.dep in ("auxpass", "nsubjpass"):
            made[t.i] = replace(t, dep=t.dep.removesuffix("pass"))


def _whose_kin(tokens: Sequence[Token], done: Token) -> Token | None:
    """The nuns of "families of nuns killed in the raid": families are told of by whose they are."""
    of = tokens[done.i - 1]
    for _ in range(STEPS):
        if of.dep != "conj" and not (of.dep == "pobj" and tokens[of.head].lower != "of"):
            break
        of = tokens[tokens[of.head].head] if of.dep == "pobj" else tokens[of.head]
    kin = tokens[tokens[of.head].head]
    return of if of.dep == "pobj" and kin.i == done.head and of.pos in NAMES else None


def _noun_rehung(made: list[Token], tokens: Sequence[Token], word: Token) -> bool:
    """Whether ``word`` was a subject or a title that the parser hung elsewhere, and is put right in ``made``."""
    clause, before = tokens[word.head], tokens[word.i - 1] if word.i else word
    if clause.dep in ("aux", "auxpass") and word.dep in ("nsubj", "nsubjpass") and _bare(tokens, clause.head):
        made[word.i] = replace(word, head=clause.head)  # "they are so far refusing", hung on "are"
        return True
    if word.dep == "nmod" and word.tag == "NNP" and _two_named(made, tokens, word):
        return True
    if word.lower == "once" and word.dep == "advmod" and (verb := _begun(tokens, word)) is not None:
        made[word.i] = replace(word, head=verb.i, dep="mark")
        main = next((t for t in tokens[max(0, word.i - REACH) : word.i] if t.head == verb.i and t.dep == "ccomp"), None)
        if main is not None:  # "they may leave, once all men are freed", taken for what they may leave
            made[main.i] = replace(main, head=main.i if verb.head == verb.i else verb.head, dep=verb.dep)
            made[verb.i] = replace(verb, head=main.i, dep="advcl")
        return True
    if word.lower == AFFAIRES and before.lower in CHARGES and before.head != word.i:
        _whole_title(made, tokens, word)
        return True
    if word.dep in ("nsubj", "nsubjpass") and clause.dep == "parataxis" and _said_within(made, tokens, word):
        return True
    joined = word.dep == "conj" and word.pos in NAMES
    later = _verb_behind(tokens, word) if joined else None
    if later is None:
        return joined and _noun_beside(made, tokens, word)
    made[word.i] = replace(word, head=later, dep="nsubj")  # "X struck a bridge and Y fired", with Y joined to "struck"
    links = [t for t in tokens[clause.i : word.i] if t.dep == "cc" and t.head == clause.i]
    if links and clause.pos in NAMES:
        made[links[-1].i] = replace(links[-1], head=tokens[later].head)
    return True


def _begun(tokens: Sequence[Token], once: Token) -> Token | None:
    """The verb of the clause that "once" begins where the parser hangs it on its subject: "once all hostages are
    released"; not where it says what somebody was ("once powerful rebels")."""
    noun = tokens[once.head]
    if noun.i < once.i or noun.pos not in ("DET", "PRON", "NUM", "NOUN", "PROPN"):
        return None
    for _ in range(STEPS):
        if noun.dep in ("nsubj", "nsubjpass"):
            verb = tokens[noun.head]
            return verb if verb.i > noun.i and verb.dep in ("advcl", "ROOT", "conj") else None
        noun = tokens[noun.head]
    return None


def _two_named(made: list[Token], tokens: Sequence[Token], first: Token) -> bool:
    """ "Xi and President Donald Trump agreed", where the parser takes both for one who is Xi and President."""
    name = tokens[first.head]
    title = next((t for t in tokens[first.i + 1 : name.i] if t.head == first.i and t.dep == "conj"), None)
    if name.tag != "NNP" or title is None or first.ent == "ORG" or not _is_title(title):
        return False
    if not any(t.lower == "and" and t.head == first.i for t in tokens[first.i + 1 : title.i]):
        return False
    made[first.i] = replace(first, head=name.head if name.head != name.i else first.i, dep=name.dep)
    made[name.i] = replace(name, head=first.i, dep="conj")
    made[title.i] = replace(title, head=name.i, dep="compound")
    return True


def _is_title(word: Token) -> bool:
    """Whether a word with a capital is an office before a name: "President", "Minister"."""
    known = role(word.lower) if word.tag == "NNP" else None
    return known is not None and known.cls in PERSON_CLASSES and word.text[:1].isupper()


def _said_within(made: list[Token], tokens: Sequence[Token], noun: Token) -> bool:
    """ "The cook, a clerk said, was shot", where the parser makes the clerk the cook and him the speaker."""
    said = tokens[noun.head]
    main = tokens[said.head]
    if not noun.i < said.i < main.i or tokens[said.i + 1].text != "," or said.lemma not in _saying():
        return False
    source = next((t for t in tokens[noun.i + 1 : said.i] if t.head == noun.i and t.dep == "appos"), None)
    apart = source is not None and any(t.text == "," for t in tokens[noun.i + 1 : source.i])
    if source is None or not apart or not _bare(tokens, main.i):
        return False
    passive = any(t.head == main.i and t.dep == "auxpass" for t in tokens[said.i : main.i])
    made[source.i] = replace(source, head=said.i, dep="nsubj")
    made[noun.i] = replace(noun, head=main.i, dep="nsubjpass" if passive else "nsubj")
    return True


@lru_cache(maxsize=1)
def _saying() -> frozenset[str]:
    """Verbs that take what is said in a clause, of ``attribution_cues.tsv``."""
    found = rows("attribution_cues.tsv")
    return frozenset(lemma for lemma, pos, _, takes in found if pos == "v" and "clause" in takes.split(","))


def _whole_title(made: list[Token], tokens: Sequence[Token], word: Token) -> None:
    """ "gave the chargé d'affaires two days", where the parser takes the second word for somebody else."""
    first = tokens[word.i - 1]
    if any(t.i == word.i for t in _above(tokens, first)):
        return  # taken for the verb of the clause ("the Chargé d'Affaires became ill"): the title is below it
    made[word.i] = replace(word, head=first.head if first.head != first.i else word.i, dep=first.dep, pos="NOUN")
    made[first.i] = replace(first, head=word.i, dep="compound")
    for t in tokens[max(0, first.i - STEPS) : word.i + STEPS]:
        if t.head == first.i and t.i not in (first.i, word.i):
            made[t.i] = replace(t, head=word.i)


def _above(tokens: Sequence[Token], t: Token) -> Iterator[Token]:
    """The words that govern a word, the nearest first."""
    while t.head != t.i:
        t = tokens[t.head]
        yield t


def _verb_behind(tokens: Sequence[Token], noun: Token) -> int | None:
    """The verb right behind a noun that the parser joins to the verb before, or to a noun below that, and which is
    joined to that verb itself: whose subject the noun is ("attacked the port and soldiers returned fire")."""
    verb = tokens[noun.head]
    for _ in range(STEPS):
        if verb.pos in ("VERB", "AUX") or verb.head == verb.i:
            break
        verb = tokens[verb.head]
    before = next((t for t in reversed(tokens[max(0, noun.i - STEPS) : noun.i]) if t.head != noun.i), None)
    if verb.pos not in ("VERB", "AUX") or verb.i > noun.i or before is None or before.dep != "cc":
        return None
    own = {noun.i}
    for later in tokens[noun.i + 1 : noun.i + OWN_WORDS]:
        inside = later.head in own and later.dep not in ("conj", "cc")
        if inside or (later.head == verb.i and later.dep == "prep"):  # "rebels from Goma ambushed", hung on the verb
            own.add(later.i)
        elif later.head == verb.i and later.dep == "conj" and has_tense(tokens[noun.i + 1 : later.i], later):
            return later.i if _bare(tokens, later.i) else None
        elif later.dep not in ("advmod", "aux", "auxpass", "neg"):
            return None
    return None


def _noun_beside(made: list[Token], tokens: Sequence[Token], noun: Token) -> bool:
    """Whether a noun phrase was joined to a verb of which it is neither subject nor clause, and is joined to what the
    verb governs before it: the withdrawal of "called for calm and a withdrawal of troops"."""
    verb = tokens[noun.head]
    own = [t for t in tokens[max(0, noun.i - STEPS) : noun.i + STEPS] if t.head == noun.i and t.i != noun.i]
    link = tokens[min([noun.i, *(t.i for t in own)]) - 1]
    phrase = any(t.dep in ("det", "poss", "amod") or (t.dep == "prep" and t.i > noun.i) for t in own)
    if verb.pos != "VERB" or verb.i > noun.i or link.dep != "cc" or link.head != verb.i or not phrase:
        return False
    if any(t.dep in ("nsubj", "nsubjpass", "aux", "auxpass", "cop") for t in own):
        return False
    governed = [t for t in tokens[verb.i + 1 : link.i] if t.pos in NAMES and _governed(tokens, t, verb)]
    if not governed:
        return False
    made[noun.i] = replace(noun, head=governed[-1].i)
    made[link.i] = replace(link, head=governed[-1].i)
    return True


def _governed(tokens: Sequence[Token], noun: Token, verb: Token) -> bool:
    above = tokens[noun.head]
    return (noun.dep == "dobj" and above.i == verb.i) or (noun.dep == "pobj" and above.head == verb.i)


def _cleft(tokens: Sequence[Token], that: Token, clause: Token) -> int | None:
    """The "rebels" of "It was rebels, according to X, that struck": behind a comma "that" goes back over what stands
    between."""
    up = tokens[clause.head]
    for _ in range(CLEFT_STEPS):
        if up.lemma == "be":
            before = tokens[max(0, up.i - 2) : up.i]
            named = [t for t in tokens[up.i + 1 : that.i] if t.head == up.i and t.dep == "attr"]
            return named[0].i if named and any(t.lower == "it" and t.head == up.i for t in before) else None
        up = tokens[up.head]
    return None


def _lacks(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether a verb of denying or confirming has nothing behind it that is denied."""
    here = tokens[verb.i + 1 : verb.i + REACH]
    return verb.lemma in _answers() and not any(t.head == verb.i and t.dep in COMPLEMENTS for t in here)


@lru_cache(maxsize=1)
def _answers() -> frozenset[str]:
    """Verbs that deny what was said, of ``attribution_cues.tsv``, and "confirm"."""
    found = rows("attribution_cues.tsv")
    return frozenset({"confirm"} | {lemma for lemma, pos, stance, _ in found if pos == "v" and stance == "denies"})


def _bare(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb has no subject of its own."""
    return tokens[verb].pos in ("VERB", "AUX") and not any(
        t.head == verb and t.dep in ("nsubj", "nsubjpass", "expl") for t in tokens[max(0, verb - REACH) : verb + REACH]
    )


def _meant(tokens: Sequence[Token], noun: Token, clause: Token) -> Token | None:
    """The noun right before "to" where it is one that an infinitive completes, in a phrase below the clause's verb."""
    if noun.pos != "NOUN" or noun.lemma not in planning() or clause.head >= noun.i:
        return None
    up = tokens[noun.head]
    if noun.dep == "pobj":
        up = tokens[up.head]
    elif noun.dep != "dobj" or up.lemma in WITH:
        return None
    return noun if up.i == clause.head else None


@lru_cache(maxsize=1)
def planning() -> frozenset[str]:
    """Nouns of plans, attempts, promises and orders that take an infinitive, of ``status_governors.tsv``."""
    return frozenset(
        word for word, pos, slots, kind in rows("status_governors.tsv")
        if pos == "n" and "inf" in slots.split(",") and kind in MEANT_TO
    )  # fmt: skip


def _person(tokens: Sequence[Token], noun: Token) -> Token | None:
    """``noun`` or the first above it that is a person, as far as the words between are of one noun phrase."""
    for _ in range(STEPS):
        if _is_person(noun):
            return noun
        up = tokens[noun.head]
        if up.i > noun.i or up.i == noun.i or not (up.pos in ("NOUN", "PROPN", "ADP") or up.dep in ("acl", "pcomp")):
            return None
        noun = up
    return None


def _is_person(noun: Token) -> bool:
    """Whether a noun is a name of a person or a word for one."""
    if noun.pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return False
    if noun.ent in PERSONS or noun.pos == "PRON" or noun.lower in ("one", "ones"):
        return True
    known = None if noun.ent else role(noun.lower) or role(noun.lemma)
    return known is not None and known.cls in PERSON_CLASSES
