"""Bombs and giants: refused in bounded time and memory, and the rest is read."""

from __future__ import annotations

import gzip
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest
import zstandard

from onrecord.intake import documents
from onrecord.intake.unpack import Budget, Unpacked
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.model import Document, Rejected

TEXT = b"The army left the town on Monday, it said. "
GIANT = b"a " * (32 * 2**20)


def gz(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)


BOMBS = {
    "a.txt.gz": lambda: gz(GIANT),
    "b.txt.zst": lambda: zstandard.compress(GIANT, 3),
    "c.txt.gz.gz": lambda: gz(gz(GIANT) + bytes(10)),
    "d.txt.gz.gz.gz": lambda: gz(gz(gz(TEXT))),
    "e.jsonl.gz": lambda: gz(b"\n" * len(GIANT)),
    "f.jsonl.zst": lambda: zstandard.compress(b'{"text": "' + b"a" * len(GIANT) + b'"}\n', 3),
    "g.warc.gz": lambda: gz(b"WARC/1.1\r\nContent-Length: 9\r\n" + GIANT),
    "h.xml.gz": lambda: gz(b"<rss>" + b"<item>" * (len(GIANT) // 6)),
    "i.html": lambda: b"<p>" + b"a " * (MAX_INPUT_BYTES // 2) + b"</p>",
    "j.jsonl": lambda: b'{"text": "' + b"a" * 64 * 2**20 + b'"}\n',
    "k.txt": lambda: b"a" * 64 * 2**20,
}
REASONS = {"too_large", "bomb", "nested", "truncated", "damaged", "broken_feed", "missing_text", "empty"}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_and_the_rest_goes_on(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BOMBS[name]())
    (tmp_path / "z.txt").write_bytes(TEXT)
    start = process_time()
    found = list(documents([str(tmp_path)]))
    assert process_time() - start < 5
    assert isinstance(found[-1], Document) and found[-1].content == TEXT
    assert found[:-1]
    assert {one.reason for one in found[:-1] if isinstance(one, Rejected)} <= REASONS
    assert all(isinstance(one, Rejected) for one in found[:-1])


def test_bombs_need_little_memory(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "b.txt.zst", "c.txt.gz.gz", "e.jsonl.gz", "g.warc.gz"):
        (tmp_path / name).write_bytes(BOMBS[name]())
    program = (
        "import resource, sys; from onrecord.intake import documents\n"
        "start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "count = sum(1 for _ in documents([sys.argv[1]]))\n"
        "print(count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) // 1024)"
    )
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    count, megabytes = map(int, run.stdout.split())
    assert count >= 5
    assert megabytes < 200


def test_what_packs_well_is_no_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    line = b'{"id": "%d", "text": "' + b"The army left the town on Monday, it said. " * 40 + b'"}\n'
    lines = b"".join(line % n for n in range(14_000))
    path.write_bytes(gz(lines))
    assert len(lines) > MAX_INPUT_BYTES
    found = list(documents([str(path)]))
    assert len(found) == 14_000
    assert all(isinstance(one, Document) for one in found)


def unpacked(content: bytes) -> bytes:
    return Unpacked(BytesIO(content), content[:4], budget=Budget(), outermost=True).readall() or b""


@pytest.mark.parametrize("pack", [gz, zstandard.compress])
def test_streams_of_several_members_and_padding(pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    assert unpacked(pack(TEXT) + pack(TEXT * 9000) + pack(b"")) == TEXT * 9001
    assert unpacked(gz(TEXT) + bytes(600) + gz(TEXT)) == TEXT * 2


@pytest.mark.parametrize("pack", [gz, zstandard.compress])
@pytest.mark.parametrize("size", [1, 200, 70_000])
def test_a_cut_stream_is_never_taken_for_a_whole_one(pack: object, size: int, tmp_path: Path) -> None:
    assert callable(pack)
    whole = pack(b"".join(b"%d " % (n * n) for n in range(size)))
    path = tmp_path / "a.txt.gz"
    for at in {*range(5, len(whole), max(1, len(whole) // 40)), len(whole) - 1}:
        path.write_bytes(whole[:at])
        (found,) = documents([str(path)])
        assert isinstance(found, Rejected) and found.reason in ("truncated", "empty"), at


def test_lines_before_the_damage_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = b"".join(b'{"text": "The army left town %d on Monday.", "id": "%d"}\n' % (n * n, n) for n in range(20_000))
    packed = gz(lines)
    path.write_bytes(packed[: len(packed) // 2])
    found = list(documents([str(path)]))
    assert isinstance(found[-1], Rejected) and found[-1].reason == "truncated"
    assert len(found) > 5_000
    assert all(isinstance(one, Document) for one in found[:-1])
