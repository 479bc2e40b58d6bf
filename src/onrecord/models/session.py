"""Weight files of the package -> a ready session. One session and one tokenizer a process, made when first needed."""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.errors import DataError, UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

THREADS = "ONRECORD_THREADS"
"""Environment variable: threads of one session. A process that reads in parallel with others wants 1."""


def threads() -> int:
    """Threads a session may use: ``ONRECORD_THREADS``, else the processors there are, at most 4."""
    given = os.environ.get(THREADS, "").strip()
    if not given:
        return min(4, os.cpu_count() or 1)
    if not given.isdecimal() or not 1 <= int(given) <= 256:
        raise UsageError(f"{THREADS} must be a whole number from 1 to 256, not {given!r}.")
    return int(given)


def _read(name: str) -> bytes:
    try:
        return files("onrecord.models").joinpath("data", name).read_bytes()
    except OSError as error:
        raise DataError(f"The file {name} of OnRecord is missing: reinstall with `pip install onrecord`.") from error


def checked(name: str, sha256: str) -> bytes:
    """The bytes of a file of ``models/data``; raises ``DataError`` where they are not the ones that were shipped."""
    raw = _read(name)
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise DataError(f"The file {name} of OnRecord is damaged: reinstall with `pip install onrecord`.")
    return raw


@lru_cache(maxsize=1)
def manifest() -> dict[str, str]:
    """sha256 by file name, as written by the export."""
    try:
        found = json.loads(_read("manifest.json"))
    except ValueError as error:
        raise DataError("The list of weight files is damaged: reinstall with `pip install onrecord`.") from error
    if not isinstance(found, dict):
        raise DataError("The list of weight files is damaged: reinstall with `pip install onrecord`.")
    return {str(k): str(v) for k, v in found.items()}


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """Word pieces of the encoder, without padding and truncation."""
    from tokenizers import Tokenizer

    name = "tokenizer.json"
    return Tokenizer.from_str(checked(name, manifest().get(name, "")).decode("utf-8"))


class Network:
    """One ONNX network in memory."""

    def __init__(self, raw: bytes, count: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = count
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # the arena keeps the largest batch's memory for the whole run
        self._session: Any = onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])
        self._names = [o.name for o in self._session.get_outputs()]

    def run(self, **inputs: NDArray[Any]) -> dict[str, NDArray[np.float32]]:
        """Outputs by name."""
        return dict(zip(self._names, self._session.run(None, inputs), strict=True))


@lru_cache(maxsize=4)
def network(name: str, *, alone: bool = False) -> Network:
    """The network of the file ``name``; the same one at every call.

    ``alone``: on one thread. Threads of two networks that take turns would wait for each other at full speed.
    """
    raw = checked(name, manifest().get(name, ""))
    try:
        return Network(raw, 1 if alone else threads())
    except (RuntimeError, ValueError) as error:
        raise DataError(f"The network {name} cannot be run here: {error}") from error
