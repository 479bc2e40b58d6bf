"""What the tense of a verb says of the time to come: "would" told of a plan, the present of a timetable."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.tables import governors, words


def blueprint(parse: Parse, verb: Token) -> bool:
    """ "The plan calls for", "under the scheme, the port would": a paper says what is to be done."""
    subject = parse.children(verb.i, "nsubj")
    if verb.dep == "relcl" and any(k.lower in ("that", "which") for k in subject):
        subject = [parse.tokens[verb.head]]  # "a bill that would ban rallies"
    under = [o for k in parse.children(verb.i, "prep") if k.lower == "under" for o in parse.children(k.i, "pobj")]
    return any(k.lemma in words("blueprint") for k in (*subject, *under))


def would(parse: Parse, t: Token) -> str:
    """``would`` under a past verb of saying is a future told of; elsewhere a condition."""
    if any(k.dep == "advcl" and any(m.lower in ("if", "unless") for m in parse.children(k.i, "mark"))
           for k in parse.children(t.i)):  # fmt: skip
        return "modal"
    for a in [t, *parse.ancestors(t.i)][:6]:
        head = parse.tokens[a.head]
        if a.dep == "ccomp" and head.tag in ("VBD", "VBN", "VBG") and head.i != a.i:
            return "modal" if _if_behind(parse, head) else "future"
        if a.dep in ("acl", "relcl") and governors().get((head.lemma, "n"), {}).get("that") in ("promise", "plan"):
            return "future"  # "an undertaking that the base would be closed"
        if a.dep not in ("ccomp", "conj", "xcomp"):
            break
    return "modal"


def _if_behind(parse: Parse, said: Token) -> bool:
    """ "They would leave, he said, if the police went home": the condition hangs on who says so."""
    clauses = [k for k in parse.children(said.i, "advcl") if k.i > said.i]
    return any(m.lower in ("if", "unless", "should") for k in clauses for m in parse.children(k.i, "mark", "aux"))


def timetable(parse: Parse, t: Token, auxes: list[Token]) -> Op | None:
    """A present tense with a future time is a plan: "flies to Ankara on Friday"."""
    now = t.tag in ("VBZ", "VBP") or (
        t.tag in ("VBG", "VBN") and any(a.lower in ("is", "are", "'s", "'re", "am") for a in auxes)
    )
    if not now or any(a.lower in ("has", "have", "been") for a in auxes):
        return None
    above = parse.tokens[t.head]
    if t.dep == "ccomp" and above.tag == "VBD" and above.lemma in words("percept"):
        return None  # "the attack saw gunmen open fire during Sunday prayers"
    soon, days = words("future_time"), words("day")
    names = {t.lemma} | {f"{t.lemma} {k.lower}" for k in parse.children(t.i, "prt")}
    timed = bool(names & words("schedule"))
    for k in parse.children(t.i, "npadvmod", "advmod", "prep", "dobj", "tmod"):
        parts = parse.subtree(k.i)[:8]
        for p in parts:
            w = parse.tokens[p]
            if w.lower in soon and (w.pos != "VERB" or w.dep == "amod"):
                return Op("future", k.text if k.dep != "prep" else parse.span(k.i, w.i + 1).text, k.i)
            if w.lower in words("month") and k.lower in ("in", "from", "on") and timed:
                return Op("future", parse.span(k.i, w.i + 1).text, k.i)
            ahead = w.lemma in ("day", "week", "month", "year", "hour", "time") and p != k.i
            if timed and k.lower == "in" and ahead and parse.children(w.i, "nummod", "poss", "det", "amod"):
                return Op("future", parse.span(k.i, w.i + 1).text, k.i)  # "votes in two weeks"
            if w.lower in days and timed and k.dep != "dobj":
                return Op("future", parse.span(min(k.i, w.i), w.i + 1).text, k.i)
    return None
