"""Bytes -> Document: files, folders, patterns, JSON Lines, standard input; and what is rejected, with why."""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from pathlib import Path

import pytest

from onrecord.intake import count, decode, documents
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.model import Document, Hints, Rejected

TEXT = "The army left the town on Monday, it said."
EXAMPLES = Path(__file__).parents[1] / "examples"


def one(path: Path, content: bytes) -> Document | Rejected:
    path.write_bytes(content)
    (found,) = documents([str(path)])
    return found


def rejected(path: Path, content: bytes) -> Rejected:
    found = one(path, content)
    assert isinstance(found, Rejected)
    assert found.path == str(path)
    assert found.detail.endswith(".")
    return found


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.txt", TEXT, "text/plain"),
        ("a.txt", f"<p>{TEXT}</p>", "text/plain"),
        ("a.html", TEXT, "text/html"),
        ("a.HTM", TEXT, "text/html"),
        ("a", f"<!DOCTYPE html><p>{TEXT}", "text/html"),
        ("a", TEXT, "text/plain"),
        ("a.page", f"<div class=x><p>{TEXT}</p></div>", "text/html"),
        ("a.news", f"Profits < losses > {TEXT}", "text/plain"),
    ],
)
def test_the_name_then_the_bytes_say_what_it_is(tmp_path: Path, name: str, content: str, media: str) -> None:
    found = one(tmp_path / name, content.encode())
    assert isinstance(found, Document)
    assert found.media_type == media
    assert found.content == content.encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"),
        (b"%PDF-1.7\n" + TEXT.encode(), "PDF"),
        (b"PK\x03\x04" + bytes(50), "Office"),
        (b"GIF89a" + bytes(50), "GIF"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(20), "film"),
        (bytes(range(256)) * 4, "binary"),
        (b"MZ\x90\x00\x03" + bytes(60), "program"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    found = rejected(tmp_path / "a.txt", content)
    assert found.reason == "not_text"
    assert words in found.detail


@pytest.mark.parametrize("text", ["BMW said on Monday that it would build a plant.", "MZ is how he signed."])
def test_text_that_starts_like_a_format_is_text(tmp_path: Path, text: str) -> None:
    assert isinstance(one(tmp_path / "a.txt", text.encode()), Document)


@pytest.mark.parametrize("content", [b"", b"\n \t\r\n", b"\xef\xbb\xbf\n"])
def test_empty(tmp_path: Path, content: bytes) -> None:
    assert rejected(tmp_path / "a.txt", content).reason == "empty"


def test_too_large(tmp_path: Path) -> None:
    found = rejected(tmp_path / "a.html", b"<p>a</p>" * (MAX_INPUT_BYTES // 8 + 1))
    assert found.reason == "too_large"
    assert "20 MB" in found.detail


def test_a_bomb_is_not_unpacked_whole(tmp_path: Path) -> None:
    assert rejected(tmp_path / "a.txt.gz", gzip.compress(b"a " * MAX_INPUT_BYTES)).reason == "too_large"


def test_packed_files(tmp_path: Path) -> None:
    found = one(tmp_path / "a.html.gz", gzip.compress(TEXT.encode()))
    assert isinstance(found, Document)
    assert (found.content, found.media_type) == (TEXT.encode(), "text/html")
    assert rejected(tmp_path / "b.txt.gz", gzip.compress(TEXT.encode())[:-12]).reason == "truncated"


def test_missing_unreadable_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    found = list(documents([str(tmp_path / "x.txt"), str(tmp_path / "none"), str(tmp_path / "*.pdf")]))
    assert [f.reason for f in found if isinstance(f, Rejected)] == ["unreadable", "empty", "unreadable"]


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "c/d.txt", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "c" / "loop").symlink_to(tmp_path)
    names = [str(Path(d.path).relative_to(tmp_path)) for d in documents([str(tmp_path)])]
    assert names == ["a.txt", "b.txt", "c/d.txt"]
    assert len(list(documents([str(tmp_path / "*.txt")]))) == 2


def test_documents_are_counted_where_names_tell(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.html").write_text(TEXT)
    assert count([str(tmp_path)]) == 2
    (tmp_path / "c.jsonl").write_text("")
    assert count([str(tmp_path)]) is None
    assert count(["-"]) is None
    assert count(["https://courier.example/1"]) is None


def lines(*items: object) -> bytes:
    return b"".join((i if isinstance(i, bytes) else json.dumps(i).encode()) + b"\n" for i in items)


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        lines(
            {"id": 7, "text": TEXT, "publisher": "P", "title": None},
            b"",
            b'{"id": "x", "text": "cut',
            b"[1, 2]",
            {"html": f"<p>{TEXT}</p>", "url": "https://x.example/a"},
            {"id": "none"},
            {"text": "  "},
            {"text": ["no"]},
            b'{"text": "caf\xe9 left"}',
        )
    )
    found = list(documents([str(path)], hints=Hints(publisher="Q", published="2025-01-01")))
    first, cut, array, html, none, empty, odd, latin = found
    assert isinstance(first, Document) and isinstance(html, Document) and isinstance(latin, Document)
    assert (first.hints.id, first.hints.publisher, first.hints.published) == ("7", "P", "2025-01-01")
    assert first.path == f"{path}:1"
    assert (html.media_type, html.hints.publisher, html.path) == ("text/html", "Q", f"{path}:5")
    assert latin.content.decode() == "café left"
    reasons = [(r.path.rsplit(":", 1)[1], r.reason) for r in (cut, array, none, empty, odd) if isinstance(r, Rejected)]
    assert reasons == [
        ("3", "broken_json"), ("4", "broken_json"), ("6", "missing_text"), ("7", "empty"), ("8", "broken_json"),
    ]  # fmt: skip


def test_json_lines_of_other_tools_are_read_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        lines(
            {"maintext": TEXT, "date_publish": "2025-03-13 10:00:00", "source": {"id": "x", "name": "Hill Post"}},
            {"text": TEXT, "content": "short", "authors": ["A. Okello", "B. Moyo"], "source_domain": "www.bbc.co.uk"},
            {"html": f"<p>{TEXT}</p>", "raw_text": "not this", "publisher": "P", "outlet": "not this"},
            {"text": TEXT, "date": "2031-05-02"},
        )
    )
    found = [d for d in documents([str(path)]) if isinstance(d, Document)]
    told = [(d.hints.publisher, d.hints.published, d.hints.author) for d in found]
    assert told == [
        ("Hill Post", "2025-03-13 10:00:00", None), ("BBC", None, "A. Okello, B. Moyo"), ("P", None, None),
        (None, None, None),
    ]  # fmt: skip
    assert [d.content.decode() for d in found] == [TEXT, TEXT, f"<p>{TEXT}</p>", TEXT]


def test_a_line_over_the_limit_is_skipped_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"text": TEXT}, {"text": "a" * (MAX_INPUT_BYTES + 10)}, {"text": TEXT}))
    found = list(documents([str(path)]))
    assert [type(f).__name__ for f in found] == ["Document", "Rejected", "Document"]
    assert [f.path.rsplit(":", 1)[1] for f in found] == ["1", "2", "3"]


def test_hostile_json_is_one_rejection(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(b'{"text": ' + b"[" * 100_000, {"text": "\ud800 " + TEXT}))
    broken, read = documents([str(path)])
    assert isinstance(broken, Rejected)
    assert isinstance(read, Document)


def test_json_lines_are_known_without_their_suffix() -> None:
    found = list(documents(["-"], stdin=BytesIO(lines({"text": TEXT}, {"text": TEXT}))))
    assert [f.path for f in found] == ["-:1", "-:2"]


@pytest.mark.parametrize("name", ["a.json", "a", "a.jsonl"])
@pytest.mark.parametrize(
    ("layout", "fate"),
    [
        (json.dumps([{"text": TEXT}, {"text": TEXT}], indent=2), ["1", "2"]),
        (json.dumps([{"text": TEXT}, {"text": TEXT}]), ["1", "2"]),
        ("\n".join(json.dumps({"text": TEXT}, indent=1) for _ in range(2)), ["1", "2"]),
        (json.dumps([{"text": TEXT}, 5, {"id": "x"}], indent=2), ["1", "2 broken_json", "3 missing_text"]),
        (json.dumps([{"text": TEXT}, {"text": TEXT}])[:-9], ["1", "2 truncated"]),
        (f'[{{"text": "{TEXT}"}}, {{"text": oops}}, {{"text": "{TEXT}"}}]', ["1", "2 truncated"]),
        (f'[{{"text": "{TEXT}"}}] and more', ["1", "2 broken_json"]),
        ('[{"text": ' + "[" * 100_000, ["1 broken_json"]),
    ],
)
def test_json_in_other_layouts(tmp_path: Path, name: str, layout: str, fate: list[str]) -> None:
    path = tmp_path / name
    path.write_text(layout, encoding="utf-8")
    told = [
        f.path.removeprefix(f"{path}:") + (f" {f.reason}" if isinstance(f, Rejected) else "")
        for f in documents([str(path)])
    ]
    assert told == fate


def test_a_list_of_reports_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    report = json.dumps({"text": TEXT, "more": "é" * 30_000}, ensure_ascii=False)
    path.write_text(f"[{', '.join([report] * 500)}]", encoding="utf-8")
    notes: list[str] = []
    found = list(documents([str(path)], on_note=lambda noted: notes.append(noted.detail)))
    assert path.stat().st_size > MAX_INPUT_BYTES
    assert len(found) == 500
    assert all(isinstance(f, Document) for f in found)
    assert "500 more" in notes[0]
    path.write_text(f'[{report}, {{"text": "{"a" * (MAX_INPUT_BYTES + 10)}"}}]', encoding="utf-8")
    assert [f.reason for f in documents([str(path)]) if isinstance(f, Rejected)] == ["too_large"]


def test_standard_input() -> None:
    (found,) = documents(["-"], stdin=BytesIO(TEXT.encode()), hints=Hints(publisher="P"))
    assert isinstance(found, Document)
    assert (found.path, found.hints.publisher) == ("-", "P")


SAMPLE = "The mayor of Córdoba resigned on Monday. “I cannot govern,” he wrote. The café’s owner blamed the police."
RUSSIAN = "Мэр города подал в отставку в понедельник после недели протестов, сообщила его канцелярия журналистам."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (SAMPLE.encode(), SAMPLE),
        (SAMPLE.encode("utf-8-sig"), SAMPLE),
        (SAMPLE.encode("cp1252"), SAMPLE),
        (SAMPLE.encode("utf-16"), SAMPLE),
        (SAMPLE.encode("utf-16-le"), SAMPLE),
        (SAMPLE.encode("utf-16-be"), SAMPLE),
        (SAMPLE.encode("utf-32"), SAMPLE),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
    ],
)
def test_encodings_are_found(content: bytes, text: str) -> None:
    assert decode.decode(content) == text


def test_one_wrong_byte_does_not_change_the_encoding() -> None:
    assert decode.decode(SAMPLE.encode() + b"\xff") == SAMPLE + "\ufffd"


def test_a_declaration_is_believed_as_browsers_do() -> None:
    declared = b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>\x93Yes\x94</p>'
    assert "“Yes”" in decode.decode(declared, html=True)
    assert decode.decode("<meta charset='nonsense'><p>é</p>".encode(), html=True).endswith("<p>é</p>")


def test_every_bad_example_is_named_or_read() -> None:
    from onrecord.report import build

    found = {}
    for item in documents([str(EXAMPLES / "bad")]):
        result = build(item) if isinstance(item, Document) else item
        found[item.path.partition("bad/")[2]] = result.reason if isinstance(result, Rejected) else "read"
    assert found == {
        "bomb.txt.gz": "too_large", "broken-line.jsonl:1": "read", "broken-line.jsonl:2": "broken_json",
        "broken-line.jsonl:3": "read", "cut-before-text.html": "truncated", "cut-in-text.html": "read",
        "cut.warc@0": "read", "cut.warc@788": "truncated", "empty.txt": "empty", "entities.rss": "unsafe_xml",
        "feeds.opml": "feed_list", "flipped.warc.gz@0": "damaged", "flipped.warc.gz@515": "read",
        "picture.txt": "not_text", "spanish.txt": "language", "teasers.rss#https://courier.example/1": "no_full_text",
        "windows-1252.txt": "read",
    }  # fmt: skip
