"""Properties of intake: in = read + rejected, every pattern linear, and no bytes that raise."""

from __future__ import annotations

import gzip
import json
import re
from html import escape
from io import BytesIO
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_literals import record, url
from onrecord.intake import (
    addresses,
    archives,
    codings,
    decode,
    digests,
    documents,
    feeds,
    files,
    frames,
    jsonl,
    opml,
    robots,
    sniff,
    warc,
    xmltext,
)  # fmt: skip
from onrecord.intake.feeds import parse_feed, plain
from onrecord.model import Document, Rejected
from onrecord.report import address, page_facts

CASES = settings(max_examples=150, derandomize=True, deadline=None)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
KEYS = st.sampled_from(["id", "text", "html", "title", "url", "published", "x"])
LINES = st.one_of(
    st.dictionaries(KEYS, JSON, max_size=5).map(lambda d: json.dumps(d).encode()),
    st.text(max_size=60).map(lambda t: t.replace("\n", " ").encode("utf-8", "surrogatepass")),
    st.binary(max_size=60).map(lambda b: b.replace(b"\n", b" ")),
    st.sampled_from([b"", b"  ", b"\xef\xbb\xbf"]),
)


@CASES
@given(st.lists(LINES, max_size=12))
def test_every_line_is_read_or_rejected(lines: list[bytes]) -> None:
    content = b'{"text": "The army left."}\n' + b"\n".join(lines)
    found = list(documents(["-"], stdin=BytesIO(content)))
    if [one.path for one in found] == ["-"]:  # so many control characters that it is no text at all
        assert isinstance(found[0], Rejected) and found[0].reason == "not_text"
        return
    expected = [1] + [n for n, line in enumerate(lines, start=2) if line.strip(b"\xef\xbb\xbf\r\n\t ")]
    assert [int(one.path.removeprefix("-:")) for one in found] == expected
    assert all(isinstance(one, Document) or one.detail.endswith(".") for one in found)


@CASES
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=6))
def test_every_entry_of_a_feed_is_there_and_holds_no_markup(told: list[tuple[str, str]]) -> None:
    told = [(feeds_text(a), feeds_text(b)) for a, b in told]
    items = "".join(
        f"<item><guid>n{n}</guid><title>{escape(a)}</title><author>{escape(b)}</author></item>"
        for n, (a, b) in enumerate(told)
    )
    found = parse_feed(f"<rss><channel>{items}</channel></rss>".encode())
    assert [entry.ident for entry in found.entries] == [f"n{n}" for n in range(len(told))]
    for entry, (title, _) in zip(found.entries, told, strict=True):
        assert entry.title == plain(title)
        for value in (entry.title, entry.author):
            assert not re.search(r"<[a-z/!][^<>]*>", value or "", re.I)


def feeds_text(text: str) -> str:
    """What XML can carry."""
    return xmltext.FORBIDDEN.sub("", text).replace("\r", " ")


@CASES
@given(st.lists(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=30), max_size=8))
def test_every_feed_of_a_list_is_there_once(told: list[str]) -> None:
    text = "".join(f'<outline xmlUrl="{escape(one)}"/>' for one in told)
    found = opml.read_opml(f"<opml><body>{text}</body></opml>".encode())
    assert list(found.feeds) == list(dict.fromkeys(one.strip() for one in told if one.strip()))


@CASES
@given(st.lists(st.one_of(st.binary(min_size=1, max_size=80), st.integers(0, 5)), max_size=8), st.booleans())
def test_every_byte_of_an_archive_is_read_or_named(parts: list[bytes | int], pack: bool) -> None:
    made = [
        record("resource", b"The army left town %d." % part, uri=url(part), media="text/plain")
        if isinstance(part, int)
        else part
        for part in parts
    ]
    content = b"".join(gzip.compress(one) if pack and one.startswith(b"WARC/") else one for one in made)
    items = list(frames.records(BytesIO(content), salvage=False))
    whole = [item for item in items if isinstance(item, frames.Framed)]
    garbage = [p for p in parts if isinstance(p, bytes) and p.strip(b"\r\n\0" if pack else b"\r\n")]
    if content[:2] in (b"\x1f\x8b", b"WA") or not pack:  # the first bytes say how the file is packed
        assert len(whole) == sum(isinstance(p, int) for p in parts)
        assert bool(garbage) == any(isinstance(item, frames.Damage) for item in items)


@CASES
@given(
    st.binary(max_size=300),
    st.sampled_from(["", "a.warc", "a.warc.gz", "a.wacz", "a.jsonl", "a.rss", "a.opml", "a.txt.gz"]),
)
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str) -> None:
    path = tmp_path_factory.getbasetemp() / (name or "a")
    path.write_bytes(content)
    found = list(documents([str(path)]))
    assert found
    assert all(isinstance(one, (Document, Rejected)) for one in found)


MODULES = (addresses, archives, codings, decode, digests, feeds, files, frames, jsonl, opml, robots, sniff, warc,
           xmltext, address, page_facts)  # fmt: skip
PATTERNS = {
    f"{module.__name__}.{name}": pattern
    for module in MODULES
    for name, value in vars(module).items()
    for pattern in (value.values() if isinstance(value, dict) else [value])
    if isinstance(pattern, re.Pattern)
}
STRINGS = (
    "a", " ", "<", "<a ", "&", "&a", "&#", "A:\r\n", "\r\n", "\n", "<!--", "<!-- -", "<?", "<?>", "<!DOCTYPE ",
    "<![CDATA[", ",", ", }", "@a", "a@b", "a@b (", "1", "0x", "1.", "WARC/1.0\r\n", "WARC/1.0\r\na-", "-", "sha1:",
    "Content-Length: 1", "charset", "charset =", "//", "/*", "*/", "[", "...", "…", "read more ", "encoding=", "/",
    "<meta charset", "<rss ", "<a:", "\u200b", "?", "%",
)  # fmt: skip


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_of_intake_is_linear(name: str) -> None:
    pattern = PATTERNS[name]
    for unit in STRINGS:
        text = unit * (100_000 // len(unit))
        data = text.encode() if isinstance(pattern.pattern, bytes) else text
        start = process_time()
        pattern.search(data)
        pattern.sub(data[:0], data)
        assert process_time() - start < 0.3, unit  # two passes; 100 ms each on an idle machine


@pytest.mark.parametrize("shape", ["<p>a</p>", "a ", "<", "&amp;lt;", "<a ", "\n", "&", "<br>", "{", '"'])
def test_reading_grows_with_the_text(shape: str) -> None:
    def seconds(count: int) -> float:
        content = b"<rss><channel><item><title>" + (shape * count).encode()
        start = process_time()
        list(documents(["-"], stdin=BytesIO(content)))
        return process_time() - start

    seconds(1_000)
    small, large = seconds(20_000), seconds(160_000)
    assert large < 0.5 or large < 12.2 * max(small, 0.005)  # 8 to the 1.2
