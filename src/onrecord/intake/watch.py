"""Feeds that are asked again and again: what is new in them, through their faults.

How a command that watches uses it::

    web = Web()
    for address in feeds(["FEEDS.opml"]):           # str, or Rejected for what is no list of feeds
        ...
    state: MutableMapping[str, FeedState]           # kept in the record, one row a feed; encode with msgspec
    while True:
        for item in poll(addresses, seen=seen, state=state, web=web):
            ...                                     # store a Document, commit, then remember its key
        sleep(due(addresses, state=state) - time())

``poll`` asks every feed whose time has come once, in order, and yields a ``Document`` for each entry whose key is not
``in seen``, a ``Rejected`` for what failed. It never waits but for the pause between two requests to one host, and
never raises for what a feed or the network does.

What the caller must do: put ``Document.key`` into ``seen`` once the document is stored (or rejected for good, say for
its language). The key changes when the feed says that the entry was updated, so a corrected report comes again; its
``path`` (``FEED#ENTRY``) does not change. ``state[feed]`` is written after the last entry of that feed was taken, so a
stop in the middle loses nothing: the feed is asked again and ``seen`` knows what was stored.

How faults are survived: a feed that fails (no answer, 5xx, broken XML) is asked again after ``every`` seconds, doubled
with each failure in a row up to a day, or when the server says (``Retry-After``). One that is gone (410) is asked once
a week. A page that fails for now is tried again at the next polls, up to ``MAX_TRIES`` times, and only then are the
feed's validators kept, because "unchanged" would hide it; one that fails for good is not tried again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterable, Iterator, MutableMapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from onrecord.errors import NotReadable
from onrecord.intake import addresses, entries, sniff
from onrecord.intake.answers import LASTING_REASONS, Failure, Fetched, Known
from onrecord.intake.opml import read_opml
from onrecord.intake.web import Web
from onrecord.limits import MAX_FEED_BYTES
from onrecord.model import Document, Hints, Rejected

EVERY_SECONDS = 900.0
"""Between two polls of a feed. Shorter ones get watchers blocked."""
MAX_WAIT = 24 * 3600.0
GONE_WAIT = 7 * 24 * 3600.0
MAX_TRIES = 5
MAX_REMEMBERED = 1_000
# Faults of one page that will not go away by asking again.
FOR_GOOD = LASTING_REASONS | {"no_full_text", "not_text", "unchanged", "empty"}


class FeedState(Struct, frozen=True, kw_only=True):
    """What is known of one feed between polls. All fields have defaults: a new feed has ``FeedState()``."""

    next_at: float = 0.0
    """Unix time before which the feed is not asked."""
    asked: float | None = None
    """Unix time of the last request."""
    failures: int = 0
    """In a row."""
    why: str | None = None
    """The sentence of the last failure, ``None`` after a success."""
    gone: bool = False
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None
    """Where the feed has moved for good."""
    tries: dict[str, int] = field(default_factory=dict)
    """Keys of entries whose pages failed, and how often; at ``MAX_TRIES`` they are given up."""


def poll(
    feeds: Iterable[str],
    *,
    seen: Container[str],
    state: MutableMapping[str, FeedState],
    web: Web | None = None,
    now: Callable[[], float] = time.time,
    every: float = EVERY_SECONDS,
    hints: Hints = entries.NO_HINTS,
) -> Iterator[Document | Rejected]:
    """What is new in the feeds whose time has come. ``feeds``: their addresses; ``now``: Unix time in seconds."""
    web = web or Web()
    for feed in dict.fromkeys(feeds):
        before = state.get(feed) or FeedState()
        if before.next_at <= now():
            yield from _ask(feed, before, seen=seen, state=state, web=web, now=now, every=every, hints=hints)


def due(feeds: Iterable[str], *, state: MutableMapping[str, FeedState]) -> float:
    """The Unix time at which the next of these feeds wants to be asked; 0 where one was never asked."""
    return min((state[feed].next_at if feed in state else 0.0 for feed in feeds), default=0.0)


def feeds(inputs: Sequence[str]) -> Iterator[str | Rejected]:
    """The addresses that OPML files, text files (one address a line, ``#`` comments) and addresses name, each once."""
    found: set[str] = set()
    for name in inputs:
        for one in [name] if addresses.is_address(name) else _listed(name):
            if isinstance(one, Rejected):
                yield one
            elif one not in found:
                found.add(one)
                yield one


def _listed(name: str) -> Iterator[str | Rejected]:
    try:
        with Path(name).open("rb") as stream:
            content = stream.read(MAX_FEED_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no file"
        yield Rejected(path=name, reason="unreadable", detail=f"It cannot be read: {why}.")
        return
    if len(content) > MAX_FEED_BYTES:
        yield Rejected(path=name, reason="too_large", detail="It is too large for a list of feeds.")
    elif sniff.kind_of(content[: sniff.HEAD_BYTES]) == "opml":
        try:
            listed = read_opml(content)
        except NotReadable as error:
            yield Rejected(path=name, reason=error.reason, detail=str(error))
            return
        yield from listed.feeds
        if listed.broken:
            yield Rejected(path=name, reason="broken_xml", detail=listed.broken)
    else:
        yield from _lines(name, content)


def _lines(name: str, content: bytes) -> Iterator[str | Rejected]:
    for number, line in enumerate(content.decode("utf-8-sig", "replace").splitlines(), start=1):
        word = line.strip()
        if addresses.is_address(word):
            yield word
        elif word and not word.startswith("#"):
            yield Rejected(path=f"{name}:{number}", reason="address", detail="This line is no address of a feed.")


# -------------------------------------------------------------------- one feed


def _ask(
    feed: str, before: FeedState, *, seen: Container[str], state: MutableMapping[str, FeedState], web: Web,
    now: Callable[[], float], every: float, hints: Hints,
) -> Iterator[Document | Rejected]:  # fmt: skip
    asked = now()
    answer = web.fetch(before.moved or feed, known=Known(before.etag, before.modified))
    if isinstance(answer, Failure):
        yield Rejected(path=feed, reason="gone" if answer.gone else answer.reason, detail=answer.detail)
        state[feed] = _failed(before, answer, asked=asked, every=every)
        return
    if not isinstance(answer, Fetched):
        state[feed] = replace(before, next_at=asked + every, asked=asked, failures=0, why=None, gone=False)
        return
    tries = dict(before.tries)
    waiting = broken = False
    for item in entries.feed(
        answer.content, path=feed, hints=hints, charset=answer.charset, answer=answer, web=web,
        skip=lambda key: key in seen or tries.get(key, 0) >= MAX_TRIES,
    ):  # fmt: skip
        if isinstance(item, Rejected):
            broken = broken or item.path == feed
            waiting = _note(item, tries) or waiting
        yield item
    kept = dict(list(tries.items())[-MAX_REMEMBERED:])
    if broken:
        why = Failure(reason="broken_feed", detail="The feed is broken.")
        state[feed] = _failed(replace(before, tries=kept), why, asked=asked, every=every)
        return
    known = Known() if waiting else answer.known
    state[feed] = FeedState(
        next_at=asked + every, asked=asked, etag=known.etag, modified=known.modified,
        moved=answer.moved or before.moved, tries=kept,
    )  # fmt: skip


def _note(item: Rejected, tries: dict[str, int]) -> bool:
    """Counts a failure of an entry's page; whether it is worth another try."""
    if item.key is None:
        return False
    tries[item.key] = MAX_TRIES if item.reason in FOR_GOOD else tries.pop(item.key, 0) + 1
    return tries[item.key] < MAX_TRIES


def _failed(before: FeedState, answer: Failure, *, asked: float, every: float) -> FeedState:
    wait = min(MAX_WAIT, every * 2 ** min(before.failures, 20))
    if answer.retry_after is not None:
        wait = min(MAX_WAIT, max(wait, answer.retry_after))
    return replace(
        before, next_at=asked + (GONE_WAIT if answer.gone else wait), asked=asked, failures=before.failures + 1,
        why=answer.detail, gone=answer.gone,
    )  # fmt: skip
