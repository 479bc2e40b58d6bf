"""What the whole sentence does to an event, read from its words where the tree may have lost a clause."""

from __future__ import annotations

from onrecord.model import Parse
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.local import is_verb
from onrecord.reading.status.tables import words

ASKING = frozenset({"is", "are", "was", "were", "do", "does", "did", "has", "have", "had"})
OPENINGS = frozenset({"if", "unless", "should", "were", "suppose", "supposing", "assuming", "provided"})


def _tells(parse: Parse, token: int, lead: int) -> bool:
    """ "If the army, which shot a priest, ...": a clause of the past beside a name tells what happened."""
    for t in [parse.tokens[token], *parse.ancestors(token)][:4]:
        if t.dep == "relcl" and t.tag == "VBD" and any(k.lower in ("which", "who") for k in parse.children(t.i)):
            return parse.tokens[t.head].i > lead
        if is_verb(t):
            return False
    return False


def _if_true(parse: Parse, lead: int, comma: int) -> bool:
    """ "Should the charge prove true, ...": all that follows rests on it."""
    inside = [parse.tokens[k] for k in range(lead, comma)]
    return inside[0].lower == "should" and any(k.lemma in words("confirm") and k.tag != "NN" for k in inside[1:])


def _will(parse: Parse, lead: int, comma: int, last: int) -> bool:
    """A main clause in the future behind an opening in the present."""
    opening = [parse.tokens[k] for k in range(lead, comma)]
    main = [parse.tokens[k] for k in range(comma, last)]
    told = any(k.tag == "VBD" or k.lower in ("had", "was", "were") for k in opening)
    verbs = next((k for k in main if k.tag.startswith("VB") or k.tag == "MD"), None)
    return not told and verbs is not None and verbs.lower in ("will", "'ll", "shall")


def sentence_ops(parse: Parse, token: int) -> list[Op]:
    """What the whole sentence does to ``token``: a question that asks whether, a condition that opens it.

    Read from the words, not the tree: a parser that takes "fires" for a noun loses the clause but not its "If".
    """
    s = parse.sentence_of(token)
    lead = s.first
    while lead < s.last - 1 and (parse.tokens[lead].pos in ("PUNCT", "CCONJ")):
        lead += 1
    first = parse.tokens[lead]
    opening = " ".join(parse.tokens[k].lower for k in range(lead, min(lead + 6, s.last)))
    closing = [parse.tokens[k].text for k in range(max(s.first, s.last - 3), s.last)]
    if "?" in closing:
        if first.lower == "why" and parse.tokens[min(lead + 1, s.last - 1)].tag == "VB":
            return [Op("question", "?", first.i)]  # "why have a war?"
        asks = first.tag == "MD" or first.lower in ASKING
        if _tells(parse, token, lead):
            return []  # "will they go, ask those who queued all night?"
        if asks or [parse.tokens[k].lower for k in range(lead, min(lead + 2, s.last))] == ["what", "if"]:
            return [Op("question", "?", first.i)]
        return []
    if not is_verb(parse.tokens[token]) and any(
        opening.startswith(f"{kept} ") for kept in ("had it not been for", "were it not for", "if it were not for")
    ):
        return []  # "had it not been for the intervention of the king": he did intervene
    unreal = {"had", "were", "'d", "could"} & {parse.tokens[k].lower for k in range(lead, s.last)}
    if first.lower == "if" and parse.tokens[min(lead + 1, s.last - 1)].lower == "only" and unreal:
        return [Op("counterfactual", "if only", first.i)]
    comma = next((k for k in range(lead, s.last) if parse.tokens[k].text == ","), None)
    if comma is not None and comma < token and _if_true(parse, lead, comma):
        return [Op("condition", parse.span(lead, comma).text, first.i)]
    if comma is None or not lead < token < comma:
        return []
    if _tells(parse, token, lead):
        return []
    opening = " ".join(opening.split()[:3])
    whatever = parse.tokens[lead + 1].lower in ("a", "an") or parse.tokens[lead + 1].tag == "NNS"
    plain = not any(parse.tokens[k].tag in ("VBD", "MD", "VBN") for k in range(lead, s.last))
    if first.lower in ("when", "whenever") and whatever and plain:
        return [Op("generic", first.text, first.i)]  # "when an army retreats, it burns its stores"
    temporal = first.lower in ("once", "when", "after", "until") or opening == "as soon as"
    if temporal and _will(parse, lead, comma, s.last):
        return [Op("later", first.text, first.i)]  # "once the ice melts, ships will sail"
    in_case = opening.startswith("in case ") and opening != "in case of"
    if (
        opening in ("as long as", "so long as", "in the event", "on condition that")
        or first.lower in OPENINGS
        or in_case
    ):
        return [Op("condition", first.text, first.i)]
    later = {parse.tokens[k].lower for k in range(comma, s.last)}
    if first.lower == "had" and later & {"would", "could", "might"}:
        return [Op("counterfactual", first.text, first.i)]
    return []
