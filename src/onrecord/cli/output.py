"""Where readings go: standard output or a file, in one of the formats; and what is said on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from onrecord.errors import UsageError

if TYPE_CHECKING:  # the help of the commands is printed without loading the types
    from onrecord.model import Noted, Reading, Rejected

Format = Literal["auto", "text", "json", "html", "table"]
SUFFIXES: dict[str, Format] = {
    ".html": "html", ".htm": "html", ".json": "json", ".jsonl": "json", ".ndjson": "json", ".tsv": "table",
    ".txt": "text",
}  # fmt: skip


def chosen(form: Format, out: Path | None) -> Format:
    """The format to write: as asked, else by the file's name, else an account for people and JSON Lines for pipes."""
    if form != "auto":
        return form
    if out is not None:
        return SUFFIXES.get(out.suffix.lower(), "json")
    return "text" if _on_terminal(sys.stdout) else "json"


@contextmanager
def opened(out: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears under its name only when it is whole."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    out = out.resolve() if out.is_symlink() else out
    # a device or pipe is written to; a file is written beside its place, so that no half file is left
    part = out.with_name(f".{out.name}.{os.getpid()}.part") if out.is_file() or not out.exists() else out
    try:
        with part.open("wb") as stream:
            yield stream
        if part != out:
            part.replace(out)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise UsageError(f"{out} cannot be written: {error.strerror or error}.") from error
    finally:
        if part != out:
            part.unlink(missing_ok=True)


def write(read: Iterable[Reading], form: Format, out: Path | None) -> None:
    """Writes readings as they come (a page: when all have come)."""
    if out is None and sys.stdout is None:
        raise UsageError("Standard output is closed; name a file with --out.")
    with opened(out) as stream:
        if form == "json":
            from onrecord.export import jsonl

            for reading in read:
                stream.write(jsonl.line(reading))
                stream.flush()
        elif form == "html":
            from onrecord.export import page

            stream.write(page.render_all(read).encode())
        elif form == "table":
            from onrecord.export import table

            if out is None and sys.stdout.isatty():
                table.draw(read, sys.stdout)
            else:
                stream.writelines(piece.encode() for piece in table.lines(read))
        else:
            _account(read, stream, plain=out is not None)


def _account(read: Iterable[Reading], stream: IO[bytes], *, plain: bool) -> None:
    from io import TextIOWrapper

    from onrecord.export import terminal

    if not plain:
        for reading in read:
            terminal.write(reading, sys.stdout)
            sys.stdout.flush()
        return
    text = TextIOWrapper(stream, encoding="utf-8", write_through=True)
    for reading in read:
        text.write(terminal.render(reading))
    text.detach()


def complain(rejected: Rejected) -> None:
    """Names an input that was not read, and why."""
    name = "standard input" if rejected.path == "-" else rejected.path
    print(f"onrecord: {printable(name)}: {printable(rejected.detail)}", file=sys.stderr, flush=True)


def remark(noted: Noted) -> None:
    """Says what was passed over in an input."""
    name = "standard input" if noted.path == "-" else noted.path
    print(f"onrecord: note: {printable(name)}: {printable(noted.detail)}", file=sys.stderr, flush=True)


def printable(text: str) -> str:
    """Text without characters that would steer a terminal or that it cannot print."""
    return "".join(c if c.isprintable() else "?" for c in text)


def tally(read: int, rejected: int) -> str:
    """What became of the inputs: in = read + rejected."""
    reports = "report" if read == 1 else "reports"
    return f"onrecord: {read} {reports} read" + (f", {rejected} rejected" if rejected else "") + "."


def show_progress(out: Path | None) -> bool:
    """Whether a bar can be drawn without getting between the lines of the output."""
    return _on_terminal(sys.stderr) and (out is not None or not _on_terminal(sys.stdout))


def _on_terminal(stream: IO[str] | None) -> bool:
    """Whether a standard stream is a terminal; a closed one is ``None``."""
    return stream is not None and stream.isatty()
