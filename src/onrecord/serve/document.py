"""The OpenAPI document as it is served: with our one shape of errors, and the body of a file."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Litestar

from onrecord.serve.shapes import Failure

REF = "#/components/schemas/{name}"


def document(app: Litestar) -> dict[str, Any]:
    """The document of ``app``. The framework describes errors as it would answer them; we answer in another shape."""
    made: dict[str, Any] = app.openapi_schema.to_schema()
    (failure,), shapes = msgspec.json.schema_components([Failure], ref_template=REF)
    made["components"]["schemas"].update(shapes)
    for path, operations in made["paths"].items():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    response["description"] = "What went wrong, as a code and a sentence."
                    response["content"] = {"application/json": {"schema": failure}}
            if path.endswith("/file"):
                raw = {"schema": {"type": "string", "format": "binary"}}
                operation["requestBody"] = {"required": True, "content": {"application/octet-stream": raw}}
    return made
