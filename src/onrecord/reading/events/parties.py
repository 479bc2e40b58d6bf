"""Who acts and who is acted upon, behind the nouns that stand there: "Israeli bulldozers", "relations with Russia"."""

from __future__ import annotations

from onrecord.knowledge.frames import words_of
from onrecord.reading.events.grammar import Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.named import NAMES, SOFT, WORDED, Named
from onrecord.reading.events.owners import MUTUAL, Owners
from onrecord.reading.events.reach import BORDERS
from onrecord.reading.events.slots import Slots

PRONOUNS = frozenset({"its", "his", "her", "their", "our", "my", "your", "whose"})
APART = ("after", "before", "during", "since", "amid", "by", "according", "due", "because")
"""Prepositions of when, why and who says so."""
PRIVATE = frozenset({"BUS", "MED", "EDU", "CVL", "AGR", "LAB", "HLH", "CRM", "REL", "ELI"})
"""Sectors that do not make an event political by themselves."""
NOBODY = frozenset({"i", "you", "we", "me", "us", "one", "someone", "everyone", "people", "anyone", "this", "there"})
POINTING = frozenset({"you", "this", "that", "these", "those", "what", "such"})
CROWDS = frozenset({"thousand", "hundred", "dozen", "score", "million", "thousands", "hundreds", "dozens", "scores"})


class Parties(Named):
    """Finds the parties of the matches of one text."""

    def __init__(self, grammar: Grammar, slots: Slots) -> None:
        super().__init__(grammar, slots)
        self.owners = Owners(grammar, slots)

    def actors(self, m: Match) -> tuple[int, ...]:
        """Those who act; a thing with nobody behind it is left out."""
        able = self.doers(m, m.actors) or self.doers(m, self.owners.of(m)) or self.doers(m, self.moved(m))
        return tuple(dict.fromkeys(able))

    def moved(self, m: Match) -> tuple[int, ...]:
        """ "Two Kenyan brigades have been brought up": with nobody said to move them troops move themselves."""
        if m.type != "MOBILIZE" or m.noun or not self.g.passive(m.trigger) or self.g.agent(m.trigger):
            return ()
        return tuple(h for h in self.g.surface(m.trigger) if self.slots.is_a(h, "TROOPS"))

    def doers(self, m: Match, heads: tuple[int, ...]) -> list[int]:
        """Those behind ``heads`` who can act."""
        found = [h for a in heads if not self.arm(a) for h in self.behind(a, own=True)]
        return [h for h in found if not self.misheard(m, h) and not self.points(h)]

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
        asked = [r for r in m.recipients if not self.asked_for(m, r) and not self.town(r, m.type)]
        asked = [r for r in asked if not self.talks(m, r) and not self.own_gate(m, r, actors)]
        heads = [h for r in asked for h in (self.behind(r, own=False) or self.theirs(m, r, actors) or [r])]
        heads = [h for h in heads if h not in actors and self.bears(h, actors) and not self.itself(h, actors)]
        heads = [h for h in heads if not (m.type == "AGREE" and self.homeland(h, actors))]
        heads = list(dict.fromkeys(h for h in heads if not (self.deed(h) and (m.type == "REQUEST" or len(heads) > 1))))
        if any(self.known(h) and not self.is_thing(h) for h in heads):
            return tuple(self.able(heads) if m.type in SOFT else heads)
        if self.charged(m):
            return tuple(heads)  # "accused the couple of selling it to Peru": not Peru
        people = [h for h in heads if self.slots.is_a(h, "AGENT")]
        if len(actors) > 1 and m.type in MUTUAL:
            return tuple(people)
        if m.type == "REQUEST" and not m.noun and any(h in people for h in self.g.direct(m.trigger)):
            return tuple(people)  # "asked friendly states to hold Chad back" asks nothing of Chad
        found = self.named_below(m, actors, place=not people, people=people) or self.over_the_border(m, actors)
        found = [h for h in found if not (m.type == "AGREE" and self.homeland(h, actors))]
        if (
            people and m.type == "ASSAULT"
        ):  # "a man was shot at the Garden Hotel": the hotel is where, unless it is a state's
            found = [h for h in found if self.country(h)]
        if found:
            return tuple(self.apart(list(dict.fromkeys([*people, *found]))))
        return tuple(people if m.type in SOFT | {"MOBILIZE", "PROTEST"} else [h for h in heads if not self.is_thing(h)])

    def talks(self, m: Match, h: int) -> bool:
        """ "The talks in Luanda collapsed": talks are nobody."""
        t = self.g.tokens[h]
        return m.type == "REJECT" and t.lemma in words_of("talked") and t.pos == "NOUN"

    def own_gate(self, m: Match, h: int, actors: tuple[int, ...]) -> bool:
        """ "Peru closed the crossing at Tacna": its own crossing is what is closed, and nobody's that suffers it."""
        t = self.g.tokens[h]
        shut = m.type in ("COERCE", "SANCTION") and t.lemma in words_of("gateway")
        place = m.type == "AGREE" and not self.slots.is_a(h, "PERSON") and (t.pos == "NOUN" or t.ent in ("GPE", "LOC"))
        return (shut or place) and bool(actors) and self.own_side(h, actors)

    def homeland(self, h: int, actors: tuple[int, ...]) -> bool:
        """ "The Serbian president promised to rebuild Serbia": nothing is promised to one's own land, but in it."""
        cast = self.slots.cast
        named = cast is not None and (cast.who(h).actor.id or "").startswith(("country:", "place:"))
        return named and self.own_side(h, actors)

    def deed(self, h: int) -> bool:
        """ "called for an end to the violence in Chad": nothing is asked of the violence."""
        t = self.g.tokens[h]
        return t.pos == "NOUN" and (self.slots.is_a(h, "VIOLENCE") or t.lemma in words_of("lasting_act"))

    def itself(self, h: int, actors: tuple[int, ...]) -> bool:
        """ "Chad opposes it": an "it" of the actors' own side is a thing that was misheard."""
        cast = self.slots.cast
        if cast is None or self.g.tokens[h].lower not in ("it", "this", "that") or not actors:
            return False
        return self.own_side(h, actors) or cast.who(h).actor.sector == "MED"

    def theirs(self, m: Match, h: int, actors: tuple[int, ...]) -> list[int]:
        """ "refused to obey their orders", "welcomed his offer": whose words they are, if somebody else's."""
        cast = self.slots.cast
        said = m.type in ("ACCUSE", "SUPPORT") or self.g.tokens[h].lemma in words_of("rejected")
        if cast is None or not actors or not said or m.type not in WORDED | {"REJECT"} or self.slots.is_a(h, "AGENT"):
            return []
        mine = {cast.who(a).actor.id for a in actors}
        found = (k.i for k in self.g.parse.children(h, "poss") if k.lower in ("its", "his", "her", "their"))
        return [k for k in found if cast.who(k).actor.id is not None and cast.who(k).actor.id not in mine]

    def points(self, h: int) -> bool:
        """ "This is the largest attempt to ...", "what the group does": a word that points at a thing or a deed."""
        t = self.g.tokens[h]
        if t.lower not in POINTING or t.pos == "NOUN" or self.g.parse.children(h, "relcl", "acl", "prep"):
            return False
        who = self.slots.cast.who(h).actor if self.slots.cast is not None else None
        return who is None or (who.country is None and who.sector is None and who.name is None)

    def bears(self, h: int, actors: tuple[int, ...]) -> bool:
        """Whether something can befall ``h`` at all: no weapon, no "this", no border, nothing of one's own."""
        if self.g.tokens[h].lower == "other" and self.g.has_kid(h, "det", "each"):
            return False  # "accused each other": those who act are told already
        mine = self.g.has_kid(h, "poss", *PRONOUNS) and not self.slots.is_a(h, "AGENT") and self.own_side(h, actors)
        return not (mine or self.arm(h) or self.points(h) or self.g.tokens[h].lemma in BORDERS)

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

    def political(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """Whether a state, a force, a party or a body takes part; violence and protest need none."""
        if m.type not in SOFT or m.frame.words[0] in words_of("state_act"):
            return True
        of_force = self.owners.menaces(m)
        if not actors and not m.noun and not self.g.passive(m.trigger) and not recipients and not of_force:
            return False
        things = (*m.objects, *m.recipients)
        if m.mode in ("release", "ceasefire") or any(self.slots.is_a(o, "PUBLICTHING") for o in things):
            return True
        if m.type == "AID" and any(self.g.tokens[a].lemma in words_of("reliever") for a in actors):
            return True
        if of_force or (self.charged(m) and self.named_below(m, actors, place=False)):
            return True
        heads = [*actors, *recipients]
        return any(self.public(h) for h in heads) if heads else m.noun and m.light is not None

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
        of_a_war = self.g.tokens[t.head].lemma in words_of("lasting_act")  # "the Lebanese civil war" is in Lebanon
        if t.pos == "ADJ" and t.text[:1].isupper() and self.known(h) and not of_a_war:
            return [h]  # the "Ukrainian" of Ukrainian attacks, which the recogniser missed
        stands = [] if own else slots.reach.stands_for(h, place=slots.is_a(h, "PLACE"))
        if stands:
            return stands
        before = [f for f in slots.modifiers(h) if not self.arm(f)]
        before = [f for f in before if t.lemma not in words_of("VIOLENCE") or not slots.reach.scene(f)]
        uttered = self.g.prep(h, "from") if slots.is_a(h, "WORDS") else []
        owners = [] if self.for_kind(h) else self.g.possessor(h)
        between = self.g.prep(h, "between") if own else []  # "fighting between X and Y killed nine"
        for found in (owners, self.g.prep(h, "by"), between, uttered, self.best(before), self.g.prep(h, "of")):
            able_ones = [f for f in found if slots.is_a(f, "AGENT") or self.known(f)]
            if not own:
                able_ones = [f for f in able_ones if self.g.tokens[f].lower not in PRONOUNS]
            if able_ones:
                return able_ones
        return []

    def for_kind(self, h: int) -> bool:
        """ "a children's hospital", "the women's centre": for whom it is, not whose."""
        kind = [k for k in self.g.parse.children(h, "poss") if k.pos == "NOUN" and k.tag in ("NNS", "NN")]
        return self.slots.is_a(h, "PLACE") and any(k.lower in words_of("served") for k in kind)

    def best(self, heads: list[int]) -> list[int]:
        """Of "Israeli army bulldozers" the nationality alone."""
        named = [h for h in heads if self.g.tokens[h].ent in NAMES]
        return named or heads
