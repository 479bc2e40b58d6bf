"""More examples from the gold: wrapped sentences, and sentences that stand alone.

The gold holds outermost attributions only, and at run time every content is read again. So the tagger must (a) take
the outer attribution of "S said that X" whole, whatever X holds, and (b) read a bare piece that starts in lower case
and has nothing around it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from training.attribution.data import Labelled, label

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SENTENCE = re.compile(r"[^\n]+?[.!?][”\"]?(?=\s+[A-Z“\"]|\n|$)")
Part = tuple[str, str]
VERBS = ("said", "reported", "claimed", "confirmed", "told reporters", "insisted", "announced", "wrote", "warned")


def sentences(docs: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Sentences of 6 to 50 words that hold whole attributions or none, with spans from their own start."""
    for doc in docs:
        text = doc["text"]
        edges = [
            (min(s for r in ("source", "cue", "content") for s, _ in a[r]), max(e for r in ("source", "cue", "content")
             for _, e in a[r]), a) for a in doc["attributions"]
        ]  # fmt: skip
        for m in SENTENCE.finditer(text):
            lo, hi = m.span()
            near = [(s, e, a) for s, e, a in edges if s < hi and e > lo]
            if not 6 <= m.group().count(" ") <= 50 or any(s < lo or e > hi for s, e, _ in near):
                continue
            yield (
                m.group(),
                [{r: [[s - lo, e - lo] for s, e in a[r]] for r in ("source", "cue", "content")} for _, _, a in near],
            )


def sources(docs: list[dict[str, Any]]) -> list[str]:
    """Source phrases of the gold of at most eight words."""
    found = []
    for doc in docs:
        for a in doc["attributions"]:
            for s, e in a["source"]:
                phrase = doc["text"][s:e]
                if phrase.count(" ") < 8 and "\n" not in phrase and phrase.lower() not in ("who", "that", "which"):
                    found.append(phrase)
    return found


def _inner(sentence: str) -> str:
    """A sentence as it stands inside another: no full stop, lower case where it begins with a common word."""
    word = sentence.split(" ", 1)[0]
    if word in ("The", "A", "An", "In", "He", "She", "They", "It", "We", "His", "Her", "But", "This", "That", "On"):
        sentence = sentence[0].lower() + sentence[1:]
    return sentence.rstrip(".!? ")


def wrapped(sentence: str, source: str, other: str, rng: random.Random) -> tuple[str, list[dict[str, Any]]]:
    """``sentence`` as the content of a made-up attribution: text and its one attribution."""
    x, verb = _inner(sentence), rng.choice(VERBS)
    upper, lower = source[0].upper() + source[1:], source
    forms: list[list[Part]] = [
        [("source", upper), ("", " "), ("cue", verb), ("", " "), ("content", f"that {x}"), ("", ".")],
        [("source", upper), ("", " "), ("cue", verb), ("", " "), ("content", x), ("", ".")],
        [("cue", "According to"), ("", " "), ("source", lower), ("", ", "), ("content", x), ("", ".")],
        [("content", x), ("", ", "), ("source", lower), ("", " "), ("cue", verb), ("", ".")],
        [("content", x), ("", ", "), ("cue", "according to"), ("", " "), ("source", lower), ("", ".")],
        # as the gold has it: the one who cites is the source of both, what is cited is the content of "citing"
        [("source", upper), ("", ", "), ("citing", "citing"), ("", " "), ("cited", other), ("", ", "), ("cue", verb),
         ("", " "), ("content", f"that {x}"), ("", ".")],
        [("content", x), ("", ", "), ("source", lower), ("", " "), ("cue", verb), ("", ", "), ("citing", "citing"),
         ("", " "), ("cited", other), ("", ".")],
    ]  # fmt: skip
    text, at = "", {}
    for role, part in rng.choice(forms):
        if role:
            at[role] = [[len(text), len(text) + len(part.rstrip(","))]]
        text += part
    found = [{"source": at["source"], "cue": at["cue"], "content": at["content"]}]
    if "citing" in at:
        found.append({"source": at["source"], "cue": at["citing"], "content": at["cited"]})
    return text, found


def alone(sentence: str, spans: list[dict[str, Any]], rng: random.Random) -> tuple[str, list[dict[str, Any]]]:
    """The sentence by itself, as a content read again: often in lower case, often without its full stop."""
    text = sentence
    if rng.random() < 0.6:
        word = text.split(" ", 1)[0]
        if word.istitle() and len(word) > 1:
            text = text[0].lower() + text[1:]
    if text.endswith(".") and rng.random() < 0.6:
        text = text[:-1]
    spans = [{r: [[s, min(e, len(text))] for s, e in a[r]] for r in a} for a in spans]
    return text, spans


class Augmenter:
    """Draws ``count`` extra examples an epoch, half wrapped, half alone."""

    def __init__(self, docs: list[dict[str, Any]], tokenizer: Tokenizer) -> None:
        self.pool = list(sentences(docs))
        self.cited = [p for p in self.pool if p[1]]
        self.sources = sources(docs)
        self.tokenizer = tokenizer

    def draw(self, count: int, rng: random.Random) -> list[Labelled]:
        """Labelled short texts."""
        found = []
        for k in range(count):
            if k % 2:
                # a sentence that cites is the hard case: half of those wrapped hold an attribution of their own
                sentence, _ = rng.choice(self.cited if rng.random() < 0.5 else self.pool)
                text, spans = wrapped(sentence, rng.choice(self.sources), rng.choice(self.sources), rng)
            else:
                text, spans = alone(*rng.choice(self.cited if rng.random() < 0.7 else self.pool), rng)
            found.append(label(text, spans, self.tokenizer))
        return found
