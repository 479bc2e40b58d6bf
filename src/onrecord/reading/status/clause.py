"""Whole clauses that settle nothing or the opposite: clefts, inverted openings, rules not in force, general truths."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import DENIALS, Op
from onrecord.reading.status.local import negation
from onrecord.reading.status.tables import governors, words
from onrecord.reading.status.unreached import fate_of_aim, unsuccessful

TENSED = frozenset({"did", "does", "do", "has", "have", "had", "is", "are", "was", "were"})
POINTING = frozenset("the this that these those a an its their his her our my your some many most".split())
LESS = frozenset({"only", "just", "merely", "simply", "solely", "necessarily"})
"""After "not": it was this one and others too, or it may have been."""
ENTERS = frozenset({"take", "come", "enter", "go"})
BEGINS = frozenset({"begin", "start", "apply"})
ENDORSED = frozenset({"ratify", "adopt", "pass", "approve", "sign", "enact"})
REACH = 8
"""Words between "without" and its participle: a subject with its modifiers, no clause."""
PROVISO = frozenset({"provided", "providing", "supposing", "assuming"})
NEAR = 6
"""Words between a proviso and its verb."""
MORAL = frozenset({"wrong", "mistaken"})
"""Said of a report, these deny it; said of a deed, they judge it."""
NEW = frozenset({"now", "today", "again", "already", "still", "here", "yesterday", "tonight", "meanwhile"})


def cleft(parse: Parse, t: Token) -> list[Op] | None:
    """ "It was not the army that shot the boy": who did it did not, as far as this claim goes. Nothing, but a way on
    to what stands above, where there is no "not" ("whether it was the army that shot him"); ``None`` if it is none."""
    noun = parse.tokens[t.head]
    be = parse.tokens[noun.head]
    if noun.dep != "attr" or be.lemma != "be" or noun.pos not in ("NOUN", "PROPN", "PRON"):
        return None
    empty = any(k.lower == "it" and k.dep in ("nsubj", "expl") for k in parse.children(be.i))
    who = any(k.lower in ("that", "who", "which") and k.dep.startswith("nsubj") for k in parse.children(t.i))
    known = noun.pos != "NOUN" or any(k.lower in POINTING - {"a", "an"} for k in parse.children(noun.i, "det", "poss"))
    no = next((k for k in parse.children(be.i, "neg") if parse.tokens[k.i + 1].lower not in LESS), None)
    if not (empty and who and known):
        return None
    return [Op("negate", no.text, no.i)] if no is not None else []


def opening_ops(parse: Parse, token: int, ops: Sequence[Op]) -> list[Op]:
    """ "Under no circumstances did the navy fire": read from the words, as the parser often loses the verb."""
    if any(o.name == "negate" for o in ops):
        return []
    s = parse.sentence_of(token)
    for k in range(s.first + 1, min(s.first + 5, s.last - 1)):
        lead = " ".join(parse.tokens[n].lower for n in range(s.first, k))
        long_ago = lead.startswith("not since")  # "not since 1998 has the river frozen"
        if (lead not in words("no_opening") and not long_ago) or parse.tokens[k].lower not in TENSED:
            continue
        comma = next((n for n in range(k, s.last) if parse.tokens[n].text == ","), s.last)
        verb = next((t for t in _after(parse, k, comma) if t.tag in ("VB", "VBN", "VBG") or t.i == token), None)
        if verb is not None and verb.i == token:
            return [Op("negate", parse.span(s.first, k).text, s.first)]
    return []


def _after(parse: Parse, aux: int, end: int) -> list[Token]:
    """The words behind an inverted auxiliary and the subject's first word."""
    return [parse.tokens[n] for n in range(aux + 2, end)]


def clause_ops(parse: Parse, t: Token) -> list[Op]:
    """Operators of the clause that the event verb ``t`` itself heads."""
    found = (
        _not_in_force(parse, t)
        or _at_that_time(parse, t)
        or _general(parse, t)
        or _without(parse, t)
        or _fixed(parse, t)
        or fate_of_aim(parse, t)
        or _shelved(parse, t)
    )
    return [found] if found is not None else []


def _shelved(parse: Parse, t: Token) -> Op | None:
    """ "An amnesty expected to free six hundred was shelved": what it was to do it will not do."""
    to = any(k.tag == "TO" for k in parse.children(t.i, "aux"))
    way = [t, *parse.ancestors(t.i)][:4]
    hung = next((a for a in way if a.dep in ("acl", "relcl")), None)
    if hung is None or not (to or any(k.lower in ("will", "would") for k in parse.children(t.i, "aux"))):
        return None
    noun = parse.tokens[hung.head]
    verb = parse.tokens[noun.head]
    if noun.dep not in ("nsubjpass", "dobj", "nsubj") or verb.i < t.i or negation(parse, verb) is not None:
        return None
    obj = governors().get((verb.lemma, "v"), {}).get("obj") if noun.dep == "nsubjpass" else None
    gone = (
        obj == "cancel"
        or (noun.dep == "nsubjpass" and verb.lemma in words("suspends"))
        or (noun.dep == "nsubj" and unsuccessful(parse, verb))
    )
    if not gone or any(k.tag in ("MD", "TO") for k in parse.children(verb.i, "aux")):
        return None
    return Op("averted", f"{noun.text} ... {verb.text}", verb.i)


def _fixed(parse: Parse, t: Token) -> Op | None:
    """Set phrases the tree hides: "provided that", "once", "by the time", "in case it rains"."""
    head = parse.tokens[t.head]
    above = parse.tokens[head.head]
    given = [parse.tokens[k] for k in range(max(0, t.i - NEAR), t.i)]
    proviso = next((k for k in given[::-1] if k.tag.startswith("VB") or k.pos == "PUNCT" or k.lower in PROVISO), None)
    if proviso is not None and proviso.lower in PROVISO and proviso.dep in ("prep", "mark", "advcl", "cc", "acl"):
        return Op("condition", proviso.text, proviso.i)  # "provided the rebels lay down their arms"
    bare = not parse.children(head.i, "det", "amod", "poss")
    now = t.tag in ("VBZ", "VBP") or any(k.lower in ("is", "are", "has", "have") for k in parse.children(t.i))
    if now and head.lower == "time" and above.lower == "by" and t.dep in ("relcl", "acl"):
        return Op("later", "by the time", head.i)
    if now and any(k.lower == "once" and k.i < t.i and k.dep in ("mark", "advmod") for k in parse.children(t.i)):
        return Op("later", "once", t.i)
    if t.dep in ("relcl", "acl") and head.lower == "case" and above.lower == "in" and bare:
        return Op("condition", "in case", head.i)
    if head.lower == "time" and t.tag in ("VBD", "VBN") and above.lemma == "be" and head.dep == "attr":
        high = not parse.children(head.i, "det", "poss", "nummod") and not parse.children(t.i, "mark")
        if high and any(k.lower == "it" for k in parse.children(above.i, "nsubj", "expl")):
            return Op("duty", "time", head.i)  # "it is high time the king resigned"
    return None


def never_was(parse: Parse, t: Token) -> list[Op]:
    """ "The coup that never was"."""
    for k in parse.children(t.i, "relcl"):
        no = next((n for n in parse.children(k.i, "neg") if n.lower == "never"), None)
        if no is not None and k.lower == "was" and not parse.children(k.i, "attr", "acomp", "prep"):
            return [Op("negate", "that never was", no.i)]
    return []


def _without(parse: Parse, t: Token) -> Op | None:
    """ "Without their captain having been freed": the parser hangs the clause beside its preposition."""
    aux = next((k for k in parse.children(t.i, "aux", "auxpass") if k.lower in ("having", "being")), None)
    if aux is None:
        return None
    for k in range(aux.i - 1, max(parse.sentence_of(t.i).first, aux.i - REACH) - 1, -1):
        word = parse.tokens[k]
        if word.lower == "without":
            return Op("negate", word.text, k)
        if word.tag.startswith("VB") or word.pos == "PUNCT":
            return None
    return None


def branded_ops(parse: Parse, token: int, ops: Sequence[Op]) -> list[Op]:
    """ "Called reports of a raid fabricated": what the words are called, behind the event in the object of "called"."""
    if any(o.name in DENIALS for o in ops):
        return []
    below = token
    for verb in parse.ancestors(token)[:6]:
        if verb.lemma in words("brand") and verb.tag.startswith("VB"):
            break
        below = verb.i
    else:
        return []
    if parse.tokens[below].dep not in ("dobj", "ccomp", "nsubj") or below < verb.i:
        return []
    for k in parse.subtree(verb.i):
        t = parse.tokens[k]
        table = governors()
        name = table.get((t.lower, "a"), {}).get("subj") or table.get((t.lemma, "n"), {}).get("subj")
        if k > token and name == "false" and t.dep != "amod" and (below != token or t.lower not in MORAL):
            return [Op(name, t.text, k)]
    return []


def _not_in_force(parse: Parse, t: Token) -> Op | None:
    """ "The law, which takes effect in May, bans veils": what it does, it will do."""
    if t.tag not in ("VBZ", "VBP"):
        return None
    if t.lemma in ENTERS and _starts_later(parse, t):
        return Op("future", t.text, t.i)
    for noun in parse.children(t.i, "nsubj"):
        for clause in parse.children(noun.i, "relcl"):
            if _starts_later(parse, clause):
                return Op("future", clause.text, clause.i)
    return None


def _at_that_time(parse: Parse, t: Token) -> Op | None:
    """ "Elections are slated for May, when voters choose a senate": the present tense of a time to come."""
    if t.dep != "relcl" or t.tag not in ("VBZ", "VBP") or parse.children(t.i, "aux"):
        return None
    if not any(k.lower in ("when", "where") for k in parse.children(t.i, "advmod")):
        return None
    inside = set(parse.subtree(t.i))
    s = parse.sentence_of(t.i)
    ahead = words("ahead")
    for k in range(s.first, t.i):
        word = parse.tokens[k]
        if k not in inside and (word.lower in ("will", "'ll") or word.lemma in ahead or word.lower in ahead):
            return Op("later", word.text, k)
    return None


def _starts_later(parse: Parse, clause: Token) -> bool:
    """Takes effect at a date, is yet to be passed, has not been ratified."""
    kids = parse.children(clause.i, "aux", "auxpass", "neg")
    if clause.lemma in ENDORSED:
        return any(k.dep == "neg" for k in kids) and any(k.lower in ("has", "have", "been") for k in kids)
    present = clause.tag in ("VBZ", "VBP") or any(k.tag == "MD" for k in kids)
    beside = {parse.tokens[n].lower for n in parse.subtree(clause.i)}
    begins = clause.lemma in BEGINS and beside & {"on", "in", "from"}
    enters = clause.lemma in ENTERS and beside & {"effect", "force"}
    return present and bool(begins or enters) and not any(k.dep == "neg" for k in kids)


def _general(parse: Parse, t: Token) -> Op | None:
    """ "Wars kill the poor first": plurals at large in the simple present, nothing named, nothing dated.

    Present states ("rebels hold bridges") and whoever says something are left to the other rules; so are headlines,
    which have no full stop.
    """
    s = parse.sentence_of(t.i)
    if t.tag != "VBP" or t.head != t.i or t.lemma in words("state") or parse.tokens[s.last - 1].text != ".":
        return None
    if "that" in governors().get((t.lemma, "v"), {}) or parse.children(t.i, "aux", "auxpass", "ccomp", "prt", "neg"):
        return None
    inside = [parse.tokens[k] for k in range(s.first, s.last)]
    if any(
        k.pos == "PROPN" or k.ent not in ("", "ORDINAL") or k.tag in ("CD", "VBD", "PRP", "PRP$") or k.lower in NEW
        for k in inside
    ):
        return None
    subject = parse.children(t.i, "nsubj")
    if len(subject) != 1 or subject[0].tag != "NNS" or parse.children(subject[0].i, "acl", "relcl", "prep"):
        return None
    nouns = [k for k in inside if k.pos == "NOUN"]
    if any(d.lower in POINTING for k in nouns for d in parse.children(k.i, "det", "poss", "amod")):
        return None
    return Op("generic", subject[0].text, subject[0].i)
