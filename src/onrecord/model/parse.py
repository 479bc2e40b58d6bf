"""Sentences, words and dependencies of one text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from onrecord.model.base import Frozen, Span


class Token(Frozen, frozen=True, kw_only=True):
    """One word of the parse. ``head`` is its own index at the root of a sentence."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    """Lower-case lemma; hyphenated words are one token ("build-up")."""
    pos: str
    """Universal part of speech."""
    tag: str
    """Penn Treebank tag."""
    dep: str
    """ClearNLP dependency label (nsubj, dobj, pobj, agent, ccomp, ...)."""
    head: int
    ent: str
    """OntoNotes entity label, or empty."""
    sent: int
    """Index of its sentence."""


class Sentence(Frozen, frozen=True, kw_only=True):
    """Tokens ``first`` to ``last`` (exclusive); ``paragraph`` counts from 0."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    root: int


class Named(Frozen, frozen=True, kw_only=True):
    """An entity span as the parser's recogniser gives it (OntoNotes label)."""

    first: int
    last: int
    label: str


class Parse(Frozen, frozen=True, kw_only=True):
    """Sentences, words and dependencies of one text."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    named: tuple[Named, ...]
    kids: tuple[tuple[int, ...], ...]
    """``kids[i]``: the tokens whose head is ``i``, in order."""

    def span(self, first: int, last: int) -> Span:
        """The text of tokens ``first`` to ``last`` (exclusive)."""
        return Span.of(self.text, self.tokens[first].start, self.tokens[last - 1].end)

    def children(self, i: int, *deps: str) -> list[Token]:
        """Children of token ``i``, all or those with one of the labels ``deps``."""
        tokens = self.tokens
        if not deps:
            return [tokens[k] for k in self.kids[i]]
        return [t for k in self.kids[i] if (t := tokens[k]).dep in deps]

    def subtree(self, i: int) -> list[int]:
        """Token ``i`` and everything below it, in text order."""
        found, stack = [], [i]
        while stack:
            k = stack.pop()
            found.append(k)
            stack.extend(self.kids[k])
        return sorted(found)

    def ancestors(self, i: int) -> list[Token]:
        """From the head of ``i`` up to the root of its sentence."""
        up = []
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            up.append(self.tokens[i])
        return up

    def sentence_of(self, i: int) -> Sentence:
        """The sentence that token ``i`` stands in."""
        return self.sentences[self.tokens[i].sent]

    def sentence_span(self, i: int) -> Span:
        """The text of the sentence that token ``i`` stands in."""
        s = self.sentence_of(i)
        return Span.of(self.text, s.start, s.end)

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Tokens that overlap the code points ``start`` to ``end``."""
        lo = bisect_right(self.tokens, start, key=lambda t: t.end)
        hi = bisect_left(self.tokens, end, key=lambda t: t.start)
        return list(self.tokens[lo:hi])
