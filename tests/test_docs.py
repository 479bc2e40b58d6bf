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


def test_every_table_says_where_it_comes_from_and_is_described() -> None:
    import fnmatch

    described = re.findall(r"`([\w*.-]+\.(?:tsv|bin))`", (ROOT / "docs/models-and-data.md").read_text(encoding="utf-8"))
    for table in sorted((ROOT / "src/onrecord/knowledge/data").glob("*.tsv")):
        head = table.read_text(encoding="utf-8")[:2000]
        for part in ("# source:", "# licence:", "# version:"):
            assert part in head, f"{table.name} has no line {part}"
        assert any(fnmatch.fnmatch(table.name, pattern) for pattern in described), f"{table.name} is not described"


def test_every_command_and_option_is_documented() -> None:
    import click
    import typer

    from onrecord.cli import app

    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    group = typer.main.get_command(app)
    context = click.Context(group)
    for name in group.list_commands(context):  # type: ignore[attr-defined]
        assert f"onrecord {name}" in text, f"the command {name} is not in docs/commands.md"
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option != "--help":
                    assert f"`{option}" in text, f"{name} {option} is not in docs/commands.md"


def test_every_reason_for_rejection_is_documented() -> None:
    reasons: set[str] = set()
    for module in (ROOT / "src/onrecord").rglob("*.py"):
        reasons |= set(re.findall(r'reason="(\w+)"', module.read_text(encoding="utf-8")))
    documented = set(re.findall(r"`(\w+)`", (ROOT / "docs/commands.md").read_text(encoding="utf-8")))
    assert reasons
    assert reasons - documented == set()


def test_the_example_of_the_readme_is_what_comes_out() -> None:
    from onrecord import read
    from onrecord.export import terminal

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (reading,) = read(str(ROOT / "examples/gondar-market.txt"), publisher="Coast Wire")
    account = terminal.render(reading, width=96).splitlines()[1:]  # the first line holds the path
    shown = [line.rstrip() for line in account if line.strip()]
    assert "\n".join(shown) in re.sub(r"\n\n+", "\n", readme)
