"""Who acts and who is acted upon, behind the nouns that stand there: "Israeli bulldozers", "relations with Russia"."""

from __future__ import annotations

from onrecord.knowledge.equipment import lookup
from onrecord.knowledge.frames import words_of
from onrecord.reading.events.grammar import VERBAL, Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.owners import Owners
from onrecord.reading.events.reach import BORDERS
from onrecord.reading.events.slots import Slots

PRONOUNS = frozenset({"its", "his", "her", "their", "our", "my", "your", "whose"})
NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
PLACES = ("in", "at", "near", "inside", "outside", "on", "across", "throughout", "from")
LOCAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID", "RETREAT", "THREATEN", "SANCTION"})
"""Types whose recipient is, failing anybody else, the country where it happens (so the PLOVER gold records)."""
APART = ("after", "before", "during", "since", "amid", "by", "according", "due", "because")
"""Prepositions of when, why and who says so."""
SOFT = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
     "SANCTION"}
)  # fmt: skip
"""Types that are political only through who takes part: anybody may refuse, ask or agree."""
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types of which several actors may be the whole company."""
PRIVATE = frozenset({"BUS", "MED", "EDU", "CVL", "AGR", "LAB", "HLH", "CRM", "REL", "ELI"})
"""Sectors that do not make an event political by themselves."""
NOBODY = frozenset({"i", "you", "we", "me", "us", "one", "someone", "everyone", "people", "anyone", "this", "there"})
BACKGROUND = frozenset(
    {"response", "retaliation", "reaction", "wake", "aftermath", "anticipation", "reprisal", "light"}
)
SKIPS = frozenset({"relcl", "nsubj", "agent", "npadvmod", "appos", "parataxis"})
AT_HOME_SKIPS = SKIPS - {"agent"}
MEANWHILE = frozenset({"as", "since", "while", "despite", "although", "though"})
WORDED = frozenset({"ACCUSE", "SUPPORT"})
"""Types of words for a deed: whom the deed befell is not whom the words are for."""
POINTING = frozenset({"you", "this", "that", "these", "those", "what", "such"})
BESIDE = frozenset({"near", "off", "along", "beside", "outside", "around", "aboard", "toward", "towards"})
"""Prepositions of what lies nearby: nothing is done to it."""
CROWDS = frozenset({"thousand", "hundred", "dozen", "score", "million", "thousands", "hundreds", "dozens", "scores"})
ALONG = frozenset({"between", "from", "to"})
"""Prepositions that tell where a road or a flight goes."""
MAX_WORDS = 40
"""Words searched for a name behind a thing; what stands further away belongs to something else."""


class Parties:
    """Finds the parties of the matches of one text."""

    def __init__(self, grammar: Grammar, slots: Slots) -> None:
        self.g = grammar
        self.slots = slots
        self.owners = Owners(grammar, slots)

    def actors(self, m: Match) -> tuple[int, ...]:
        """Those who act; a thing with nobody behind it is left out."""
        heads = [h for h in m.actors or self.owners.of(m) if not self.arm(h)]
        able = [h for a in heads for h in self.behind(a, own=True) if not self.misheard(m, h) and not self.points(h)]
        return tuple(dict.fromkeys(able))

    def apart(self, heads: list[int]) -> list[int]:
        """``heads`` without the nationality of one that stands there too: "a Chinese vessel" and its "Chinese"."""
        return [
            h
            for h in heads
            if self.g.tokens[h].dep not in ("amod", "compound", "nmod") or self.g.tokens[h].head not in heads
        ]

    def misheard(self, m: Match, h: int) -> bool:
        """An "it" of violence taken for the outlet that tells of it."""
        cast = self.slots.cast
        t = self.g.tokens[h]
        if cast is None or m.type not in ("ASSAULT", "MOBILIZE", "COERCE"):
            return False
        return (t.pos == "PRON" or t.lemma == "agency") and cast.who(h).actor.sector == "MED"

    def recipients(self, m: Match, actors: tuple[int, ...]) -> tuple[int, ...]:
        """Those acted upon: people, states, bodies; failing them the name behind the thing, at last the place."""
        asked = [r for r in m.recipients if not self.asked_for(m, r)]
        heads = [h for r in asked for h in (self.behind(r, own=False) or self.theirs(m, r, actors) or [r])]
        heads = list(dict.fromkeys(h for h in heads if h not in actors and self.bears(h)))
        if any(self.known(h) and not self.is_thing(h) for h in heads):
            return tuple(self.able(heads) if m.type in SOFT else heads)
        if self.charged(m):
            return tuple(heads)  # "accused the couple of selling it to Peru": not Peru
        people = [h for h in heads if self.slots.is_a(h, "AGENT")]
        if len(actors) > 1 and m.type in MUTUAL:
            return tuple(people)
        found = self.named_below(m, actors, place=not people) or self.over_the_border(m, actors)
        if (
            people and m.type == "ASSAULT"
        ):  # "a man was shot at the Garden Hotel": the hotel is where, unless it is a state's
            found = [h for h in found if self.country(h)]
        if found:
            return tuple(self.apart(list(dict.fromkeys([*people, *found]))))
        return tuple(people if m.type in SOFT | {"MOBILIZE", "PROTEST"} else [h for h in heads if not self.is_thing(h)])

    def theirs(self, m: Match, h: int, actors: tuple[int, ...]) -> list[int]:
        """ "refused to obey their orders", "welcomed his offer": whose words they are, if somebody else's."""
        cast = self.slots.cast
        said = m.type in ("ACCUSE", "SUPPORT") or self.g.tokens[h].lemma in words_of("rejected")
        if cast is None or not actors or not said or m.type not in WORDED | {"REJECT"} or self.slots.is_a(h, "AGENT"):
            return []
        mine = {cast.who(a).actor.id for a in actors}
        found = [k.i for k in self.g.parse.children(h, "poss") if k.lower in ("its", "his", "her", "their")]
        return [k for k in found if cast.who(k).actor.id is not None and cast.who(k).actor.id not in mine]

    def points(self, h: int) -> bool:
        """ "This is the largest attempt to ...", "what the group does": a word that points at a thing or a deed."""
        t = self.g.tokens[h]
        if t.lower not in POINTING or t.pos == "NOUN" or self.g.parse.children(h, "relcl", "acl", "prep"):
            return False
        who = self.slots.cast.who(h).actor if self.slots.cast is not None else None
        return who is None or (who.country is None and who.sector is None and who.name is None)

    def bears(self, h: int) -> bool:
        """Whether something can befall ``h`` at all: no weapon, no "this", no border."""
        if self.g.tokens[h].lower == "other" and self.g.has_kid(h, "det", "each"):
            return False  # "accused each other": those who act are told already
        return not self.arm(h) and not self.points(h) and self.g.tokens[h].lemma not in BORDERS

    def over_the_border(self, m: Match, actors: tuple[int, ...]) -> list[int]:
        """ "massed troops on its border with Chad": troops at a border face the neighbour."""
        if m.type != "MOBILIZE":
            return []
        for i in (m.trigger, *m.objects, *([m.light] if m.light is not None else [])):
            for k in self.g.parse.children(i, "prep"):
                for o in self.g.parse.children(k.i, "pobj"):
                    if o.lemma in BORDERS:
                        return [h for h in self.g.prep(o.i, "with") if self.is_name(h) and not self.own_side(h, actors)]
        return []

    def able(self, heads: list[int]) -> list[int]:
        """Of "the premier and his plan" the premier: words go to those who can hear them."""
        found = [h for h in heads if self.slots.is_a(h, "AGENT") or self.g.tokens[h].text[:1].isupper()]
        return found or heads

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

    def political(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """Whether a state, a force, a party or a body takes part; violence and protest need none."""
        if m.type not in SOFT:
            return True
        if not actors and not m.noun and not self.g.passive(m.trigger) and not recipients:
            return False
        if any(self.slots.is_a(o, "PUBLICTHING") for o in (*m.objects, *m.recipients)) or m.mode == "release":
            return True
        if self.charged(m) and self.named_below(m, actors, place=False):
            return True
        heads = [*actors, *recipients]
        if not heads:
            return m.noun and m.light is not None
        return any(self.public(h) for h in heads)

    def public(self, h: int) -> bool:
        """Whether one head stands for somebody of public life; an open pronoun may."""
        t = self.g.tokens[h]
        cast = self.slots.cast
        if cast is not None:
            who = cast.who(h).actor
            if who.sector is not None:
                return who.sector not in PRIVATE or (who.country is not None and who.sector in ("ELI", "REL", "CVL"))
            if who.country is not None:
                return True
            if who.id is not None and who.name is not None:
                return False  # a name of which nothing is known
        if t.lower in NOBODY:
            return any(self.public(s) for s in self.owners.voice(h))
        if t.pos == "PRON":
            return cast is None or t.lower in ("he", "she", "him", "her", "his", "who", "whom")
        named = t.ent in ("GPE", "NORP") or (cast is None and (t.ent in NAMES or t.pos == "PROPN"))
        return named or any(self.slots.is_a(h, c) for c in ("STATE", "ARMED", "PUBLIC"))

    def objects(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> tuple[int, ...]:
        """The things: what is asked for or sent, and what is hit where nobody stands behind it."""
        things = [*m.objects, *(r for r in m.recipients if self.is_thing(r))]
        return tuple(o for o in dict.fromkeys(things) if o not in (*actors, *recipients, *m.words))

    def behind(self, h: int, *, own: bool) -> list[int]:
        """Who stands behind one head: itself if it can act, else its owner, author or nationality."""
        t = self.g.tokens[h]
        slots = self.slots
        able = slots.is_a(h, "AGENT") and not (self.is_thing(h) if self.fights(h) else self.stuff(h))
        if own and t.lemma in CROWDS and not self.g.prep(h, "of"):
            return [h]  # "Thousands marched"
        if able or t.pos in ("PROPN", "PRON") or (slots.is_a(h, "AGENT") and t.text[:1].isupper()):
            return [h]
        stands = [] if own else slots.reach.stands_for(h, place=slots.is_a(h, "PLACE"))
        if stands:
            return stands
        before = [f for f in slots.modifiers(h) if t.lemma not in words_of("VIOLENCE") or not slots.reach.scene(f)]
        for found in (self.g.possessor(h), self.g.prep(h, "by"), self.best(before), self.g.prep(h, "of")):
            able_ones = [f for f in found if slots.is_a(f, "AGENT") or self.known(f)]
            if not own:
                able_ones = [f for f in able_ones if self.g.tokens[f].lower not in PRONOUNS]
            if able_ones:
                return able_ones
        return []

    def best(self, heads: list[int]) -> list[int]:
        """Of "Israeli army bulldozers" the nationality alone."""
        named = [h for h in heads if self.g.tokens[h].ent in NAMES]
        return named or heads

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

    def named_below(self, m: Match, actors: tuple[int, ...], *, place: bool) -> list[int]:
        """Names in what is acted upon, said or asked; then where it happens."""
        said = m.speech if m.speech != m.trigger and m.type != "COOPERATE" else None
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
            if not self.place_phrase(k.i) and not self.aside(verb, k.i) and not (aside and self.meanwhile(k.i))
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
        return t.dep == "advcl" and any(k.lower in MEANWHILE for k in self.g.parse.children(i, "mark"))

    def names(self, root: int, actors: tuple[int, ...], kind: str, *, place: bool) -> list[int]:
        """The nearest name below ``root`` that is not of the actors' own side, with its conjuncts."""
        queue, seen = [root], 0
        skipped = AT_HOME_SKIPS if kind == "PROTEST" else SKIPS
        while queue and seen < MAX_WORDS:
            i = queue.pop(0)
            seen += 1
            t = self.g.tokens[i]
            mine = i in actors if kind == "PROTEST" else self.own_side(i, actors)  # who protests does so at home
            if t.lemma in BORDERS or (kind == "ASSAULT" and t.dep == "prep" and t.lower == "from"):
                continue  # fired from Gaza, not at it
            if t.pos in ("PROPN", "ADJ", "NOUN") and self.is_name(i) and not mine:
                return [h for h in self.g.expand(i) if h == i or not self.own_side(h, actors)]
            queue.extend(
                k.i
                for k in self.g.parse.children(i)
                if k.dep not in skipped
                and not self.clause(k.i)
                and not self.aside(i, k.i)
                and not (kind in WORDED and self.suffering(i, k.i))
                and not (kind == "ACCUSE" and t.lemma in words_of("accusation") and k.i < i)
                and not (kind == "AID" and k.dep == "prep" and k.lower == "against")
                and (place or not self.place_phrase(k.i))
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

    def own_side(self, i: int, actors: tuple[int, ...]) -> bool:
        """Whether ``i`` belongs to the country of the actors."""
        if i in actors:
            return True
        cast = self.slots.cast
        if cast is None:
            return False
        mine = {cast.who(a).actor.country for a in actors} - {None}
        return bool(mine) and cast.who(i).actor.country in mine

    def places(self, m: Match, actors: tuple[int, ...]) -> list[int]:
        """The country where it happens."""
        at = [m.trigger, *([m.light] if m.light is not None else [])]
        for i in at:
            for k in self.g.parse.children(i, "prep"):
                if k.lower not in PLACES or (m.type == "ASSAULT" and k.lower == "from"):
                    continue
                for o in self.g.parse.children(k.i, "pobj"):
                    for h in [o.i, *(x for p in self.g.parse.children(o.i, "prep") for x in self.g.prep(o.i, p.lower))]:
                        if self.g.tokens[h].ent in ("GPE", "NORP") or (self.slots.cast is not None and self.is_name(h)):
                            return [h]
        return []
