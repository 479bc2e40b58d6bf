"""What stands beside a governing word and turns its class: "tried in vain to", "took the opportunity to"."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.judged import judged_done
from onrecord.reading.status.local import is_verb, negation
from onrecord.reading.status.outcome import (
    carried_through,
    never_came,
    pointed_at,
    put_off_after_all,
    turned_out_otherwise,
)
from onrecord.reading.status.tables import governors, words

AIMS = frozenset({"hope", "want", "schedule", "expect", "attempt"})
CARRIED = frozenset({"threat", "promise", "plan", "order"})
FOLLOWS = frozenset({"follow", "end", "cap", "reflect", "cite"})
"""What a pact does without binding anybody: "the agreement follows months of talks"."""
STOPS = frozenset({"stop", "halt", "suspend"})


def refine(parse: Parse, i: int, head: Token, name: str) -> str:
    """The class ``name`` of the word ``head`` over ``i``, or what the words beside it make of it."""
    for look in (_aims, _asked_for, _came_of_it, _openly, _told, _bound):
        turned = look(parse, i, head, name)
        if turned is not None:
            return turned
    return name


def _aims(parse: Parse, i: int, head: Token, name: str) -> str | None:
    """Attempts, plans and wishes, and how they ended."""
    if name == "attempt":
        beside = parse.children(head.i, "prep", "advmod")
        objects = [o for k in beside for o in parse.children(k.i, "pobj")]
        if any(o.lower in words("vain") for o in objects) or any(k.lower in words("vainly") for k in beside):
            return "fail"
    if (
        name == "force"
        and is_verb(parse.tokens[i])
        and is_verb(head)
        and not parse.children(head.i, "dobj", "nsubjpass", "dative")
        and head.lemma in words("mobilise")
        and parse.tokens[i].tag == "VB"
    ):
        return "plan"  # "is mobilising to retake the city"
    if name in CARRIED and not is_verb(head) and carried_through(parse, head):
        return "identity"  # "carried out its threat to shell the town"
    if (
        name == "condition"
        and head.lemma == "hinge"
        and parse.tokens[i].lemma in words("speech_noun")
        and pointed_at(parse, i)
    ):
        return "factive"  # "the deal hinged on Chad's demand"
    if name == "request" and not is_verb(head) and carried_through(parse, head, "gives_in"):
        return "identity"  # "bowed to pressure to expel him"
    if name == "factive" and head.lemma == "see" and head.tag in ("VBZ", "VBP"):
        on_paper = any(k.lemma in words("on_paper") for k in parse.children(head.i, "nsubj"))
        return "plan" if on_paper else None  # "the plan sees the port reopen"
    if name == "schedule" and head.dep == "acomp" and put_off_after_all(parse, parse.tokens[head.head]):
        return "fail"  # "had been due to strike, but the action was suspended"
    if name in ("hesitate", "able") and any(k.lower == "too" for k in parse.children(head.i, "advmod")):
        return "fail"  # "too slow to react"
    if name in ("plan", "schedule", "expect") and head.tag in ("VBN", "VBD") and never_came(parse, head):
        return "fail"  # "had been planned for March but never took place"
    aim = name in AIMS or (name == "plan" and head.lemma in ("plan", "intend", "mean", "aim"))
    if aim and is_verb(head) and not _finite(parse, i) and turned_out_otherwise(parse, head):
        return "fail"  # "had planned to visit Minsk but fell ill"
    if name == "implicative" and head.lemma in words("hastens") and head.tag == "VBG" and is_verb(head):
        return "attempt"  # "are racing to reach": not there yet
    if name == "hope" and head.lemma == "wish" and any(k.lower == "had" for k in parse.children(i, "aux", "auxpass")):
        return "counterfactual"  # "wish that the state had acted"
    if name == "request" and head.lemma == "need" and parse.tokens[head.head].lemma in words("spares"):
        return "identity"  # "sparing them the need to negotiate": they did not
    taken = head.dep == "dobj" and parse.tokens[head.head].lemma in ("take", "seize", "use", "exercise", "grasp")
    return "identity" if taken and name in ("likely", "able", "consider") else None


def _asked_for(parse: Parse, i: int, head: Token, name: str) -> str | None:
    """ "Prompted calls from around the region to boycott", "called the king to condemn it": whose aim "to" is."""
    if not is_verb(head) or _finite(parse, i):
        return None
    things = [k for k in parse.children(head.i, "dobj") if k.i < i]
    if name == "risk" and things:
        return "identity"  # "risked arrest to march"
    if name == "force" and head.lemma in ("push", "press", "nudge") and head.tag in ("VBZ", "VBP", "VBG"):
        return "request"  # "pushes Lima to free him": it has not come to that
    if name == "force" and things and not parse.children(i, "auxpass"):
        asked = governors().get((things[-1].lemma, "n"), {}).get("inf")
        plain = not parse.children(things[-1].i, "det")
        return asked if asked in ("request", "order") and plain and asked != name else None
    if (
        name == "request"
        and head.lemma in ("call", "phone", "ring")
        and things
        and parse.tokens[i].lemma in words("speech_act")
    ):
        return "identity"
    return None


def _came_of_it(parse: Parse, i: int, head: Token, name: str) -> str | None:
    """What was stopped, escaped, ignored or claimed: whether it had come at all."""
    event = parse.tokens[i]
    if name == "claim" and head.lemma == "claim" and is_verb(head) and event.lemma in words("claimable"):
        return "factive"  # "claimed a strike": it takes the blame for what happened
    if name == "prevent" and head.lemma in words("get_away") and event.lemma in words("befalls"):
        return "factive"  # "escaped a bomb attack": it came; who escaped arrest was not arrested
    if name == "factive" and head.lemma in words("in_general") and is_verb(head) and not pointed_at(parse, i):
        return "say_noun"  # "may justify new restrictions": there need be none
    if name == "cancel" and after_a_while(parse, head):
        return "factive"  # "the strike was called off after eleven days"
    if name == "factive" and event.lemma in words("stoppable") and head.lemma in STOPS:
        return "prevent"  # "asked the court to stop her deportation"
    if name == "deny" and head.lemma in words("disputes") and _decides(event):
        return "factive"  # "the decision to disband parliament will be contested"
    if name == "deny" and head.lemma in words("disputes") and negation(parse, head) is not None:
        return "factive"  # "nobody disputes that the guards fired"
    if name == "doubt" and head.lemma in words("acquits") and pointed_at(parse, i):
        return "factive"  # "acquitted of the murder of a clerk": he was murdered
    if name == "factive" and head.lemma in words("disregard") and asks(event):
        return "refuse"  # "ignored the order to land"
    pointed = any(k.lower in ("the", "this", "these") or k.dep == "poss" for k in parse.children(i, "det", "poss"))
    if name == "threat" and head.lemma == "threaten" and pointed:
        return "identity"  # "the attack threatens the truce": it came
    return None


def _openly(parse: Parse, i: int, head: Token, name: str) -> str | None:
    """Guilt, knowing how, seeing."""
    if name in ("false", "truth") and head.lower in words("judged") and not _finite(parse, i):
        return "factive" if judged_done(parse, head) else "infinitive"  # "was wrong to sign": he signed
    how = any(k.lower == "how" for k in parse.children(i, "advmod")) and not _finite(parse, i)
    if how and name in ("identity", "factive") and head.lemma in ("know", "learn"):
        return "able"  # "knows how to mine a road"
    if head.lower == "guilty" and parse.tokens[head.i - 1].lower == "not" and not pointed_at(parse, i):
        return "identity"  # "not guilty of spying"; of the bombing: there was one
    if (
        name == "want"
        and head.tag == "VBN"
        and parse.children(head.i, "auxpass")
        and not parse.children(head.i, "dobj")
    ):
        return "claim"  # "is wanted for killing"
    at_large = not is_verb(parse.tokens[i]) and not pointed_at(parse, i) and head.lemma not in FOLLOWS
    if name == "factive" and at_large and head.tag in ("VBZ", "VBP") and rules(parse, head):
        return "generic"  # "the law punishes desertion"
    if name == "factive" and head.lemma in words("percept") and _sees_done(parse, i, head):
        return "identity"
    weighed = name == "consider" and head.tag == "VBG" and any(k.i < i for k in parse.children(head.i, "dobj"))
    if weighed and is_verb(parse.tokens[i]) and _finite(parse, i):
        return "identity"  # "considering the drought the king freed them": what is considered is the drought
    return None


def _told(parse: Parse, i: int, head: Token, name: str) -> str | None:
    """Verbs of saying: who says so, and how."""
    if head.lower == "supposed" and not _finite(parse, i) and nobody_says(parse, head):
        has = any(k.lower == "have" for k in parse.children(i, "aux"))
        return "claim" if has else "order"  # "is supposed to have fled"; "are supposed to leave"
    some = head.tag == "VBP" and any(k.lower in words("somebody") for k in parse.children(head.i, "nsubj"))
    if name == "say" and some:
        return "claim"  # "some say the gold was buried"
    if name in ("say", "think", "consider", "plan") and head.lemma in words("hearsay") and nobody_says(parse, head):
        return name if head.lemma == "report" and _finite(parse, i) else "claim"  # "it was reported that": news
    if name in ("say", "claim", "confirm", "think") and any(
        k.lower in words("wrongly") for k in parse.children(head.i, "advmod")
    ):
        return "false"
    if name == "say_noun" and loose(parse, head):
        return "rumour"
    if name == "say" and head.tag == "VBZ" and parse.tokens[i].tag in ("VBZ", "VBP") and rules(parse, head):
        return "duty"  # "the charter says the king appoints the premier"
    near = i <= head.i + 2 and head.tag != "VBN" and not _finite(parse, i)
    if (
        name == "request"
        and head.lemma == "call"
        and any(k.lemma in words("settled") for k in parse.children(head.i, "nsubj"))
    ):
        return "plan"  # "the deal calls for a withdrawal"
    if name == "say" and head.lemma in words("bids") and near:
        return "request"  # "he said to hurry"
    return "claim" if name == "say" and head.lemma in ("suggest", "propose") and is_verb(head) else None


def _bound(parse: Parse, i: int, head: Token, name: str) -> str | None:
    """What a law or an order makes of somebody, whether or not the case has come."""
    if name == "permit" and any(k.lower == "what" for k in parse.children(head.i, "nsubj")) and head.tag == "VBD":
        return "force"  # "what allowed the boy to drown"
    if name == "plan" and head.lemma == "vote" and head.tag == "VBD" and parse.tokens[i].lemma in words("by_vote"):
        return "identity"  # "voted by 17 to 14 to reject the bill"
    if name == "order" and head.lemma in words("requires") and head.tag in ("VBZ", "VBP") and rules(parse, head):
        return "duty"  # "the law requires charities to register"
    bound = head.lemma in words("binding") and any(k.lower in ("is", "are") for k in parse.children(head.i, "auxpass"))
    if name in ("prevent", "refuse") and head.tag in ("VBZ", "VBP") and rules(parse, head):
        return "ban"  # "the law bars anyone convicted from standing"
    if name == "force" and (bound or (head.tag in ("VBZ", "VBP") and rules(parse, head))):
        return "duty"
    return None


def asks(t: Token) -> bool:
    """Whether the noun names an order or request, which can go unheeded."""
    return governors().get((t.lemma, "n"), {}).get("inf") in ("order", "request")


def _decides(t: Token) -> bool:
    """Whether the noun names a decision or an order, which stays made when it is disputed."""
    return governors().get((t.lemma, "n"), {}).get("inf") in ("plan", "order", "promise", "request")


def loose(parse: Parse, noun: Token) -> bool:
    """ "Reports, so far unconfirmed, of a raid", "reports, not yet confirmed, speak of a raid"."""
    for k in parse.children(noun.i, "amod", "acl", "appos", "relcl", "advcl"):
        if k.lower in words("unconfirmed"):
            return True
        if k.lemma in words("confirm") and any(no.dep == "neg" for no in parse.children(k.i)):
            return True
    return False


def after_a_while(parse: Parse, verb: Token) -> bool:
    """ "After eleven days": it had lasted that long."""
    after = [o for k in parse.children(verb.i, "prep") if k.lower == "after" for o in parse.children(k.i, "pobj")]
    return any(o.lemma in words("measure") and parse.children(o.i, "nummod", "det", "amod") for o in after)


def rules(parse: Parse, verb: Token) -> bool:
    """ "The pact obliges members to defend": a text that binds, whether or not the case has come."""
    return any(k.lemma in words("rulebook") for k in parse.children(verb.i, "nsubj"))


def _sees_done(parse: Parse, i: int, head: Token) -> bool:
    """ "The plan would see the port sold", "want to see it closed": nothing that anybody saw."""
    bare = parse.tokens[i].tag != "VBZ" and not parse.children(i, "mark", "aux")
    return bare and any(k.tag in ("MD", "TO") for k in parse.children(head.i, "aux"))


def nobody_says(parse: Parse, verb: Token) -> bool:
    """ "It is said that", "is believed to have", "a man thought to have": a passive without anybody who says so."""
    passive = verb.dep == "acl" or bool(parse.children(verb.i, "auxpass", "nsubjpass"))
    return verb.tag == "VBN" and passive and not parse.children(verb.i, "agent")


def _finite(parse: Parse, i: int) -> bool:
    """A clause of its own: "it was reported that two men fled", not "he was reported to have fled"."""
    return not any(k.tag == "TO" for k in parse.children(i, "aux"))
