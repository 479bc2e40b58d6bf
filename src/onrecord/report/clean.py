"""Characters and paragraphs: the text as it was meant, without what web pages and clipboards leave in it.

``characters`` works on any string; ``paragraphs`` turns it into a list of paragraphs. Both are idempotent.
"""

from __future__ import annotations

import re
import unicodedata

# Spaces of every width are a space to a reader (Unicode category Zs, plus tab).
ODD_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
# Zero-width, soft hyphen, byte order mark, direction marks, interlinear and tag characters, controls: no reader sees
# them. Lone surrogates come from broken JSON escapes and cannot be printed.
UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
# What colours a terminal: "\x1b[31m".
STEERING = re.compile(r"\x1b\[[0-?]{0,40}[ -/]{0,4}[@-~]")
RUN = re.compile(r" {2,}")
BLOCKS = re.compile(r"\n *\n[ \n]*")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}$")
OPENS = re.compile(r"[\"'“‘(\[]{0,2}[A-Z0-9À-ÞĀ-Ž]")

# Hard-wrapped text (mail, wire archives) has lines of about equal length that end in mid-sentence. 100 is over the
# widest column in use; prose that is saved one paragraph a line is wider.
WRAP_WIDTH = 100

# "ships.Trump accused": a full stop between a word and a capitalised word. At least three letters before, so that
# initials (U.S.Army) and short abbreviations (St.Petersburg, No.10) stay whole; the others are listed.
GLUED = re.compile(
    r"(?<![\w@/.-])(?P<word>[^\W_]{3,30})(?P<stop>[.!?][\"”’)]?)(?=[\"“‘]?(?:[A-Z][a-z’']{1,30}|A|I)[ ,’'])"
)
# "theRussia-Ukraine war", "according toThe Hague": scrapers that drop links drop the space before them. Only a function
# word in lower case before a capitalised word is parted: product names (iPhone, eBay) do not start with one.
LINK_GLUED = re.compile(
    r"\b(?P<word>the|of|in|at|on|and|to|for|with|by|from|that|against|between|over|after|said|told)(?=[A-Z][a-z]{2})"
)
ABBREVIATIONS = frozenset(
    "gen sen rep gov col capt lieut prof sgt maj adm cmdr mrs messrs pres hon rev dept est inc ltd corp jan feb mar "
    "apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun vol fig supt amb univ comm "
    "atty".split()
)


def characters(text: str) -> str:
    """Line ends as ``\\n``, spaces as a space, no invisible characters, Unicode NFC. Offsets change."""
    text = STEERING.sub("", BREAKS.sub("\n", text))
    text = UNSEEN.sub("", ODD_SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def lines(text: str) -> list[list[str]]:
    """Blocks (parted by blank lines) of lines, each stripped, none empty. Takes what ``characters`` gives."""
    blocks = [[line.strip() for line in block.split("\n")] for block in BLOCKS.split(text)]
    return [kept for block in blocks if (kept := [line for line in block if line])]


def paragraphs(blocks: list[list[str]]) -> list[tuple[str, int]]:
    """Paragraphs in order, each with the number of its block: wrapped lines joined, scraped paragraphs parted."""
    found: list[tuple[str, int]] = []
    column = max((max(map(len, block[:-1])) for block in blocks if _is_wrapped(block)), default=None)
    for number, block in enumerate(blocks):
        for line in _unwrap(block, column):
            for piece in _border_runs(line):
                found.extend((part, number) for part in _unglue(piece))
    return found


def _unwrap(block: list[str], column: int | None) -> list[str]:
    """Lines of a hard-wrapped block joined to one; else only lines that plainly go on (lower case) are joined.

    ``column``: the width of the text where some block is plainly wrapped; then short blocks of that width are, too.
    """
    if (
        column is not None
        and max(map(len, block)) <= WRAP_WIDTH
        and min(map(len, block[:-1]), default=0) >= 0.7 * column
    ):
        return [" ".join(block)]
    joined: list[list[str]] = []
    for line in block:
        goes_on = joined and line[0].islower() and not SENTENCE_END.search(joined[-1][-1][-5:])
        if goes_on and len(joined[-1][-1]) > 20:
            joined[-1].append(line)
        else:
            joined.append([line])
    return [" ".join(part) for part in joined]


def _is_wrapped(block: list[str]) -> bool:
    """Four lines or more of about one width, most ending in mid-sentence and, where case shows it, going on."""
    if len(block) < 4 or max(map(len, block)) > WRAP_WIDTH:
        return False
    inner = block[:-1]
    widest = max(map(len, inner))
    full = sum(len(line) >= 0.75 * widest for line in inner)
    open_ended = sum(not SENTENCE_END.search(line[-5:]) for line in inner)
    goes_on = sum(line[0].islower() for line in block[1:])
    cased = any(line != line.upper() for line in block)
    return (
        widest >= 40
        and full >= 0.8 * len(inner)
        and open_ended >= 0.6 * len(inner)
        and (not cased or goes_on >= 0.4 * len(inner))
    )


def _border_runs(line: str) -> list[str]:
    """Parts a line at runs of spaces where a paragraph ended: scrapers join paragraphs with two spaces or more."""
    parts: list[str] = []
    start = 0
    for run in RUN.finditer(line):
        before, wide = line[max(start, run.start() - 5) : run.start()], run.end() - run.start() >= 4
        if OPENS.match(line, run.end()) and (wide or SENTENCE_END.search(before)):
            parts.append(line[start : run.start()])
            start = run.end()
    parts.append(line[start:])
    return [LINK_GLUED.sub(r"\g<word> ", RUN.sub(" ", part).strip()) for part in parts if part.strip()]


def _unglue(paragraph: str) -> list[str]:
    """Parts a paragraph where two were glued together without a space."""
    parts: list[str] = []
    start = 0
    for glue in GLUED.finditer(paragraph):
        word = glue["word"]
        if word.lower() in ABBREVIATIONS or (word.isupper() and not word.isdigit()):
            continue
        parts.append(paragraph[start : glue.end()])
        start = glue.end()
    parts.append(paragraph[start:])
    return parts
