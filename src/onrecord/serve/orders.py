"""What the API is told to do, and what it says of the doing."""

from __future__ import annotations

from typing import Literal

from onrecord.model import Frozen, Judgement


class AddedItem(Frozen, frozen=True, kw_only=True):
    """What became of one input."""

    path: str
    outcome: Literal["read", "copy", "unchanged", "rejected"]
    report: str | None
    title: str | None
    claims: int
    reason: str | None
    detail: str | None


class Adding(Frozen, frozen=True, kw_only=True):
    """How far an adding has come."""

    id: str
    state: Literal["waiting", "reading", "linking", "done", "failed"]
    inputs: int
    done: int
    items: tuple[AddedItem, ...]
    message: str | None


class Paste(Frozen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report pasted as text, with what the text does not say."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


class JudgementOrder(Frozen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person's word that two claims are, or are not, of one event."""

    a: str
    b: str
    same: bool
    by: str
    why: str | None = None


class Judged(Frozen, frozen=True, kw_only=True):
    """A judgement as kept, and the events its two claims are of now."""

    judgement: Judgement
    events: tuple[str, ...]
