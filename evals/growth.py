"""How reading time grows with the length of one paragraph: ``python -m evals.growth [--words 2500 5000 10000]``.

Four kinds of bad input made from the examples: one endless paragraph, the same behind a quotation mark that is never
closed, without punctuation, in capitals. Prints processor seconds and, per kind, the exponent of growth (1: in
proportion).
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from onrecord.intake import documents
from onrecord.model import Document, Report
from onrecord.reading import read_report
from onrecord.report import build

EXAMPLES = Path(__file__).parent.parent / "examples"
KINDS: dict[str, Callable[[str], str]] = {
    "endless paragraph": lambda text: text,
    "unclosed quotation": lambda text: '"' + text.replace('"', "").replace("“", "").replace("”", ""),
    "no punctuation": lambda text: re.sub(r"[^\w ]", "", text),
    "capitals": str.upper,
}


def words() -> list[str]:
    """The words of the examples in order."""
    built = (build(d) for d in documents([str(EXAMPLES)]) if isinstance(d, Document))
    return [word for report in built if isinstance(report, Report) for word in report.text.split()]


def seconds(text: str) -> float:
    """Processor seconds of one reading."""
    start = time.process_time()
    read_report(Report(id="long", text=text))
    return time.process_time() - start


def exponent(lengths: Sequence[int], spent: Sequence[float]) -> float:
    """Slope of log seconds over log words between the first and the last."""
    return math.log(spent[-1] / spent[0]) / math.log(lengths[-1] / lengths[0])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[2500, 5000, 10000])
    asked = parser.parse_args(arguments)
    given = words()
    read_report(Report(id="warm", text="Kenya and Chad signed an agreement in Nairobi on Friday."))
    result = {}
    for kind, change in KINDS.items():
        spent = [seconds(change(" ".join(islice(cycle(given), n)))) for n in asked.words]
        result[kind] = {
            "seconds": {n: round(s, 2) for n, s in zip(asked.words, spent, strict=True)},
            "exponent": round(exponent(asked.words, spent), 2),
        }
        print(kind, json.dumps(result[kind]), file=sys.stderr, flush=True)
    print(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
