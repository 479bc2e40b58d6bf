"""Errors in one shape: ``{"error": {"code": …, "message": …}}``, whatever went wrong and wherever."""

from __future__ import annotations

import logging
import re
from typing import Any

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, ValidationException

from onrecord.errors import InputError, OnRecordError, TooLarge, UsageError
from onrecord.serve.shapes import Failure, Fault

log = logging.getLogger("onrecord.serve")

CODES = {
    400: "bad_query", 401: "token", 403: "forbidden", 404: "not_found", 405: "method", 413: "too_large",
    415: "media_type", 500: "fault", 503: "busy",
}  # fmt: skip
SENTENCES = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    413: "That is over the limit of 20 MB.",
}


class NotFound(OnRecordError):
    """What was asked for is not in this record."""


class BadQuery(OnRecordError):
    """A filter or a parameter says what cannot be. The text says what can."""


def failure(status: int, message: str, code: str | None = None) -> Response[Failure]:
    """A response in the one shape of errors."""
    fault = Fault(code=code or CODES.get(status, "http"), message=message)
    return Response(content=Failure(error=fault), status_code=status, media_type=MediaType.JSON)


def expected(_: Request[Any, Any, Any], error: OnRecordError) -> Response[Failure]:
    """What OnRecord raises on purpose: its text is a sentence for the user."""
    match error:
        case NotFound():
            return failure(404, str(error))
        case TooLarge():
            return failure(413, str(error), error.reason)
        case InputError():
            return failure(400, str(error), error.reason)
        case BadQuery() | UsageError():
            return failure(400, str(error))
    return failure(503, str(error), "record")


def invalid(_: Request[Any, Any, Any], error: ValidationException) -> Response[Failure]:
    """A parameter of the wrong kind, named."""
    found = [e for e in (error.extra or []) if isinstance(e, dict)] if isinstance(error.extra, list) else []
    parts = [f"{e.get('key', 'the body')}: {_plain(str(e.get('message', '')))}" for e in found]
    return failure(400, "; ".join(parts) or _plain(error.detail))


def _plain(message: str) -> str:
    """msgspec's words without what only a programmer needs."""
    return re.sub(r" - at `\$?([\w.\[\]]*)`", r" (\1)", message).rstrip(".") + "."


def refused(_: Request[Any, Any, Any], error: HTTPException) -> Response[Failure]:
    """Whatever else the framework refuses: no such page, wrong method, too large."""
    status = error.status_code
    return failure(status, SENTENCES.get(status, error.detail or "That cannot be done."))


def unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[Failure]:
    """A fault of OnRecord: said so, logged, and nothing of its inside shown."""
    log.error("%s %s: %s: %s", request.method, request.url.path, type(error).__name__, error, exc_info=error)
    return failure(500, "This is a fault of OnRecord; please report it. The server's log names it.")


HANDLERS: Any = {
    OnRecordError: expected,
    ValidationException: invalid,
    HTTPException: refused,
    Exception: unexpected,
}
