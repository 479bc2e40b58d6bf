"""Figures of a text with what they count and the role of what they count: killed, injured, money, distance ..."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Frozen, Parse, Quantity, QuantityRole, Sentence, Token
from onrecord.reading.quantities import lexicon
from onrecord.reading.quantities.labels import is_label
from onrecord.reading.quantities.numbers import Figure, figures
from onrecord.reading.quantities.roles import Governor, govern

GAP = 7  # words between a figure and its noun: "three heavily armed members of the ..."; beyond, the parse has slipped
SKIP = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "NNS", "NNPS", "VBN", "VBG", "HYPH", "POS", "RB", "CD"})


SIGN = re.compile(r"[A-Z][A-Za-z]*-?\d[A-Za-z0-9]*")


class FoundQuantity(Frozen, frozen=True, kw_only=True):
    """A figure of the text in the parse. Token indices."""

    quantity: Quantity
    head: int
    """The number (its last word)."""
    counted: int | None
    """The noun counted; ``None`` where none is said ("37 dead", "killing 12")."""
    governor: int | None
    """The verb, noun or adjective that gives the role."""
    part: bool = False
    """Part of another figure of its sentence ("including 12 children"): not to be added to it."""


def find_quantities(parse: Parse) -> tuple[FoundQuantity, ...]:
    """Every figure that counts or measures something, in text order.

    Left out: ages, dates, years, clock times, ordinals, scores of games, and figures that are names or labels
    ("Article 5", "Boeing 737"). ``value`` is as stated (distances in kilometres), ``None`` for a range and where no
    number is said ("dozens"); ``low`` and ``high`` are the bounds that the words leave.
    """
    found: list[FoundQuantity] = []
    for sentence in parse.sentences:
        for figure in figures(parse.tokens, sentence.first, sentence.last):
            made = _quantity(parse, sentence, figure)
            if made is not None:
                found.append(made)
    return tuple(found)


def _quantity(parse: Parse, sentence: Sentence, figure: Figure) -> FoundQuantity | None:
    measured = _measured(parse, sentence, figure)
    if is_label(parse, sentence, figure, measured=measured is not None):
        return None
    if measured is not None:
        return measured
    counted = _counted(parse, sentence, figure)
    pivot = _pivot(parse, figure, counted)
    governor = _fatally(parse, sentence, figure) or govern(parse, pivot, counted)
    noun = parse.tokens[counted] if counted is not None else None
    if governor is None:
        role = "object" if _signed(parse, figure, counted) else _loose_role(parse, noun)
        if role is None or (noun is None and figure.vague):
            return None
    else:
        role = governor.role
    if not _fits(role, noun):
        role, governor = "other", None
    if figure.value == 0 and noun is not None and not is_person(noun) and noun.lemma not in lexicon.roles("c"):
        return None  # "had no idea" is nobody unhurt
    if role == "other" and _idle(figure, noun):
        return None
    return _made(parse, figure, counted, role, governor, _unit(role, noun))


def _fatally(parse: Parse, sentence: Sentence, figure: Figure) -> Governor | None:
    """ "nine riders were shot, one fatally": a part, and it died; "one critically" did not."""
    at = figure.last
    word = parse.tokens[at].lower if at < sentence.last else ""
    if word not in ("fatally", "mortally", "critically", "seriously"):
        return None
    behind = parse.tokens[at + 1] if at + 1 < sentence.last else None
    if behind is not None and behind.pos == "VERB":
        return None
    return Governor("killed" if word in ("fatally", "mortally") else "injured", at, True)


def whole(value: float | None, factor: float = 1.0) -> int | float | None:
    """``value`` times ``factor``; an int where nothing stands behind the point, so that JSON says 37, not 37.0."""
    if value is None:
        return None
    value = round(value * factor, 6)
    return int(value) if value.is_integer() else value


def _made(
    parse: Parse, figure: Figure, counted: int | None, role: QuantityRole, governor: Governor | None, unit: str | None
) -> FoundQuantity:
    last = counted + 1 if counted is not None and figure.end <= counted < figure.end + GAP else figure.end
    span = parse.span(figure.start, last)
    quantity = Quantity(
        start=span.start, end=span.end, text=span.text, role=role,
        value=whole(figure.value), low=whole(figure.low), high=whole(figure.high), unit=unit,
    )  # fmt: skip
    return FoundQuantity(
        quantity=quantity, head=figure.last - 1, counted=counted,
        governor=governor.token if governor else None, part=bool(governor and governor.part),
    )  # fmt: skip


# ---------------------------------------------------------------- money, distance, duration, percent


def _measured(parse: Parse, sentence: Sentence, figure: Figure) -> FoundQuantity | None:
    """A figure with a unit of measure right behind it, or a currency before it."""
    words = [t.lower for t in parse.tokens[figure.last : min(figure.last + 2, sentence.last)]]
    for count in (2, 1):
        unit = " ".join(words[:count])
        if len(words) < count:
            continue
        role, factor, name = _unit_of(unit, figure)
        if role is not None:
            return _measure(parse, figure, role, factor, name, figure.last + count)
    if figure.currency is not None:
        return _measure(parse, figure, "money", 1.0, figure.currency or None, figure.last)
    return None


def _unit_of(unit: str, figure: Figure) -> tuple[QuantityRole | None, float, str | None]:
    if unit in lexicon.texts("currency"):
        return "money", 1.0, lexicon.texts("currency")[unit] or unit.rstrip("s")
    if unit in lexicon.texts("percent"):
        return "other", 1.0, "percent"
    if unit in lexicon.values("distance"):
        return "distance", lexicon.values("distance")[unit], "km"
    if unit in lexicon.texts("duration"):
        return "duration", 1.0, lexicon.texts("duration")[unit]
    if unit in lexicon.texts("measure"):
        return "object", 1.0, lexicon.texts("measure")[unit]
    return None, 1.0, None


def _measure(
    parse: Parse, figure: Figure, role: QuantityRole, factor: float, unit: str | None, end: int
) -> FoundQuantity:
    span = parse.span(figure.start, max(end, figure.end))
    value, low, high = (whole(v, factor) for v in (figure.value, figure.low, figure.high))
    counted = end - 1 if end > figure.last else None
    quantity = Quantity(
        start=span.start, end=span.end, text=span.text, role=role, value=value, low=low, high=high, unit=unit
    )
    governor = _up(parse, counted if counted is not None else figure.last - 1, figure)
    return FoundQuantity(quantity=quantity, head=figure.last - 1, counted=counted, governor=governor)


def _up(parse: Parse, i: int, figure: Figure) -> int | None:
    """The first verb or noun above a measure."""
    for token in parse.ancestors(i):
        if token.pos in ("VERB", "AUX", "NOUN") and not figure.start <= token.i < figure.end and token.i != i:
            return token.i
    return None


# ---------------------------------------------------------------- what is counted


def _counted(parse: Parse, sentence: Sentence, figure: Figure) -> int | None:
    """The noun counted: the head of the figure in the parse, else the noun of the phrase that follows."""
    tokens = parse.tokens
    if figure.end < sentence.last and tokens[figure.end].lower == "of":
        return _of(parse, figure, sentence)
    for i in range(figure.last - 1, figure.first - 1, -1):
        head = tokens[tokens[i].head]
        outside = not figure.start <= head.i < figure.end
        joined = tokens[i].dep in ("nummod", "quantmod", "nmod", "compound", "amod", "det", "predet", "advmod")
        if outside and joined and head.pos in ("NOUN", "PROPN") and figure.end <= head.i < figure.end + GAP:
            return head.i
    return _following(parse, sentence, figure)


def _of(parse: Parse, figure: Figure, sentence: Sentence) -> int | None:
    """ "dozens of people", "12 of the hostages"."""
    last = None
    for token in parse.tokens[figure.end + 1 : min(figure.end + 1 + GAP, sentence.last)]:
        if token.tag in ("NN", "NNS", "NNP", "NNPS"):
            last = token.i
        elif last is not None or token.tag not in ("DT", "PRP$", "JJ", "CD", "VBN", "VBG", "PDT", "WDT"):
            break
    return last


def _following(parse: Parse, sentence: Sentence, figure: Figure) -> int | None:
    last: int | None = None
    for token in parse.tokens[figure.end : min(figure.end + GAP, sentence.last)]:
        if SIGN.fullmatch(token.text):  # "37 Shahed-136 drones": taggers do not know designations
            continue
        if token.tag not in SKIP or (token.tag == "CD" and last is None):
            break
        if token.lower in lexicon.roles("a") and token.tag not in ("NN", "NNS") and last is None:
            nxt = parse.tokens[token.i + 1] if token.i + 1 < sentence.last else None
            if nxt is None or nxt.tag not in ("NN", "NNS"):
                break
        if token.tag in ("NNS", "NNPS", "NN", "NNP"):
            last = token.i
        elif last is not None:
            break
    return last


def _pivot(parse: Parse, figure: Figure, counted: int | None) -> int:
    """The token that stands for the figure in its clause: "people" of "37 people", "dozens" of "dozens of people"."""
    inside = range(figure.first, figure.last)
    if counted is not None and not any(t.i in inside for t in parse.ancestors(counted)[:2]):
        return counted
    for i in reversed(inside):
        if parse.tokens[i].head not in inside:
            return i
    return figure.last - 1


# ---------------------------------------------------------------- roles without a governor


def is_person(token: Token | None) -> bool:
    """Whether a noun means people."""
    return token is not None and (token.lemma in lexicon.persons() or token.lower in lexicon.persons())


def _loose_role(parse: Parse, noun: Token | None) -> QuantityRole | None:
    if noun is None:
        return None
    if is_person(noun):
        return "other"
    return "object" if _is_thing(noun) or _measures_things(parse, noun) else "other"


def _signed(parse: Parse, figure: Figure, counted: int | None) -> bool:
    """ "two Su-35 fighters" are no persons: a designation stands between the figure and its noun."""
    return counted is not None and any(SIGN.fullmatch(t.text) for t in parse.tokens[figure.end : counted])


def _measures_things(parse: Parse, noun: Token) -> bool:
    """ "14 sets of missiles" counts things."""
    from onrecord.reading.equipment import is_measure

    if not is_measure(noun):
        return False
    of = [k for prep in parse.children(noun.i, "prep") if prep.lower == "of" for k in parse.children(prep.i, "pobj")]
    return any(_is_thing(k) for k in of)


def _is_thing(noun: Token) -> bool:
    from onrecord.reading.equipment import item_of

    return item_of(noun.lemma) is not None or item_of(noun.lower) is not None


def _fits(role: QuantityRole, noun: Token | None) -> bool:
    """A verb of harm with a thing for object counts no people: "killed 200 cattle", "seized 12 boats"."""
    if noun is None or role in ("object", "other", "money"):
        return True
    return is_person(noun) or _may_be_person(noun)


def _may_be_person(noun: Token) -> bool:
    """A noun that the list lacks but that ends like one for people, and names: "12 Ruthenians", "four canoeists"."""
    if _is_thing(noun) or noun.pos not in ("NOUN", "PROPN", "ADJ"):
        return False
    return noun.text[:1].isupper() or noun.pos == "ADJ" or noun.lemma.endswith(PEOPLE_ENDINGS) or noun.lemma in FATED


PEOPLE_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "ee", "ant", "ent", "eer", "crat", "child", "folk", "mate")
FATED = frozenset(
    {"death", "fatality", "injury", "killing", "murder", "homicide", "execution", "arrest", "kidnapping", "abduction",
     "detention", "assassination", "slaying", "wound", "hospitalization", "hospitalisation", "beheading", "toll",
     "crowd", "group", "community", "village", "half", "third", "quarter", "percent", "number", "total", "force"}
)  # fmt: skip
"""Nouns that count people though they are none."""


def _idle(figure: Figure, noun: Token | None) -> bool:
    """ "one", "no" and "several" of something that is nobody say nothing."""
    return (figure.vague or figure.value == 1) and not is_person(noun)


def _unit(role: QuantityRole, noun: Token | None) -> str | None:
    if role in ("killed", "injured", "arrested", "displaced", "abducted", "participants"):
        return "person"
    if noun is None:
        return None
    return "person" if is_person(noun) and role != "object" else noun.lemma


__all__: Sequence[str] = ("FoundQuantity", "find_quantities", "is_person")
