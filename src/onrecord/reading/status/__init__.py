"""Did it happen: the status of an event word, as its innermost source commits to it, with the reason in words.

Operators over the dependency path (``path``, ``local``) from tables of ``knowledge/data`` (``tables``), composed by
polarity and certainty (``algebra``), then read as one of five statuses.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Factuality, Parse, Status, StatusReading, Token
from onrecord.reading.status.algebra import Op, State, compose
from onrecord.reading.status.appointed import awaited
from onrecord.reading.status.beside import unexploded
from onrecord.reading.status.features import features
from onrecord.reading.status.local import is_verb
from onrecord.reading.status.path import operators
from onrecord.reading.status.score import score_of
from onrecord.reading.status.supposed import going_to
from onrecord.reading.status.tables import classes, words

SCORES: dict[Factuality, float] = {"CT+": 3.0, "PR+": 2.0, "PS+": 1.0, "Uu": 0.3, "PS-": -1.0, "PR-": -2.0, "CT-": -3.0}
SPELLS = frozenset({"hour", "day", "night", "week", "month", "year", "round"})
NOW = frozenset({"is", "are", "'s", "'re", "am"})


def status_of(
    parse: Parse,
    token: int,
    *,
    stop: int | None = None,
    scope: int | None = None,
    as_author: bool = False,
    heard: Sequence[Sequence[float]] | None = None,
) -> StatusReading:
    """What became of the event that ``token`` names.

    ``stop``: the token that governs the content of the innermost attribution (its cue); operators above it belong
    to somebody else. ``scope``: the light verb that carries a noun event ("carried out a strike").
    ``as_author``: read to the root and give the score as the author of the report sees it. ``heard``: what the network
    makes of the word (``onrecord.models.factuality``), which has a voice in that score.
    """
    if scope is not None and parse.tokens[scope].lemma == "be" and parse.tokens[token].head == scope:
        scope = None  # "talks are under way": what is said of the noun is said by its own clause
    ops = operators(parse, token, stop=None if as_author else stop, scope=scope)
    only_set = None if as_author else unexploded(parse, parse.tokens[token])
    ops = [only_set, *ops] if only_set is not None else ops
    coming = None if as_author else awaited(parse, parse.tokens[token])
    ops = [coming, *ops] if coming is not None else ops
    state = compose(ops)
    status: Status
    if state.value == "+":
        going = _goes_on(parse, token, scope) or _said_to_go_on(parse, ops)
        status, why = ("ongoing", going) if going else ("occurred", _why(state) if state.op else "asserted")
    elif state.value == "-":
        status, why = "denied", _why(state)
    else:
        status, why = ("planned" if state.label == "planned" else "possible"), _why(state)
    score = SCORES[state.factuality]
    if as_author:
        decided = state.op.name if state.op else None
        score = score_of(features(parse, token, ops, state), state.value, heard, decided)
    return StatusReading(status=status, factuality=state.factuality, score=round(score, 3), why=why)


def _why(state: State) -> str:
    if state.op is None:
        return "asserted"
    why = classes()[state.op.name].why.replace("{cue}", state.op.cue)
    return "not asserted" if why == "asserted" and state.value != "+" else why


def _goes_on(parse: Parse, token: int, scope: int | None) -> str:
    """Why the event still goes on, or empty: present progressive, a state in the present, "continues"."""
    t = parse.tokens[token if scope is None else scope]
    if is_verb(t):
        found = _progressive(parse, t) or _since(parse, t)
        if found:
            return found
    for word in (t, parse.tokens[token]):
        found = _under_continue(parse, word) or _in_its_day(parse, word)
        if found:
            return found
    return ""


def _said_to_go_on(parse: Parse, ops: Sequence[Op]) -> str:
    """ "The siege enters its ninth week": an operator that says so, its clause in the present."""
    for op in ops:
        if op.name in ("goes_on", "keeps_on"):
            t = parse.tokens[op.token]
            verbs = [t, parse.tokens[t.head], parse.tokens[parse.tokens[t.head].head], *parse.children(t.i, "aux")]
            if any(v.tag in ("VBZ", "VBP") for v in verbs):
                return classes()["goes_on"].why.replace("{cue}", op.cue)
    return ""


def _progressive(parse: Parse, t: Token) -> str:
    auxes = parse.children(t.i, "aux", "auxpass")
    if t.tag in ("VBN", "VBD") and t.lemma in words("kept"):
        still = next((k for k in parse.children(t.i, "advmod") if k.lower in ("still", "currently")), None)
        if any(a.dep == "auxpass" and a.lower in NOW for a in auxes) and not any(a.dep == "aux" for a in auxes):
            return f"goes on: '{t.text}'"
        if still is not None and not any(a.lower in ("was", "were", "had", "been") for a in auxes):
            return f"goes on: '{still.text} {t.text}'"
    above = [k for k in auxes if k.dep == "auxpass"] + [parse.tokens[t.head]] * (t.dep in ("acomp", "oprd", "xcomp"))
    stays = next((a for a in above if a.lower in ("remains", "remain", "stays", "stay")), None)
    if t.tag == "VBN" and stays is not None:
        return f"goes on: '{stays.text} {t.text}'"
    if t.tag == "VBG" and not going_to(parse, t):
        be = next((a for a in auxes if a.lower in NOW), None)
        if be is not None:
            return f"goes on: '{be.text} {t.text}'"
        if any(a.lower == "been" for a in auxes) and any(a.lower in ("has", "have", "'ve") for a in auxes):
            return f"goes on: 'been {t.text}'"
    if t.tag in ("VBZ", "VBP") and t.lemma in words("state"):
        return f"present state: '{t.text}'"
    yet = any(k.lower == "still" for k in parse.children(t.i, "advmod"))
    told = (
        t.dep == "ccomp" and yet and any(a.lower in ("was", "were") for a in auxes)
    )  # "said they were still being held"
    if t.tag == "VBN" and any(a.lower == "being" for a in auxes) and (told or any(a.lower in NOW for a in auxes)):
        return f"goes on: 'being {t.text}'"
    return ""


def _in_its_day(parse: Parse, t: Token) -> str:
    """ "The standoff is in its fifth day"."""
    head = parse.tokens[t.head]
    found = _now_in(parse, t, head)
    if t.dep != "nsubj" or head.lower not in NOW or found:
        return found
    for prep in parse.children(head.i, "prep"):
        for o in parse.children(prep.i, "pobj") if prep.lower in ("in", "into") else ():
            if o.lemma in SPELLS and any(k.lower in ("its", "their") for k in parse.children(o.i, "poss")):
                return f"goes on: '{parse.span(prep.i, o.i + 1).text}'"
    return ""


def _now_in(parse: Parse, t: Token, verb: Token) -> str:
    """ "A strike, now in its fourth week, has spread"."""
    past = verb.tag == "VBD" or any(k.lower in ("was", "were", "had") for k in parse.children(verb.i, "aux", "auxpass"))
    if is_verb(t) or t.dep not in ("nsubj", "dobj", "pobj", "nsubjpass") or (past and t.dep.startswith("nsubj")):
        return ""
    last = min(t.i + 12, parse.sentence_of(t.i).last - 4)
    for k in range(t.i + 1, last):
        words_of = [parse.tokens[n].lower for n in range(k, k + 3)]
        if words_of[:2] == ["now", "in"] and words_of[2] in ("its", "their", "a", "the"):
            close = [parse.tokens[n] for n in range(k + 3, min(k + 6, parse.sentence_of(t.i).last))]
            spell = next((n for n in close if n.lemma in SPELLS), None)
            return f"goes on: '{parse.span(k, spell.i + 1).text}'" if spell is not None else ""
        if parse.tokens[k].tag.startswith("VB"):
            return ""
    return ""


def _since(parse: Parse, t: Token) -> str:
    """ "Have held the town since March": a lasting state up to now."""
    has = next((k for k in parse.children(t.i, "aux") if k.lower in ("has", "have", "'ve")), None)
    since = next((k for k in parse.children(t.i, "prep", "mark") if k.lower == "since"), None)
    return (
        f"goes on: '{since.text}'"
        if has and since and t.tag == "VBN" and t.lemma in (words("state") | words("kept")) - {"flee"}
        else ""
    )


def _under_continue(parse: Parse, t: Token) -> str:
    head = parse.tokens[t.head]
    if head.dep == "prep":
        head = parse.tokens[head.head]
    if t.tag == "VBD":
        return ""  # "it remains unclear what caused the blast"
    if head.lemma in ("continue", "persist", "rage", "remain", "go", "keep", "linger", "stay", "drag", "carry") and (
        head.tag in ("VBZ", "VBP") or any(a.lower in NOW for a in parse.children(head.i, "aux"))
    ):
        on = any(
            k.lower in ("on", "under") and not any(o.i < head.i for o in parse.children(k.i))
            for k in parse.children(head.i, "prt", "prep", "advmod")
        )
        if head.lemma in ("go", "drag", "carry") and not on:
            return ""
        return f"goes on: '{head.text}'"
    if head.lower in NOW and t.dep == "pobj" and parse.tokens[t.head].lower == "under":
        return f"goes on: 'under {t.text}'"
    if head.lower in NOW and t.dep == "pobj" and parse.tokens[t.head].lower == "at" and t.lemma in words("at_now"):
        return f"goes on: 'at {t.text}'"
    if head.lower in NOW and t.dep == "pobj" and parse.tokens[t.head].lower == "on" and t.lemma in words("on_now"):
        return f"goes on: 'on {t.text}'"
    if head.lemma == "show" and head.tag in ("VBZ", "VBP") and t.dep == "nsubj":
        signs = [k for k in parse.children(head.i, "dobj") if k.lemma == "sign"]
        ending = any(n in words("ending") for k in signs for n in (parse.tokens[m].lemma for m in parse.subtree(k.i)))
        if ending and any(
            d.lower in ("no", "few", "little") for k in signs for d in parse.children(k.i, "det", "amod")
        ):
            return f"goes on: '{head.text} no sign'"
    return ""
