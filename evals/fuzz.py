"""Random damage against what reads strangers' bytes: ``python -m evals.fuzz TASK --runs N [--seed S] [--finds DIR]``.

Each run takes an example (pages, texts and lines of ``examples/``, feeds, lists and archives made of them), damages it,
and hands it on. A find is an exception that nobody meant, a run over five seconds of processor time, or memory that
grows over 512 MB. Finds are saved under ``--finds`` with the seed that makes them again; each becomes a test.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import random
import resource
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from pathlib import Path
from time import process_time
from types import MappingProxyType

from onrecord.errors import OnRecordError
from onrecord.intake import documents, opml
from onrecord.model import Document, Rejected, Report
from onrecord.report import build, stamps

EXAMPLES = Path(__file__).parent.parent / "examples"
MAX_SECONDS = 5.0
MAX_GROWTH_MB = 512
MAX_CHANGES = 12
# What parsers stumble over; put in at random places.
TOKENS = (
    b"<", b">", b"</p>", b"<p>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"&", b"&amp;lt;", b"&#0;", b"&#xD800;", b"\0",
    b"\xff", b"\xef\xbf\xbf", b"\xed\xa0\x80", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b'"', b"'", b"\\", b"\\ud800", b"{",
    b"[" * 50,
    b"<script type=application/ld+json>", b"</script>", b"<div>" * 300, b"<table><tr><td>", b"</html>", b"WARC/1.0\r\n",
    b"Content-Length: 99999999\r\n", b"Content-Length: -1\r\n", b"\r\n\r\n", b"\x1f\x8b\x08", b"PK\x03\x04",
    b"(\xb5/\xfd", b"Published On 31/10/2025", b"99:99 GMT+99", b"9" * 400, b" " * 500, b"\n" * 200, b"\xe2\x80\xae", b"http://[",
    b"charset=utf-16", b"charset=x", b"xml:base='http://['", b"datetime=0000-00-00",
)  # fmt: skip


# -------------------------------------------------------------------- examples


@cache
def texts() -> tuple[bytes, ...]:
    """The texts among the examples."""
    return tuple(path.read_bytes() for path in sorted(EXAMPLES.glob("*.txt")))


@cache
def pages() -> tuple[bytes, ...]:
    """The pages among the examples."""
    return tuple(path.read_bytes() for path in sorted([*EXAMPLES.glob("*.html"), *EXAMPLES.glob("bad/*.html")]))


@cache
def feeds() -> tuple[bytes, ...]:
    """The texts and pages as entries of RSS and Atom feeds."""
    bodies = [escape(text.decode("utf-8", "replace")) for text in (texts()[0], *pages()[:2])]
    items = "".join(
        f"<item><title>Report {n}</title><link>https://courier.example/{n}</link><guid>{n}</guid>"
        f"<pubDate>Thu, 04 Sep 2025 08:00:00 +0300</pubDate><description>{body}</description></item>"
        for n, body in enumerate(bodies)
    )
    entries = "".join(
        f'<entry><title>Report {n}</title><link href="/{n}"/><id>urn:{n}</id><updated>2025-09-04T08:00:00Z</updated>'
        f'<author><name>A. Writer</name></author><content type="html">{body}</content></entry>'
        for n, body in enumerate(bodies)
    )
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>{entries}</feed>'
    return rss.encode(), atom.encode()


@cache
def lists() -> tuple[bytes, ...]:
    """A list of feeds."""
    outlines = "".join(f'<outline text="{n}" xmlUrl="https://courier.example/{n}"/>' for n in range(40))
    return (f'<?xml version="1.0"?><opml><body><outline text="a">{outlines}</outline></body></opml>'.encode(),)


@cache
def lines() -> tuple[bytes, ...]:
    """JSON Lines."""
    return tuple(path.read_bytes() for path in sorted([*EXAMPLES.glob("*.jsonl"), *EXAMPLES.glob("bad/*.jsonl")]))


@cache
def archives() -> tuple[bytes, ...]:
    """The pages in WARC files, plain and packed, and in a WACZ file."""
    records = [_record(n, page) for n, page in enumerate(pages()[:2])]
    packed = b"".join(gzip.compress(one, mtime=0) for one in records)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc.gz", packed)
    return b"".join(records), packed, gzip.compress(b"".join(records), mtime=0), out.getvalue()


def _record(number: int, page: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/{number}\r\n"
        f"WARC-Date: 2025-09-04T08:00:00Z\r\nContent-Type: application/http\r\n"
        f"WARC-Block-Digest: sha256:{hashlib.sha256(block).hexdigest()}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@cache
def dates() -> tuple[bytes, ...]:
    """Dates as pages write them."""
    return (
        b"Published On 31/10/2025, Last update: 21:34 (Mecca time)", b"October 31, 2025 9:34 PM EDT",
        b"2025-10-31T21:34:00+03:00", b"Updated 31 Oct 2025 0934 GMT | Friday, 4th of September, 2025",
    )  # fmt: skip


# -------------------------------------------------------------------- what is tried


def _read(content: bytes) -> None:
    for item in documents(["-"], stdin=io.BytesIO(content)):
        _built(item)


def _built(item: Document | Rejected) -> Report | None:
    made = build(item) if isinstance(item, Document) else item
    if isinstance(made, Rejected):
        if not made.reason or not made.detail.endswith("."):
            raise AssertionError(f"A rejection without words: {made!r}")
        return None
    for span in (made.dateline.span, made.dateline.place, made.dateline.date) if made.dateline else ():
        if span is not None and made.text[span.start : span.end] != span.text:
            raise AssertionError("A span does not quote its text.")
    json.dumps(made.text).encode()
    return made


def _page(content: bytes) -> None:
    _built(Document(content=content, media_type="text/html", path="-", address="https://courier.example/a"))


def _text(content: bytes) -> None:
    _built(Document(content=content, media_type="text/plain", path="-"))


def _claims(content: bytes) -> None:
    from onrecord.reading import read_report

    report = _built(Document(content=content, media_type="text/html", path="-"))
    if report is not None:
        reading = read_report(report)
        for claim in reading.claims:
            for span in (claim.trigger, claim.sentence):
                if report.text[span.start : span.end] != span.text:
                    raise AssertionError("A span does not quote its text.")


def _date(content: bytes) -> None:
    stamps.find(content.decode("utf-8", "replace"))


def _opml(content: bytes) -> None:
    try:
        opml.read_opml(content)
    except OnRecordError:
        return


Try = tuple[Callable[[], tuple[bytes, ...]], Callable[[bytes], None]]
TASKS: MappingProxyType[str, Try] = MappingProxyType({
    "pages": (pages, _page), "texts": (texts, _text), "claims": (pages, _claims), "feeds": (feeds, _read),
    "opml": (lists, _opml), "jsonl": (lines, _read), "archives": (archives, _read), "dates": (dates, _date),
})  # fmt: skip


def damaged(content: bytes, others: tuple[bytes, ...], dice: random.Random) -> bytes:
    """``content`` with some random changes."""
    data = bytearray(content)
    for _ in range(dice.randrange(1, MAX_CHANGES)):
        at = dice.randrange(len(data) + 1)
        size = min(len(data) - at, dice.choice((1, 3, 20, 300, 5_000)))
        kind = dice.randrange(7)
        if kind == 0 and at < len(data):
            data[at] = dice.randrange(256)
        elif kind == 1:
            del data[at : at + size]
        elif kind == 2:
            data[at:at] = data[at : at + size] * dice.choice((1, 2, 30))
        elif kind in (3, 4):
            data[at:at] = dice.choice(TOKENS) * dice.choice((1, 1, 1, 5, 100))
        elif kind == 5:
            other = dice.choice(others)
            start = dice.randrange(len(other) + 1)
            data[at : at + size] = other[start : start + size]
        elif dice.random() < 0.3:
            del data[at:]
    return bytes(data)


def run(task: str, *, runs: int, seed: int = 0, finds: Path | None = None) -> list[str]:
    """Tries ``runs`` damaged inputs; what was found, a line each."""
    corpus, attempt = TASKS[task]
    found: list[str] = []
    for item in corpus():
        attempt(item)  # what is loaded once is not counted
    before = _megabytes()
    for number in range(seed, seed + runs):
        dice = random.Random(f"{task} {number}")
        content = damaged(dice.choice(corpus()), corpus(), dice)
        start = process_time()
        problem = None
        try:
            attempt(content)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            where = traceback.extract_tb(error.__traceback__)[-1]
            problem = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        seconds = process_time() - start
        if problem is None and seconds > MAX_SECONDS:
            problem = f"{seconds:.1f} s"
        if problem is None and _megabytes() - before > MAX_GROWTH_MB:
            problem = f"{_megabytes() - before} MB"
            before = _megabytes()
        if problem is not None:
            found.append(f"{task} {number}: {' '.join(problem.split())[:300]}")
            if finds is not None:
                finds.mkdir(parents=True, exist_ok=True)
                (finds / f"{task}-{number}").write_bytes(content)
    return found


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: Iterable[str] | None = None) -> int:
    """The command; its code is 1 where something was found."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.fuzz", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("task", choices=[*TASKS])
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--finds", type=Path, default=Path(tempfile.gettempdir()) / "onrecord-finds")
    told = parser.parse_args(None if arguments is None else [*arguments])
    start = process_time()
    found = run(told.task, runs=told.runs, seed=told.seed, finds=told.finds)
    for line in found:
        print(line)
    print(f"{told.task}: {told.runs} runs, {len(found)} finds, {process_time() - start:.0f} s of processor time")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
