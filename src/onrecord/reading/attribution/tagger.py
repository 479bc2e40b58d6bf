"""Attributions by the trained tagger: text -> source, cue and content of every outermost attribution.

The network reads windows of word pieces (``onrecord.models.windows``), labels words and links content to cue and cue
to source (``onrecord.models.decode``). It was trained on outermost attributions only (PolNeAR), so inner ones are
found by reading a content again: ``tag_spans``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from onrecord.model import Attribution, Pair, Parse
from onrecord.models.decode import CUE, Found, attributions, log_softmax, path
from onrecord.models.states import outputs
from onrecord.models.windows import Pieces, pieces_many, windows
from onrecord.reading.glance import Glance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TEXTS = 16
"""Texts handed to the tokenizer together by ``tag_many``."""

Stretch = tuple[str, int, int]


def tag_and_glance(parse: Parse) -> tuple[tuple[Attribution, ...], Glance]:
    """``tag``, and what the network makes of every word, also where it is part of no attribution.

    A cue that holds no word of a sentence ("Reuters Related article", under a photograph) cites nobody.
    """
    ((found, glance),) = _read([(parse.text, 0, len(parse.text))])
    headed = (with_heads(parse, a) for a in found)
    return tuple(a for a in headed if a.cue_head is not None), glance


def tag(parse: Parse) -> tuple[Attribution, ...]:
    """The attributions of a parsed text in order of their cues, with the head tokens filled in."""
    return next(tag_many([parse]))


def tag_many(parses: Iterable[Parse]) -> Iterator[tuple[Attribution, ...]]:
    """``tag`` for many texts, in order."""
    rest = iter(parses)
    while held := list(islice(rest, TEXTS)):
        found = _read([(p.text, 0, len(p.text)) for p in held])
        for parse, (mine, _) in zip(held, found, strict=True):
            yield tuple(with_heads(parse, a) for a in mine)


def tag_texts(texts: Iterable[str]) -> Iterator[tuple[Attribution, ...]]:
    """``tag_text`` for many texts, in order."""
    rest = iter(texts)
    while held := list(islice(rest, TEXTS)):
        yield from (mine for mine, _ in _read([(t, 0, len(t)) for t in held]))


def tag_text(text: str) -> tuple[Attribution, ...]:
    """The attributions of a text that has not been parsed; head tokens are ``None``."""
    return _read([(text, 0, len(text))])[0][0]


def tag_spans(text: str, spans: Sequence[Pair]) -> tuple[tuple[Attribution, ...], ...]:
    """For each of ``spans`` the attributions of that stretch read by itself; offsets into ``text``.

    This is how a content is read again. Ids count from a1 within each stretch.
    """
    return tuple(found for found, _ in _read([(text, start, end) for start, end in spans]))


def _read(stretches: list[Stretch]) -> list[tuple[tuple[Attribution, ...], Glance]]:
    from onrecord.models.session import tokenizer

    out = []
    for (text, _, _), p in zip(stretches, pieces_many(stretches, tokenizer()), strict=True):
        glance = Glance()
        found = [_spans(text, p, lo, hi, f) for lo, hi in windows(p, text) for f in _run(p, lo, hi, glance)]
        out.append((_numbered(found), glance))
    return out


def _run(p: Pieces, lo: int, hi: int, glance: Glance) -> list[Found]:
    """Network and decoder over one window; ranges in ``Found`` are its words, by which ``glance`` grows too."""
    import numpy as np

    from onrecord.models import acts

    words = np.flatnonzero(p.first[lo:hi]) + 1
    if not len(words):
        return []
    scores = outputs(p, lo, hi)
    tags = log_softmax(scores["labels"][:, words])
    labels = path(tags)[0]
    glance.starts.extend(p.start[lo + words - 1].tolist())
    glance.cues.extend(np.exp(tags[0, :, CUE : CUE + 2]).sum(axis=-1).tolist())
    glance.acts.extend(acts.chances(scores["states"][0, words]))
    return attributions(labels.tolist(), _links(scores["link"][0], words), _links(scores["source"][0], words))


def _links(scores: NDArray[np.float32], words: Any) -> NDArray[np.float32]:
    """T x (T + 1) log probabilities of words from L x L scores of pieces; column 0 is "none"."""
    import numpy as np

    return log_softmax(scores[words][:, np.concatenate([[0], words])])


def _spans(text: str, p: Pieces, lo: int, hi: int, found: Found) -> Attribution:
    """Words of a window -> code points of the text, trimmed."""
    import numpy as np

    words = np.flatnonzero(p.first[lo:hi]) + lo
    ends = np.append(words[1:], hi) - 1

    def chars(ranges: Iterable[Pair]) -> list[Pair]:
        return [(int(p.start[words[a]]), int(p.end[ends[b - 1]])) for a, b in ranges]

    return Attribution(
        id="",
        source=tuple(bare(text, s) for s in chars(found.source)),
        cue=tuple(bare(text, s) for s in chars([found.cue])),
        content=tuple(closed(text, s) for s in joined(text, chars(found.content))),
    )


def joined(text: str, spans: list[Pair]) -> list[Pair]:
    """Pieces with no word between them, in one paragraph, become one."""
    out: list[Pair] = []
    for start, end in sorted(spans):
        if out and not any(c.isalnum() or c == "\n" for c in text[out[-1][1] : start]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


SPACE_AND_MARKS = " \t\n\r\xa0,;:.–—-\"“”'‘’"
OPENING, CLOSING = "“\"'‘«„", "”\"'’»"


def bare(text: str, span: Pair) -> Pair:
    """Without white space, punctuation and quotation marks at both ends; unchanged where nothing else is in it.

    A full stop that belongs to the word ("Sen.", "U.S.") stays.
    """
    start, end = span
    while start < end and text[start] in SPACE_AND_MARKS:
        start += 1
    while end > start and text[end - 1] in SPACE_AND_MARKS and not _abbreviation(text, start, end):
        end -= 1
    return (start, end) if start < end else span


def _abbreviation(text: str, start: int, end: int) -> bool:
    """A full stop that ends an abbreviation of capitals or a short title, as in "U.S." and "Gen."."""
    if text[end - 1] != ".":
        return False
    word = text[max(start, end - 6) : end - 1].rsplit(" ", 1)[-1]
    return "." in word or (word[:1].isupper() and 1 <= len(word) <= 3)


def closed(text: str, span: Pair) -> Pair:
    """Content as PolNeAR marks it: quotation marks kept and balanced, no comma or full stop outside them."""
    start, end = span
    while start < end and text[start] in " \t\n\r\xa0,;:.–—":
        start += 1
    while end > start and text[end - 1] in " \t\n\r\xa0,;:–—":
        end -= 1
    if end > start and text[end - 1] == "." and not _abbreviation(text, start, end):
        end -= 1
    if start >= end:
        return span
    inside = text[start:end]
    if start and text[start - 1] in '“"' and _owed(inside) < 0:
        start -= 1
    elif end < len(text) and text[end] in '”"' and _owed(inside) > 0:
        end += 1
    elif end + 1 < len(text) and text[end] in ".,!?" and text[end + 1] in '”"' and _owed(inside) > 0:
        end += 2
    return start, end


def _owed(inside: str) -> int:
    """Above 0: a quotation is open at the end; below 0: one is closed that was not opened."""
    curly = inside.count("“") - inside.count("”")
    if curly:
        return curly
    if inside.count('"') % 2:
        return -1 if inside.rstrip(".,!?").endswith('"') else 1
    return 0


def _numbered(found: list[Attribution]) -> tuple[Attribution, ...]:
    ordered = sorted(found, key=lambda a: (a.cue[0][0], a.content[0][0]))
    return tuple(replace(a, id=f"a{n}") for n, a in enumerate(ordered, 1))


def with_heads(parse: Parse, a: Attribution) -> Attribution:
    """``a`` with the token indices of the heads of source, cue and content."""
    return replace(
        a, source_head=_head(parse, a.source), cue_head=_head(parse, a.cue), content_head=_head(parse, a.content)
    )


def _head(parse: Parse, spans: tuple[Pair, ...]) -> int | None:
    """The token of ``spans`` whose own head lies outside them: of several the one with most below it."""
    inside = [t for start, end in spans for t in parse.tokens_in(start, end)]
    members = {t.i for t in inside}
    tops = [t for t in inside if (t.head == t.i or t.head not in members) and t.pos != "PUNCT"]
    if not tops:
        return inside[0].i if inside else None
    if len(tops) == 1:
        return tops[0].i
    owner = {t.i: _top(parse, t.i, members) for t in inside}
    below: dict[int, int] = {}
    for i in owner.values():
        below[i] = below.get(i, 0) + 1
    return max(tops, key=lambda t: (below.get(t.i, 0), -t.i)).i


def _top(parse: Parse, i: int, members: set[int]) -> int:
    """Up from token ``i`` to the last token still in ``members``."""
    for _ in range(len(parse.tokens)):
        head = parse.tokens[i].head
        if head == i or head not in members:
            return i
        i = head
    return i
