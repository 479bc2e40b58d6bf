"""What a batch needed goes back to the system: the C library would keep free memory for the next one."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import lru_cache


def trim() -> None:
    """Takes a millisecond or two; where the C library knows no such call, nothing happens."""
    call = _call()
    if call is not None:
        call(0)


@lru_cache(maxsize=1)
def _call() -> Callable[[int], int] | None:
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # not glibc
        return None
    return found
