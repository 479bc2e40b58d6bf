"""The place of an event: what governs its word by syntax, else nothing is said.

A locative phrase belongs to an event when it hangs on the event word, on its light verb, on one of its arguments, or
on the verb or noun whose argument the event word is; never across a verb of saying. "invasion of X" and "struck X"
have X for their place; "from X" is none, except for what leaves ("withdrew from X").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from onrecord.model import Dateline, Parse, Place, PlaceRef, Token
from onrecord.reading.places.words import words

SIZE = {"point": 0, "city": 1, "region": 3, "admin": 2, "sea": 4, "country": 5}
REPORT = frozenset({"say", "tell", "report", "announce", "add", "according", "state", "write", "quote", "cite"})
ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "agent", "prep", "attr", "dative", "advmod", "npadvmod"})
ABOUT = frozenset({"on", "over", "by", "between", "under", "above"})
MEANWHILE = frozenset({"after", "before", "since", "following", "until"})
"""Prepositions of what happened at another time, and maybe elsewhere."""
LOCAL_KM = 25.0


class Bound(Struct, frozen=True, gc=False):
    """A place, how it hangs in the sentence, and on which token."""

    place: Place
    governor: int
    prep: str
    """Preposition that leads it; ``dobj`` or ``compound`` where there is none."""


SAME_MOMENT = frozenset({"when", "as"})
OUTCOMES = frozenset({"kill", "wound", "injure", "die", "hurt", "damage", "destroy", "burn"})


def place_of(
    parse: Parse,
    trigger: int,
    places: Sequence[Place],
    *,
    scope: int | None = None,
    dateline: Dateline | None = None,
) -> PlaceRef | None:
    """The place that governs the event word ``trigger`` (a token index), ``None`` where the text gives none.

    ``scope`` is the light verb that holds the event's arguments. Of several places the smallest, then the first.
    An earlier sentence of the paragraph counts where the event word repeats one of it ("the attack"); the dateline
    counts where it is the only place of the report, and then with a radius.
    """
    found = _in_sentence(parse, trigger, places, scope=scope, dateline=dateline)
    if found is None:
        found = _where(parse, trigger if scope is None else scope, places)
    if found is None:
        found = _earlier(parse, trigger, places, dateline=dateline)
    if found is not None:
        return _ref(found)
    return _from_dateline(places, dateline)


def _where(parse: Parse, verb: int, places: Sequence[Place]) -> Place | None:
    """ "the Red Sea, where the ship is to arrive": the place that "where" stands for."""
    token = parse.tokens[verb]
    while token.dep in ("xcomp", "ccomp", "conj") and token.head != token.i:
        token = parse.tokens[token.head]
    if token.dep != "relcl" or not any(parse.tokens[i].lower == "where" for i in parse.subtree(token.i) if i < token.i):
        return None
    noun = parse.tokens[token.head]
    return next((p for p in places if p.start <= noun.start and noun.end <= p.end and p.use == "place"), None)


def _in_sentence(
    parse: Parse, trigger: int, places: Sequence[Place], *, scope: int | None, dateline: Dateline | None
) -> Place | None:
    bound = list(_bound(parse, parse.tokens[trigger].sent, places, dateline))
    if not bound:
        return None
    reach = _reach(parse, trigger, scope)
    if parse.tokens[trigger].lemma in words("speech_verbs"):  # what is asked for lies elsewhere than the asking
        reach = {i: tier for i, tier in reach.items() if tier <= 1 or tier == 4}
    ranked: list[tuple[int, int, int, Place]] = []
    for b in bound:
        tier = reach.get(b.governor)
        if tier is None:
            continue
        if tier > 3 and parse.tokens[b.governor].start < b.place.start:
            continue  # a verb that the event word is only joined to lends it what stands in front, not behind
        if tier == 0 and b.place.start > parse.tokens[trigger].end and _object_between(parse, trigger, b):
            continue  # "requested the repair of engines in X": said of the object
        if _fits(parse.tokens[trigger], b, parse.tokens[b.governor], own=tier <= 1):
            ranked.append((tier > 2, SIZE.get(b.place.precision or "", 6), b.place.start, b.place))
    return min(ranked, key=lambda r: r[:3])[3] if ranked else None


def _object_between(parse: Parse, trigger: int, b: Bound) -> bool:
    """Whether the event is one of saying and its object stands before the place."""
    if parse.tokens[trigger].lemma not in words("speech_verbs"):
        return False
    return any(t.i > trigger and t.start < b.place.start for t in parse.children(trigger, "dobj", "ccomp", "xcomp"))


def _fits(event: Token, b: Bound, governor: Token, *, own: bool) -> bool:
    """Whether the way a place is led in makes it the place of this event."""
    low = event.lemma
    if b.prep in ("dobj", "nsubjpass"):
        return own and (low in words("object_places") or low in words("leave_events"))
    if b.prep == "compound":
        return own or governor.lemma in words("event_nouns")
    if b.prep in words("leave_prepositions") and low in words("leave_events") and b.prep != "of":
        return True
    if low in words("speech_verbs") and b.prep in ("on", "to", "for", "over", "into", "between", "by"):
        return False
    if own and b.prep in words("object_prepositions") and low in words("object_places"):
        return True
    if b.prep in ("at", "against") and low in words("scolding_verbs"):
        return False  # "lashed out at Chad"
    if own and b.prep in words("motion_prepositions") and low in words("motion_events"):
        return True
    if b.prep in ABOUT and b.place.precision == "country" and event.pos != "VERB":
        return False  # "sanctions on X", "talks over X"
    if b.prep == "on" and b.place.precision in ("country", "city"):
        return governor.lemma in words("object_places")  # "killed in a strike on X"; nothing else happens on a town
    return b.prep in words("place_prepositions") and (b.prep not in ABOUT or b.place.use == "place")


def _bound(parse: Parse, sentence: int, places: Sequence[Place], dateline: Dateline | None) -> Iterator[Bound]:
    """Every place of a sentence with what it hangs on; climbs over "the village of", "30 km south of"."""
    s = parse.sentences[sentence]
    for place in places[bisect_left(places, s.start, key=lambda p: p.start) :]:
        if place.start >= s.end:
            break
        if place.end > s.end or place.use == "adjective":
            continue
        if dateline is not None and place.start < dateline.span.end:
            continue
        head = _head(parse, s.first, s.last, place)
        if head is None:
            continue
        made = _climb(parse, head, place)
        if made is not None and (place.use == "place" or made.prep not in ("nsubjpass", "by", "with")):
            yield made


def _head(parse: Parse, first: int, last: int, place: Place) -> Token | None:
    inside = [t for t in parse.tokens[first:last] if t.start < place.end and place.start < t.end]
    ids = {t.i for t in inside}
    return next((t for t in inside if t.head not in ids or t.head == t.i), None)


def _climb(parse: Parse, node: Token, place: Place) -> Bound | None:
    for _ in range(12):
        above = parse.tokens[node.head]
        if above.i == node.i:
            return None
        if node.dep in ("conj", "appos"):
            node = above
            continue
        if node.dep in ("compound", "nmod", "amod", "poss"):
            if above.lemma in words("holding_nouns") or above.lower in words("holding_nouns"):
                node = above
                continue
            return Bound(place, above.i, "compound") if node.dep != "poss" else None
        if node.dep in ("dobj", "nsubjpass"):
            prt = next((t for t in parse.children(above.i, "prt") if above.i < t.i < node.i), None)
            led = node.dep == "dobj" and prt is not None and prt.lower in words("place_prepositions")
            return Bound(place, above.i, prt.lower if led and prt is not None else node.dep)
        if (
            node.dep == "pobj"
            and above.dep == "prep"
            and parse.tokens[above.head].dep == "prep"
            and above.lower != "of"
        ):
            above = parse.tokens[above.head]  # "from near X", "out of X"
        if node.dep != "pobj":
            return None
        governor = parse.tokens[above.head]
        if above.lower == "of" and governor.lower in words("direction_nouns") and governor.dep != "pobj":
            return _from_direction(parse, governor, place)
        held = governor.lower in words("holding_nouns") or governor.lemma in words("holding_nouns")
        if (
            held
            and governor.dep in ("pobj", "conj", "dobj", "appos")
            and above.lower in ("of", "in", "on", "near", "at")
        ):
            node = governor
            continue
        return Bound(place, governor.i, above.lower)
    return None


def _from_direction(parse: Parse, word: Token, place: Place) -> Bound | None:
    """ "30 km south of X" hangs where its distance hangs."""
    node = word
    for _ in range(4):
        if node.lower in words("direction_nouns") or node.dep in ("npadvmod", "nummod", "quantmod"):
            above = parse.tokens[node.head]
            if above.i == node.i:
                return None
            if above.dep == "prep" or above.lower in words("place_prepositions"):
                return Bound(place, above.head, "in")
            node = above
        else:
            break
    return Bound(place, node.i, "in")


def _reach(parse: Parse, trigger: int, scope: int | None) -> dict[int, int]:
    """Tokens whose locative phrases count for the event, with a tier: 0 the word itself to 4 a verb joined to it."""
    event = parse.tokens[trigger]
    reach: dict[int, int] = {trigger: 0}
    if scope is not None:
        reach.setdefault(scope, 1)
    found = [k.i for k in parse.children(trigger, "xcomp", "oprd") if k.tag == "VBN"]  # "found shot near X"
    for k in found:
        reach.setdefault(k, 1)
    for base in (trigger, scope, *found):
        if base is not None:
            for i in _arguments(parse, base):
                reach.setdefault(i, 2)
    for i in (*_clauses(parse, trigger), *_when(parse, trigger, scope)):
        reach.setdefault(i, 2)
    for i, tier in _above(parse, event):
        reach.setdefault(i, tier)
    return reach


def _clauses(parse: Parse, noun: int) -> Iterator[int]:
    """Clauses that tell of an event noun, with their arguments: "strikes that it said targeted ships in ..."."""
    bases = [noun]
    above = parse.tokens[parse.tokens[noun].head]
    if above.lower == "of" and parse.tokens[above.head].pos == "NOUN":
        bases.append(above.head)  # "a series of strikes that"
    for base in bases:
        if parse.tokens[base].pos not in ("NOUN", "PROPN"):
            continue
        told = [k for k in parse.children(base, "relcl", "acl") if not _goal(parse, base, k.i)]
        after = parse.tokens[base + 1] if base + 1 < len(parse.tokens) else None
        if after is not None and after.lower in ("that", "which") and parse.tokens[after.head].lemma in REPORT:
            told.append(parse.tokens[after.head])  # hung elsewhere by the parser
        for t in told:
            verbs = [t]
            if t.lemma in REPORT or t.lemma in words("speech_verbs"):
                verbs = parse.children(t.i, "ccomp") or [t]
            for verb in verbs:
                yield verb.i
                yield from _arguments(parse, verb.i)


def _goal(parse: Parse, noun: int, clause: int) -> bool:
    """ "talks to end the war in Sudan": what they are for lies elsewhere."""
    words_for = parse.tokens[noun].lemma in words("talk_nouns")
    return words_for and any(k.lower == "to" for k in parse.children(clause, "aux"))


def _when(parse: Parse, trigger: int, scope: int | None) -> Iterator[int]:
    """The clause that tells the same moment, with its arguments: "were killed when a bomb hit a truck near Saravena".

    After "after" only where the event is the outcome of what the clause tells: "wounded after a rocket hit a shop in".
    """
    for verb in (trigger, scope):
        if verb is None:
            continue
        for clause in parse.children(verb, "advcl"):
            marks = {k.lower for k in parse.children(clause.i, "mark", "advmod") if k.i < clause.i}
            if marks & SAME_MOMENT or ("after" in marks and parse.tokens[trigger].lemma in OUTCOMES):
                yield clause.i
                yield from _arguments(parse, clause.i)


def _arguments(parse: Parse, base: int) -> Iterator[int]:
    """Nouns that are arguments of a word; not the clauses below it."""
    outcome = parse.tokens[base].lemma in OUTCOMES  # "wounded after a shooting in X" is wounded in X
    stack = [
        t.i
        for t in parse.children(base)
        if (t.dep in ARGUMENTS and (outcome or t.lower not in MEANWHILE) and not _topic(parse, t))
        or t.dep in ("conj", "acomp")
    ]
    seen = 0
    while stack and seen < 60:
        i = stack.pop()
        seen += 1
        t = parse.tokens[i]
        if t.pos in ("VERB", "AUX"):
            if outcome and t.head == base and t.lemma in OUTCOMES:  # "nine were killed and ten hurt in a raid on X"
                yield i
                stack.extend(k.i for k in parse.children(i, "prep", "agent"))
            continue
        yield i
        below = [k for k in parse.children(i) if k.dep in ("prep", "pobj", "conj", "npadvmod")]
        below = [k for k in below if not _topic(parse, k)]
        stack.extend(k.i for k in below if t.dep != "npadvmod" or k.lower not in MEANWHILE)  # "a day after X"


def _topic(parse: Parse, prep: Token) -> bool:
    """ "protests over the war in Sudan", "talks on the fighting in Goma": what it is about lies elsewhere."""
    if prep.dep != "prep" or prep.lower not in words("topic_prepositions"):
        return False
    if prep.lower in words("always_topic"):
        return True
    above = parse.tokens[prep.head]
    return above.lemma in words("talk_nouns") or above.lower in words("talk_nouns")


def _above(parse: Parse, event: Token) -> Iterator[tuple[int, int]]:
    """What the event word is an argument of, until a verb of saying or a clause border."""
    node = event
    for _ in range(6):
        above = parse.tokens[node.head]
        # "exploded at a market, killing 20": the result of an act is where the act is
        result = node.dep == "advcl" and node.tag == "VBG" and not parse.children(node.i, "mark", "prep")
        if result and (above.dep == "relcl" or (above.dep == "ccomp" and above.lemma in REPORT)):
            yield from ((i, 3) for i in (above.i, *_arguments(parse, above.i)))
        if above.i == node.i or above.lemma in REPORT or above.lemma in words("speech_verbs"):
            return
        if node.dep in ("dobj", "pobj", "nsubj", "nsubjpass", "prep", "agent", "attr", "compound", "nmod", "appos"):
            yield above.i, 3
            if above.pos == "VERB":
                return
        elif node.dep in ("relcl", "acl"):
            yield above.i, 3
            return
        elif node.dep in ("conj", "advcl", "xcomp"):
            tier = 3 if node.dep == "xcomp" or above.pos == "NOUN" or result else 4
            yield above.i, tier
            if result:
                for i in _arguments(parse, above.i):
                    yield i, 3
                    yield from ((k, 3) for k in _clauses(parse, i))
        else:
            return
        node = above


def _earlier(parse: Parse, trigger: int, places: Sequence[Place], *, dateline: Dateline | None) -> Place | None:
    """The place of the event that "the attack" takes up, from up to two sentences before in the paragraph."""
    event = parse.tokens[trigger]
    subject = next(iter(parse.children(trigger, "nsubj", "nsubjpass")), None)
    taken_up = next((t for t in (event, subject) if t is not None and _definite(parse, t)), None)
    if taken_up is None:
        return None
    here = parse.sentences[event.sent]
    for s in reversed(parse.sentences[max(0, here.index - 2) : here.index]):
        if s.paragraph != here.paragraph:
            return None
        for i in range(s.last - 1, s.first - 1, -1):
            if parse.tokens[i].lemma == taken_up.lemma:
                found = _in_sentence(parse, i, places, scope=None, dateline=dateline)
                if found is not None:
                    return found
    return None


def _definite(parse: Parse, t: Token) -> bool:
    return t.pos == "NOUN" and any(d.lower in ("the", "this", "that") for d in parse.children(t.i, "det"))


def _from_dateline(places: Sequence[Place], dateline: Dateline | None) -> PlaceRef | None:
    """The dateline's place where the report names no other."""
    if dateline is None or dateline.place is None:
        return None
    home = next((p for p in places if p.start < dateline.span.end and p.use == "place"), None)
    if home is None or home.lat is None or home.precision not in ("city", "point"):
        return None
    others = [p for p in places if p.start >= dateline.span.end and p.use == "place"]
    if any(p.geonames_id != home.geonames_id and p.country != home.country for p in others):
        return None
    if any(p.geonames_id != home.geonames_id and p.precision in ("city", "point", "region", "sea") for p in others):
        return None
    return _ref(home, radius=LOCAL_KM)


def _ref(p: Place, *, radius: float | None = None) -> PlaceRef:
    from onrecord.knowledge.gazetteer import around
    from onrecord.model import Span

    box = p.bbox
    if radius is not None and p.lat is not None and p.lon is not None:
        box = around(p.lat, p.lon, radius)
    return PlaceRef(
        span=Span(start=p.start, end=p.end, text=p.text), name=p.name, country=p.country, lat=p.lat, lon=p.lon,
        precision="region" if radius is not None else p.precision, geonames_id=p.geonames_id, bbox=box,
        radius_km=radius if radius is not None else p.radius_km,
    )  # fmt: skip
