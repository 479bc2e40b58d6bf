"""Part of speech and lemma of every word by the parser's own tables; beside ``parse`` the only module that knows it.

The parser works them out by matching some 180 patterns against every word of every text, which took a fifth of the
time of a parse. The patterns look at a word's tag and dependency, and at its form where it is one of some hundred
words: so each such triple is worked out once, and each lemma once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KEPT = 200_000
"""Lemmas held in memory: more than a desk's reports use, and what is forgotten is worked out again."""
PLAIN = "x"
"""A word that no pattern names."""


class WordForms:
    """A component of the parser in the place of its ``attribute_ruler`` and ``lemmatizer``; same results."""

    def __init__(self, nlp: Language) -> None:
        from spacy.pipeline import AttributeRuler

        self._ruler: Any = nlp.get_pipe("attribute_ruler")
        self._lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self._vocab = nlp.vocab
        self._named = frozenset(_forms(self._ruler.patterns))
        self._shown: dict[int, str] = {}
        self._ruled: dict[tuple[str, int, int], tuple[int, int, int]] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}
        self._pairs = AttributeRuler(nlp.vocab)
        self._pairs.add_patterns([p for p in self._ruler.patterns if any(len(x) > 1 for x in p["patterns"])])

    def __call__(self, doc: Doc) -> Doc:
        """Fill in part of speech, morphology and lemma of each word of ``doc``, which is tagged and parsed."""
        import numpy as np
        from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG

        if not len(doc):
            return doc
        if len(self._lemmas) > KEPT:
            self._lemmas.clear()
            self._shown.clear()
        rows = []
        for orth, tag, dep in doc.to_array([ORTH, TAG, DEP]).tolist():
            key = (self._form(orth), tag, dep)
            pos, morph, lemma = self._ruled.get(key) or self._rule(key)
            rows.append((pos, morph, lemma or self._lemma(orth, pos, morph)))
        doc.from_array([POS, MORPH, LEMMA], np.array(rows, dtype=np.uint64))
        self._several(doc)
        return doc

    def _form(self, orth: int) -> str:
        """The word where a pattern may name it, else one that stands for all that none does."""
        found = self._shown.get(orth)
        if found is None:
            word = self._vocab.strings[orth]
            lower = word.lower()
            known = lower in self._named or "'" in lower or word.isspace()
            found = self._shown[orth] = word if known else PLAIN
        return found

    def _rule(self, key: tuple[str, int, int]) -> tuple[int, int, int]:
        """Part of speech, morphology, and the lemma or 0, by the parser's ruler over a text of that one word."""
        token = self._ruler(self._alone(key[0], TAG=key[1], DEP=key[2]))[0]
        found = self._ruled[key] = (token.pos, token.morph.key, token.lemma)
        return found

    def _lemma(self, orth: int, pos: int, morph: int) -> int:
        key = (orth, pos, morph)
        found = self._lemmas.get(key)
        if found is None:
            token = self._lemmatizer(self._alone(self._vocab.strings[orth], POS=pos, MORPH=morph))[0]
            found = self._lemmas[key] = token.lemma
        return found

    def _alone(self, word: str, **attributes: int) -> Doc:
        import numpy as np
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[word], spaces=[False])
        doc.from_array(list(attributes), np.array([list(attributes.values())], dtype=np.uint64))
        return doc

    def _several(self, doc: Doc) -> None:
        """The few patterns of two words ("gon" "na"), after those of one, as in the parser's order."""
        from spacy.attrs import LEMMA

        matches = self._pairs.match(doc)
        self._pairs.set_annotations(doc, matches)
        for rule, _, start, _ in matches:
            token = doc[start + self._pairs.indices[rule]]
            ruled = self._ruled[self._form(token.orth), token.tag, token.dep][2]
            if not ruled and LEMMA not in self._pairs.attrs[rule]:
                token.lemma = self._lemma(token.orth, token.pos, token.morph.key)


def _forms(patterns: list[dict[str, Any]]) -> Iterator[str]:
    """Every lower-case word that a pattern names; those given by expressions all have an apostrophe or are short."""
    yield from ("nt", "y", "nothin", "nuthin")
    for word in (w for p in patterns for pattern in p["patterns"] for w in pattern):
        lower = word.get("LOWER")
        yield from [lower] if isinstance(lower, str) else (lower or {}).get("IN", ())
