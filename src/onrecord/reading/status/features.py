"""What the trained score looks at: the operators met on the way and the words around the event, as named features."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op, State
from onrecord.reading.status.climb import climb
from onrecord.reading.status.local import is_verb, negation
from onrecord.reading.status.predicate import definite

DEPTH = 4


def features(parse: Parse, token: int, ops: Sequence[Op], state: State) -> list[str]:
    """Names of the features that are on for one event word. Bounded: some fifty a word."""
    t = parse.tokens[token]
    found = ["bias", f"value={state.value}", f"fact={state.factuality}", f"label={state.label}"]
    found += [f"tag={t.tag}", f"dep={t.dep}", f"lemma={t.lemma}", f"tagdep={t.tag}/{t.dep}", f"suffix={t.lower[-3:]}"]
    found += [f"decided={state.op.name if state.op else '-'}", f"ops={len(ops)}"]
    found += _of_ops(parse, ops, state)
    found += _of_way(parse, t)
    found += _of_clause(parse, t)
    return found


def _of_ops(parse: Parse, ops: Sequence[Op], state: State) -> list[str]:
    found: list[str] = []
    for k, op in enumerate(ops):
        lemma = parse.tokens[op.token].lemma
        found += [f"op={op.name}", f"cue={lemma}", f"op{min(k, 2)}={op.name}", f"opv={op.name}/{state.value}"]
    if ops:
        found.append(f"first={ops[0].name}/{parse.tokens[ops[0].token].lemma}")
        found.append("chain=" + ">".join(o.name for o in ops[:3]))
        found.append(f"last={ops[-1].name}")
    return found


def _of_way(parse: Parse, t: Token) -> list[str]:
    """Governing words with the slot filled and whether they are negated, up to ``DEPTH``."""
    found: list[str] = []
    i = t.i
    for k in range(DEPTH):
        edge = climb(parse, i)
        if edge is None:
            found.append(f"root@{k}")
            break
        head = parse.tokens[edge.parent]
        no = "not " if is_verb(head) and negation(parse, head) is not None else ""
        if k < 2:
            found += [f"up{k}={no}{head.lemma}", f"up{k}slot={edge.slot}", f"up{k}={no}{head.lemma}/{edge.slot}"]
        found += [f"above={no}{head.lemma}", f"uptag{k}={head.tag}/{edge.slot}"]
        found += [f"aux{k}={a.lower}" for a in parse.children(head.i, "aux", "mark")]
        if no:
            found.append(f"not@{k}")
        i = edge.parent
    return found


def _of_clause(parse: Parse, t: Token) -> list[str]:
    found: list[str] = []
    for k in parse.children(t.i):
        if k.dep in ("aux", "auxpass", "mark", "neg", "advmod", "det", "amod", "cc", "expl", "poss", "prt"):
            found.append(f"{k.dep}={k.lower}")
        elif k.dep in ("nsubj", "nsubjpass"):
            found.append(f"subj={k.lower if k.pos == 'PRON' else k.tag}")
        else:
            found.append(f"has={k.dep}")
    auxes = "+".join(a.lower for a in parse.children(t.i, "aux", "auxpass"))
    found.append(f"verb={auxes}+{t.tag}")
    if not is_verb(t):
        found.append(f"definite={definite(parse, t)}")
    s = parse.sentence_of(t.i)
    found.append(f"length={min((s.last - s.first) // 6, 6)}")
    if parse.tokens[s.last - 1].text == "?":
        found.append("question")
    if any(parse.tokens[k].lower == "if" for k in range(s.first, s.last)):
        found.append("if")
    return found
