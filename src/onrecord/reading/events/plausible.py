"""Who could have done it: meetings of nobody in office, care for the public, causes that are no doers, asides."""

from __future__ import annotations

from onrecord.knowledge.frames import words_of
from onrecord.reading.events.grammar import Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.parties import PRIVATE
from onrecord.reading.events.sieve import Sieve
from onrecord.reading.events.slots import Slots

ASIDES = frozenset({"comment", "elaborate", "say", "name", "identify", "specify", "disclose", "answer", "speculate",
                    "discuss", "respond", "give", "provide", "confirm", "reveal", "speak", "explain"})  # fmt: skip
NAMING = frozenset({"name", "identify", "quote", "cite", "record", "film", "photograph"})
DOERS = ("PERSON", "ARMED", "STATE", "ORG", "AGENT", "VIOLENCE", "MATERIAL", "VEHICLE", "HOSTILE", "ATTACKER")
QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
CALLED = 25
"""Words after "called" within which a quotation says what somebody was called."""
OUTLAWS = frozenset({"UAF", "REB", "CRM"})
"""Sectors of those who warn nobody for his good."""
OWN_MEN = frozenset({"COP", "MIL", "GOV", "JUD", "SPY", "LEG"})
HANDLED = frozenset({"COERCE", "SANCTION", "REQUEST", "AID", "RETREAT", "CONCEDE", "AGREE", "REJECT"})
"""Types that somebody has to do: a bare noun of them with nobody who does it tells nothing."""


class Plausible:
    """Judges the parties of the matches of one text."""

    def __init__(self, grammar: Grammar, slots: Slots, sieve: Sieve) -> None:
        self.g = grammar
        self.slots = slots
        self.sieve = sieve

    def rejects(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """Whether the parties of ``m`` make it no event of politics, force or protest."""
        return (
            self.aside(m, recipients)
            or self.nameless(m)
            or self.private_meeting(m, actors, recipients)
            or self.nobody(m, (*actors, *recipients))
            or self.undone(m, actors)
            or self.natural(m, actors)
            or self.campaigning(m, actors, recipients)
            or self.warning_to_the_public(m, actors, recipients)
            or self.published(m, recipients)
            or self.bearing_arms(m)
            or self.papers(m)
            or self.idle(m, actors, recipients)
            or self.business(m, actors, recipients)
            or self.duty(m, actors, recipients)
            or self.campaign(m, recipients)
            or self.own_men(m, actors, recipients)
            or self.asserted(m)
            or self.appeal_of_ours(m, actors)
            or self.standing_rule(m)
            or self.walked_out(m)
        )

    def own_men(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """ "authorised police to search cars": whoever lets his own men act yields to nobody."""
        cast = self.slots.cast
        if (
            m.type != "CONCEDE"
            or m.noun
            or m.frame.words[0] not in words_of("permit")
            or cast is None
            or not recipients
        ):
            return False
        lands = {cast.who(a).actor.country for a in actors}
        told = [cast.who(r).actor for r in recipients]
        if any((t.id or "").startswith("country:") for t in told):
            return False
        return all(t.sector in OWN_MEN and (t.country is None or not lands or t.country in lands) for t in told)

    def asserted(self, m: Match) -> bool:
        """ "pledged that the accounts are open", "swore that he had paid": a word for what is so promises nothing."""
        if m.type not in ("AGREE", "THREATEN") or m.noun or m.frame.words[0] not in words_of("vow"):
            return False
        inner = self.g.complement(m.trigger)
        if inner is None or self.g.tokens[inner].dep != "ccomp":
            return False
        aux = self.g.parse.children(inner, "aux", "auxpass")
        finite = [k for k in (self.g.tokens[inner], *aux) if k.tag in ("VBZ", "VBP", "VBD")]
        return bool(finite) and not any(k.tag in ("MD", "TO") for k in aux) and not self.progressive(inner)

    def appeal_of_ours(self, m: Match, actors: tuple[int, ...]) -> bool:
        """ "we must stand together", "we have to fight them": a wish of who speaks, no deed."""
        if not actors or any(self.g.tokens[a].lower not in ("we", "us", "you", "i") for a in actors):
            return False
        verb = m.light if m.light is not None else m.trigger
        if self.g.modal(verb) in ("must", "may"):
            return True
        t = self.g.tokens[verb]
        return t.dep == "xcomp" and self.g.tokens[t.head].lemma in ("have", "need", "ought")

    def standing_rule(self, m: Match) -> bool:
        """ "In breach of laws that ban mines": a rule in force is nobody's act; "passed a law banning mines" is one."""
        t = self.g.tokens[m.trigger]
        rule = self.g.tokens[t.head]
        told = t.dep in ("acl", "relcl") and rule.dep == "pobj" and rule.lemma in words_of("rule")
        return told and m.type in ("COERCE", "SANCTION")

    def walked_out(self, m: Match) -> bool:
        """ "left the Lusaka office": a room; "left office" and "left his office" are posts."""
        if m.mode != "resign" or m.frame.words[-1] != "office":
            return False
        room = [k.i for k in self.g.parse.children(m.trigger, "dobj") if k.lemma == "office"]
        return any(self.g.has_kid(i, "det", "the", "an", "this", "that") for i in room)

    def progressive(self, i: int) -> bool:
        """ "vowed that he is going to leave"."""
        return self.g.tokens[i].tag == "VBG"

    def aside(self, m: Match, recipients: tuple[int, ...]) -> bool:
        """ "declined to comment", "would not say when": no refusal of anything asked for by anybody."""
        if m.type != "REJECT" or m.noun:
            return False
        inner = self.g.complement(m.trigger)
        if inner is None:
            return False
        verb = self.g.tokens[inner]
        return verb.lemma in ASIDES and not any(self.sieve.office(h) for h in recipients)

    def nameless(self, m: Match) -> bool:
        """ "asked not to be named", "requested anonymity": how a source wants to be quoted."""
        if m.type not in ("REQUEST", "AGREE", "REJECT") or m.noun:
            return False
        inner = self.g.complement(m.trigger)
        named = inner is not None and self.g.tokens[inner].lemma in NAMING and self.g.passive(inner)
        return named or any(self.g.tokens[i].lemma == "anonymity" for i in self.g.direct(m.trigger))

    def private_meeting(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """ "the players headed to Paris", "I met him in Oslo": a meeting or journey of nobody in office."""
        if m.frame.type != "CONSULT" or m.type not in ("CONSULT", "AGREE") or m.frame.mode == "third-party":
            return False
        heads = (*actors, *recipients)
        if m.frame.mode == "phone" and not m.noun and self.g.passive(m.trigger):
            return True  # "firemen were called to the bridge"
        if self.talks_of_state(m, heads) or self.received(m, actors, recipients):
            return False
        if not actors:
            away = self.sieve.parties.owners.traveller(m)
            if away and not any(self.official(h) for h in away):
                return True
            return not any(self.official(h) for h in recipients) if m.frame.mode in ("visit", "phone") else not heads
        if m.frame.mode == "visit" and recipients and all(self.stranger(r) for r in recipients):
            return True
        if m.frame.mode == "visit" or len(actors) == 1:
            return not any(self.official(a) for a in actors) and not self.delegation(m, recipients)
        return not any(self.official(h) for h in heads)

    def delegation(self, m: Match, recipients: tuple[int, ...]) -> bool:
        """ "A Syrian team met Jordanian officers": a state's men, with those of another."""
        cast = self.slots.cast
        sent = [a for a in m.actors if self.g.tokens[a].lemma in words_of("delegates")]
        return cast is not None and bool(sent) and any(cast.who(r).actor.country is not None for r in recipients)

    def talks_of_state(self, m: Match, heads: tuple[int, ...]) -> bool:
        """ "Talks resumed in Doha", "any such call took place": of such a kind that no party need be named."""
        if heads or not m.noun or m.light is None or self.g.has_kid(m.trigger, "prep", "about"):
            return False
        t = self.g.tokens[m.trigger]
        if any(k.lower in ("no", "such") for k in self.g.parse.children(m.trigger, "det", "amod", "predet")):
            return True
        verb = self.g.tokens[m.light]
        if verb.lemma in words_of("tells_of"):
            return any(self.slots.is_a(h, "PLACENAME") for h in self.g.prep(m.trigger, "in", "at"))
        return t.lower in words_of("talks_of_state")

    def received(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """ "He telephoned the Polish president", "the pope received her": one unknown, but with somebody in office."""
        if len(actors) != 1 or not recipients or not all(self.official(r) for r in recipients):
            return False
        t = self.g.tokens[actors[0]]
        who = self.slots.cast.who(t.i).actor if self.slots.cast is not None else None
        unknown = who is None or (who.sector is None and who.id is None)
        return (t.lower in ("he", "she") and unknown) or t.lemma in words_of("prelate")

    def stranger(self, h: int) -> bool:
        """A person by name of whom nothing is known: an artist who is hosted."""
        cast = self.slots.cast
        who = cast.who(h).actor if cast is not None else None
        return who is not None and (who.id or "").startswith("person:") and who.sector is None and who.country is None

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
        if who.country is not None and (who.id or "").startswith("country:"):
            return True
        public = words_of("PUBLIC") | words_of("STATE")
        named = [h, *(k.i for k in self.g.parse.children(h, "appos"))]
        return any(self.g.tokens[i].lemma in public for i in named) or t.lower in ("who", "sides")

    def nobody(self, m: Match, heads: tuple[int, ...]) -> bool:
        """Neither party nor thing, or pronouns alone: "it kills me", "we rejected that"."""
        if not heads:
            denied = any(k.lower in ("no", "such") for k in self.g.parse.children(m.trigger, "det", "amod", "predet"))
            free = m.type in ("RETREAT", "CONSULT", "MOBILIZE") or (m.type in ("REQUEST", "AGREE", "AID") and denied)
            told = m.noun and m.light is not None and free
            still = m.type in ("ASSAULT", "PROTEST") or m.mode in ("curfew", "martial-law", "ceasefire")
            still = still or (m.type == "MOBILIZE" and not m.noun)  # its subject or object is a force by the table
            return not still and not m.objects and not told
        if (
            m.type == "ASSAULT"
            and self.sieve.hard(m)
            and any(self.g.tokens[h].lower in ("they", "them") for h in heads)
        ):
            return False
        return all(self.sieve.open_word(h) for h in heads)

    def undone(self, m: Match, actors: tuple[int, ...]) -> bool:
        """ "sanctions on fish raised prices", "allowing ships to pass": nobody is said to do it.

        A passive without "by" is news of it all the same.
        """
        if actors or m.type not in HANDLED:
            return False
        if m.noun:
            in_force = m.mode in ("curfew", "martial-law", "ceasefire")  # "a curfew is in force"
            return m.light is None and not m.recipients and not in_force
        if self.g.passive(m.trigger) or m.frame.form != "v":
            return False
        t = self.g.tokens[m.trigger]
        open_clause = self.g.has_kid(m.trigger, "aux", "to") or (t.tag == "VBG" and t.dep in ("pcomp", "csubj"))
        return m.type in ("CONCEDE", "REQUEST") or (m.type in ("AID", "RETREAT") and open_clause)

    def natural(self, m: Match, actors: tuple[int, ...]) -> bool:
        """ "the illness could kill her", "oil added billions": the subject is no doer and no weapon."""
        if m.type == "CONCEDE" and not m.noun and not self.g.passive(m.trigger):
            subjects = [h for h in self.g.surface(m.trigger) if self.g.tokens[h].pos == "NOUN"]
            return bool(subjects) and not any(self.slots.is_a(h, c) for h in subjects for c in DOERS)
        if m.type == "SUPPORT" and not m.noun:
            below = self.g.agent(m.trigger) if self.g.passive(m.trigger) else self.g.surface(m.trigger)
            armed = self.g.passive(m.trigger) and all(self.slots.is_a(h, "MATERIAL") for h in below)
            raised = m.frame.words[0] in words_of("honour") and all(self.slots.is_a(h, "MONUMENT") for h in below)
            return bool(below) and (armed or raised)
        if m.type == "THREATEN":
            near = [k for a in actors for k in (a, *(c.i for c in self.g.parse.children(a, "compound")))]
            return any(self.slots.is_a(k, "ACCIDENT") for k in near)
        if m.type == "COERCE" and not m.noun and not self.g.passive(m.trigger):
            return any(self.slots.is_a(h, "HAZARD") for h in self.g.surface(m.trigger))
        if m.noun or actors or m.type not in ("ASSAULT", "AID") or self.g.passive(m.trigger):
            return False
        subjects = [h for h in self.g.surface(m.trigger) if self.g.tokens[h].pos == "NOUN"]
        return bool(subjects) and not any(self.slots.is_a(h, c) for h in subjects for c in DOERS)

    def business(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """ "the investor took control of the platform": no force of anybody who has any."""
        cast = self.slots.cast
        if m.type != "COERCE" or m.mode not in ("seize", "restrict") or cast is None or not actors:
            return False
        sides = [cast.who(h).actor for h in (*actors, *recipients)]
        return all(s.sector in ("BUS", None) and not (s.id or "").startswith("country:") for s in sides) and any(
            s.sector == "BUS" for s in sides
        )

    def duty(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """ "candidates are required to file papers", "everyone should be free": a rule for all, no request."""
        if m.type != "REQUEST" or m.noun:
            return False
        if m.frame.form == "m":
            return all(self.g.tokens[r].lower in words_of("anybody") for r in recipients)
        t = self.g.tokens[m.trigger]
        ruled = t.lemma in ("require", "expect", "oblige") and self.g.passive(t.i) and not actors
        return ruled and not any(k.tag == "VBD" for k in self.g.parse.children(t.i, "auxpass", "aux"))

    def campaign(self, m: Match, recipients: tuple[int, ...]) -> bool:
        """ "measures to combat racism", "ready to fight the election": against an idea or for votes, against nobody."""
        words = ("combat", "fight", "battle")
        if m.type not in ("ASSAULT", "THREATEN") or m.noun or m.frame.words[0] not in (*words, "ready", "willing"):
            return False
        fought = [m.trigger, *([m.speech] if m.speech is not None else [])]
        things = [h for i in fought if self.g.tokens[i].lemma in words for h in self.g.direct(i)]
        return bool(things) and all(self.idea(h) for h in things)

    def idea(self, h: int) -> bool:
        t = self.g.tokens[h]
        return (
            self.slots.is_a(h, "ABSTRACT") or t.lemma in words_of("issue") or t.lower in ("it", "this", "that", "them")
        )

    def idle(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """Words that need company: "took it to a new level", "the talk of the town", "called her “too radical”"."""
        word = m.frame.words[m.frame.head]
        if m.type == "COERCE" and m.frame.words == ("take",):
            return any(self.g.tokens[h].lower == "it" for h in self.g.direct(m.trigger))
        if m.type == "CONSULT" and word == "talk" and self.g.tokens[m.trigger].lower == "talk" and m.noun:
            return not self.g.prep(m.trigger, "with", "between") and m.light is None
        if m.mode == "phone" and word == "call" and not m.noun:
            end = min(m.trigger + CALLED, self.g.parse.sentence_of(m.trigger).last)
            return any(t.text in QUOTES for t in self.g.tokens[m.trigger + 1 : end])
        if m.type == "PROTEST" and m.noun and m.light is None and not actors:
            below = self.g.parse.children(m.trigger, "compound", "amod")
            flown = any(k.lemma in words_of("shown") for k in below)
            return flown or (word == "rally" and not self.g.prep(m.trigger, "against"))
        if m.mode == "sexual":
            return any(self.g.tokens[h].lemma in words_of("POLICY") | words_of("rule") for h in recipients)
        return False

    def papers(self, m: Match) -> bool:
        """ "the destruction of records": things of paper are not destroyed by force."""
        if m.type != "ASSAULT" or m.mode != "destroy":
            return False
        things = [*m.objects, *m.recipients]
        return bool(things) and all(self.g.tokens[h].lemma in words_of("paper") for h in things)

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
        if cast is None or any(cast.who(a).actor.sector in OUTLAWS for a in actors):
            return False  # "gunmen warned villagers to leave"
        told = [(cast.who(r).actor.sector, self.g.tokens[r].lemma) for r in recipients or self.g.direct(m.trigger)]
        if any(word in words_of("hearer") for _, word in told):
            return True
        return bool(told) and all(sector in ("CVL", "IGO") for sector, _ in told)

    def published(self, m: Match, recipients: tuple[int, ...]) -> bool:
        """ "in its report, released on Monday, the agency said": a body is not let go."""
        if m.type != "RETREAT" or m.mode != "release" or m.noun or not recipients:
            return False
        if any(self.slots.is_a(o, "CAPTIVE") for o in m.objects):
            return False  # "sent back two soldiers to Niger": people, whoever gets them
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
