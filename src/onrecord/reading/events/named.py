"""Names behind what is acted upon, said or asked: "bombed a school in Chad" is done to Chad."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.knowledge.equipment import lookup
from onrecord.knowledge.frames import words_of
from onrecord.reading.entities.nouns import TOWN
from onrecord.reading.events.grammar import VERBAL, Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.reach import BORDERS
from onrecord.reading.events.slots import Slots

NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
PLACES = ("in", "at", "near", "inside", "outside", "on", "across", "throughout", "from")
LOCAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID", "RETREAT", "THREATEN", "SANCTION"})
"""Types whose recipient is, failing anybody else, the country where it happens (so the PLOVER gold records)."""
SOFT = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
     "SANCTION"}
)  # fmt: skip
"""Types that are political only through who takes part: anybody may refuse, ask or agree."""
ARRESTS = frozenset({"COERCE", "RETREAT", "SANCTION"})
"""Types of what befalls the accused."""
BACKGROUND = frozenset(
    {"response", "retaliation", "reaction", "wake", "aftermath", "anticipation", "reprisal", "light"}
)
SKIPS = frozenset({"relcl", "nsubj", "agent", "npadvmod", "appos", "parataxis"})
AT_HOME_SKIPS = SKIPS - {"agent"}
MEANWHILE = frozenset({"as", "since", "while", "despite", "although", "though"})
OTHER_TIMES = frozenset({"after", "before", "until", "till", "once"})
WORDED = frozenset({"ACCUSE", "SUPPORT"})
"""Types of words for a deed: whom the deed befell is not whom the words are for."""
BESIDE = frozenset({"near", "off", "along", "beside", "outside", "around", "aboard", "toward", "towards"})
"""Prepositions of what lies nearby: nothing is done to it."""
ALONG = frozenset({"between", "from", "to"})
"""Prepositions that tell where a road or a flight goes."""
MAX_WORDS = 40
"""Words searched for a name behind a thing; what stands further away belongs to something else."""
PARTS_OF_THE_WORLD = frozenset({"africa", "asia", "america", "americas", "east", "caribbean", "balkans", "pacific"})


class Named:
    """Searches the phrases of one text for names."""

    def __init__(self, grammar: Grammar, slots: Slots) -> None:
        self.g = grammar
        self.slots = slots

    def asked_for(self, m: Match, h: int) -> bool:
        """ "requested Patriot missiles": nobody is asked in the name of a missile."""
        return m.type == "REQUEST" and (self.is_thing(h) or self.arm(h))

    def is_thing(self, h: int) -> bool:
        """Whether a head is a weapon, vehicle or good: what is hit, not whom. Fighters are people without a jet."""
        t = self.g.tokens[h]
        if self.fights(h):
            return any(k.lemma in ("jet", "stealth", "combat") or self.arm(k.i) for k in self.g.parse.children(h))
        return t.pos == "NOUN" and any(self.slots.is_a(h, c) for c in ("MATERIAL", "VEHICLE", "GOODS"))

    def fights(self, h: int) -> bool:
        """Whether the word is "fighter", which may be a man or a jet."""
        lemma = self.g.tokens[h].lemma
        return lemma == "fighter" or lemma.endswith("-fighter")

    def stuff(self, h: int) -> bool:
        """Whether a head is a weapon, a vehicle or an idea."""
        return self.slots.is_a(h, "MATERIAL") or self.slots.is_a(h, "ABSTRACT")

    def arm(self, h: int) -> bool:
        """Whether the name at ``h`` is a weapon's: "MiG-29s", "Patriot", the "Javelin" of Javelin missiles."""
        t = self.g.tokens[h]
        if t.pos not in ("PROPN", "NOUN", "NUM", "ADJ", "X") or not t.text[:1].isupper():
            return False
        cast = self.slots.cast
        if cast is not None:
            who = cast.who(h).actor
            if who.country is not None or who.sector is not None or (who.id or "").startswith("person:"):
                return False
        return lookup(t.text) is not None

    def known(self, h: int) -> bool:
        """Whether a name or nationality stands here, or the cast knows the country."""
        t = self.g.tokens[h]
        cast = self.slots.cast
        if cast is None:
            return t.ent in NAMES or any(k.ent in NAMES for k in self.g.parse.children(h, "poss", "amod", "compound"))
        who = cast.who(h).actor
        return who.country is not None or who.sector in ("IGO", "NGO") or (who.name is not None and who.id is not None)

    def country(self, h: int) -> bool:
        """Whether a head stands for a state or somebody of one."""
        cast = self.slots.cast
        return cast is None or cast.who(h).actor.country is not None

    def named_below(self, m: Match, actors: tuple[int, ...], *, place: bool, people: Sequence[int] = ()) -> list[int]:
        """Names in what is acted upon, said or asked; then where it happens.

        Where ``people`` bear it only what is said of them counts: "abducted nine nurses to Chad" is not done to Chad.
        """
        if m.mode == "resign":
            return []
        said = m.speech if m.speech != m.trigger and m.type != "COOPERATE" else None
        if said is not None and m.type == "REQUEST" and self.violent(said):
            said = None  # "asked for leave to bomb Chad" asks nothing of Chad
        if people and (m.type in ("ASSAULT", "SUPPORT", "AID") or m.frame.words[0] in words_of("prosecute")):
            return next((f for r in people if (f := self.names(r, actors, m.type, place=False))), [])
        roots = [*m.recipients, *m.objects, *([said] if said is not None else [])]
        goods = any(self.asked_for(m, o) for o in roots)
        if goods:
            roots = [o for o in roots if self.slots.is_a(o, "AGENT") and self.g.tokens[o].pos not in VERBAL]
        verb = m.light if m.light is not None else m.trigger
        deps: tuple[str, ...] = ("dobj", "prep", "advcl", "xcomp")
        if m.type == "COOPERATE" or goods:
            deps = ("prep",) if goods else ("dobj", "prep")
        aside = place or m.type == "ASSAULT"  # whom force hits does not stand in what else went on
        roots += [
            k.i
            for k in self.g.parse.children(verb, *deps)
            if not self.place_phrase(k.i)
            and not self.aside(verb, k.i)
            and not (aside and self.meanwhile(k.i))
            and not (m.type == "CONSULT" and k.dep == "prep" and k.lower in ("over", "about"))
        ]
        for root in dict.fromkeys(roots):
            found = self.names(root, actors, m.type, place=place)
            if found:
                return found
        if m.type == "THREATEN":
            found = self.defied(m)
            if found:
                return found
        if place and m.type in LOCAL:
            return self.places(m, actors)
        return []

    def violent(self, i: int) -> bool:
        """Whether a clause tells an act of force: "to strike targets in Chad", "to carry out raids"."""
        deeds = words_of("hard") | words_of("aimed") | words_of("lashing") | {"carry", "launch"}
        t = self.g.tokens[i]
        if t.lemma in ("carry", "launch"):
            return any(self.slots.is_a(o.i, "VIOLENCE") for o in self.g.parse.children(i, "dobj"))
        return t.pos in VERBAL and t.lemma in deeds

    def charged(self, m: Match) -> bool:
        """Whether a deed is named beside whom it is laid to: "accused of selling", "blamed for shelling"."""
        return m.type == "ACCUSE" and any(
            self.g.parse.children(k.i, "pcomp") for k in self.g.parse.children(m.trigger, "prep")
        )

    def defied(self, m: Match) -> list[int]:
        """Whose act a threat hangs on: "unless Israel withdraws", "if the union goes ahead"."""
        for i in (m.trigger, *([m.speech] if m.speech is not None else [])):
            for c in self.g.parse.children(i, "advcl"):
                if any(k.lower in ("if", "unless", "until") for k in self.g.parse.children(c.i, "mark")):
                    found = [h for h in self.g.surface(c.i) if self.known(h) and h not in m.actors]
                    if found:
                        return found
        return []

    def place_phrase(self, i: int) -> bool:
        """Whether a phrase says where or when, not whom."""
        t = self.g.tokens[i]
        return t.dep == "prep" and t.lower in (
            *PLACES,
            "after",
            "before",
            "during",
            "since",
            "amid",
            "by",
            "according",
            "due",
            "because",
        )

    def meanwhile(self, i: int) -> bool:
        """Whether what else went on begins here: "the sanctions come as Mali retakes the north", "despite the war"."""
        t = self.g.tokens[i]
        if t.dep == "prep":
            return t.lower in MEANWHILE - {"as"}
        if t.dep == "advcl" and self.g.has_kid(i, "aux", "to"):  # what for: "bombed the port to weaken Mali"
            return True
        return t.dep == "advcl" and any(k.lower in MEANWHILE | OTHER_TIMES for k in self.g.parse.children(i, "mark"))

    def names(self, root: int, actors: tuple[int, ...], kind: str, *, place: bool) -> list[int]:
        """The nearest name below ``root`` that is not of the actors' own side, with its conjuncts."""
        queue, seen = [root], 0
        skipped = AT_HOME_SKIPS if kind == "PROTEST" else SKIPS
        if kind in ("ASSAULT", "COERCE"):
            skipped |= {"acl"}  # "blocked a ship carrying oil for Chad" is not done to Chad
        while queue and seen < MAX_WORDS:
            i = queue.pop(0)
            seen += 1
            t = self.g.tokens[i]
            mine = i in actors if kind == "PROTEST" else self.own_side(i, actors)  # who protests does so at home
            if t.lemma in BORDERS or (kind == "ASSAULT" and t.dep == "prep" and t.lower == "from"):
                continue  # fired from Gaza, not at it
            talks = kind == "REJECT" and t.pos == "NOUN" and t.lemma in words_of("talked")  # nobody, wherever held
            if (
                not talks
                and t.pos in ("PROPN", "ADJ", "NOUN")
                and self.is_name(i)
                and not mine
                and not self.town(i, kind)
            ):
                return [h for h in self.g.expand(i) if h == i or not self.own_side(h, actors)]
            queue.extend(
                k.i
                for k in self.g.parse.children(i)
                if k.dep not in skipped
                and not self.clause(k.i)
                and not self.aside(i, k.i)
                and not (talks and k.dep == "prep" and k.lower in ("in", "at"))
                and not (kind in WORDED and self.suffering(i, k.i))
                and not (kind in ARRESTS and k.dep == "acl" and k.lemma in words_of("object_control"))
                and not (kind == "ACCUSE" and t.lemma in words_of("accusation") and k.i < i)
                and not (kind == "AID" and k.dep == "prep" and k.lower == "against")
                and (place or not self.place_phrase(k.i))
                and not (kind == "CONSULT" and k.dep == "prep" and k.lower in ("on", "over", "about"))
            )
        return []

    def aside(self, above: int, i: int) -> bool:
        """Whether a phrase tells what lies near, or where a road or a flight goes: "the road from Juba to Torit"."""
        t = self.g.tokens[i]
        if t.dep != "prep":
            return False
        return t.lower in BESIDE or (t.lower in ALONG and self.g.tokens[above].lemma in words_of("route"))

    def suffering(self, above: int, i: int) -> bool:
        """The land of "condemned the attack on Oman": it suffers what is condemned, and is not blamed for it."""
        if self.g.tokens[i].dep != "prep" or self.g.tokens[i].lower not in ("on", "against", "at", "in", "of", "upon"):
            return False
        return self.slots.is_a(above, "HOSTILE") or self.slots.is_a(above, "VIOLENCE")

    def clause(self, i: int) -> bool:
        """Whether an adverbial clause or a phrase of time or cause begins here."""
        t = self.g.tokens[i]
        if t.dep == "advcl":
            words = {k.lower for k in self.g.parse.children(i, "mark", "advmod")}
            return bool(self.g.parse.children(i, "mark")) or "when" in words or "where" in words
        if t.dep != "prep":
            return False
        late = any(k.lemma in BACKGROUND for k in self.g.parse.children(i, "pobj"))
        return late or t.lower in ("after", "before", "during", "since", "amid", "as", "despite", "following")

    def is_name(self, i: int) -> bool:
        """Whether token ``i`` names a country, body or person."""
        t = self.g.tokens[i]
        cast = self.slots.cast
        if cast is None:
            return t.ent in ("GPE", "NORP", "ORG")
        return (t.ent in NAMES or t.text[:1].isupper()) and cast.who(i).actor.country is not None

    def town(self, i: int, kind: str) -> bool:
        """Whether a town of which only the gazetteer knows stands there: words and treaties go to no such town.

        Nor does a visit go to a part of the world: "a trip to North Africa".
        """
        cast = self.slots.cast
        t = self.g.tokens[i]
        if kind == "CONSULT" and (t.ent == "LOC" or t.lower in PARTS_OF_THE_WORLD) and not self.country(i):
            return True
        return kind in SOFT and cast is not None and (cast.who(i).actor.why or "").startswith(TOWN)

    def own_side(self, i: int, actors: tuple[int, ...]) -> bool:
        """Whether ``i`` belongs to the country of the actors."""
        cast = self.slots.cast
        if i in actors or cast is None:
            return i in actors
        mine = {m.actor.country for a in actors for m in cast.members(a)} - {None}
        return bool(mine) and cast.who(i).actor.country in mine

    def places(self, m: Match, actors: tuple[int, ...]) -> list[int]:
        """The country where it happens; a fight between two states befalls no third and no place."""
        cast = self.slots.cast
        if cast is not None and len({x.actor.country for a in actors for x in cast.members(a)}) > 1:
            return []
        at = [m.trigger, *([m.light] if m.light is not None else [])]
        for i in at:
            for k in self.g.parse.children(i, "prep"):
                if k.lower not in PLACES or (m.type == "ASSAULT" and k.lower == "from"):
                    continue
                beside = k.lower in BESIDE
                for o in self.g.parse.children(k.i, "pobj"):
                    for h in [o.i, *(x for p in self.g.parse.children(o.i, "prep") for x in self.g.prep(o.i, p.lower))]:
                        if beside and self.own_side(h, actors):
                            continue  # who fires or camps near a town of his own does nothing to it
                        if self.g.tokens[h].ent in ("GPE", "NORP") or (self.slots.cast is not None and self.is_name(h)):
                            return [h]
        return []
