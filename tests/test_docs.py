"""What users meet is documented: every field of the JSON, every command, every option."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from onrecord.model import Reading

ROOT = Path(__file__).parent.parent


def test_every_field_of_the_json_is_documented() -> None:
    documented = set(re.findall(r"`(\w+)`", (ROOT / "docs/json.md").read_text(encoding="utf-8")))
    schema = msgspec.json.schema(Reading)
    fields = {name for kind in schema["$defs"].values() for name in kind.get("properties", {})}
    assert fields - documented == set()


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
