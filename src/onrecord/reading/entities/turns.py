"""Whose turn it is: who was asked replies, who spoke speaks on, who is told of goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Token
from onrecord.reading.entities.agreement import ACCUSING, SAYING
from onrecord.reading.entities.referents import Referent

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

FAR = 12
"""Quoted sentences that are looked back over for who speaks."""
REPLIES = frozenset({"refuse", "deny", "reject", "decline", "answer", "reply", "respond", "agree", "accept", "dismiss"})
ADDRESSING = frozenset(
    {"ask", "urge", "accuse", "charge", "tell", "order", "demand", "call", "press", "warn", "blame", "summon", "invite",
     "request", "appeal", "offer", "threaten"}
)  # fmt: skip


def apart(r: Resolver, t: Token, sentence: int) -> int:
    """How many sentences ``t`` stands behind ``sentence``; before who speaks, those that are quoted whole do not count:
    "The mayor came. 'We ... . They ... . It ... ,' he said"."""
    if t.sent <= sentence or not says(r, t):
        return t.sent - sentence
    return max(1, t.sent - sentence - min(quoted_before(r, t), t.sent - sentence - 1))


def quoted_before(r: Resolver, t: Token) -> int:
    """How many sentences in a row are quoted whole right before that of ``t``."""
    n = 0
    while n < FAR and n < t.sent and r.whole_quotes[t.sent - n - 1]:
        n += 1
    return n


def says(r: Resolver, t: Token) -> bool:
    """Whether ``t`` is the subject of a verb of saying, outside quotations."""
    return t.dep == "nsubj" and t.i not in r.quoted and r.parse.tokens[t.head].lemma in SAYING | ACCUSING | REPLIES


def open_he(r: Resolver, t: Token) -> Token | None:
    """The "he" of the sentence before that is nobody sure, where ``t`` takes it up: "He often mocked the governor. He
    said": whom he mocked is not he, and does not become it."""
    if t.lower not in ("he", "she") or t.dep not in ("nsubj", "nsubjpass") or not t.sent:
        return None
    before = r.parse.sentences[t.sent - 1]
    for word in r.parse.tokens[before.first : before.last]:
        if word.lower == t.lower and word.dep in ("nsubj", "nsubjpass") and word.i in r.mentions:
            return word if r.referents.get(word.i) is None else None
    return None


def reply(r: Resolver, t: Token, ref: Referent) -> float:
    """ "Serbia asked Kosovo ... It refused": who was asked or accused answers, not who asked."""
    if r.parse.tokens[t.head].lemma not in REPLIES or not ref.seen:
        return 0.0
    for sentence, token, subject in ref.seen[-2:]:
        if not 0 <= t.sent - sentence <= 1:
            continue
        place = r.parse.tokens[token]
        verb = r.parse.tokens[place.head]
        if verb.dep == "prep" or verb.pos == "ADP":
            verb = r.parse.tokens[verb.head]
        if verb.lemma in ADDRESSING:
            return -0.6 if subject and place.dep != "nsubjpass" else 0.9
    return 0.0


def told_of(r: Resolver, t: Token, ref: Referent) -> float:
    """ "The chief said the suspect had confessed. He was arrested": who is told of goes on, who told it speaks on."""
    if r.parse.tokens[t.head].lemma in SAYING | ACCUSING or not ref.seen:
        return 0.0
    sentence, token, subject = ref.seen[-1]
    verb = r.parse.tokens[r.parse.tokens[token].head]
    spoke = subject and t.sent - sentence == 1 and verb.lemma in SAYING
    return (
        0.5
        if spoke and any(r.parse.children(c.i, "nsubj", "nsubjpass") for c in r.parse.children(verb.i, "ccomp"))
        else 0.0
    )


def speaks(r: Resolver, t: Token, ref: Referent) -> bool:
    """Whether ``ref`` is the subject of a verb of saying beside the quotation."""
    for sentence, token, subject in ref.seen[-3:]:
        if subject and apart(r, t, sentence) <= 1 and token not in r.quoted:
            place = r.parse.tokens[token]
            while place.dep == "conj" and place.head != place.i:  # "the premier and the envoy said"
                place = r.parse.tokens[place.head]
            if r.parse.tokens[place.head].lemma in SAYING:
                return True
    return False


def alone(r: Resolver, t: Token, ref: Referent) -> bool:
    """ "A spokesperson said ... They added": one who spoke just before and of whom no more is known is "they" too."""
    unknown = ref.shape == "person" and not ref.plural and ref.gender is None and ref.name is None
    return unknown and speaks(r, t, ref)
