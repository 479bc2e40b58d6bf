"""From an event word up to its source: each edge of the parse as operators, or as the end of the way."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.around import around_ops, in_exchange
from onrecord.reading.status.atlarge import anybody, at_large
from onrecord.reading.status.beside import beside_ops
from onrecord.reading.status.carried import carried
from onrecord.reading.status.clause import ENDORSED, branded_ops, clause_ops, cleft, never_was, opening_ops
from onrecord.reading.status.climb import climb
from onrecord.reading.status.govern import Edge, governed
from onrecord.reading.status.headline import headline_ops
from onrecord.reading.status.judged import telling, untrue
from onrecord.reading.status.local import is_verb, local_ops, negation
from onrecord.reading.status.outcome import asks_which
from onrecord.reading.status.phrases import how_to, phrase_ops, spoken_of
from onrecord.reading.status.predicate import (
    Crossing,
    definite,
    infinitive,
    made_it,
    nothing_but,
    one_of_a_row,
    only_for,
    only_then,
    subject,
    will_follow,
)
from onrecord.reading.status.sentence import sentence_ops
from onrecord.reading.status.supposed import day_to_come, enough_to, far_from_clear, high_time, imagined
from onrecord.reading.status.surface import surface_ops
from onrecord.reading.status.tables import classes, governors, links, words
from onrecord.reading.status.unreached import stillborn

PAST = frozenset({"VBD", "VBN"})
OUTLIVED = frozenset({"cancel", "deny", "refuse", "rule_out", "plan", "consider", "prevent"})
WILL = frozenset({"will", "wo", "'ll", "would", "'d"})
ALONE = frozenset({"that", "ccomp", "conj", "parataxis", "advcl", "dep", "bare"})
TOPICS = frozenset({"about", "on", "towards", "toward", "against"})
PAST_PREPOSITIONS = frozenset({"for", "after", "over"})
UNSAID = frozenset({"negate", "counterfactual", "condition", "question", "possible"})
"""Classes on a cue with which its source commits itself to nothing."""
MAX_STEPS = 40  # a sentence of the length limit nests no deeper in earnest


def operators(parse: Parse, token: int, *, stop: int | None, scope: int | None) -> list[Op]:
    """All operators on the way from ``token`` up to ``stop`` or the root, innermost first."""
    ops: list[Op] = []
    i, via, how = token, None, ""
    beside = False
    for _ in range(MAX_STEPS):
        if i == stop:
            break
        seen = {o.token for o in ops}
        ops += [o for o in local_ops(parse, i, via=via, how=how) if o.token not in seen or o.name == "command"]
        ops += phrase_ops(parse, parse.tokens[i]) + around_ops(parse, parse.tokens[i])
        ops += beside_ops(parse, parse.tokens[i]) + headline_ops(parse, parse.tokens[i]) if i == token else []
        edge = climb(parse, i)
        if edge is None or _apart(parse, i, edge):
            break
        if edge.parent == stop:
            ops += _at_source(parse, i, edge)
            break
        found, on, how = cross(parse, i, edge, scope=scope)
        if i == token and found and _outlives(parse, parse.tokens[i], edge, found[0]):
            break  # "rejected the proposal": the proposal was made; "repelled an attempt", "contrary to reports"
        beside = beside or how == "part"
        if beside:
            found = [o for o in found if not o.cue.startswith("yet to")]  # "has yet to name one, defying the court"
        ops += [o for o in found if (o.name, o.token) not in {(known.name, known.token) for known in ops}]
        if not on:
            break
        i, via = (head_of(parse, i, edge), i)
    found = (clause_ops if is_verb(parse.tokens[token]) else never_was)(parse, parse.tokens[token])
    undone = any(classes()[o.name].plus == "-" for o in ops)
    found = [o for o in found if not (undone and o.name == "averted")]  # said once: twice would turn it round
    ops += [o for o in found if (o.name, o.cue) not in {(known.name, known.cue) for known in ops}]
    if stop is None or parse.tokens[stop].sent != parse.tokens[token].sent:
        unreal = any(o.name == "counterfactual" for o in ops)
        ops += [o for o in sentence_ops(parse, token) if o.name != "condition" or not unreal]
    general = None if ops else at_large(parse, parse.tokens[token])
    ops += [general] if general is not None else []
    ops += opening_ops(parse, token, ops) + branded_ops(parse, token, ops)
    return _unhesitating(ops) or surface_ops(parse, token)


def _unhesitating(ops: list[Op]) -> list[Op]:
    """ "Will not hesitate to bomb" threatens; "did not hesitate to bomb" bombed."""
    waits = next((o for o in ops if o.name == "hesitate"), None)
    no = next((o for o in ops if o.name == "negate" and o.cue.split()[0].lower() in WILL), None)
    if waits is None or no is None:
        return ops
    return [Op("threat", f"{no.cue} {o.cue}", o.token) if o is waits else o for o in ops if o is not no]


def _at_source(parse: Parse, i: int, edge: Edge) -> list[Op]:
    """What the words of the innermost source do: "denied", "fears"; and "did not say", "declined to confirm"."""
    op = governed(parse, i, edge)
    unsaid = _unsaid(parse, parse.tokens[edge.parent])
    if op is None and unsaid and edge.slot == "that":
        op = Op("say", parse.tokens[edge.parent].text, edge.parent)
    surmised = parse.tokens[edge.parent].lemma in words("surmises")  # whoever suspects it does not assert it
    kept = op is not None and (bool(unsaid) or surmised or classes()[op.name].at_source)
    return ([op] if op is not None and kept else []) + unsaid


def _unsaid(parse: Parse, cue: Token) -> list[Op]:
    """Why the source has not said so after all: "has not confirmed", "may say", "refused to admit", "yet to say"."""
    found = [
        o for o in local_ops(parse, cue.i)
        if o.name in UNSAID or (o.name == "modal" and parse.tokens[o.token].lower in ("may", "might", "could"))
    ]  # fmt: skip
    edge = climb(parse, cue.i) if is_verb(cue) and cue.dep == "xcomp" else None
    if edge is None or edge.slot != "inf" or found:
        return found
    head = parse.tokens[edge.parent]
    above = governed(parse, cue.i, edge)
    if head.lemma == "have" and above is None:
        above = infinitive(parse, cue, head)[0][0]
    return [above] if above is not None and classes()[above.name].plus == "-" else []


def head_of(parse: Parse, i: int, edge: Edge) -> int:
    """Where the way goes on: an object that hangs on "show" is left for the verb itself."""
    t, head = parse.tokens[i], parse.tokens[edge.parent]
    if edge.slot == "acl" and t.tag == "VBG" and head.dep == "dobj":
        return head.head
    return edge.parent


def _apart(parse: Parse, i: int, edge: Edge) -> bool:
    """A clause beside a semicolon stands alone, even where the parser hangs it on the other ("...; none died")."""
    if edge.slot not in ALONE:
        return False
    first, last = sorted((i, edge.parent))
    return any(parse.tokens[k].text == ";" for k in range(first + 1, last))


def _outlives(parse: Parse, t: Token, edge: Edge, op: Op) -> bool:
    # "preparing a bid": there is none yet; "the deal includes orders": there are
    begun = op.name not in ("plan", "consider") or definite(parse, t) or op.token != edge.parent
    made = t.lemma in words("speech_noun") and op.name in OUTLIVED and begun
    above = parse.tokens[edge.parent].lemma
    if t.lemma in words("talks") and op.name == "fail" and edge.slot == "subj":
        return stillborn(parse, parse.tokens[edge.parent]) is None  # "talks collapsed": they had been held
    tried = governors().get((t.lemma, "n"), {}).get("inf") == "attempt"
    beaten = tried and above in words("beaten_back") and op.name == "fail" and edge.slot == "obj"
    if beaten or (above == "contrary" and edge.slot == "to"):
        return True
    talked_of = op.name == "consider" and parse.tokens[edge.parent].lemma in words("discussed") and definite(parse, t)
    return (edge.slot == "obj" and made) or (edge.slot in ("obj", "about", "on", "over") and talked_of)


def cross(parse: Parse, i: int, edge: Edge, *, scope: int | None) -> Crossing:
    """Operators of one edge, whether the way goes on above it, and how ("conj", "subj") it was crossed."""
    t, head, slot = parse.tokens[i], parse.tokens[edge.parent], edge.slot
    if edge.parent == scope:
        return carried(parse, i, edge)
    if t.dep == "pcomp" and slot in PAST_PREPOSITIONS and any(k.lower == "having" for k in parse.children(t.i, "aux")):
        return [], False, ""  # "barred for having backed the coup": it is known
    easy = made_it(parse, t) if t.tag == "VB" and slot in ("inf", "that", "bare") else None
    if easy is not None:
        return [easy], True, ""
    if slot == "but" and t.tag == "VB":
        return nothing_but(parse, t), False, ""
    if enough_to(parse, t):
        return [Op("able", "enough ... to", t.i)], True, ""
    if slot == "inf" and only_for(parse, t):
        return [], False, ""
    if t.dep in ("pcomp", "csubj", "csubjpass") and asks_which(parse, i) and not _what(parse, t):
        return [], False, ""  # "some idea of how the bishop was killed", "who shot him is unclear"
    late = (high_time(parse, head) or far_from_clear(parse, head)) if slot == "that" else None
    if late is not None:
        return [Op("duty" if late.lower == "time" else "doubt", late.text, late.i)], True, ""
    if slot == "attr" and one_of_a_row(parse, t, head):
        return [], False, ""  # "appears to be the first attack since 2017": an attack it was
    op = governed(parse, i, edge)
    if op is not None and op.name == "false" and head.lemma == "contrary" and not spoken_of(parse, t):
        return [], False, ""  # "contrary to the treaty"
    if op is None and how_to(parse, t) and slot not in ("that", "conj"):
        return [Op("consider", "how to", t.i)], True, ""
    paper = telling(parse, head) if slot == "obj" else None
    false = untrue(parse, paper) if paper is not None else None
    if false is not None:
        return [Op("averted", f"{false.text} {paper.text if paper else ''}", false.i)], False, ""
    if slot == "exchange":
        return (in_exchange(parse, t) or (edge, []))[1], True, ""
    if slot == "in" and head.lemma in words("part_in") and definite(parse, t) and _accused(parse, head):
        return [], False, ""  # "suspected of being involved in the murder": there was one
    if op is not None:
        return [op], True, "subj" if slot == "subj" and op.name == "goes_on" else ""
    if slot in ("conj", "appos"):
        return [], slot == "appos" or not _apart_in_tense(parse, t, head), "conj" if slot == "conj" else ""
    if slot == "that" and _subjunctive(parse, t):
        return [Op("infinitive", head.text, head.i)], True, ""
    if slot in ("attr", "bare", "that", "ing", "acomp"):
        told = Op("factive" if asks_which(parse, i) else "say", head.text, head.i)
        inverted = head.lower in ("had", "were", "should")  # "had the rains come": an auxiliary, no verb of saying
        return [told] if slot == "that" and not inverted else [], True, ""
    if slot == "inf":
        return infinitive(parse, t, head)
    if slot == "subj":
        return subject(parse, t, head)
    if slot in ("obj", "comp", "dative"):
        plain = head.lemma in words("light") or not definite(parse, t)
        return [], slot == "comp" or plain, ""
    if slot in ("advcl", "acl", "relcl", "dep", "parataxis", "amod", "poss", "nmod"):
        return _clause(parse, t, slot)
    return _phrase(parse, t, head, slot)


def _what(parse: Parse, t: Token) -> bool:
    """ "What he ordered was a massacre", "what was called a truce": a thing, no question."""
    return parse.tokens[parse.subtree(t.i)[0]].lower == "what"


def _accused(parse: Parse, head: Token) -> bool:
    """Whether what hangs above is an accusation or its denial."""
    edge = climb(parse, head.i)
    op = governed(parse, head.i, edge) if edge is not None else None
    return op is not None and op.name in ("doubt", "claim", "claim_noun", "deny", "false", "negate")


def _subjunctive(parse: Parse, t: Token) -> bool:
    """ "It is essential that aid reach the valley", "that he be freed"."""
    auxes = parse.children(t.i, "aux", "auxpass")
    bare = t.tag == "VB" and not auxes
    passive = t.tag == "VBN" and [a.lower for a in auxes] == ["be"]
    if parse.children(t.i, "neg", "advmod"):
        return False  # "so frequent that few are still noticed": a present tense
    return (bare or passive) and any(k.lower == "that" for k in parse.children(t.i, "mark"))


def _apart_in_tense(parse: Parse, t: Token, head: Token) -> bool:
    """ "Failed to win and filed for bankruptcy": a past tense is not joined to an infinitive."""
    if head.tag != "VB" or t.tag not in ("VBD", "VBZ"):
        return False
    return any(k.tag == "TO" for k in parse.children(head.i, "aux"))


def _in_present(parse: Parse, t: Token, noun: Token) -> bool:
    """ "Those caught smuggling are shot", "whoever flees is shot"; not "the families of those killed"."""
    if t.tag in ("VBZ", "VBP") and noun.lower in ("anyone", "anybody", "whoever", "nobody"):
        return True
    verb = parse.tokens[noun.head]
    now = verb.tag in ("VBZ", "VBP") or any(k.lower in ("is", "are") for k in parse.children(verb.i, "aux", "auxpass"))
    now = now and not parse.children(t.i, "agent")
    return t.tag in ("VBZ", "VBP", "VBN", "VBG") and t.dep == "acl" and noun.dep.startswith("nsubj") and now


def _clause(parse: Parse, t: Token, slot: str) -> Crossing:
    """A side clause stands on its own; a bare participle shares the fate of its main clause."""
    head = parse.tokens[t.head]
    if slot in ("acl", "relcl") and head.lower in words("whoever") and _in_present(parse, t, head):
        return [Op("generic", head.text, head.i)], False, ""
    if slot == "relcl" and day_to_come(parse, t, head):
        return [Op("later", head.text, head.i)], False, ""
    if slot == "relcl" and imagined(parse, t, head):
        return [Op("possible", head.text, head.i)], False, ""
    if slot == "relcl" and anybody(parse, t, head):
        return [Op("generic", head.text, head.i)], False, ""
    if slot == "relcl" and (_whoever_they_are(parse, t, head) or _will_be(parse, t, head)):
        return [], True, ""
    if slot == "relcl":
        split = cleft(parse, t)
        if split is not None:
            return split, not split, ""
    among = parse.tokens[head.head]
    if head.lower == "those" and among.lower in ("among", "amongst", "of"):
        no = negation(parse, parse.tokens[among.head])
        if no is not None and not any(k.lower == "only" for k in parse.children(among.head)):
            return [Op("negate", no.text, no.i)], False, ""  # "was not among those arrested"
    if slot == "acl" and t.tag == "VBG" and head.dep == "dobj" and parse.tokens[head.head].lemma in words("percept"):
        return [], True, ""
    if slot == "acl" and t.tag == "VBG" and head.lemma in words("unpassed") and among.lemma not in ENDORSED:
        return [Op("plan", head.text, head.i)], False, ""  # "a bill banning tobacco"; not "passed a bill banning it"
    if slot == "acl" and t.tag == "VBG" and head.dep in ("dobj", "nsubjpass") and among.lemma in words("vetoes"):
        return [Op("averted", among.text, among.i)], False, ""  # "vetoed a statement condemning the raid"
    if slot == "acl" and t.tag == "VBG" and head.lemma in words("wording") and not definite(parse, head):
        return [], True, ""  # "failed to adopt a statement condemning the raid"
    if (
        slot in ("acl", "relcl")
        and not parse.children(t.i, "mark")
        and any(k.lower in ("no", "any") for k in parse.children(head.i, "det", "neg"))
    ):
        return [], True, ""  # "no pattern linking the two"
    if slot == "advcl" and t.tag == "VBG" and not parse.children(t.i, "mark", "aux", "nsubj"):
        return [], True, "part"
    return [], False, ""


def _whoever_they_are(parse: Parse, t: Token, noun: Token) -> bool:
    """ "Powers to arrest marchers who block roads": as open as the arrest; not "arrested the men who block roads"."""
    verb = parse.tokens[noun.head]
    bare = noun.tag == "NNS" and not parse.children(noun.i, "det", "poss", "nummod", "compound")
    open_yet = verb.tag == "VB" and any(k.tag in ("TO", "MD") for k in parse.children(verb.i, "aux"))
    plain = t.tag in ("VBP", "VBZ") and not parse.children(t.i, "aux", "auxpass")
    return plain and bare and noun.dep == "dobj" and open_yet


def _will_be(parse: Parse, t: Token, noun: Token) -> bool:
    """ "Monks will not be the force that unseats the junta": as open as what it defines."""
    be = parse.tokens[noun.head]
    plain = t.tag in ("VBP", "VBZ") and not parse.children(t.i, "aux", "auxpass") and t.lemma not in words("state")
    return plain and noun.dep == "attr" and any(k.tag == "MD" for k in parse.children(be.i, "aux"))


def _not_over(parse: Parse, head: Token) -> bool:
    """A future or a present: "two days before the vote, posters cover every wall"."""
    auxes = parse.children(head.i, "aux", "auxpass")
    now = head.tag in ("VBZ", "VBP") or any(k.lower in ("is", "are", "has", "have") for k in auxes)
    return now or any(k.tag == "MD" for k in auxes)


def _lasted(parse: Parse, head: Token) -> bool:
    """ "Went on until", "served until": a past that lasted up to then; not "was put off until"."""
    plain = head.tag == "VBD" and not parse.children(head.i, "auxpass")
    return plain and "obj" not in governors().get((head.lemma, "v"), {}) and negation(parse, head) is None


def _phrase(parse: Parse, t: Token, head: Token, slot: str) -> Crossing:
    """An event in a prepositional phrase that its governor does not select."""
    if head.lower in ("instead", "ahead"):
        slot = f"{head.lower} of"
    table = links("prep")
    if slot == "before" and t.tag == "VBG" and head.lemma in words("turned_back") and head.tag in PAST:
        back = head.lemma != "turn" or any(k.lower in ("back", "around") for k in parse.children(head.i))
        if back:
            return [Op("averted", f"{head.text} before", head.i)], False, ""
    if slot == "after" and will_follow(parse, t, head):
        return [], True, ""
    lasted = slot in ("until", "till") and t.lemma not in words("appointment") and _lasted(parse, head)
    over = slot == "before" or lasted
    if over and not _not_over(parse, head):
        return [], False, ""  # "went on until his arrest": he was arrested
    name = table.get(slot) or table.get(slot.split()[0] if " " in slot else slot)
    if slot == "without" and not is_verb(t) and head.tag not in PAST:
        return [Op("condition", slot, t.i)], False, ""
    if slot == "after" and not is_verb(t) and only_then(parse, t, head):
        return [Op("condition", "only after", t.i)], False, ""
    if slot == "by" and any(k.lower == "by" and k.dep == "agent" for k in parse.children(head.i)):
        return [], not definite(parse, t), "part"
    if slot in ("on", "upon") and t.tag == "VBG" and is_verb(head) and t.i < head.i:
        return [], True, "part"  # "on arriving in Juba, he met the king"
    if name == "barrier":
        return [], is_verb(t) and slot in ("by", "in"), ""  # "will be firm in backing Kyiv"
    if name is not None:
        return [Op(name, slot, t.i)], name == "later" and t.lemma not in words("appointment"), ""
    if t.tag == "VBG" and is_verb(t) and slot in TOPICS:
        return [Op("consider", f"{head.text} {slot}", head.i)], True, ""  # "divided on arming the rebels"
    if t.tag == "VBG" and is_verb(t):
        return [], slot in ("of", "by", "to", "in"), ""
    return [], not definite(parse, t), ""
