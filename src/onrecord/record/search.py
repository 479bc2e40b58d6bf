"""Words -> reports and evidence that hold them, with the words marked."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import apsw

from onrecord.errors import UsageError
from onrecord.record.database import rows
from onrecord.record.lists import Row

TERM = re.compile(r'"([^"]*)"|(\S+)')
WORD = re.compile(r"\w")
QUOTED = re.compile(r'"((?:[^"]|"")*)"(\*?)')
MOST_TERMS = 32
"""Of a search; nobody types more, and each costs time."""

RANKED = 2_000
"""Up to so many hits are ranked by how telling the words are; of words that stand in more reports, the newest come."""
SNIPPET_WORDS = 24


class Hit(Row, frozen=True, kw_only=True):
    """A report or a sentence of evidence that holds the words."""

    kind: str
    """report or evidence."""
    report: str
    title: str | None
    publisher: str | None
    published: str | None
    snippet: str
    """The words in their surroundings, between ``[[`` and ``]]`` unless other marks were asked for."""
    claims: tuple[str, ...] = ()
    """Ids of the claims that rest on the sentence."""
    events: tuple[str, ...] = ()


TIDIED = 500
"""Pages of an index of words that are merged after a run at most: a megabyte, some tens of milliseconds."""


def tidy(db: apsw.Connection) -> None:
    """Merges what the batches of a run left in pieces: fewer places to look at, and each word once."""
    for table in ("reports_search", "sentences_search"):
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('usermerge', 2)")
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', {TIDIED})")


def whole(db: apsw.Connection) -> None:
    """Makes each index of words one piece, which takes as long as the record is large."""
    for table in ("reports_search", "sentences_search"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


TOKENIZER = ("porter", ["unicode61", "remove_diacritics", "2"])
"""That of the indexes of words, as the tables name it."""
Term = tuple[tuple[str, ...], bool]
"""Words that stand together, and whether the last may go on."""


def prepare(db: apsw.Connection) -> None:
    """Gives a connection ``holds(text, query)``: whether a text fits a query of ``match`` as its index would say."""
    split: list[apsw.FTS5Tokenizer] = []

    def words(text: str, reason: int) -> list[str]:
        if not split:
            split.append(db.fts5_tokenizer(*TOKENIZER))
        found: Any = split[0](text.encode(), reason, None, include_offsets=False, include_colocated=False)
        return list(found)

    @lru_cache(maxsize=64)
    def terms(query: str) -> tuple[Term, ...]:
        found = (("".join(x).replace('""', '"'), bool(star)) for *x, star in QUOTED.findall(query))
        return tuple((tuple(words(text, apsw.FTS5_TOKENIZE_QUERY)), star) for text, star in found)

    def holds(*given: Any) -> bool:
        text, query = given
        there = words(text, apsw.FTS5_TOKENIZE_DOCUMENT)
        return all(_stands(there, *term) for term in terms(query))

    db.create_scalar_function("holds", holds, 2, deterministic=True)


def _stands(there: list[str], together: tuple[str, ...], begins: bool) -> bool:
    """Whether words stand together somewhere; with ``begins`` the last is a beginning."""
    if len(together) == 1 and not begins:
        return together[0] in there
    *whole, last = together or ("",)
    for at in range(len(there) - len(whole)):
        word = there[at + len(whole)]
        if together and there[at : at + len(whole)] == whole and (word.startswith(last) if begins else word == last):
            return True
    return False


def match(words: str) -> str:
    """A full-text query that finds all the words: "quoted ones" together, ``word*`` by its beginning.

    Nothing else is syntax. Raises ``UsageError`` where there is nothing to look for.
    """
    found = []
    for phrase, word in TERM.findall(words.replace("\0", " ")):
        term = phrase or word
        if not WORD.search(term):
            continue
        prefix = bool(word) and word.endswith("*")
        quoted = term.rstrip("*").replace('"', '""')
        found.append(f'"{quoted}"' + ("*" if prefix else ""))
    if not found:
        raise UsageError("There are no words to search for.")
    return " ".join(found[:MOST_TERMS])


def search(
    db: apsw.Connection, words: str, *, limit: int, marks: tuple[str, str] = ("[[", "]]"), skip: int = 0
) -> list[Hit]:
    """Evidence first, then reports, the most telling first; ``skip`` hits are left out."""
    query = match(words)
    found = _evidence(db, query, marks, limit, skip)
    if len(found) < limit:
        before = _hits(db, "sentences_search", query) if skip else len(found)
        found += _reports(db, query, marks, limit - len(found), max(0, skip - before) if skip else 0)
    return found


def _hits(db: apsw.Connection, table: str, query: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", (query,)).get or 0)


def chosen(db: apsw.Connection, table: str, query: str, limit: int, skip: int) -> list[int]:
    """Row numbers of the hits to show."""
    some = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {RANKED + 1})"
    few = int(db.execute(some, (query,)).get or 0) <= RANKED
    order = "rank, rowid" if few else "rowid DESC"
    found = db.execute(
        f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY {order} LIMIT ? OFFSET ?", (query, limit, skip)
    )
    return [row[0] for row in found]


def _evidence(db: apsw.Connection, query: str, marks: tuple[str, str], limit: int, skip: int) -> list[Hit]:
    found = []
    for number in chosen(db, "sentences_search", query, limit, skip):
        snippet, report, title, publisher, published = db.execute(
            "SELECT highlight(sentences_search, 0, ?, ?), r.id, r.title, r.publisher, r.published "
            "FROM sentences_search s JOIN sentences q ON q.sentence = s.rowid JOIN reports r ON r.report = q.report "
            "WHERE sentences_search MATCH ? AND s.rowid = ?",
            (*marks, query, number),
        ).fetchone() or ("", "", None, None, None)
        claims = rows(
            db,
            "SELECT c.id, e.id FROM claims c LEFT JOIN events e ON e.event = c.event "
            "WHERE c.sentence = ? ORDER BY c.position",
            (number,),
        )
        found.append(
            Hit(
                kind="evidence", report=report, title=title, publisher=publisher, published=published, snippet=snippet,
                claims=tuple(c for c, _ in claims), events=tuple(dict.fromkeys(e for _, e in claims if e)),
            )
        )  # fmt: skip
    return found


def _reports(db: apsw.Connection, query: str, marks: tuple[str, str], limit: int, skip: int) -> list[Hit]:
    found = []
    for number in chosen(db, "reports_search", query, limit, skip):
        row = db.execute(
            f"SELECT snippet(reports_search, -1, ?, ?, '…', {SNIPPET_WORDS}), r.id, r.title, r.publisher, r.published "
            "FROM reports_search s JOIN reports r ON r.report = s.rowid WHERE reports_search MATCH ? AND s.rowid = ?",
            (*marks, query, number),
        ).fetchone()
        if row is not None:
            snippet, report, title, publisher, published = row
            found.append(
                Hit(
                    kind="report", report=report, title=title, publisher=publisher, published=published, snippet=snippet
                )
            )
    return found
