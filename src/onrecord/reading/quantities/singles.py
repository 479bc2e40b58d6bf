"""Single persons and what became of them, followed through a report: "a man was shot ... the man died" is one killed.

No figure is said of them; each counts as one. Who is spoken of again (by name, by "the boy", by "he") is counted once,
with the worst that the report says befell him: shot in the first sentence and pronounced dead in the third is killed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model import Parse, Quantity, QuantityRole, Token
from onrecord.reading.quantities import FoundQuantity, lexicon
from onrecord.reading.quantities.mentions import (
    NTH,
    age_of,
    gender_of,
    has_age,
    is_kin,
    is_name,
    is_someone,
    listed,
    one_more,
    one_of,
)
from onrecord.reading.quantities.roles import PARTS, Governor, govern
from onrecord.reading.quantities.victims import FATES, possessed

HURT: frozenset[QuantityRole] = frozenset({"killed", "injured"})
OPEN_VERBS = frozenset({"shoot", "stab", "hit", "strike", "graze", "beat", "attack", "burn"})
"""Verbs that leave open whether their victim lived."""
PLAIN = frozenset({"victim", "child", "teen", "teenager", "toddler", "infant", "baby", "youth"})
"""Nouns by which a victim is spoken of again whatever he was called first."""
INDEFINITE = frozenset({"a", "an", "another"})
DEFINITE = frozenset({"the", "that", "this", "his", "her", "their", "its"})
HIM = frozenset({"he", "him", "himself"})
HER = frozenset({"she", "herself"})
BOTH = frozenset({"her"})
ROLES_TAKEN = frozenset({"suspect", "gunman", "shooter", "attacker", "assailant", "defendant", "robber", "officer"})
"""Nouns that single out one side: "the suspect" is not the woman spoken of last."""
GUNS = frozenset({"gun", "weapon", "rifle", "pistol", "shotgun", "handgun", "firearm", "revolver", "knife"})
SELF = frozenset({"himself", "herself"})
SUICIDE = frozenset({"suicide", "murder-suicide", "murder/suicide"})
MODALS = frozenset({"could", "would", "might", "should", "can", "must", "'d"})
TRIED = frozenset({"try", "attempt", "threaten", "want", "plan", "intend", "vow", "fail", "hope", "conspire", "plot"})
NEAR = 3
"""Sentences that a definite noun or a pronoun looks back."""


@dataclass(slots=True)
class Person:
    """One person of the report, as this module follows him."""

    names: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    age: str | None = None
    gender: str | None = None
    seen: list[int] = field(default_factory=list)
    """Sentences."""
    fates: list[tuple[int, Governor]] = field(default_factory=list)
    """Token of the mention, and what befell him there."""


def find_singles(parse: Parse, figures: Sequence[FoundQuantity]) -> list[list[FoundQuantity]]:
    """For each person and kind of fate the mentions that tell it, in text order: any of them may give the figure."""
    counted = {i for f in figures for i in (f.head, f.counted) if i is not None}
    people = _people(parse, counted)
    _join_named(parse, people)
    found = []
    for person in people:
        for roles in (HURT, {"arrested"}, {"abducted"}):
            told = [(i, g) for i, g in person.fates if g.role in roles]
            if told:
                role = "killed" if any(g.role == "killed" for _, g in told) else told[0][1].role
                found.append([_quantity(parse, i, g, role) for i, g in told])
    return found


def _quantity(parse: Parse, i: int, governor: Governor, role: QuantityRole) -> FoundQuantity:
    first = min([i, *(k.i for k in parse.children(i, "det", "poss", "amod", "compound", "nummod") if k.i < i)])
    span = parse.span(first, i + 1)
    quantity = Quantity(
        start=span.start, end=span.end, text=span.text, role=role, value=1, low=1, high=1, unit="person"
    )
    return FoundQuantity(quantity=quantity, head=i, counted=i, governor=governor.token)


# ---------------------------------------------------------------- who is who


def _people(parse: Parse, counted: set[int]) -> list[Person]:
    """Persons in order of first mention, their fates filled in."""
    people: list[Person] = []
    by_head: dict[int, Person] = {}
    suicide = any(t.lemma in SUICIDE for t in parse.tokens)
    for token in parse.tokens:
        if token.i in counted:
            continue
        person = _meant(parse, token, people, by_head)
        if person is None:
            continue
        by_head[token.i] = person
        person.seen.append(token.sent)
        governor = _governor(parse, token, suicide=suicide)
        if governor is not None and governor.role in FATES and not governor.part and not _unreal(parse, governor.token):
            person.fates.append((token.i, governor))
    return people


def _governor(parse: Parse, token: Token, *, suicide: bool) -> Governor | None:
    """What befell the person at ``token``; ``suicide``: whether the report speaks of one."""
    if _is_part(parse, token):
        return None
    if _own_life(parse, token) is not None:
        return Governor("killed", token.head)
    found = govern(parse, token.i, token.i) or possessed(parse, token) or _reflexive(parse, token)
    if token.lower in SELF:
        found = found or _turned(parse, token) or _elided(parse, token)
    if suicide and found is not None and found.role == "injured":
        sentence = parse.sentence_of(token.i)
        both = any(t.lemma in SUICIDE and t.lemma != "suicide" for t in parse.tokens[sentence.first : sentence.last])
        if token.lower in SELF or (both and parse.tokens[found.token].lemma in OPEN_VERBS):
            return Governor("killed", found.token)
    return found


def _own_life(parse: Parse, token: Token) -> Token | None:
    """ "his" of "took his own life"."""
    if token.lemma != "life" or parse.tokens[token.head].lemma not in ("take", "end"):
        return None
    own = any(k.lower == "own" for k in parse.children(token.i, "amod"))
    return next((k for k in parse.children(token.i, "poss") if own and k.lower in ("his", "her")), None)


def _is_part(parse: Parse, token: Token) -> bool:
    """ "five people, including a boy": the five count him."""
    while token.dep == "conj" and token.head != token.i:
        token = parse.tokens[token.head]
    return token.dep == "pobj" and parse.tokens[token.head].lower in PARTS


def _turned(parse: Parse, token: Token) -> Governor | None:
    """ "turned the gun on himself": who does that means to die, and reports say so where he did not."""
    prep = parse.tokens[token.head]
    verb = parse.tokens[prep.head]
    armed = any(k.lemma in GUNS for k in parse.children(verb.i, "dobj"))
    return Governor("killed", verb.i) if prep.lower == "on" and verb.lemma == "turn" and armed else None


def _elided(parse: Parse, token: Token) -> Governor | None:
    """ "shot his wife and then himself": the verb is said once."""
    first = parse.sentence_of(token.i).first
    if token.i == first or parse.tokens[token.i - 1].lower not in ("and", "then", "also"):
        return None
    for word in reversed(parse.tokens[first : token.i]):
        role = lexicon.verbs().get(word.lemma, {}).get("o") if word.pos == "VERB" else None
        if role is not None:
            return Governor(role, word.i)
    return None


def _meant(parse: Parse, token: Token, people: list[Person], by_head: dict[int, Person]) -> Person | None:
    """The person that ``token`` is the head word of, new or known."""
    if (life := _own_life(parse, token)) is not None:
        return _subject_before(parse, life, by_head)
    if token.lower in HIM | HER | BOTH:
        subject = _subject_before(parse, token, by_head) if token.lower in SELF else None
        agents = parse.children(token.head, "nsubj") if token.dep == "dobj" and token.lower not in SELF else []
        if token.lower in SELF and subject is None:
            return _oneself(token, people)
        return subject or _pronoun(token, people, apart=[by_head[k.i] for k in agents if k.i in by_head])
    if one_more(parse, token):
        return _new(people, Person(nouns={token.lower}))
    if is_name(parse, token):
        return _named(parse, token, people, by_head)
    if token.lower == "one" and one_of(parse, token):
        return _new(people, Person(nouns={"one"}))
    if not is_someone(token):
        return None
    words = {"the" if k.dep == "poss" else k.lower for k in parse.children(token.i, "det", "poss")}
    relative = is_kin(token) and any(k.lower in ("his", "her") for k in parse.children(token.i, "poss"))
    if listed(parse, token):
        return _new(people, Person(nouns={token.lemma}, gender=gender_of(token)))
    owner = _predicated(parse, token, by_head)
    if owner is not None:
        owner.nouns.add(token.lemma)
        return None
    age = age_of(parse, token)
    nth = any(k.lower in NTH for k in parse.children(token.i, "amod"))
    if token.lemma == "victim" and "a" in words and not nth and (known := _again(token, people, age)) is not None:
        return known
    if words & INDEFINITE or (age is not None and not words & DEFINITE):
        return _new(people, Person(nouns={token.lemma}, age=age, gender=gender_of(token)))
    if not words and token.dep == "conj" and token.head in by_head:  # "a mother, father and toddler"
        return _new(people, Person(nouns={token.lemma}, gender=gender_of(token)))
    if words & DEFINITE:
        known = _again(token, people, age, other=relative)
        return known or _new(people, Person(nouns={token.lemma}, age=age, gender=gender_of(token)))
    return None


def _new(people: list[Person], person: Person) -> Person:
    people.append(person)
    return person


def _predicated(parse: Parse, token: Token, by_head: dict[int, Person]) -> Person | None:
    """ "Smith, a father of two, ...", "Smith was a teacher": the noun is said of somebody already there."""
    if token.dep == "appos":
        return by_head.get(token.head)
    if token.dep == "attr":
        return next((by_head[k.i] for k in parse.children(token.head, "nsubj") if k.i in by_head), None)
    return None


def _named(parse: Parse, token: Token, people: list[Person], by_head: dict[int, Person]) -> Person:
    names = {token.lower, *(k.lower for k in parse.children(token.i, "compound") if k.pos == "PROPN")}
    beside = _beside(parse, token, by_head)
    known = next((p for p in reversed(people) if token.lower in p.names and p not in beside), None)
    other = _identified(parse, token, by_head)
    if other is not None and not other.names:
        other.names |= names
        return other
    if known is not None:
        known.names |= names
        return known
    title = next((gender_of(k) for k in parse.children(token.i, "compound") if gender_of(k)), None)
    return _new(people, Person(names=names, age=age_of(parse, token), gender=title))


def _beside(parse: Parse, token: Token, by_head: dict[int, Person]) -> list[Person]:
    """Those named before it in a list, each with an age: "Jon Bridger, 36, Tana Bridger, 5, and Ely Bridger, 2"."""
    found: list[Person] = []
    while token.dep in ("appos", "conj") and token.head != token.i and has_age(parse, parse.tokens[token.head]):
        token = parse.tokens[token.head]
        found += [by_head[token.i]] if token.i in by_head else []
    return found


def _identified(parse: Parse, token: Token, by_head: dict[int, Person]) -> Person | None:
    """ "the victim, Ana Ruiz", "identified the boy as Ana Ruiz", "the victim was Ana Ruiz"."""
    if token.dep == "appos":
        return by_head.get(token.head)
    head = parse.tokens[token.head]
    if token.dep == "attr":
        return next((by_head[k.i] for k in parse.children(head.i, "nsubj") if k.i in by_head), None)
    if token.dep == "pobj" and head.lower == "as":
        verb = parse.tokens[head.head]
        if verb.lemma in ("identify", "name"):
            return next((by_head[k.i] for k in parse.children(verb.i, "dobj", "nsubjpass") if k.i in by_head), None)
    return None


def _again(token: Token, people: list[Person], age: str | None, *, other: bool = False) -> Person | None:
    """ "the boy", "the victim", "the 12-year-old": the person met last whom it can mean.

    ``other``: it is "his son", who was called so before or is new.
    """
    for person in reversed(people):
        if token.lemma == "victim" and any(g.role in HURT for _, g in person.fates):
            return person
        if age is not None and person.age == age:
            return person
        if age is None and (token.lemma in person.nouns or token.lower in person.nouns):
            return person
        if other:
            continue
        hurt = any(g.role in HURT for _, g in person.fates)
        if hurt and age is None and token.lemma in PLAIN and _fresh(person, token) and not person.nouns & ROLES_TAKEN:
            return person
        gender = gender_of(token)
        if not (gender and _fresh(person, token) and person.fates and person.gender in (None, gender)):
            continue
        if not person.nouns & ROLES_TAKEN and (age is None or person.age is None):
            return person
    return None


def _fresh(person: Person, token: Token) -> bool:
    return bool(person.seen) and token.sent - person.seen[-1] <= NEAR


def _pronoun(token: Token, people: list[Person], *, apart: Sequence[Person]) -> Person | None:
    """The person met last of that gender; nobody who only speaks, and none of ``apart``: "his son shot him"."""
    if token.lower == "her" and token.dep == "poss":
        return None
    gender = "m" if token.lower in HIM else "f"
    for person in reversed(people):
        if not person.seen or token.sent - person.seen[-1] > NEAR or person.gender not in (None, gender):
            continue
        if any(person is other for other in apart):
            continue
        if token.sent == person.seen[-1] or person.fates:
            if person.gender is None and person.fates:
                person.gender = gender
            return person
    return None


def _subject_before(parse: Parse, token: Token, by_head: dict[int, Person]) -> Person | None:
    """Whom "himself" takes up, or "his" of "his own life": the subject that stands nearest before it."""
    gender = "m" if token.lower in HIM | {"his"} else "f"
    for i in range(token.i - 1, parse.sentence_of(token.i).first - 1, -1):
        person = by_head.get(i)
        if person is not None and parse.tokens[i].dep in ("nsubj", "nsubjpass") and person.gender in (None, gender):
            return person
    return None


def _oneself(token: Token, people: list[Person]) -> Person:
    """Somebody whom the parse or the vocabulary passed over as a subject: "himself" is never the one killed beside."""
    known = next((p for p in people if token.lower in p.nouns), None)
    return known or _new(people, Person(nouns={token.lower}, gender="m" if token.lower in HIM else "f"))


def _reflexive(parse: Parse, token: Token) -> Governor | None:
    """ "killed himself", "shot herself": who is the subject and the one who suffers."""
    if token.dep not in ("nsubj", "conj"):
        return None
    for child in parse.children(token.head, "dobj"):
        if child.lower in SELF:
            return govern(parse, child.i, child.i)
    return None


def _unreal(parse: Parse, i: int) -> bool:
    """Whether a fate is denied or only thought of: "was never hit", "could have killed her", "tried to shoot him"."""
    words = parse.children(i)
    if any(k.dep == "neg" or k.lower == "never" or (k.dep == "aux" and k.lower in MODALS) for k in words):
        return True
    token, above = parse.tokens[i], parse.tokens[parse.tokens[i].head]
    if token.dep == "conj" and above.i != i and above.pos == "VERB" and not parse.children(i, "nsubj", "nsubjpass"):
        return any(k.dep == "aux" and k.lower in MODALS for k in parse.children(above.i))
    return token.dep == "xcomp" and above.lemma in TRIED


def _died(person: Person) -> bool:
    return any(g.role == "killed" for _, g in person.fates)


def _lived(parse: Parse, person: Person) -> bool:
    """Whether all that is told of a person are wounds: "wounded", "injured", not "shot", which leaves it open."""
    return all(g.role == "injured" and parse.tokens[g.token].lemma not in OPEN_VERBS for _, g in person.fates)


def _did_it(parse: Parse, person: Person) -> bool:
    return any(parse.tokens[i].lower in SELF or parse.tokens[i].lemma == "life" for i, _ in person.fates)


def _join_named(parse: Parse, people: list[Person]) -> None:
    """One victim without a name and one with a name are the same: reports say "a man", then who he was."""
    hurt = [p for p in people if any(g.role in HURT for _, g in p.fates)]
    named, unnamed = [p for p in hurt if p.names], [p for p in hurt if not p.names]
    if len(named) == 1 and len(unnamed) == 1:
        one, other = unnamed[0], named[0]
        if {g.token for _, g in one.fates} & {g.token for _, g in other.fates}:
            return  # "Ana Ruiz and her daughter were shot"
        if _did_it(parse, one) != _did_it(parse, other):
            return  # "shot Ana Ruiz and then himself"
        if _lived(parse, one) != _lived(parse, other) and (_died(one) or _died(other)):
            return
        if None in (one.gender, other.gender) or one.gender == other.gender:
            one.fates = sorted([*one.fates, *other.fates], key=lambda f: f[0])
            other.fates = []
