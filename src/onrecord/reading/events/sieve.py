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
DATING = frozenset({"since", "after", "following", "during", "before", "amid", "despite", "until", "throughout"})
ASIDES = frozenset({"comment", "elaborate", "say", "name", "identify", "specify", "disclose", "answer", "speculate",
                    "discuss", "respond", "give", "provide", "confirm", "reveal", "speak", "explain"})  # fmt: skip
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
            or self.sporting(m, heads)
            or self.in_words(m, heads)
            or self.background(m)
            or self.aside(m, recipients)
            or self.private_meeting(m, actors, recipients)
            or self.nobody(m, heads)
            or self.campaigning(m, actors, recipients)
            or self.warning_to_the_public(m, actors, recipients)
            or self.published(m, recipients)
            or self.bearing_arms(m)
        )

    # ------------------------------------------------------------ what the sentence is

    def asked(self, m: Match) -> bool:
        """ "Has the army attacked the town?" tells nothing."""
        sentence = self.g.parse.sentence_of(m.trigger)
        return self.g.tokens[sentence.last - 1].text == "?"

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

    def in_words(self, m: Match, heads: tuple[int, ...]) -> bool:
        """A fight of words: "the candidates traded fire over taxes", "a battle with cancer", "they fight back"."""
        words = m.frame.words
        idiom = words[-1] == "fire" and words[0] in words_of("fire_verb")
        if m.type != "ASSAULT" or not (idiom or words[m.frame.head] in words_of("fought")):
            return False
        if not heads and m.light is not None and not self.over_a_topic(m):
            return False
        own = frozenset(m.words) | ({m.light} if m.light is not None else set())
        if armed_sentence(self.g.parse, m.trigger, own):
            return self.over_a_topic(m) and all(self.civil(h) for h in heads)
        if self.genre.armed and not self.over_a_topic(m):
            return bool(heads) and all(self.open_word(h) for h in heads)
        return all(self.civil(h) for h in heads)

    def over_a_topic(self, m: Match) -> bool:
        """ "came under fire for his remarks", "attacked her over the budget"."""
        at = [m.trigger, *m.words, *([m.light] if m.light is not None else [])]
        for i in dict.fromkeys(at):
            for k in self.g.parse.children(i, "prep"):
                if k.lower not in TALKED_FOR:
                    continue
                below = self.g.parse.children(k.i, "pobj", "pcomp")
                if any(o.dep == "pcomp" or self.topic(o) for o in below):
                    return True
        return False

    def topic(self, t: Token) -> bool:
        return self.slots.is_a(t.i, "ABSTRACT") or self.slots.is_a(t.i, "WORDS") or t.lemma in words_of("issue")

    def civil(self, h: int) -> bool:
        """Whether ``h`` fights with words only: a politician, a firm, a pronoun for them, an idea."""
        t = self.g.tokens[h]
        cast = self.slots.cast
        if self.open_word(h) or self.topic(t):
            return True
        if self.slots.is_a(h, "ARMED") or self.slots.is_a(h, "PLACE"):
            return False
        if cast is None:
            return False
        who = cast.who(h).actor
        if who.id is not None and who.id.startswith("country:"):
            return False
        if who.sector is not None:
            return who.sector in POLITICAL
        return who.country is None and (t.pos == "PROPN" or not self.slots.is_a(h, "PERSON"))

    def open_word(self, h: int) -> bool:
        """A pronoun that stands for nobody known."""
        t = self.g.tokens[h]
        if t.lower not in OPEN_WORDS or self.g.parse.children(h, "acl", "relcl", "prep"):
            return False
        cast = self.slots.cast
        if cast is None:
            return True
        who = cast.who(h).actor
        return who.country is None and who.sector is None

    def attack_in_words(self, m: Match, actors: tuple[int, ...]) -> bool:
        """ "attacked the mayor for her remarks", "hit out at X as a traitor": criticism, not force."""
        if m.noun or m.type != "ASSAULT" or m.frame.words[0] not in words_of("lashing"):
            return False
        if not actors or any(self.slots.is_a(a, "ARMED") and not self.slots.is_a(a, "PERSON") for a in actors):
            return False
        if self.over_a_topic(m):
            return True
        speech = [k for k in self.g.parse.children(m.trigger, "advcl") if k.lemma in words_of("calling")]
        return bool(speech)

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
        if outer.head == outer.i:
            return False
        below = self.g.parse.children(m.trigger)
        if any(k.dep == "poss" or k.lower in ("the", "this", "that", "ongoing") for k in below):
            return True
        up = self.g.tokens[outer.head]
        return outer.dep == "pobj" and up.lower in DATING and not any(k.dep == "det" for k in below)

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

    # ------------------------------------------------------------ asides and private life

    def aside(self, m: Match, recipients: tuple[int, ...]) -> bool:
        """ "declined to comment", "would not say when": no refusal of anything asked for by anybody."""
        if m.type != "REJECT" or m.noun:
            return False
        inner = self.g.complement(m.trigger)
        if inner is None:
            return False
        verb = self.g.tokens[inner]
        return verb.lemma in ASIDES and not any(self.office(h) for h in recipients)

    def private_meeting(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """ "the players headed to Paris", "I met him in Oslo": a meeting or journey of nobody in office."""
        if m.type != "CONSULT" or m.mode == "third-party":
            return False
        heads = (*actors, *recipients)
        if m.mode == "phone" and not m.noun and self.g.passive(m.trigger):
            return True  # "officers were called to the scene"
        if not actors:
            return not any(self.official(h) for h in recipients) if m.mode == "visit" else not heads
        if m.mode == "visit" or len(actors) == 1:
            return not any(self.official(a) for a in actors)
        return not any(self.official(h) for h in heads)

    def official(self, h: int) -> bool:
        """Whether ``h`` may meet for a state, a party or a body; an unknown "they" may."""
        cast = self.slots.cast
        t = self.g.tokens[h]
        if cast is None:
            return t.lower not in ("i", "we", "you") and (
                self.slots.is_a(h, "PUBLIC") or self.slots.is_a(h, "VISITOR") or self.slots.is_a(h, "STATE")
            )
        who = cast.who(h).actor
        if who.sector is not None:
            return who.sector not in PRIVATE
        if who.country is not None:
            return True
        named = [h, *(k.i for k in self.g.parse.children(h, "appos"))]
        return any(self.slots.is_a(i, c) for i in named for c in ("PUBLIC", "STATE")) or t.lower in ("who", "sides")

    def nobody(self, m: Match, heads: tuple[int, ...]) -> bool:
        """Neither party nor thing, or pronouns alone: "it kills me", "we rejected that"."""
        if not heads:
            told = m.noun and m.light is not None and m.type != "THREATEN"
            return m.type not in ("ASSAULT", "PROTEST", "COERCE") and not m.objects and not told
        if m.type == "ASSAULT" and self.hard(m) and any(self.g.tokens[h].lower in ("they", "them") for h in heads):
            return False
        return all(self.open_word(h) for h in heads)

    def campaigning(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """A rally of a candidate asks for votes."""
        if m.type != "PROTEST" or "rally" not in m.frame.words or not actors:
            return False
        verb = m.light if m.light is not None else m.trigger
        if any(k.lower in ("against", "to") for i in (verb, m.trigger) for k in self.g.parse.children(i, "prep")):
            return False
        cast = self.slots.cast
        if cast is None:
            return False
        return all(cast.who(a).actor.sector in ("GOV", "ELI", "LEG", "PTY") for a in actors)

    def warning_to_the_public(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """ "warned residents of floods", "issued a warning to its citizens": care, not a threat."""
        if m.type != "THREATEN" or m.frame.words[m.frame.head] not in ("warn", "warning", "caution", "alert"):
            return False
        if m.noun and any(k.lemma in words_of("care") for k in self.g.parse.children(m.trigger, "compound", "amod")):
            return True
        cast = self.slots.cast
        if cast is None:
            return False
        return bool(recipients) and all(cast.who(r).actor.sector == "CVL" for r in recipients)

    def published(self, m: Match, recipients: tuple[int, ...]) -> bool:
        """ "in its report, released on Monday, the agency said": a body is not let go."""
        if m.type != "RETREAT" or m.mode != "release" or m.noun or not recipients:
            return False
        return all(self.body(r) for r in recipients)

    def bearing_arms(self, m: Match) -> bool:
        """ "armed with machetes", "the guards were armed": how they are, not who armed them."""
        if m.type != "AID" or m.noun or m.frame.words[0] != "arm":
            return False
        return self.g.passive(m.trigger) and not self.g.agent(m.trigger)

    def body(self, h: int) -> bool:
        t = self.g.tokens[h]
        if self.slots.is_a(h, "CAPTIVE"):
            return False
        cast = self.slots.cast
        ident = cast.who(h).actor.id if cast is not None else None
        return t.ent == "ORG" or (ident is not None and ident.split(":")[0] in ("org", "country", "igo", "ngo"))

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
