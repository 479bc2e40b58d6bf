"""Reduced relative clauses that the parser takes for the main clause: "The man alleged to have ordered the raid was
seen in Goma", "Relatives of nuns held hostage by rebels marched"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from onrecord.knowledge.entry import rows
from onrecord.knowledge.frames import words_of
from onrecord.model import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
FINITE = ("VBD", "VBZ", "VBP")
CLAUSES = ("ccomp", "conj", "advcl", "dep", "parataxis")


def upright(words: Sequence[Token]) -> list[Token]:
    """The words of one sentence with such a clause on its noun, and the verb behind it as the verb of the sentence;
    where no verb is behind it ("Soldiers believed to have killed 12", a headline) it is a passive.

    ``words`` are consecutive, and their heads are among them.
    """
    made = list(words)
    for word in words:
        if word.tag in ("VBD", "VBN") and word.lemma in said_of():
            _righted(made, word)
        if word.lower in words_of("captive_state"):
            _held(made, word)
    return made


@lru_cache(maxsize=1)
def said_of() -> frozenset[str]:
    """Verbs that take "to have done" and "to be" only of whom it is said ("he alleged to have seen it" is no English),
    of ``status_lists.tsv``."""
    return frozenset(word for kind, word in rows("status_lists.tsv") if kind in ("hearsay", "said_of"))


def _righted(made: list[Token], said: Token) -> None:
    base = made[0].i
    kids = [t for t in made if t.head == said.i and t.i != said.i]
    noun = next((t for t in kids if t.dep in SUBJECTS and t.i < said.i), None)
    told = next((t for t in kids if t.dep == "xcomp" and t.i > said.i), None)
    if told is None or any(t.dep in ("dobj", "aux", "auxpass") for t in kids) or not _is_report(made, said, told):
        return
    if noun is None:
        if said.dep == "acl":
            made[said.i - base] = replace(said, tag="VBN")
        return
    main = _main(made, said, told)
    if main is None:
        made[said.i - base] = replace(said, tag="VBN")
        made[noun.i - base] = replace(noun, dep="nsubjpass")
        return
    passive = any(t.dep == "auxpass" and t.head == main.i for t in made)
    beneath = main.i != said.head
    root = said.head == said.i
    for t in [*made]:
        at = t.i - base
        if t.i == main.i and beneath:
            made[at] = replace(t, head=t.i if root else said.head, dep=said.dep)
        elif t.i == said.i:
            made[at] = replace(t, head=noun.i, dep="acl", tag="VBN")
        elif t.i == noun.i:
            made[at] = replace(t, head=main.i, dep="nsubjpass" if passive else "nsubj")
        elif t.head == main.i and t.dep in SUBJECTS and t.i > told.i:  # what stands before it was done by the clause
            made[at] = replace(t, head=told.i, dep="dobj")
        elif t.head == said.i and (t.i > main.i or t.i < noun.i):
            made[at] = replace(t, head=main.i)


def _held(made: list[Token], state: Token) -> None:
    """ "Relatives of nuns held hostage by rebels marched": who is held hostage by somebody does not hold."""
    base = made[0].i
    at = state.i - base
    if not 2 <= at < len(made) - 1:
        return
    held, whom, by = made[at - 1], made[at - 2], made[at + 1]
    kids = [t for t in made if t.head == held.i and t.i != held.i]
    subject = next((t for t in kids if t.dep in SUBJECTS and t.i < held.i), None)
    if held.tag not in ("VBD", "VBN") or by.lower != "by" or subject is None or whom.pos not in ("NOUN", "PROPN"):
        return
    if any(t.dep in ("aux", "auxpass") for t in kids) or not _below(made, whom, subject):
        return
    main = _freed(made, held, state)
    made[at] = replace(state, head=held.i, dep="oprd")
    made[at + 1] = replace(by, head=held.i, dep="agent")
    if main is None:
        made[at - 1] = replace(held, tag="VBN")
        made[subject.i - base] = replace(subject, dep="nsubjpass")
        return
    if main.i != held.head:
        made[main.i - base] = replace(main, head=main.i if held.head == held.i else held.head, dep=held.dep)
    made[at - 1] = replace(held, head=whom.i, dep="acl", tag="VBN")
    for t in kids:
        if t.i < held.i and t.i != whom.i:
            made[t.i - base] = replace(made[t.i - base], head=main.i)
        elif t.i > main.i:
            made[t.i - base] = replace(t, head=main.i)
    if whom.i == subject.i:
        made[whom.i - base] = replace(whom, head=main.i)


def _freed(made: Sequence[Token], held: Token, state: Token) -> Token | None:
    """The finite verb behind, below or above the participle, of which nobody else is the subject."""
    base = made[0].i
    up = made[held.head - base]
    above = [up] if held.dep in ("advcl", "ccomp") and up.i > state.i else []
    below = [t for t in made[state.i - base :] if t.head in (held.i, state.i) and _is_finite(made, t)]
    return next(
        (t for t in (*above, *below) if all(k.i == state.i for k in made if k.head == t.i and k.dep in SUBJECTS)), None
    )


def _below(made: Sequence[Token], word: Token, above: Token) -> bool:
    base = made[0].i
    for _ in made:
        if word.i == above.i:
            return True
        word = made[word.head - base]
    return False


def _main(made: Sequence[Token], said: Token, told: Token) -> Token | None:
    """The finite verb behind the clause: below it, or above it and without a subject of its own."""
    base = made[0].i
    up = made[said.head - base]
    if said.dep in ("advcl", "ccomp") and up.i > told.i and not any(t.head == up.i and t.dep in SUBJECTS for t in made):
        return up
    return next((t for t in made[told.i - base :] if _is_finite(made, t) and t.head in (said.i, told.i)), None)


def _is_report(made: Sequence[Token], said: Token, told: Token) -> bool:
    """ "To have done", "to be doing", right behind the verb."""
    before = [t for t in made if said.i < t.i <= told.i]
    if not before or before[0].lower != "to":
        return False
    return any(t.lower in ("have", "be") for t in before[1:3])


def _is_finite(made: Sequence[Token], t: Token) -> bool:
    return t.dep in CLAUSES and has_tense(made, t)


def has_tense(words: Sequence[Token], verb: Token) -> bool:
    """Whether a verb has a tense of its own, or one from an auxiliary among ``words``: "have joined"."""
    led = (t for t in words if t.head == verb.i and t.dep in ("aux", "auxpass"))
    return verb.tag in FINITE or any(t.tag in (*FINITE, "MD") for t in led)
