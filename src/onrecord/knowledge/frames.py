"""The table of frames: which word with which arguments is which kind of event. And the word classes frames ask for.

One row of ``frames-*.tsv`` is one frame. Columns:

trigger     the word (lemma), with particle or fixed words: ``attack``, ``call off``, ``take hostage``, ``air strike``
form        ``v`` verb, ``n`` noun, ``a`` adjective, ``m`` modal ("must")
needs       conditions, all to hold: ``obj`` (there is one), ``!obj`` (there is none), ``obj=PERSON,soldier`` (its head
            is of a class or is a word), ``!obj=ABSTRACT`` (it is not), ``on|at=PLACE`` (one of two slots),
            ``subj?=STATE`` (the same, or a passive that leaves the doer unsaid: "reservists were called up")
actor, recipient, object
            where they stand, first alternative that is filled: ``subj``, ``on|against``, ``subj+with`` (both)
type, turn  PLOVER type; ``turn`` is the type where the content (what is promised, ordered) is a hostile act
mode, cameo what follows from the frame
example, counter
            a sentence that must match this frame and one that must not

Slots beside prepositions: ``subj`` who does it, ``obj`` to whom (whatever the voice), ``iobj`` and ``dat`` indirect
object, ``comp`` clause or infinitive, ``inf`` infinitive, ``mandate`` clause of what is to be done, ``ing`` gerund
below a preposition, ``carrier`` addressee of the letter it stands in, ``cause`` what stands in a when-clause,
``other`` who is to do what the clause says, where that is not the subject ("wants Chad to leave"), ``clause`` any
word of the clause, ``pair`` a subject of two or more ("both sides"); of nouns ``poss`` owner, ``mod``
nationality or actor before it, ``amod`` any word before it, ``lv`` the verb that carries it, ``gov`` any verb that
governs it, ``up`` the noun above its "of", ``victim`` who suffers it. A point goes deeper: ``over.poss`` is the owner
of what stands after "over", ``comp.obj`` the object of the clause, ``gov.subj`` the subject of the governing verb.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

from msgspec import Struct

from onrecord.errors import DataError
from onrecord.knowledge.entry import rows
from onrecord.model import EventType

SHORT = re.compile(r"[^aeiou]*[aeiou][bcdfgklmnprstvz]")
LINKS = frozenset({"of", "to", "for", "on", "in", "against", "from"})
"""Prepositions that end the head of a noun trigger."""
IRREGULAR = {
    "retook": "retake", "retaken": "retake", "overran": "overrun", "forbade": "forbid", "slew": "slay",
    "slain": "slay", "overthrew": "overthrow", "overthrown": "overthrow", "overflew": "overfly",
    "outfought": "outfight", "withdrew": "withdraw", "besought": "beseech", "foresaw": "foresee", "resold": "resell",
    "green-lit": "green-light", "greenlit": "greenlight",
}  # fmt: skip
"""Pasts that lemmatizers leave as they are."""
UNFRAMED = "network."
"""How the ids of frames begin that stand for no row of the table."""
Form = Literal["v", "n", "a", "m"]


class Need(Struct, frozen=True, gc=False):
    """One condition on one slot."""

    slots: tuple[str, ...]
    """``on|at`` asks for one of the two."""
    words: frozenset[str]
    classes: tuple[str, ...]
    negative: bool
    unsaid: bool
    """Whether a passive that names no doer holds too."""


class Frame(Struct, frozen=True, gc=False):
    """One row of the table."""

    id: str
    words: tuple[str, ...]
    form: Form
    needs: tuple[Need, ...]
    actor: tuple[tuple[str, ...], ...]
    recipient: tuple[tuple[str, ...], ...]
    object: tuple[tuple[str, ...], ...]
    type: EventType
    turn: EventType | None
    mode: str | None
    cameo: str | None
    example: str
    counter: str
    head: int
    """Which of ``words`` is the trigger: the first of a verb, the last of a noun ("state" in "state of emergency")."""
    weight: int
    """How much the row asks for: of two frames that fit, the one that asks more wins."""


class WordClass(Struct, frozen=True, gc=False):
    """A class of nouns: words, and entity labels of the parser that count as its members."""

    words: frozenset[str]
    labels: frozenset[str]


@lru_cache(maxsize=1024)
def _slots(cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(part.split("+")) for part in cell.split("|")) if cell else ()


@lru_cache(maxsize=1024)
def _need(text: str) -> Need:
    negative = text.startswith("!")
    slot, _, values = text.lstrip("!").partition("=")
    named = [v for v in values.split(",") if v]
    return Need(
        slots=tuple(slot.rstrip("?").split("|")),
        words=frozenset(v.replace("_", " ") for v in named if not v.isupper()),
        classes=tuple(v for v in named if v.isupper()),
        negative=negative,
        unsaid=slot.endswith("?"),
    )


def _head(words: tuple[str, ...], form: str) -> int:
    if form != "n":
        return 0
    return next((i - 1 for i, w in enumerate(words) if i and w in LINKS), len(words) - 1)


def _frame(row: list[str], seen: dict[str, int]) -> Frame:
    trigger, form, needs, actor, recipient, thing, type_, turn, mode, cameo, example, counter = row
    key = f"{trigger}.{form}"
    seen[key] = seen.get(key, 0) + 1
    asked = tuple(_need(n) for n in needs.split())
    words = tuple(trigger.split())
    weight = 3 * (len(words) - 1) + sum(
        2 if (n.words or n.classes) and not n.negative else not n.negative for n in asked
    )
    return Frame(
        id=f"{key}.{seen[key]}",
        words=words,
        form=cast(Form, form),
        needs=asked,
        actor=_slots(actor),
        recipient=_slots(recipient),
        object=_slots(thing),
        type=cast(EventType, type_),
        turn=cast(EventType, turn) if turn else None,
        mode=mode or None,
        cameo=cameo or None,
        example=example,
        counter=counter,
        head=_head(words, form),
        weight=weight,
    )


def frame_files() -> list[str]:
    """Names of the frame tables, in the order in which they are read."""
    folder = files("onrecord.knowledge") / "data"
    return sorted(f.name for f in folder.iterdir() if f.name.startswith("frames-") and f.name.endswith(".tsv"))


@lru_cache(maxsize=1)
def frames() -> tuple[Frame, ...]:
    """Every frame."""
    seen: dict[str, int] = {}
    found = []
    for name in frame_files():
        for row in rows(name):
            try:
                found.append(_frame(row, seen))
            except ValueError as error:
                raise DataError(f"The table {name} has a broken row: {row[:2]}.") from error
    return tuple(found)


@lru_cache(maxsize=1)
def by_id() -> dict[str, Frame]:
    """Every frame by its id."""
    return {frame.id: frame for frame in frames()}


@lru_cache(maxsize=1)
def index() -> dict[tuple[str, str], tuple[Frame, ...]]:
    """Frames by (word, form): the verb or adjective itself, the last word of a noun; dearest first."""
    grouped: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames():
        word = frame.words[frame.head]
        grouped.setdefault((word, frame.form), []).append(frame)
    return {k: tuple(sorted(v, key=lambda f: -f.weight)) for k, v in grouped.items()}


@lru_cache(maxsize=1)
def classes() -> dict[str, WordClass]:
    """Word classes and word lists of ``frame-words.tsv`` by name."""
    found: dict[str, WordClass] = {}
    for name, labels, words in rows("frame-words.tsv"):
        old = found.get(name)
        made = frozenset(w.replace("_", " ") for w in words.split())
        found[name] = WordClass(
            words=made | old.words if old else made,
            labels=frozenset(labels.split()) | old.labels if old else frozenset(labels.split()),
        )
    return found


def words_of(name: str) -> frozenset[str]:
    """The words of one list; unknown names are an error of the package."""
    try:
        return classes()[name].words
    except KeyError as error:
        raise DataError(f"The word list {name} is missing from frame-words.tsv.") from error


@lru_cache(maxsize=4096)
def lookup_forms(lemma: str, lower: str) -> tuple[str, ...]:
    """Forms under which a word may stand in the table, likeliest first.

    Lemmatizers cut rare and short verbs wrongly ("raped" to "rap", "rearrested" to "rearreste"), and -ise is -ize.
    """
    found = []
    stem = lower[:-2] if lower.endswith("ed") else lower[:-3] if lower.endswith("ing") else ""
    if stem and lemma == stem and SHORT.fullmatch(stem.rsplit("-", 1)[-1]):
        found.append(stem + "e")  # a short vowel would have doubled its consonant: "rapped"
    found.append(lemma)
    if lower in IRREGULAR:
        found.append(IRREGULAR[lower])
    if stem:
        if stem.endswith("i"):
            found.append(stem[:-1] + "y")
        elif len(stem) > 3 and stem[-1] == stem[-2]:
            found.append(stem[:-1])
        found += [stem, stem + "e"]
    found += [f[:-3] + ("ize" if f.endswith("ise") else "ise") for f in found if f.endswith(("ise", "ize"))]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def unframed(kind: EventType, form: Form, lemma: str) -> Frame:
    """The frame of an act whose word has none: slots by its type."""
    actor, recipient, thing = _unframed_slots()[kind, form]
    return Frame(
        id=f"{UNFRAMED}{kind.lower()}.{form}", words=(lemma,), form=form, needs=(), actor=actor, recipient=recipient,
        object=thing, type=kind, turn=None, mode=None, cameo=None, example="", counter="", head=0, weight=0,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _unframed_slots() -> dict[tuple[str, str], tuple[tuple[tuple[str, ...], ...], ...]]:
    return {
        (kind, form): (_slots(actor), _slots(recipient), _slots(thing))
        for kind, form, actor, recipient, thing in rows("unframed_slots.tsv")
    }


def is_unframed(ident: str) -> bool:
    """Whether the id of a frame is that of ``unframed``."""
    return ident.startswith(UNFRAMED)
