"""What people see: the page and the account name every claim with its source and status, and run nothing."""

from __future__ import annotations

import html
import io
import re

import pytest

from literals import TEXT, reading
from onrecord.export import page, table, terminal, words


def text_of(fragment: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", fragment))


def test_the_page_quotes_the_text_whole_and_runs_none_of_it() -> None:
    made = page.render(reading())
    body = re.search(r'<div class="text">(.*?)</div>', made, re.S)
    assert body
    paragraphs = re.findall(r"<p>(.*?)</p>", body[1], re.S)
    assert "\n\n".join(text_of(p) for p in paragraphs) == TEXT
    assert "<script>alert" not in made
    assert "<b>bombed</b> a depot" not in made


def test_the_page_loads_nothing_and_its_policy_lets_nothing_else_run() -> None:
    made = page.render(reading())
    assert not re.search(r'(src|href)="(?!#)', made)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', made)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe-inline" not in policy[1]


def test_each_claim_has_its_status_in_words_and_its_chain() -> None:
    made = text_of(page.render(reading()))
    assert "● happened" in made
    assert "✕ denied or did not happen" in made
    account = terminal.render(reading(), width=200)
    assert "Coast Wire reported › Harbour Post said" in account
    assert "Coast Wire reported › The air force denied" in account
    assert "at least 12 people (killed: 12 or more)" in account


def test_a_headline_names_the_act_and_does_not_state_it() -> None:
    line = words.headline(reading().claims[1])
    assert line == "Air strike by Ruritanian Air Force"


def test_marked_words_are_the_evidence() -> None:
    made = page.render(reading())
    trigger = re.search(r'<a class="t occurred" data-c="c0-0 c0-1" href="#c0-0">([^<]*)</a>', made)
    assert trigger
    assert trigger[1] == "bombed"


def test_the_account_without_a_terminal_has_no_escapes() -> None:
    assert "\x1b" not in terminal.render(reading())


def test_a_report_without_a_title_is_called_by_its_first_words() -> None:
    from onrecord.model import Reading, Report

    def named(text: str) -> str:
        empty = Reading(report=Report(id="r9", text=text), claims=(), attributions=(), times=(), places=(), warnings=())
        found = re.search(r"<h2>(.*?)</h2>", page.render(empty))
        assert found
        return found[1]

    assert named("The minister spoke.") == "The minister spoke."
    assert named("word " * 40) == ("word " * 14) + "…"
    assert named("") == "r9"


@pytest.mark.parametrize("width", [50, 80, 120, 200])
def test_a_table_on_a_terminal_breaks_no_word(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = io.StringIO()
    table.draw([reading()], out)
    drawn = out.getvalue()
    assert max(map(len, drawn.splitlines())) <= width
    assert "…" not in drawn
    for claim in reading().claims:
        words_of = {w for part in (*claim.actors, *claim.recipients) for w in (part.name or part.text).split()}
        assert words_of <= set(drawn.replace(",", " ").split()) | {w + "," for w in words_of}
