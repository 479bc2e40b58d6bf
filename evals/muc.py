"""Incidents of the MUC-3/4 reports on Latin America: ``python -m evals.muc FOLDER OUT``.

FOLDER holds the messages (``dev-muc3-*``); keys are not read. The messages are in capitals: they are put into sentence
case first, countries and nationalities capitalised. OUT gets a line for each message: ``id`` and ``events`` with
``type``, ``mode``, ``cameo``, the trigger words and the sentence. ``python -m evals.muc_keys FOLDER OUT`` scores it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from onrecord.knowledge.countries import countries
from onrecord.reading.events import find_events
from onrecord.reading.parse import parse_many

HEAD = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.M)
TAGS = re.compile(r"\[[A-Z ]{3,40}\]|\((?:CLANDESTINE|[A-Z]{2,6})\)")
START = re.compile(r"(^|[.!?]\s+|[\"“]\s*)([a-z])")
WORD = re.compile(r"[a-z]+(?:'s)?")


def messages(folder: Path) -> Iterator[tuple[str, str]]:
    """Id and text of every message of ``folder``, in order."""
    for path in sorted(folder.glob("*-muc*")):
        if path.name.startswith("key"):
            continue
        text = path.read_text(encoding="latin-1")
        heads = list(HEAD.finditer(text))
        for n, head in enumerate(heads):
            end = heads[n + 1].start() if n + 1 < len(heads) else len(text)
            yield head.group(1), text[head.end() : end].strip()


COMMON = frozenset(
    "united states state republic democratic people peoples islands island south north east west new saint central "
    "federation kingdom territory islamic great town city port cape coast point isle virgin american bay house office "
    "place of the and van der black white blue green river sierra costa".split()
)
"""Words of names that are also common words; "South Africa" loses little by a small letter, "port" gains much."""
SAINTS = re.compile(r"\b(san|santa|santo|villa|puerto|la|el|los|las) ([A-Za-z]{3,})")


@lru_cache(maxsize=1)
def proper() -> frozenset[str]:
    """Words of country names, nationalities and capitals, lower case."""
    found: set[str] = set()
    for c in countries().values():
        for name in (c.name, *c.adjectives, *c.people, *c.capitals):
            found.update(w.casefold() for w in re.findall(r"[A-Z][a-z]{3,}", name))
    return frozenset(found - COMMON)


def sentence_case(text: str) -> str:
    """Capitals to sentence case; paragraphs stay, lines inside them are joined."""
    paragraphs = [" ".join(TAGS.sub(" ", p).split()) for p in re.split(r"\n\s*\n", text)]
    return "\n\n".join(_cased(p.lower()) for p in paragraphs if p)


def _cased(text: str) -> str:
    text = WORD.sub(lambda m: m[0].capitalize() if m[0].removesuffix("'s") in proper() else m[0], text)
    text = SAINTS.sub(lambda m: f"{m[1].capitalize()} {m[2][:1].upper()}{m[2][1:]}", text)
    return START.sub(lambda m: m[1] + m[2].upper(), text)


def predict(texts: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """A line of OUT for each message, in order."""
    for (name, _), parse in zip(texts, parse_many(sentence_case(t) for _, t in texts), strict=True):
        events = [
            {
                "type": m.type,
                "mode": m.mode,
                "cameo": m.cameo,
                "trigger": parse.span(m.first, m.last).text,
                "sentence": parse.sentence_span(m.trigger).text,
            }
            for m in find_events(parse)
        ]
        yield {"id": name, "events": events}


def main() -> None:
    """Read the messages of FOLDER, write OUT."""
    parser = argparse.ArgumentParser(prog="python -m evals.muc", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--first", type=int, help="only so many messages")
    o = parser.parse_args()
    texts = list(messages(o.folder))[: o.first]
    with o.output.open("w", encoding="utf-8") as out:
        for line in predict(texts):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
