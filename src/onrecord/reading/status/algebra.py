"""How operators compose: from the outermost to the event, each maps the value of what stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.model import Factuality
from onrecord.reading.status.tables import Rule, classes


class Op(Struct, frozen=True, gc=False):
    """One operator on the way from the event word to the source: its class, the words, the token."""

    name: str
    cue: str
    token: int


class State(Struct, frozen=True, gc=False):
    """Value so far (``+`` ``-`` ``0``), how an open value reads, and the operator that decided it."""

    value: str
    label: str
    factuality: Factuality
    op: Op | None


DENIALS = frozenset({"deny", "false", "refuse", "truth"})
CONTENT = frozenset({"say_noun", "claim_noun", "rumour", "think_noun", "request", "order", "force", "plan", "consider"})
FENDED_OFF = frozenset({"prevent", "cancel", "fail"})
DANGERS = frozenset({"threat", "likely", "fear", "risk", "warn"})
START = State("+", "", "CT+", None)


def compose(ops: Sequence[Op]) -> State:
    """``ops`` innermost first, as they are met on the way up."""
    state = START
    table = classes()
    for op in reversed(ops):
        state = step(state, op, table[op.name])
    return state


def step(state: State, op: Op, rule: Rule) -> State:
    """The value below ``op``, given the value above it."""
    if state.value == "+":
        value = rule.plus
    elif state.value == "-":
        value = "-" if _carries(state, rule) else rule.minus
        if rule.name == "negate" and state.op is not None and state.op.name == "counterfactual":
            return START  # "had he not fled": he fled
    elif rule.plus == rule.minus == "+":
        if state.op is not None and state.op.name == "generic":
            return state  # "anyone caught smuggling": nobody has been
        value = "+"
    elif rule.name == "counterfactual" and state.op is not None and state.op.name == "condition":
        return State("-", "denied", rule.factuality, op)  # "even if they had fired, they would have missed"
    else:
        return _open(state, op, rule)
    if value == state.value and value != "0" and not (rule.name == "truth" and value == "-"):
        return state
    if value == "+":
        return State("+", "", "CT+", op)
    if value == "-":
        return State("-", "denied", rule.factuality if rule.plus == "-" else "CT-", op)
    return State("0", rule.label or "possible", rule.factuality if rule.plus == "0" else "Uu", op)


def _carries(state: State, rule: Rule) -> bool:
    """Who rejects the reports rejects what they report; who averts the danger averts the thing."""
    above = state.op.name if state.op is not None else ""
    return (above in DENIALS and rule.name in CONTENT) or (above in FENDED_OFF and rule.name in DANGERS)


def _open(state: State, op: Op, rule: Rule) -> State:
    """Below something open nothing is settled: the less certain reading of the two wins."""
    sure = (
        (state.label == "planned" and state.factuality != "Uu") or state.factuality == "PR+" or rule.name == "instead"
    )
    if rule.plus == "-" and sure:
        return State("-", "denied", "PR-", op)
    if rule.plus == "-":
        return State("0", "possible", "PS-", op)
    if rule.plus == "0" and rule.label == "possible" and state.label == "planned":
        return State("0", "possible", rule.factuality, op)
    return state
