"""OpenAPI document -> the TypeScript types that the pages are checked against: ``python -m onrecord.serve.typescript``.

The file is made when the pages are checked and kept nowhere, so the pages cannot disagree with the API.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

HEAD = "// Made from the OpenAPI document by `python -m onrecord.serve.typescript`; not written by hand.\n"
TARGET = Path(__file__).parent / "web/src/types.ts"
SIMPLE = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def types(document: dict[str, Any]) -> str:
    """The module: one exported type for each schema of the document, by name."""
    schemas = document["components"]["schemas"]
    return HEAD + "".join(_declared(name, schemas[name]) for name in sorted(schemas))


def _declared(name: str, schema: dict[str, Any]) -> str:
    if schema.get("type") != "object" or "properties" not in schema:
        return f"\nexport type {name} = {_type(schema)};\n"
    lines = [f"\nexport interface {name} {{"]
    required = set(schema.get("required", ()))
    for field, kind in schema["properties"].items():
        # what the server leaves out has a default; what it sends is always there, so no field is optional in answers
        optional = "?" if name in INPUTS and field not in required else ""
        lines.append(f"  {field}{optional}: {_type(kind)};")
    return "\n".join([*lines, "}", ""])


INPUTS = {"Paste", "JudgementOrder"}
"""Shapes that the pages send; only there may a field be left out."""


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    for union in ("oneOf", "anyOf"):
        if union in schema:
            return " | ".join(dict.fromkeys(_type(s) for s in schema[union]))
    if "enum" in schema:
        return " | ".join(_literal(v) for v in schema["enum"])
    if "const" in schema:
        return _literal(schema["const"])
    return _plain(schema)


def _plain(schema: dict[str, Any]) -> str:
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(_plain({**schema, "type": k}) for k in kind)
    if kind == "array":
        if "prefixItems" in schema:
            return f"[{', '.join(_type(s) for s in schema['prefixItems'])}]"
        item = _type(schema["items"]) if schema.get("items") else "unknown"
        return f"({item})[]" if "|" in item else f"{item}[]"
    if kind == "object":
        inner = schema.get("additionalProperties")
        return f"Record<string, {_type(inner)}>" if isinstance(inner, dict) else "Record<string, unknown>"
    return SIMPLE.get(str(kind), "unknown")


def _literal(value: object) -> str:
    return "null" if value is None else f'"{value}"' if isinstance(value, str) else str(value).lower()


def main() -> None:
    """Writes the module for the pages."""
    from onrecord.serve.app import App
    from onrecord.serve.document import document

    app = App(Path("unused.db"))
    TARGET.write_text(types(document(app.litestar)), encoding="utf-8")


if __name__ == "__main__":
    main()
