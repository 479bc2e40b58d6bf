"""Which role the words of a noun phrase name, and the sector its modifiers give."""

from __future__ import annotations

from onrecord.knowledge.sectors import Role, longest_role, modifier, role, word_set
from onrecord.model import Parse, Token

LINK = frozenset({"of", "for", "the", "and", "to"})


def forms(t: Token) -> tuple[str, ...]:
    """The spellings under which a head noun may stand in the table: singular first."""
    lower = t.lower
    guess = lower
    if t.tag in ("NNS", "NNPS") or lower.endswith("s"):
        guess = lower[:-3] + "y" if lower.endswith("ies") else lower.removesuffix("s")
        if lower.endswith("men"):
            guess = lower[:-3] + "man"
    elif lower.endswith("men"):
        guess = lower[:-3] + "man"
    found = [lower]
    for form in (t.lemma, guess):
        if form not in found:
            found.append(form)
    return tuple(found)


def role_ending(parse: Parse, head: int, first: int) -> tuple[int, Role] | None:
    """The longest role whose last word is token ``head``, not reaching before ``first``: its first token, the role."""
    tokens = parse.tokens
    ends = forms(tokens[head])
    for i in range(max(first, head - longest_role() + 1), head + 1):
        lead = " ".join([tokens[k].lower for k in range(i, head)])
        for end in ends:
            found = role(f"{lead} {end}" if lead else end)
            if found is not None and not (found.trade and _may_be_a_name(tokens[head])):
                return i, found
    return None


def role_from(parse: Parse, head: int, last: int) -> tuple[int, Role] | None:
    """A role that begins with ``head`` and goes on with "of": "secretary of state"; its last token (exclusive)."""
    tokens = parse.tokens
    if head + 1 >= last or tokens[head + 1].lower not in ("of", "to", "for"):
        return None
    for end in range(min(last, head + longest_role()), head + 2, -1):
        tail = " ".join([tokens[k].lower for k in range(head + 1, end)])
        for form in forms(tokens[head]):
            found = role(f"{form} {tail}")
            if found is not None:
                return end, found
    return None


def role_of(parse: Parse, head: int, first: int, last: int) -> tuple[int, int, Role] | None:
    """First and last (exclusive) token of the role words of the noun phrase, and the role."""
    onward = role_from(parse, head, last)
    back = role_ending(parse, head, first)
    if first == head and head:  # "advisers and think tanks": the parser may leave the first half outside
        wider = role_ending(parse, head, head - 1)
        if wider is not None and wider[0] < head and parse.tokens[head - 1].sent == parse.tokens[head].sent:
            back = (head, wider[1])
    if onward is not None:
        return head, onward[0], onward[1]
    return (back[0], head + 1, back[1]) if back is not None else None


def title_before(parse: Parse, first: int, name: int, *, bodies: bool = False) -> tuple[int, int, Role] | None:
    """The role that stands before a person's name: "Foreign Minister | Sergei Lavrov", "Secretary of State | X".

    With ``bodies`` that before a body's: "the rights group | Memorial".
    """
    classes = ("body", "loosebody", "outlet") if bodies else ("person", "loose", "witness")
    tokens = parse.tokens
    for end in range(name, first, -1):
        if tokens[end - 1].pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        for i in range(max(first, end - longest_role()), end):
            words = " ".join([tokens[k].lower for k in range(i, end)])
            found = role(words)
            if found is not None and found.cls in classes and not (found.trade and _may_be_a_name(tokens[end - 1])):
                return i, end, found
    return None


def _may_be_a_name(t: Token) -> bool:
    """A capitalised singular may be a surname: "Cook said", "Taylor Weaver"."""
    return t.text[:1].isupper() and t.tag not in ("NNS", "NNPS")


def modified_sector(parse: Parse, head: int, first: int) -> tuple[str, str] | None:
    """Sector that the words before ``head`` give, and the word that does: "rebel" in "the rebel commander"."""
    tokens = parse.tokens
    for k in range(head - 1, first - 1, -1):
        longer = role_ending(parse, k, first)
        if longer is not None and longer[0] < k and longer[1].cls == "body" and longer[1].sector is not None:
            return longer[1].sector, longer[1].words  # "civil defence" is no defence
        sector = modifier(tokens[k].lower)
        if sector is None and tokens[k].pos in ("NOUN", "PROPN"):
            found = role_ending(parse, k, k)
            if found is not None and found[1].cls in ("person", "body") and found[1].sector not in ("CVL", "REF"):
                sector = found[1].sector
        if sector is not None:
            return sector, tokens[k].text
    return None


def policing(parse: Parse) -> bool:
    """Whether a report speaks more of police than of armies."""
    police, army = word_set("words of police"), word_set("words of armies")
    return sum(t.lower in police for t in parse.tokens) > sum(t.lower in army for t in parse.tokens)
