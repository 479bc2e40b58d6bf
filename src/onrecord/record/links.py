"""Where the record hands its claims to linking: inside the transaction that wrote them."""

from __future__ import annotations

from collections.abc import Sequence

import apsw


def link(db: apsw.Connection, reports: Sequence[str]) -> None:
    """Finds the events of the claims of ``reports`` (ids), which are new or whose copies or versions changed."""


def forget(db: apsw.Connection, reports: Sequence[str]) -> None:
    """The claims of ``reports`` (ids) are about to be taken away, or their reports to change."""
