"""Who stands where around a verb or noun: subjects through relatives, control and coordination, objects, prepositions.

Everything here works on token indices of one ``Parse``; answers are heads of noun phrases, conjuncts expanded.
"""

from __future__ import annotations

from functools import cached_property

from onrecord.knowledge.frames import classes, words_of
from onrecord.model import Parse, Token
from onrecord.reading.events.nounphrases import NOMINAL, Phrases
from onrecord.reading.syntax import bids_before, modal

WHERE = frozenset({"in", "on", "at", "near", "outside", "against", "from"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
VERBAL = frozenset({"VERB", "AUX"})
TOPICS = frozenset({"of", "about", "over", "on", "upon"})
"""Prepositions of what is spoken of."""
CHARGED = frozenset({"of", "for", "from", "with", "over", "into"})
"""Prepositions between whom a verb controls and what they do: "accused of", "barred from"."""
HELD = CHARGED | {"on"}
"""The same before a plot, a plan or a suspicion."""
MAX_CLIMB = 8
"""Clauses climbed in search of a subject; deeper control chains are parsing errors."""


class Grammar(Phrases):
    """One parse, with the look-ups of this stage remembered."""

    def __init__(self, parse: Parse) -> None:
        super().__init__(parse)
        self._surface: dict[int, list[int]] = {}

    @cached_property
    def _control(self) -> frozenset[str]:
        return words_of("object_control")

    @cached_property
    def _carriers(self) -> frozenset[str]:
        return words_of("carrier")

    # ------------------------------------------------------------ verbs

    def passive(self, i: int) -> bool:
        """Whether verb ``i`` is in the passive, reduced forms too."""
        t = self.tokens[i]
        kids = self.parse.children(i)
        if t.tag == "VBD" and (self._small_clause(t, kids) or self._alleged(t, kids)):
            return True
        if t.tag != "VBN":
            return False
        if any(k.dep in ("nsubjpass", "auxpass", "csubjpass") for k in kids):
            return True
        if any(k.dep == "aux" and k.lemma in ("have", "'ve", "'d") for k in kids):
            return False
        if any(k.dep == "nsubj" for k in kids):
            return self._small_clause(t, kids) or self._gapped(t, kids)
        if t.dep in ("acl", "relcl"):
            return True
        if t.dep == "advcl":
            return not any(k.dep == "dobj" for k in kids)
        if t.dep == "conj" and self.tokens[t.head].pos in VERBAL:
            return self.passive(t.head)
        return False

    def _small_clause(self, t: Token, kids: list[Token]) -> bool:
        """ "found two men shot to death", "had him arrested": the noun before the participle suffers it."""
        bare = not any(k.dep in ("aux", "auxpass", "mark", "dobj") for k in kids) and any(
            k.dep == "nsubj" for k in kids
        )
        return bare and t.dep == "ccomp" and self.tokens[t.head].lemma in words_of("small_clause")

    def _alleged(self, t: Token, kids: list[Token]) -> bool:
        """ "The man alleged to have ordered it was seen": nobody alleges to have done something himself."""
        told = any(k.dep == "xcomp" and any(c.lower == "to" for c in self.parse.children(k.i, "aux")) for k in kids)
        return t.lemma == "allege" and told

    def _gapped(self, t: Token, kids: list[Token]) -> bool:
        """ "nine were killed and a dozen taken hostage": the second participle shares the auxiliary.

        Of those "killed and injured" one act is told, by the first.
        """
        if t.lemma in words_of("harm"):
            return False
        bare = not any(k.dep in ("aux", "auxpass", "mark") for k in kids)
        up = self.tokens[t.head]
        return bare and t.dep == "conj" and up.pos in VERBAL and up.tag == "VBN" and self.passive(up.i)

    def antecedent(self, i: int) -> int | None:
        """The noun that a relative clause at or above verb ``i`` hangs on."""
        for _ in range(MAX_CLIMB):
            t = self.tokens[i]
            if t.dep == "relcl":
                return self._beyond_place(self._not_him(t.head), i)
            if t.head == i or t.dep not in ("conj", "xcomp", "ccomp", "advcl", "acl"):
                return None
            if t.dep in ("ccomp", "advcl") and (cleft := self._cleft(i, t.head)) is not None:
                return cleft
            i = t.head
        return None

    def _cleft(self, i: int, be: int) -> int | None:
        """ "It was Rabat that armed them": Rabat."""
        if self.tokens[be].lemma != "be" or not any(k.lower == "it" for k in self.parse.children(be, "nsubj", "expl")):
            return None
        return next((k.i for k in self.parse.children(be, "attr") if k.i < i and k.pos in NOMINAL), None)

    def _not_him(self, noun: int) -> int:
        """ "it was the mayor, not the governor, that called them": the mayor."""
        t = self.tokens[noun]
        first = min([noun, *(k.i for k in self.parse.children(noun, "compound", "det", "poss", "amod", "neg"))])
        denied = first > 0 and "not" in (self.tokens[first - 1].lower, self.tokens[first].lower)
        up = self.tokens[t.head]
        return up.i if denied and t.dep in ("conj", "appos") and up.pos in NOMINAL else noun

    def _beyond_place(self, noun: int, clause: int) -> int:
        """The strike of "a strike on a house in Beirut, which killed nine": a house or a town kills nobody."""
        t = self.tokens[noun]
        which = any(k.lower == "which" for k in self.parse.children(clause, "nsubj", "dobj"))
        if t.lemma in words_of("PERSON") and which:
            violent = words_of("VIOLENCE") | words_of("HOSTILE")
            deeds = self.parse.ancestors(noun)[:MAX_CLIMB]  # "blasts against members of the militia which killed"
            return next((a.i for a in deeds if a.lemma in violent and a.pos == "NOUN"), noun)
        if not any(k.lower in ("which", "that") for k in self.parse.children(clause, "nsubj")):
            return noun
        if t.dep == "dobj" and t.tag == "NNS" and t.ent == "" and self.tokens[t.head].dep == "relcl":
            t = self.tokens[self.tokens[t.head].head]  # "a strike on a school that housed families, which killed nine"
        for _ in range(MAX_CLIMB):
            prep = self.tokens[t.head]
            above = self.tokens[prep.head]
            if not self._is_place(t) or t.dep != "pobj" or prep.lower not in WHERE:
                return noun
            deed_of = above.lemma in words_of("VIOLENCE") or above.lemma in words_of("ARMED")
            body = above.pos == "PROPN" and above.ent in ("ORG", "")  # "Ansaru in Kenya, which killed nine"
            if (deed_of and above.pos == "NOUN") or body:
                return above.i
            deed = self._deed_object(above.i)
            if deed is not None:
                return deed
            t = above
        return noun

    def _is_place(self, t: Token) -> bool:
        return (
            t.ent in ("GPE", "LOC", "FAC") or t.lemma in words_of("PLACE") or t.lemma in ("country", "nation", "state")
        )

    def _deed_object(self, verb: int) -> int | None:
        """The violent noun that a verb carries: "carried out a strike in ..."."""
        if self.tokens[verb].pos not in VERBAL:
            return None
        found = self.parse.children(verb, "dobj", "nsubjpass")
        return next((k.i for k in found if k.lemma in words_of("VIOLENCE")), None)

    def surface(self, i: int, depth: int = 0) -> list[int]:
        """The grammatical subject of verb or adjective ``i``, found through relatives, control, coordination."""
        if i in self._surface:
            return self._surface[i]
        if depth > MAX_CLIMB:
            return []
        self._surface[i] = []  # a ring in a broken parse ends here
        found = self._surface_of(i, depth)
        self._surface[i] = found
        return found

    def _surface_of(self, i: int, depth: int) -> list[int]:
        t = self.tokens[i]
        if any(self.parse.children(k, "expl") for k in (i, *(a.i for a in self.parse.children(i, "aux", "auxpass")))):
            return []  # "there are wounded": nobody else's doing
        for k in self.parse.children(i, *SUBJECTS):
            if k.lower in RELATIVE and k.tag in ("WDT", "WP", "IN", "DT"):
                noun = self.antecedent(i)
                return self.expand(noun, before=i) if noun is not None else []
            if k.dep.startswith("csubj") or k.lower in ("there", "what"):
                continue
            return self.beside_comma(i, k.i)
        up = self.tokens[t.head]
        if up.i == i:
            return []
        if t.dep == "conj" and t.tag == "VBG" and up.dep == "dobj" and up.pos == "NOUN":
            return self.surface(up.head, depth + 1)  # "visiting trenches and greeting soldiers"
        if t.dep == "conj":
            return self.surface(self._finite_host(i, up.i), depth + 1)
        if bids_before(self.parse, i):
            return self.direct(up.i)  # "burn the camp, he told his men"
        if t.dep in ("xcomp", "ccomp", "advcl", "oprd"):
            return self._controller(i, up, depth)
        if t.dep in ("acl", "relcl"):
            return self._noun_subject(i, up.i, depth)
        if t.dep == "pcomp":
            return self._pcomp_subject(i, up, depth)
        if t.dep in ("acomp", "attr", "aux", "auxpass", "dep", "parataxis") and up.pos in VERBAL:
            return self.surface(up.i, depth + 1)
        return []

    def _finite_host(self, i: int, up: int) -> int:
        """ "accused the union of being lazy and has called for a vote": it is joined to "accused"."""
        finite = self.tokens[i].tag in ("VBZ", "VBD", "VBP") or any(
            k.tag in ("VBZ", "VBD", "VBP") for k in self.parse.children(i, "aux")
        )
        if not finite or self.tokens[up].dep != "pcomp":
            return up
        return next((a.i for a in self.parse.ancestors(up) if a.pos in VERBAL), up)

    def _controller(self, i: int, up: Token, depth: int) -> list[int]:
        if up.pos not in VERBAL and up.pos != "ADJ":
            return self.holder(up.i, depth + 1) if up.pos in ("NOUN", "PROPN") else []
        if self.tokens[i].dep == "ccomp" and self.tokens[i].tag in ("VBD", "VBZ", "VBP"):
            between = [k for k in self.parse.children(up.i, "dobj") if up.i < k.i < i]
            if between:  # "said the blasts this week violated the treaty", with the blasts hung on "said"
                return self.expand(between[0].i)
        meant = self._said_of(i, up)
        if meant is not None:
            return self.expand(meant, before=up.i)
        if self.tokens[i].dep != "advcl" and up.lemma in self._control:
            patient = self.surface(up.i, depth + 1) if self.passive(up.i) else self.direct(up.i)
            return patient or self.prep(up.i, "on", "to", "upon") or self.surface(up.i, depth + 1)
        told_of = self._told_of(i, up) if self.tokens[i].dep == "advcl" else None
        return self.expand(told_of) if told_of is not None else self.surface(up.i, depth + 1)

    def _said_of(self, i: int, up: Token) -> int | None:
        """ "sanctioned the men it says have used poison": the men, right before who says so."""
        if self.tokens[i].dep != "ccomp" or up.dep not in ("relcl", "parataxis") or up.lemma not in words_of("say"):
            return None
        saying = [k for k in self.parse.children(up.i, "nsubj") if k.lower not in RELATIVE]
        if not saying or self.tokens[i].tag not in ("VBN", "VBG", "VBP", "VBD", "VBZ"):
            return None
        first = min(self.parse.subtree(saying[0].i))
        noun = self.tokens[first - 1] if first else saying[0]
        return noun.i if noun.pos in ("NOUN", "PROPN") and noun.sent == up.sent else None

    def _told_of(self, i: int, up: Token) -> int | None:
        """ "spoke of the general ordering an attack", with "ordering" hung on "spoke": the general, right before it."""
        before = self.tokens[i - 1]
        prep = self.tokens[before.head]
        if self.tokens[i].tag != "VBG" or before.dep != "pobj" or prep.head != up.i or before.pos not in NOMINAL:
            return None
        acts = before.ent in ("PERSON", "ORG", "GPE", "NORP") or any(
            before.lemma in classes()[c].words for c in ("PERSON", "PUBLIC", "ARMED")
        )
        return before.i if acts and prep.lower in TOPICS else None

    def _pcomp_subject(self, i: int, prep: Token, depth: int) -> list[int]:
        up = self.tokens[prep.head]
        laid = self.parse.children(up.i, "dobj")
        punishes = up.lemma in words_of("punish_by") or any(o.lemma in words_of("laid_on") for o in laid)
        if prep.lower == "for" and punishes:
            punished = [h for o in (up, *laid) for h in self.prep(o.i, "on", "against")]
            punished = [h for h in punished if self.tokens[h].ent not in ("DATE", "TIME")]
            if punished:
                return punished
        if up.pos in VERBAL:
            if prep.lower in CHARGED and (up.lemma in self._control or up.lemma in words_of("rail_at")):
                return self._patient(up.i, depth)
            return self.surface(up.i, depth + 1)
        if up.pos in ("NOUN", "PROPN"):
            above = self.tokens[up.head]
            if prep.lower == "for" and up.lemma in words_of("laid_on"):  # "charges against hackers for stealing it"
                faced = self.prep(up.i, "against", "on") or self.prep(above.i, "against", "on")
                if faced:
                    return faced
            charge = self.tokens[above.head]  # the same, hung on the hackers
            faces = up.dep == "pobj" and above.lower in ("against", "on", "of")
            if prep.lower == "for" and faces and charge.lemma in words_of("laid_on"):
                return self.expand(up.i)
            if up.dep == "dobj" and above.lemma in self._control and prep.lower in CHARGED:
                return self.expand(up.i)  # "acquitted the colonel of ordering it", hung on the colonel
            return self.holder(up.i, depth + 1)
        if up.pos == "ADJ":
            return self.surface(up.i, depth + 1)
        if prep.dep == "prep" and up.dep in ("prep", "prt", "advmod"):
            return self.surface(up.head, depth + 1)
        return []

    def _patient(self, verb: int, depth: int) -> list[int]:
        """Whom a verb controls: its object or passive subject, failing these its subject."""
        if self.tokens[verb].lemma in words_of("rail_at"):  # "lashed out at the union for calling it"
            return self.prep(verb, "at", "against") or self.surface(verb, depth + 1)
        return (self.direct(verb) if not self.passive(verb) else []) or self.surface(verb, depth + 1)

    def _noun_subject(self, i: int, noun: int, depth: int) -> list[int]:
        t, n = self.tokens[i], self.tokens[noun]
        infinitive = any(k.lower == "to" and k.dep == "aux" for k in self.parse.children(i))
        if infinitive and n.dep == "dobj" and n.lemma not in self._carriers:  # "gave them an hour to leave"
            given = [k for k in self.parse.children(n.head, "dative") if k.pos != "ADP"]
            if given:
                return [h for k in given for h in self.expand(k.i)]
        if t.tag == "VBN" and not infinitive:
            return self.expand(noun, before=i)
        if t.tag == "VBG" and n.dep == "dobj" and n.lemma in words_of("crossed"):
            return self.surface(n.head, depth + 1)  # "crossed the country calling for a vote"
        if infinitive or n.lemma in self._carriers:
            return self.holder(noun, depth + 1) or ([] if infinitive else self.expand(noun))
        return self.expand(noun)

    def holder(self, noun: int, depth: int = 0) -> list[int]:
        """Whose letter, plan, attempt or order it is: possessor, author, or subject of the verb around it."""
        if depth > MAX_CLIMB:
            return []
        own = self.possessor(noun) or self.prep(noun, "by", "from")
        if not own and self.tokens[noun].lemma in self._carriers:  # "let a Security Council resolution pass"
            own = [k.i for k in self.parse.children(noun, "compound", "nmod", "amod") if k.ent in ("ORG", "NORP")]
        if own:
            return own
        t = self.tokens[self.outer(noun)]
        up = self.tokens[t.head]
        if t.dep in ("dobj", "attr", "dative") and up.pos in VERBAL:
            return self.surface(up.i, depth + 1) if up.lemma not in words_of("not_planner") else []
        if t.dep == "nsubjpass":
            return self.agent(up.i) if up.lemma not in words_of("not_planner") else []
        verb = self.tokens[up.head]
        if t.dep == "pobj" and verb.pos in VERBAL:
            if verb.lemma in self._control and up.lower in HELD:  # "jailed him over a plot", "held on suspicion"
                return self._patient(verb.i, depth)
            return self.surface(up.head, depth + 1)
        if t.dep == "pobj" and self.tokens[up.head].pos == "NOUN":
            return self.holder(up.head, depth + 1)
        return self.prep(noun, "of") if t.dep in ("nsubj", "ROOT") else []

    def agent(self, i: int) -> list[int]:
        """The doer of a passive: "by rebels"."""
        by = self.prep(i, "by")
        if not by and self.tokens[i].tag == "VBN":  # "listed as a terrorist group by Chad", hung on the group
            named = [
                o for k in self.parse.children(i, "prep") if k.lower == "as" for o in self.parse.children(k.i, "pobj")
            ]
            by = [h for o in (*named, *self.parse.children(i, "oprd", "attr")) for h in self.prep(o.i, "by")]
        found = [h for h in by if self.tokens[h].lower != "which"]  # "the date by which it is done"
        return [h for h in found if self.tokens[h].ent not in ("DATE", "TIME", "PERCENT", "MONEY")]

    def direct(self, i: int) -> list[int]:
        """Grammatical direct object, also where it is the noun a relative clause hangs on."""
        own = False
        for k in self.parse.children(i):
            if k.dep == "nsubj":
                own = k.lower not in RELATIVE
            if k.dep == "dobj":
                if k.lower in RELATIVE and k.tag in ("WDT", "WP", "IN", "DT"):
                    noun = self.antecedent(i)
                    return self.expand(noun, before=i) if noun is not None else []
                objects = self.parse.children(i, "dobj")
                given = len(objects) > 1 and self.tokens[i].lemma in words_of("giving")
                return self.expand(objects[-1].i if given else k.i)
        t = self.tokens[i]
        if t.dep == "relcl" and own and not self.passive(i):
            stranded = any(k.dep == "prep" and not self.parse.kids[k.i] for k in self.parse.children(i))
            clause = any(k.dep in ("ccomp", "xcomp") for k in self.parse.children(i))
            if not stranded and not clause:
                return self.expand(t.head, before=i)
        return []

    def logical_subject(self, i: int) -> list[int]:
        """Who does it: the subject, or the by-phrase of a passive."""
        return self.agent(i) if self.passive(i) else self.surface(i)

    def logical_object(self, i: int) -> list[int]:
        """To whom it is done: the object, or the subject of a passive; of "was given asylum" the asylum."""
        return self.given(i) or self.surface(i) if self.passive(i) else self.direct(i)

    def given(self, i: int) -> list[int]:
        """What somebody "was given", "was denied": the object that a passive keeps, whose subject is to whom."""
        if self.tokens[i].lemma not in words_of("giving") or not self.passive(i):
            return []
        return [h for k in self.parse.children(i, "dobj") for h in self.expand(k.i)]

    def complement(self, i: int) -> int | None:
        """Head of the clause that ``i`` says, asks, promises; the infinitive of a noun too."""
        for k in self.parse.children(i, "xcomp", "ccomp"):
            if k.pos in ("VERB", "AUX", "NOUN", "ADJ") and (k.dep == "xcomp" or k.i > i):
                return k.i
        if self.tokens[i].pos in ("NOUN", "PROPN"):
            for k in self.parse.children(i, "acl"):
                return k.i
        for k in self.parse.children(i, "advcl"):
            if k.i > i and any(c.lower == "to" and c.dep == "aux" for c in self.parse.children(k.i)):
                return k.i
        return None

    def negated(self, i: int) -> bool:
        """ "not", "never" on this very verb."""
        return any(t.dep == "neg" or t.lower in ("never", "n't") for t in self.parse.children(i))

    def modal(self, i: int) -> str:
        """The modal on verb ``i``: future, would, may, must, or empty."""
        return modal(self.parse, i)
