"""What reads like an event and is none: sport, figures of speech, what is only mentioned in passing, asides.

Every rule here takes an event away (or makes an attack in words the criticism it is); none finds one.
"""

from __future__ import annotations

from onrecord.knowledge.frames import words_of
from onrecord.model import Token
from onrecord.reading.events.genre import Genre, armed_sentence, is_sport_sentence
from onrecord.reading.events.grammar import VERBAL, Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.parties import PRIVATE, Parties
from onrecord.reading.events.slots import Slots

OPEN_WORDS = frozenset({"i", "me", "we", "us", "you", "it", "this", "that", "these", "those", "they", "them", "what",
                        "everything", "nothing", "something", "my", "our", "your"})  # fmt: skip
POLITICAL = frozenset({"PTY", "ELI", "LEG", "EDU", "BUS", "MED", "GOV", "LAB", "OPP", "JUD", "REL", "NGO"})
"""Sectors whose people fight each other with words where no arms are spoken of."""
GROUND = frozenset({"GPE", "LOC", "FAC"})
DATING = frozenset({"in", "since", "after", "following", "during", "before", "amid", "despite", "until", "throughout"})
TALKED_FOR = frozenset({"for", "over", "as", "about"})


class Sieve:
    """Judges the matches of one text once their parties are known."""

    def __init__(self, grammar: Grammar, slots: Slots, parties: Parties, genre: Genre) -> None:
        self.g = grammar
        self.slots = slots
        self.parties = parties
        self.genre = genre

    def drops(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """Whether ``m`` is no event of politics, force or protest after all."""
        heads = (*actors, *recipients)
        return (
            self.asked(m)
            or self.bidden(m)
            or self.sporting(m, heads)
            or self.spoken(m)
            or self.in_words(m, heads)
            or self.background(m)
            or self.escaped(m)
            or self.contemplated(m)
            or self.suffered(m)
        )

    # ------------------------------------------------------------ what the sentence is

    def suffered(self, m: Match) -> bool:
        """ "food for starving civilians", "to feed starving families": they starve, nobody starves them."""
        t = self.g.tokens[m.trigger]
        if t.tag != "VBG" or t.lemma not in words_of("suffer") or t.dep not in ("pcomp", "xcomp", "amod"):
            return False
        if t.dep == "pcomp" and self.g.tokens[t.head].lower not in ("for", "of", "to", "with", "among"):
            return False
        return not any(self.g.parse.children(o.i, "det", "poss") for o in self.g.parse.children(t.i, "dobj"))

    def asked(self, m: Match) -> bool:
        """ "Has the army attacked the town?" tells nothing."""
        sentence = self.g.parse.sentence_of(m.trigger)
        return self.g.tokens[sentence.last - 1].text == "?"

    def bidden(self, m: Match) -> bool:
        """ "Send them back!": a cry, not a deed."""
        t = self.g.tokens[m.light if m.light is not None else m.trigger]
        if t.tag != "VB" or t.dep != "ROOT" or self.g.parse.children(t.i, "nsubj", "nsubjpass", "aux", "auxpass"):
            return False
        return t.i - self.g.parse.sentence_of(t.i).first <= 2

    def sporting(self, m: Match, heads: tuple[int, ...]) -> bool:
        """A match, not a war: "Iran beat Russia in the final", "his long-range strike"."""
        hard = self.hard(m) and m.frame.words[m.frame.head] not in words_of("played")
        if hard or (not self.genre.sport and not is_sport_sentence(self.g.parse, m.trigger)):
            return False
        return not any(self.office(h) for h in heads)

    def hard(self, m: Match) -> bool:
        """Whether the word itself is of real force: killed, arrested, bombed."""
        return m.frame.words[m.frame.head] in words_of("hard")

    def office(self, h: int) -> bool:
        """Whether somebody of state or of arms stands at ``h``, not a country, which may be its team."""
        cast = self.slots.cast
        if cast is None:
            return self.slots.is_a(h, "PUBLIC") or self.slots.is_a(h, "ARMED")
        who = cast.who(h).actor
        country = who.id is not None and who.id.startswith("country:")
        return who.sector is not None and who.sector not in PRIVATE and not country

    # ------------------------------------------------------------ figures of speech

    def spoken(self, m: Match) -> bool:
        """ "veiled shots at his rivals", "an invasion of privacy": the words beside it say that nobody is hurt."""
        if m.type != "ASSAULT":
            return False
        suffering = self.slots.get("victim", m.trigger, noun=True) if m.noun else []
        if suffering and all(self.topic(self.g.tokens[h]) for h in suffering):
            return True  # "press freedom came under attack"
        nouns = [m.trigger] if m.noun else [t.i for t in self.g.parse.children(m.trigger, "dobj", "nsubjpass")]
        for i in nouns:
            if any(k.lower in words_of("of_words") for k in self.g.parse.children(i, "amod", "compound")):
                return True
            for of in self.g.parse.children(i, "prep") if m.noun else ():
                if of.lower == "of" and any(self.topic(o) for o in self.g.parse.children(of.i, "pobj")):
                    return True
        return False

    def in_words(self, m: Match, heads: tuple[int, ...]) -> bool:
        """A fight of words: "the candidates traded fire over taxes", "a battle with cancer", "they fight back"."""
        words = m.frame.words
        idiom = words[-1] == "fire" and words[0] in words_of("fire_verb")
        if m.type != "ASSAULT" or not (idiom or words[m.frame.head] in words_of("fought")):
            return False
        if m.noun and m.mode in ("aerial", "drone"):
            return False  # an air strike is none of words, whatever it was "in support of"
        shots = idiom or words[0] in ("fire", "shoot")
        if shots and not m.noun and any(self.slots.is_a(r, "VEHICLE") for r in m.recipients):
            return False  # "fired on the lorry"
        if not heads and m.light is not None and not self.over_a_topic(m):
            return False
        if any(self.topic(self.g.tokens[h]) for h in heads) or (m.noun and self.line_of(m)):
            return True
        if words[0] in words_of("aimed") and not self.genre.armed and not m.noun:
            return not armed_sentence(self.g.parse, m.trigger, frozenset(m.words))
        own = frozenset(m.words) | ({m.light} if m.light is not None else set())
        if idiom and heads and all(self.civil(h) for h in heads):
            return True
        unarmed = not any(self.slots.is_a(h, "ARMED") for h in heads)
        if idiom and unarmed and self.over_no_place(m) and not armed_sentence(self.g.parse, m.trigger, own):
            return True
        alone = not heads[1:] and not any(self.slots.is_a(h, "ARMED") for h in heads)
        if m.frame.words[0] == "fight" and not m.noun and alone:
            return True  # "those who fight and die": against nobody
        if armed_sentence(self.g.parse, m.trigger, own):
            return self.over_a_topic(m) and all(self.civil(h) for h in heads)
        if self.genre.armed and not self.over_a_topic(m):
            return bool(heads) and all(self.open_word(h) for h in heads)
        return all(self.civil(h) for h in heads)

    def line_of(self, m: Match) -> bool:
        """ "a new line of attack"."""
        t = self.g.tokens[m.trigger]
        up = self.g.tokens[t.head]
        return t.dep == "pobj" and up.lower == "of" and self.g.tokens[up.head].lemma in ("line", "plan", "lines")

    def over_a_topic(self, m: Match) -> bool:
        """ "came under fire for his remarks", "attacked her over the budget"."""
        at = [m.trigger, *m.words, *([m.light] if m.light is not None else [])]
        if m.noun:  # "sharpened their attacks on the mayor over her plan": the plan hangs on the mayor or the verb
            up = self.g.tokens[self.g.tokens[self.g.outer(m.trigger)].head]
            at += [*m.recipients, *([up.i] if up.pos in VERBAL else [])]
        for i in dict.fromkeys(at):
            for k in self.g.parse.children(i, "prep"):
                if k.lower not in TALKED_FOR:
                    continue
                below = self.g.parse.children(k.i, "pobj", "pcomp")
                if any(o.dep == "pcomp" or self.topic(o) for o in below):
                    return True
        return False

    def over_no_place(self, m: Match) -> bool:
        """ "traded fire over pensions": what it is over is no ground that shots can cross."""
        at = dict.fromkeys([m.trigger, *m.words, *([m.light] if m.light is not None else [])])
        over = [k.i for i in at for k in self.g.parse.children(i, "prep") if k.lower in ("over", "about")]
        things = [t for i in over for t in self.g.parse.children(i, "pobj", "pcomp")]
        return bool(things) and not any(self.slots.is_a(t.i, "PLACE") or t.ent in GROUND for t in things)

    def topic(self, t: Token) -> bool:
        """Whether ``t`` is an idea, a text or an issue."""
        if t.pos in ("PRON", "DET"):
            return False
        if t.lemma in words_of("PLACE") and not t.ent:
            return False  # "fired on the post": where a post may be written, it may be manned too
        return self.slots.is_a(t.i, "ABSTRACT") or self.slots.is_a(t.i, "WORDS") or t.lemma in words_of("issue")

    def civil(self, h: int) -> bool:
        """Whether ``h`` fights with words only: a politician, a firm, a pronoun for them, an idea."""
        t = self.g.tokens[h]
        cast = self.slots.cast
        if self.open_word(h) or self.topic(t):
            return True
        if cast is None:
            return False
        who = cast.who(h).actor
        if who.sector in POLITICAL and not (who.id or "").startswith("country:"):
            return True
        if self.slots.is_a(h, "ARMED") or (self.slots.is_a(h, "PLACE") and t.ent != "LOC"):
            return False
        of = self.g.tokens[t.head]
        if t.dep == "pobj" and of.lower == "of" and self.slots.is_a(of.head, "PLACE"):
            return False  # "the town of Oloru"
        if who.id is not None and who.id.startswith("country:"):
            return False
        if who.sector is not None:
            return who.sector in POLITICAL
        return who.country is None and (t.pos == "PROPN" or t.ent == "NORP" or not self.slots.is_a(h, "PERSON"))

    def open_word(self, h: int) -> bool:
        """A pronoun that stands for nobody known."""
        t = self.g.tokens[h]
        if t.lower not in OPEN_WORDS or self.g.parse.children(h, "acl", "relcl", "prep"):
            return False
        cast = self.slots.cast
        if cast is None:
            return True
        who = cast.who(h).actor
        return who.country is None and who.sector is None and not any(map(self.office, self.parties.owners.voice(h)))

    def attack_in_words(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """ "attacked the mayor for her remarks", "hit out at X as a traitor": criticism, not force."""
        if m.noun and m.type == "ASSAULT" and m.frame.words[-1] in ("attack", "assault", "onslaught", "barrage"):
            heads = (*actors, *recipients)
            return bool(actors) and self.over_a_topic(m) and all(self.civil(h) for h in heads)
        if m.noun or m.type != "ASSAULT" or m.frame.words[0] not in words_of("lashing"):
            return False
        if not actors or any(self.slots.is_a(a, "ARMED") and not self.slots.is_a(a, "PERSON") for a in actors):
            return False
        if self.over_a_topic(m):
            return True
        speech = [k for k in self.g.parse.children(m.trigger, "advcl") if k.lemma in words_of("calling")]
        return bool(speech)

    def state_protest(self, m: Match, actors: tuple[int, ...]) -> bool:
        """ "China protested the decision": a state protests in words."""
        if m.type != "PROTEST" or m.frame.words[0] != "protest" or m.noun or not actors:
            return False
        cast = self.slots.cast
        return cast is not None and all(cast.who(a).actor.sector == "GOV" for a in actors)

    # ------------------------------------------------------------ in passing

    def background(self, m: Match) -> bool:
        """A war that dates or explains something else: "since the invasion", "the war in Gaza had spread".

        What a verb tells of it (began, launched, went on) is told, unless that verb is itself only a date.
        """
        if m.type not in ("ASSAULT", "COERCE") or m.frame.words[0] not in words_of("lasting_act"):
            return False
        if len(m.frame.words) > 1:
            return False
        if m.noun and m.light is None:
            return self.mentioned(m)
        verb = m.light if m.light is not None else m.trigger
        return self.dates(verb)

    def mentioned(self, m: Match) -> bool:
        """A definite war, invasion or crisis without a verb of its own."""
        outer = self.g.tokens[self.g.outer(m.trigger)]
        if outer.head == outer.i or self.outcome(outer):
            return False
        below = self.g.parse.children(m.trigger)
        if any(k.dep == "poss" or k.lower in ("the", "this", "that", "ongoing") for k in below):
            return True
        up = self.g.tokens[outer.head]
        if outer.dep == "pobj" and up.lower == "of" and self.g.tokens[up.head].lemma in words_of("stretch"):
            return True
        return outer.dep == "pobj" and up.lower in DATING and not any(k.dep == "det" for k in below)

    def outcome(self, t: Token) -> bool:
        """ "the offensive that drove them out", "an invasion which killed hundreds": what it did is told."""
        said = self.g.parse.children(t.i, "relcl")
        return any(k.lemma in words_of("outcome") and t.i in self.g.surface(k.i) for k in said)

    def dates(self, verb: int) -> bool:
        """Whether a clause says when, and not what: "since Russia launched its invasion", "when the war began"."""
        for _ in range(4):
            t = self.g.tokens[verb]
            marks = {k.lower for k in self.g.parse.children(verb, "mark", "advmod")}
            if t.dep in ("advcl", "pcomp") and marks & {"since", "when", "after", "before", "until", "once"}:
                return True
            if t.dep == "pcomp" and self.g.tokens[t.head].lower in ("since", "after", "before", "until", "following"):
                return True
            if t.dep not in ("conj", "xcomp") or t.head == verb:
                return False
            verb = t.head
        return False

    def escaped(self, m: Match) -> bool:
        """ "fled the fighting", "feared a war", "resist the occupation": the verb is about somebody else's feeling."""
        if m.type != "ASSAULT" or not m.noun or m.light is None or m.frame.words[0] not in words_of("lasting_act"):
            return False
        verb = self.g.tokens[m.light]
        light = self.slots.light(m.trigger)
        if light is not None and light.role == "occur":
            return verb.lemma == "hit"
        return verb.lemma in words_of("escape")

    def contemplated(self, m: Match) -> bool:
        """ "a plan about the withdrawal", "talks on a ceasefire", "discussed the release": what is talked about."""
        if not m.noun or m.light is not None or m.type not in ("RETREAT", "CONCEDE", "AID", "SANCTION", "COERCE"):
            return False
        t = self.g.tokens[self.g.outer(m.trigger)]
        up = self.g.tokens[t.head]
        if t.dep == "pobj" and up.lower in ("about", "on", "over", "for", "of", "towards", "toward"):
            return self.g.tokens[up.head].lemma in words_of("contemplate")
        return t.dep in ("dobj", "conj") and up.lemma in words_of("contemplate") and up.pos in VERBAL

    # ------------------------------------------------------------ in columns

    def remark(self, m: Match, heads: tuple[int, ...]) -> bool:
        """In a column of opinion: what "we" do or should do, and duties."""
        if not self.genre.opinion:
            return False
        if any(self.g.tokens[h].lower in ("we", "us", "our", "you", "your", "i", "me", "my") for h in heads):
            return True
        verb = self.g.tokens[m.light if m.light is not None else m.trigger]
        if verb.pos not in VERBAL:
            return m.noun and m.type in ("ASSAULT", "THREATEN", "PROTEST") and m.light is None
        return self.g.modal(verb.i) in ("must", "may", "would")
