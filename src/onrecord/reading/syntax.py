"""Questions that several stages ask of the parse: subjects, noun phrases, passives, clauses, quotes."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Pair, Parse, Token

FUTURE = frozenset({"will", "shall", "'ll", "wo"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
CLAUSES = frozenset({"ROOT", "ccomp", "relcl", "advcl", "conj", "parataxis", "pcomp", "acl"})
NOBODY = frozenset({"nobody", "none", "noone", "neither"})
NO = frozenset({"no", "neither"})
_OPEN, _CLOSE = "“«„", "”»"
BEFORE_COMMAND = frozenset(
    {"please", "now", "just", "so", "then", "never", "do", "not", "n't", "and", "or", "first", '"', "\u201c", "\u2018"}
)
"""What may stand before a command in its clause."""


def is_nobody(parse: Parse, head: int) -> bool:
    """ "nobody", "no group", "neither side", "no one"."""
    return parse.tokens[head].lower in NOBODY or any(k.lower in NO for k in parse.children(head, "det", "neg"))


def is_passive(parse: Parse, verb: int) -> bool:
    """ "was denied", "being told", and reduced relatives ("contained in")."""
    token = parse.tokens[verb]
    if parse.children(verb, "auxpass", "nsubjpass"):
        return True
    if parse.children(verb, "ccomp"):  # "The Journal, which ..., reported that": a main verb the parser hung below
        return False
    return token.tag == "VBN" and token.dep in ("acl", "relcl", "amod") and not parse.children(verb, "aux", "nsubj")


def by_agent(parse: Parse, verb: int) -> int | None:
    """The head noun of "by X" at a passive verb."""
    for by in parse.children(verb, "agent", "prep"):
        if by.lower == "by":
            for noun in parse.children(by.i, "pobj"):
                return noun.i
    return None


def subject(parse: Parse, verb: int, *, depth: int = 6) -> int | None:
    """The head noun of a verb's (understood) subject: own, shared by coordination, controlled, or antecedent."""
    token = parse.tokens[verb]
    for noun in parse.children(verb, "nsubj", "nsubjpass"):
        if noun.lower in RELATIVES and token.dep == "relcl":
            return token.head
        return noun.i
    if depth == 0 or token.head == verb:
        return None
    if token.dep == "acl":
        return token.head
    if token.dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep"):
        up = token.head
        while parse.tokens[up].pos not in ("VERB", "AUX") and parse.tokens[up].head != up:
            up = parse.tokens[up].head
        if token.dep == "xcomp":
            for given in parse.children(up, "dobj"):  # "asked him to leave": he leaves
                if given.i < verb and parse.tokens[up].lemma not in ("promise", "vow", "threaten", "use"):
                    return given.i
        above = subject(parse, up, depth=depth - 1) if up != verb else None
        empty = above is not None and parse.tokens[above].lower == "it" and parse.children(up, "acomp")
        return None if empty else above  # "it is hard to see"
    return None


def clause_of(parse: Parse, token: int) -> int:
    """The verb whose clause a token stands in: up to the next finite or adverbial clause head."""
    i = token
    while parse.tokens[i].dep not in CLAUSES or parse.tokens[i].pos not in ("VERB", "AUX"):
        if parse.tokens[i].head == i:
            break
        i = parse.tokens[i].head
    return i


def ranges(parse: Parse, tokens: Iterable[int]) -> tuple[Pair, ...]:
    """Tokens as (start, end) pieces of text: neighbours joined, outer punctuation trimmed off each piece."""
    pieces: list[list[int]] = []
    for i in sorted(set(tokens)):
        if pieces and i == pieces[-1][-1] + 1:
            pieces[-1].append(i)
        else:
            pieces.append([i])
    pairs = [trimmed for piece in pieces if (trimmed := _trim([parse.tokens[i] for i in piece]))]
    return tuple(pairs)


def _trim(piece: list[Token]) -> Pair | None:
    quoted = {t.text for t in piece} & set('"“”')
    while piece and piece[0].pos == "PUNCT" and not (quoted and piece[0].text in '"“'):
        piece = piece[1:]
    while piece and piece[-1].pos == "PUNCT" and not (quoted and piece[-1].text in '"”'):
        piece = piece[:-1]
    return (piece[0].start, piece[-1].end) if piece else None


def quotes(text: str) -> list[Pair]:
    """Quoted stretches, marks included. A quote left open ends with its paragraph (as quotes over paragraphs do).

    A straight mark opens or closes by what stands around it, so that one missing mark does not turn the rest of a
    text inside out.
    """
    found: list[Pair] = []
    start = -1
    for i, c in enumerate(text):
        if c == "\n":
            if start >= 0:
                found.append((start, i))
            start = -1
        elif c in _OPEN or (c == '"' and _opens(text, i, start >= 0)):
            start = i
        elif (c in _CLOSE or c == '"') and start >= 0:
            found.append((start, i + 1))
            start = -1
    if start >= 0:
        found.append((start, len(text)))
    return found


def _opens(text: str, i: int, inside: bool) -> bool:
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    free_before = not before or before.isspace() or before in "([—–-"
    free_after = not after or after.isspace() or after in ".,;:!?)]—–"
    if free_before != free_after:
        return free_before
    return not inside


def is_absolute(parse: Parse, prep: int) -> bool:
    """Whether the "with" at ``prep`` tells what else went on, not with whom: "..., with the army saying that"."""
    if prep == 0 or parse.tokens[prep - 1].text != ",":
        return False
    below = parse.children(prep, "pobj")
    return any(k.tag == "VBG" for o in below for k in parse.children(o.i, "acl"))


def modal(parse: Parse, i: int) -> str:
    """The modal on verb ``i``: future, would, may, must, or empty."""
    for t in parse.children(i, "aux"):
        low = t.lower
        if low in FUTURE:
            return "future"
        if low in ("would", "'d"):
            return "would"
        if low in ("may", "might", "could", "can"):
            return "may"
        if low in ("must", "should", "ought"):
            return "must"
    t = parse.tokens[i]
    if t.dep == "conj" and parse.tokens[t.head].pos in ("VERB", "AUX"):
        return modal(parse, t.head) if not parse.children(i, "nsubj", "nsubjpass") else ""
    return ""


def bids_before(parse: Parse, verb: int) -> bool:
    """Whether ``verb`` is a command before who gives it: "burn the village, the colonel told his men".

    English has no other use of a bare verb there but "come Monday" and "be it by land".
    """
    t = parse.tokens[verb]
    if (
        t.tag != "VB"
        or t.dep not in ("advcl", "ccomp", "dep", "parataxis")
        or t.head < verb
        or t.lemma in ("come", "be")
    ):
        return False
    kids = parse.children(verb, "nsubj", "nsubjpass", "csubj", "expl", "mark", "aux")
    inside = parse.subtree(verb)
    lead = {parse.tokens[k].lower for k in inside if k < verb}
    if any(k.lower != "do" for k in kids) or not lead <= BEFORE_COMMAND:
        return False
    follows = [parse.tokens[k].text for k in range(inside[-1] + 1, min(inside[-1] + 3, t.head))]
    return any(k in (",", "!", '"', "\u201d", "\u2019") for k in follows)
