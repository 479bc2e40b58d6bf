"""Which language a text is in. OnRecord reads English."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.knowledge.entry import rows

LETTERS = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Shorter texts are names and figures: the classifier errs on them, so only another script speaks against English.
SHORT_LETTERS = 60
# Function words of English: at least one in twelve words of any English text, far fewer in other languages.
ENGLISH = frozenset(
    "the of and to in that was is for with on said by from were have has at an be are it as he its his"
    " they had who not but been would after will".split()
)
ENGLISH_SHARE = 1 / 12
SAMPLE_CHARS = 6_000


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {code: name for code, name, *_ in rows("languages.tsv")}


def name_of(code: str) -> str:
    """English name of a language by its ISO 639-1 code."""
    return _names().get(code, f"a language with the code {code}")


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``; ``None`` where it has no letters to tell by."""
    sample = text[:SAMPLE_CHARS]
    letters = LETTERS.findall(sample)
    if not letters:
        return None
    latin = len(LATIN.findall(sample)) / len(letters)
    words = re.findall(r"[a-z]+", sample.lower())
    function_words = sum(w in ENGLISH for w in words)
    if latin > 0.9 and (len(letters) < SHORT_LETTERS or function_words >= ENGLISH_SHARE * len(words)):
        return "en"
    from py3langid import classify

    code, _ = classify(sample)
    return str(code)
