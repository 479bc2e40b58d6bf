"""WARC, WACZ: what is read of a crawl; and every record of a cut or flipped one identical or reported."""

from __future__ import annotations

import gzip
import random
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import zstandard

from archive_literals import FORMS, crawl, packed, page, record, response, url, wacz
from onrecord.intake import documents
from onrecord.model import Document, Rejected, Report
from onrecord.report import build


def read(content: bytes, tmp_path: Path, name: str = "a.warc") -> list[Document | Rejected]:
    path = tmp_path / name
    path.write_bytes(content)
    return list(documents([str(path)]))


def pages(found: list[Document | Rejected]) -> list[Document]:
    return [one for one in found if isinstance(one, Document)]


def rejected(found: list[Document | Rejected]) -> list[Rejected]:
    return [one for one in found if isinstance(one, Rejected)]


@pytest.mark.parametrize("form", FORMS)
def test_the_pages_of_a_crawl(form: str, tmp_path: Path) -> None:
    found = read(FORMS[form](crawl()), tmp_path, form)
    assert rejected(found) == []
    assert [one.address for one in pages(found)] == [url(n) for n in range(6)]
    assert [one.content.decode() for one in pages(found)] == [page(n) for n in range(6)]
    first = pages(found)[0]
    assert first.fetched == "2025-11-01T08:00:00+00:00"
    assert first.charset == "utf-8"
    assert first.container is not None and first.path.startswith(first.container + "@")
    assert str(tmp_path / form) in first.container
    assert len({one.path for one in pages(found)}) == 6


def test_offsets_lead_to_their_records(tmp_path: Path) -> None:
    content = b"".join(crawl())
    for one in pages(read(content, tmp_path)):
        offset = int(one.path.rpartition("@")[2])
        assert content[offset:].startswith(b"WARC/1.1\r\nWARC-Type: response")
    content = packed(crawl())
    for one in pages(read(content, tmp_path, "a.warc.gz")):
        offset = int(one.path.rpartition("@")[2])
        assert gzip.decompress(content[offset:])[:8] == b"WARC/1.1"


def test_a_page_of_an_archive_is_a_report(tmp_path: Path) -> None:
    made = [build(one) for one in pages(read(packed(crawl(2)), tmp_path, "a.warc.gz"))]
    first = made[0]
    assert isinstance(first, Report)
    assert first.url == url(0)
    assert first.published is None  # the day of the crawl is not the day of the report
    assert first.text.startswith("Police in Gondar")


def test_archives_are_known_without_their_names_from_pipes_and_packed_again(tmp_path: Path) -> None:
    for form, make in FORMS.items():
        found = list(documents(["-"], stdin=BytesIO(make(crawl()))))
        assert len(pages(found)) == 6, form
    assert len(pages(read(gzip.compress(packed(crawl())), tmp_path, "a.warc.gz.gz"))) == 6
    assert len(pages(read(zstandard.compress(packed(crawl())), tmp_path, "a"))) == 6


@pytest.mark.parametrize(
    ("made", "count"),
    [
        (response(1, media="application/xhtml+xml"), 1),
        (response(1, b"The army left the town on Monday, it said.", media="text/plain"), 1),
        (response(1, media="TEXT/HTML"), 1),
        (response(1, status="404 Not Found"), 0),
        (response(1, b"", status="301 Moved", headers="Location: /2\r\n"), 0),
        (response(1, b"body {}", media="text/css"), 0),
        (response(1, b"{}", media="application/json"), 0),
        (record("resource", page(1).encode(), uri=url(1), media="text/html"), 1),
        (record("conversion", b"The army left.", uri=url(1), media="text/plain"), 1),
        (record("response", b"20251101 1.2.3.4", uri="dns:courier.example", media="text/dns"), 0),
        (record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", uri=url(1)), 0),
        (record("metadata", b"a: b", uri=url(1), media="application/warc-fields"), 0),
        (record("resource", b"User-agent: *", uri=url(1) + "/robots.txt", media="text/plain"), 0),
        (record("resource", b"-r -l 1", uri="<metadata://gnu.org/wget/arguments.txt>", media="text/plain"), 0),
    ],
)  # fmt: skip
def test_which_records_are_pages(made: bytes, count: int, tmp_path: Path) -> None:
    found = read(made, tmp_path)
    assert len(pages(found)) == count
    assert rejected(found) == []


def coded(coding: str, body: bytes, more: str = "") -> bytes:
    return response(1, body, headers=f"Content-Encoding: {coding}\r\n{more}")


def test_codings_are_undone_and_headers_left_from_them_do_no_harm(tmp_path: Path) -> None:
    import zlib

    import brotli

    text = page(1).encode()
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (100, text[:100], len(text) - 100, text[100:])
    zipped = gzip.compress(text)
    for made in (
        coded("gzip", zipped), coded("br", brotli.compress(text)), coded("deflate", zlib.compress(text)),
        coded("zstd", zstandard.compress(text)), coded("gzip", text), coded("br", text),
        response(1, chunks, headers="Transfer-Encoding: chunked\r\n"),
        response(1, text, headers="Transfer-Encoding: chunked\r\n"),
        coded("gzip", b"%x\r\n%s\r\n0\r\n\r\n" % (len(zipped), zipped), "Transfer-Encoding: chunked\r\n"),
    ):  # fmt: skip
        (found,) = read(made, tmp_path)
        assert isinstance(found, Document) and found.content == text


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (coded("gzip", gzip.compress(page(1).encode())[:-20]), "damaged"),
        (coded("gzip", gzip.compress(bytes(64 * 2**20), 6)), "too_large"),
        (coded("compress", b"\x1f\x9d"), "coding"),
        (response(1, b"ffff\r\nshort", headers="Transfer-Encoding: chunked\r\n"), "damaged"),
        (response(1, b" \r\n "), "empty"),
        (response(1, b"\x89PNG\r\n\x1a\n" + bytes(30)), "not_text"),
        (response(1, media="tfxt/html"), "content_type"),
        (response(1, media="text/htmm"), "content_type"),
        (record("responsf", b"HTTP/1.1 200 OK\r\n\r\nx", uri=url(1)), "damaged"),
        (record("response", b"HTTP/1.1 200 OK\r\n\r\nx"), "damaged"),
        (record("response", b"HTTP/1.1 200 OK\r\n\r\nx", uri="`ttps://courier.example/"), "damaged"),
        (record("response", b"nonsense", uri=url(1)), "damaged"),
        (response(1, WARC_Block_Digest="sha1:" + "A" * 32), "damaged"),
        (response(1, digests=False, WARC_Payload_Digest="sha256:" + "0" * 64), "damaged"),
        (response(1, bytes(21 * 2**20)), "too_large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_the_rest_goes_on(made: bytes, reason: str, tmp_path: Path) -> None:
    for content, name in ((made + response(2), "a.warc"), (packed([made, response(2)]), "a.warc.gz")):
        found = read(content, tmp_path, name)
        assert [one.reason for one in rejected(found)] == [reason]
        assert rejected(found)[0].path.endswith("@0")
        assert [one.address for one in pages(found)] == [url(2)]


def test_digests_of_every_spelling_are_checked(tmp_path: Path) -> None:
    import base64
    import hashlib

    body = page(1).encode()
    for name, spell in (
        ("sha256", lambda d: d.hex()), ("SHA-256", lambda d: base64.b32encode(d).decode()),
        ("md5", lambda d: d.hex().upper()),
        ("sha512", lambda d: base64.b64encode(d).decode()), ("sha1", lambda d: base64.b32encode(d).decode().lower()),
    ):  # fmt: skip
        value = spell(hashlib.new(name.lower().replace("-", ""), body).digest())
        made = response(1, digests=False, WARC_Payload_Digest=f"{name}:{value}")
        assert len(pages(read(made, tmp_path))) == 1, name
        assert [one.reason for one in rejected(read(made.replace(b"Police", b"Polise", 1), tmp_path))] == ["damaged"]


def test_bytes_that_belong_to_no_record_are_named(tmp_path: Path) -> None:
    records = [response(n) for n in range(3)]
    for content, name in (
        (records[0] + b"garbage between records" + b"".join(records[1:]), "a.warc"),
        (packed(records[:1]) + b"garbage between records" + packed(records[1:]), "a.warc.gz"),
        (packed(records[:1]) + gzip.compress(b"no record") + packed(records[1:]), "b.warc.gz"),
    ):
        found = read(content, tmp_path, name)
        assert len(pages(found)) == 3
        assert [one.reason for one in rejected(found)] == ["damaged"]


def test_padding_is_no_damage(tmp_path: Path) -> None:
    assert rejected(read(packed([response(1)]) + bytes(512), tmp_path, "a.warc.gz")) == []
    assert rejected(read(response(1) + b"\r\n\r\n\r\n" + response(2), tmp_path)) == []


def test_a_file_that_is_nothing_but_damage_ends(tmp_path: Path) -> None:
    content = (b"WARC/1.0\r\nContent-Length: 99999999\r\nX: y\r\n\r\n" * 5_000) + response(1)
    start = time.process_time()
    found = read(content, tmp_path)
    assert time.process_time() - start < 10
    assert len(rejected(found)) == 1_002
    assert rejected(found)[-1].detail.endswith("it was not read on.")


# -------------------------------------------------------------------- WACZ


def test_archives_in_a_wacz_are_found_under_their_names(tmp_path: Path) -> None:
    files = {"archive/a.warc.gz": packed([response(1)]), "archive/b.warc": response(2), "pages/pages.jsonl": b"{}"}
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        found = read(wacz(files, method=method), tmp_path, "a.wacz")
        assert [one.path.partition("!")[2].partition("@")[0] for one in found] == [
            "archive/a.warc.gz",
            "archive/b.warc",
        ]
        assert rejected(found) == []


def test_a_digest_that_does_not_fit_is_named_and_the_records_are_looked_for(tmp_path: Path) -> None:
    good, evil = packed([response(1)]), packed([response(2)])
    content = wacz({"archive/a.warc.gz": good})
    swapped = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(swapped, "w") as new:
        new.writestr("archive/a.warc.gz", evil)
        new.writestr("datapackage.json", old.read("datapackage.json"))
    found = read(swapped.getvalue(), tmp_path, "a.wacz")
    assert [one.reason for one in rejected(found)] == ["damaged"]
    assert [one.address for one in pages(found)] == [url(2)]


def test_a_file_that_the_package_lists_and_the_archive_lacks_is_missed(tmp_path: Path) -> None:
    content = wacz({"archive/a.warc.gz": packed([response(1)])}).replace(b"archive/a.warc.gz", b"archive/a.wbrc.gz", 1)
    found = read(content, tmp_path, "a.wacz")
    assert [one.reason for one in rejected(found)] == ["damaged"]
    assert len(pages(found)) == 1


@pytest.mark.parametrize(
    "name", ["../../evil.warc.gz", "/tmp/evil.warc.gz", "a/../../b.warc.gz", "C:/x.warc.gz", "..\\x.warc.gz"]
)
def test_names_that_lead_out_are_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    found = read(
        wacz({name: packed([response(1)]), "archive/a.warc.gz": packed([response(2)])}), tmp_path / "in", "a.wacz"
    )
    assert [one.reason for one in rejected(found)] == ["unsafe_path"]
    assert [one.address for one in pages(found)] == [url(2)]
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "a.wacz"]


def test_a_list_that_points_before_the_file_is_not_believed(tmp_path: Path) -> None:
    content = bytearray(wacz({"archive/a.warc.gz": packed([response(1)])}))
    content[-3] ^= 253  # where the list of files begins, in the last record of a zip file
    found = read(bytes(content), tmp_path, "a.wacz")
    assert [one.reason for one in rejected(found)] == ["damaged"]
    assert [one.address for one in pages(found)] == [url(1)]


def test_a_zip_file_that_is_no_wacz(tmp_path: Path) -> None:
    (found,) = read(wacz({"word/document.xml": b"<a/>"}, package=False), tmp_path, "a.docx")
    assert isinstance(found, Rejected) and found.reason == "not_text"


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    content = wacz({"archive/a.warc": bytes(64 * 2**20)}, method=zipfile.ZIP_DEFLATED)
    start = time.process_time()
    (found,) = read(content, tmp_path, "a.wacz")
    assert time.process_time() - start < 5
    assert isinstance(found, Rejected) and found.reason == "bomb"


# -------------------------------------------------------------------- cuts and flips


ORIGINAL = {page(n).encode(): url(n) for n in range(6)}


def check(content: bytes, name: str, tmp_path: Path, label: str) -> tuple[int, int]:
    """Every record identical or reported; how many pages came whole and how many faults were named."""
    found = read(content, tmp_path, name)
    got = pages(found)
    for one in got:
        assert one.content in ORIGINAL, f"{label}: a page was changed"
        plain = name == "plain.warc"  # there, nothing protects the header of a record
        assert one.address == ORIGINAL[one.content] or plain, f"{label}: a page has another address"
    assert len({one.content for one in got}) == len(got), f"{label}: a page came twice"
    lost = set(ORIGINAL) - {one.content for one in got}
    assert not lost or rejected(found), f"{label}: {len(lost)} pages lost in silence"
    return len(got), len(rejected(found))


def cut(form: str, tmp_path: Path, count: int) -> None:
    content = FORMS[form](crawl())
    borders = set()
    at = 0
    for one in crawl():  # a file that ends where a record ends is a whole, shorter file: nobody can tell
        at += len(one) if form == "plain.warc" else len(FORMS[form]([one])) if form.startswith("crawl.warc") else 10**9
        borders |= set(range(at - 4, at + 1)) if form == "plain.warc" else {at}
    for position in random.Random(7).sample(range(40, len(content)), count):
        if position not in borders:
            whole, _ = check(content[:position], form, tmp_path, f"cut at {position}")
            if form == "plain.warc":
                kept = sum(content.index(p) + len(p) <= position for p in ORIGINAL)
                assert whole == kept


def flip(form: str, tmp_path: Path, count: int) -> None:
    content = FORMS[form](crawl())
    dice = random.Random(11)
    for _ in range(count):
        position, value = dice.randrange(len(content)), dice.randrange(1, 256)
        broken = bytearray(content)
        broken[position] ^= value
        whole, _ = check(bytes(broken), form, tmp_path, f"byte {position} xor {value}")
        if form != "whole.warc.gz":  # damage stays where it is
            assert whole >= 5, f"byte {position} xor {value}: {6 - whole} pages lost"


@pytest.mark.parametrize("form", FORMS)
def test_cut_anywhere_every_record_is_identical_or_reported(form: str, tmp_path: Path) -> None:
    cut(form, tmp_path, 40)


@pytest.mark.parametrize("form", FORMS)
def test_flipped_anywhere_every_record_is_identical_or_reported(form: str, tmp_path: Path) -> None:
    flip(form, tmp_path, 60)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_a_thousand_cuts(form: str, tmp_path: Path) -> None:
    cut(form, tmp_path, 200)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_ten_thousand_flips(form: str, tmp_path: Path) -> None:
    flip(form, tmp_path, 2_000)
