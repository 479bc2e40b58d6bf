"""The chain of sources behind an event word, and who each source is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from onrecord.knowledge import outlets, sourcewords
from onrecord.knowledge.entry import rows
from onrecord.limits import MAX_CHAIN_DEPTH
from onrecord.model import Actor, Attribution, Link, Mention, Parse, Source, SourceKind, Span, covers
from onrecord.reading import syntax
from onrecord.reading.attribution.cues import is_said
from onrecord.reading.attribution.holders import holder_of
from onrecord.reading.attribution.near import Quoted
from onrecord.reading.documents import DocumentRef, kind_of
from onrecord.reading.voices import is_first_person

if TYPE_CHECKING:
    from onrecord.reading.entities import Cast

TELLING = frozenset({"tell", "inform", "brief", "advise", "assure", "remind"})


OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "IGO"})


class Branch(Struct, frozen=True):
    """One line of attributions behind an event word, outermost first."""

    attributions: tuple[Attribution, ...]

    @property
    def innermost(self) -> Attribution | None:
        return self.attributions[-1] if self.attributions else None


def branches(parse: Parse, token: int, attributions: Sequence[Attribution]) -> list[Branch]:
    """Every line of sources that vouches for (or denies) the event word ``token``.

    One line is the rule; an accusation and its denial give two. Without a source: one empty line.
    """
    word = parse.tokens[token]
    over = [a for a in attributions if covers(a.reach or a.content, word.start, word.end) and a.cue_head != token]
    over = [a for a in over if a.source_head is None or not syntax.is_nobody(parse, a.source_head)]
    over = [a for a in over if not _inferred(parse, a)]
    said = [a for a in over if a.seen_by != "tagger" or is_said(parse, a, quoted=_quoted(parse.text))]
    syntactic = [a for a in said if a.seen_by != "tagger"]
    known = {a.id for a in said}
    lines = _lines(syntactic, {a.id: a for a in attributions if a.seen_by != "tagger" or a.id in known})
    if not any(b.attributions for b in lines):
        lines = _lines(said, {a.id: a for a in attributions})
    return lines


def _inferred(parse: Parse, a: Attribution) -> bool:
    """ "The timing of the attack suggests that X": the reporter infers it, for a timing vouches for nothing; a person,
    a body or a document does."""
    if a.source_head is None or a.cue_head is None:
        return False
    if parse.tokens[a.cue_head].lemma not in sourcewords.words("showing"):
        return False
    noun = parse.tokens[a.source_head]
    return noun.pos == "NOUN" and not noun.ent and noun.lemma in sourcewords.words("inferred")


@lru_cache(maxsize=4)
def _quoted(text: str) -> Quoted:
    """The quotations of a text: asked for at each of its event words."""
    return Quoted(syntax.quotes(text))


def _lines(over: Sequence[Attribution], by_id: Mapping[str, Attribution]) -> list[Branch]:
    lines = [_line(a, by_id) for a in over]
    inner = {a.id for line in lines for a in line[:-1]}
    leaves = [part for line in lines if line[-1].id not in inner for part in _parted(line)]
    voiced = [Branch(tuple(a for a in line if _voiced(a))[:MAX_CHAIN_DEPTH]) for line in leaves]
    unique = list(dict.fromkeys(voiced))
    if len(unique) > 1:
        unique = [b for b in unique if b.attributions] or unique[:1]
    return _merge(unique) or [Branch(())]


def _line(a: Attribution, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    line = [a]
    while line[0].parent in by_id and len(line) <= MAX_CHAIN_DEPTH + 2:
        parent = by_id[line[0].parent or ""]
        if parent in line:
            break
        line.insert(0, parent)
    return line


def _parted(line: list[Attribution]) -> list[list[Attribution]]:
    """ "P denied a report by Q that X": P denies X, and Q says X without P; mere "reports" are nobody's word."""
    for at, a in enumerate(line[:-1]):
        if a.stance == "denies" and a.source:
            owned = any(b.source_head != b.cue_head for b in line[at + 1 :])
            return [line[: at + 1], *(_parted(line[:at] + line[at + 1 :]) if owned else ())]
    return [line]


def _voiced(a: Attribution) -> bool:
    return bool(a.source)


def _merge(lines: list[Branch]) -> list[Branch]:
    """Lines that vouch alike are one: only a denial, doubt or confirmation of another's claim stands apart."""
    judging = [b for b in lines if b.innermost and b.innermost.stance in ("denies", "confirms", "doubts")]
    plain = [b for b in lines if b not in judging]
    if len(plain) > 1:
        plain = [max(plain, key=lambda b: len(b.attributions))]
    return plain + judging


def chain_of(
    parse: Parse, branch: Branch, cast: Cast, *, publisher: str | None, documents: Mapping[int, DocumentRef]
) -> tuple[Link, ...]:
    """The branch as links with resolved sources; the publisher is left out. "I believe" is the speaker's belief."""
    links: list[Link] = []
    for a in branch.attributions:
        told = _told(parse, a, cast)
        if told is not None and not _same_name(told, publisher):
            links.append(Link(source=told, cue=_cue(parse, a), stance="states"))
        held = _held(parse, a, cast, first=not links)
        if held is not None and held.source is not None and not _same_name(held.source, publisher):
            links.append(held)
        if a.source_head is not None and is_first_person(parse.tokens[a.source_head]):
            links = _own_view(parse, a, links)
            continue
        source = source_of(parse, a, cast, documents)
        if source is not None and source.kind == "outlet" and a.source_head is not None and _ours(parse, a.source_head):
            continue
        if source is not None and not _same_name(source, publisher):
            links.append(Link(source=source, cue=_cue(parse, a), stance=a.stance))
    return _each_once(links)[:MAX_CHAIN_DEPTH]


def _own_view(parse: Parse, a: Attribution, links: list[Link]) -> list[Link]:
    """The links with the stance that their innermost source takes in the first person: "I believe that X," S said."""
    if links and links[-1].source is not None:
        return [*links[:-1], replace(links[-1], stance=a.stance if a.stance != "states" else links[-1].stance)]
    if a.source_head is not None and _quoted(parse.text).at(parse.tokens[a.source_head].start) is None:
        return links  # the reporter's own
    return [*links, Link(source=None, cue=_cue(parse, a), stance=a.stance)]


def quoted_from_nobody(parse: Parse, token: int, quoted: Quoted) -> tuple[Link, ...]:
    """The chain of a sentence that is quoted from beginning to end while nobody is said to have spoken it: somebody
    did, and the report does not vouch for it."""
    sentence = parse.sentence_of(token)
    at = quoted.at(sentence.start)
    if at is None or not quoted.hold(sentence.start + 1, max(sentence.start + 1, sentence.end - 2)):
        return ()
    mark = quoted.spans[at][0]
    return (Link(source=None, cue=Span.of(parse.text, mark, mark + 1)),)


def _each_once(links: Sequence[Link]) -> tuple[Link, ...]:
    """Nobody stands twice in a chain: of one speaker's links the innermost, which is nearest to what is claimed."""
    keys: list[object] = [
        (link.source.id or link.source.start) if link.source else ("unsaid", n) for n, link in enumerate(links)
    ]
    return tuple(link for n, link in enumerate(links) if keys[n] not in keys[n + 1 :])


def source_of(parse: Parse, a: Attribution, cast: Cast, documents: Mapping[int, DocumentRef]) -> Source | None:
    """Who speaks in an attribution."""
    if a.source_head is None:
        return None
    own = _paper_of(parse, a.source_head, cast)
    if own is not None:
        return _source(own.actor, "outlet")
    keeper = _keeper(parse, a.source_head, cast)
    if keeper is not None:
        return _source(keeper.actor, speaker_kind(parse, keeper))
    mention = cast.in_words(cast.who(_meant(parse, a.source_head, cast)))
    source = _source(mention.actor, speaker_kind(parse, mention))
    document = documents.get(a.source_head)
    if document is None:
        return source
    return replace(
        source, id=document.id, name=source.name or document.name, country=source.country or document.country
    )


PIECES = frozenset("report story article account dispatch investigation editorial column bulletin analysis".split())
"""What an outlet makes: its word."""


def _paper_of(parse: Parse, head: int, cast: Cast) -> Mention | None:
    """The outlet whose own piece speaks: "a Reuters report", "a report in the Daily Star"."""
    noun = parse.tokens[head]
    if noun.lemma not in PIECES:
        return None
    owners = parse.children(head, "compound", "poss", "nmod")
    for prep in parse.children(head, "prep"):
        owners += parse.children(prep.i, "pobj") if prep.lower in ("in", "by", "on", "from") else []
    return next((m for t in owners if is_outlet(parse, m := cast.who(t.i))), None)


CHANNELS = frozenset({"account", "page", "website", "channel", "feed", "profile", "handle", "site"})
"""What somebody speaks through: his word."""


def _keeper(parse: Parse, head: int, cast: Cast) -> Mention | None:
    """Who speaks through "its Telegram channel"."""
    noun = parse.tokens[head]
    owners = parse.children(head, "poss") if noun.pos == "NOUN" and noun.lower in CHANNELS else []
    found = cast.in_words(cast.who(owners[0].i)) if owners else None
    return found if found is not None and found.actor.id is not None else None


def speaker_kind(parse: Parse, mention: Mention) -> SourceKind | None:
    """What a noun phrase is as a source, where its words say more than the tables."""
    head = parse.tokens[mention.head]
    if is_outlet(parse, mention):
        return "outlet"
    if head.ent == "NORP" and head.pos == "ADJ" and mention.actor.country is not None:
        return "government"  # "Israeli allegations"
    kind = kind_of(head) or mention.kind
    if kind == "public" and head.lemma in ("people", "person") and _is_in_the_know(parse, mention):
        return "unnamed"
    if kind == "unnamed" and not mention.plural and head.tag not in ("NNS", "NNPS") and _definite(parse, mention):
        return "official" if mention.actor.sector in OFFICIAL else "person"
    return kind


KNOWING = frozenset({"familiar", "close", "aware", "informed"})
TOLD_OF = frozenset({"brief", "inform", "involve", "acquaint"})


def _is_in_the_know(parse: Parse, mention: Mention) -> bool:
    """ "people familiar with the matter", "people briefed on the talks"."""
    below = parse.children(mention.head, "amod", "acl", "relcl", "appos", "advcl")
    return any(t.lower in KNOWING or t.lemma in TOLD_OF for t in below)


def is_outlet(parse: Parse, mention: Mention) -> bool:
    """An outlet of the table, or a proper name of two or more words that ends like a masthead ("Kasai Tribune")."""
    head = parse.tokens[mention.head]
    if mention.kind == "outlet":
        return True
    before = parse.tokens[mention.head - 1] if mention.head else head
    named = head.text[:1].isupper() and before.text[:1].isupper() and before.pos == "PROPN" and before.sent == head.sent
    return named and head.pos == "PROPN" and head.lower in mastheads()


@lru_cache(maxsize=1)
def mastheads() -> frozenset[str]:
    """Words that newspapers, broadcasters and agencies are called by."""
    return frozenset(row[0] for row in rows("outlet_words.tsv"))


def _definite(parse: Parse, mention: Mention) -> bool:
    """ "the interior minister", "Syria's water minister": one person everybody can name."""
    marks = parse.children(mention.head, "det", "poss")
    return any(t.lower == "the" or t.dep == "poss" for t in marks)


def _told(parse: Parse, a: Attribution, cast: Cast) -> Source | None:
    """The outlet that was told: "an official told Reuters", "Reuters was told by an official"."""
    if a.cue_head is None:
        return None
    for pair in a.cue:
        for verb in parse.tokens_in(*pair):
            if verb.lemma not in TELLING:
                continue
            for heard in parse.children(verb.i, "dobj", "dative", "nsubjpass"):
                mention = cast.who(heard.i)
                if is_outlet(parse, mention) and not _ours(parse, heard.i):
                    return _source(mention.actor, "outlet")
    return None


def _ours(parse: Parse, noun: int) -> bool:
    """ "told this newspaper": the publisher's own."""
    return any(k.lower in ("this", "our") for k in parse.children(noun, "det", "poss"))


def _held(parse: Parse, a: Attribution, cast: Cast, *, first: bool) -> Link | None:
    """Who holds the document that speaks ("papers obtained by X show"): its readers have it from X.

    A pronoun counts only at the start of a chain: in "The paper said it had obtained documents" it is the paper.
    """
    found = None if a.source_head is None else holder_of(parse, a.source_head) or _in_paper(parse, a)
    if found is None or (parse.tokens[found[1]].pos == "PRON" and not first):
        return None
    if covers(a.content, parse.tokens[found[1]].start, parse.tokens[found[1]].end):
        return None
    mention = cast.who(found[1])
    return Link(
        source=_source(mention.actor, speaker_kind(parse, mention)),
        cue=parse.span(found[0], found[0] + 1),
        stance="states",
    )


def _in_paper(parse: Parse, a: Attribution) -> tuple[int, int] | None:
    """ "In a draft seen by T, S said that X", "said in a letter that T obtained": T holds what S said."""
    for prep in parse.children(a.cue_head, "prep") if a.cue_head is not None else ():
        for paper in parse.children(prep.i, "pobj") if prep.lower == "in" else ():
            found = holder_of(parse, paper.i)
            if found is not None:
                return found
    return None


def _meant(parse: Parse, head: int, cast: Cast) -> int:
    """The noun that a relative pronoun takes up, where nobody known is behind it: "a campaign that argued"."""
    token = parse.tokens[head]
    if token.lower not in syntax.RELATIVES or cast.who(head).actor.id is not None:
        return head
    above = syntax.subject(parse, token.head)
    return head if above is None else above


def _source(actor: Actor, kind: SourceKind | None) -> Source:
    return Source(
        start=actor.start,
        end=actor.end,
        text=actor.text,
        name=actor.name,
        kind=kind,
        country=actor.country,
        id=actor.id,
    )


def _cue(parse: Parse, a: Attribution) -> Span:
    return Span.of(parse.text, a.cue[0][0], a.cue[-1][1] if a.cue[-1][1] - a.cue[0][0] < 60 else a.cue[0][1])


def _same_name(source: Source, publisher: str | None) -> bool:
    """Whether a source is the publisher itself, by name or by the table of outlets ("CNN" on cnn.com)."""
    if not publisher:
        return False
    known = outlets.lookup(publisher) or outlets.by_domain(publisher)
    if known is not None and source.id == known.id:
        return True
    plain = re.sub(r"\W+", " ", publisher.casefold()).removeprefix("the ").strip()
    names = [re.sub(r"\W+", " ", (n or "").casefold()).removeprefix("the ").strip() for n in (source.name, source.text)]
    return plain in names
