"""Plain text that is written in a markup of its own -> the words a reader sees: Markdown, the head of a mail."""

from __future__ import annotations

import re

from onrecord.report import stamps
from onrecord.report.saved import Facts

MAIL = re.compile(
    r"(?P<name>from|to|cc|bcc|reply-to|sender|subject|sent|date|message-id|list-[a-z]{1,20}|mime-version"
    r"|content-[a-z-]{1,30}|received|return-path|x-[a-z-]{1,40}) ?: ?(?P<rest>.{0,2000})",
    re.IGNORECASE,
)
MAIL_LINES = 60
LEAST_HEADERS = 2

TARGET = r"\((?:https?://|mailto:|/|#)(?:[^\s()]|\([^\s()]{0,200}\)){0,2000}(?:\s\"[^\"\n]{0,300}\")?\)"
LINK = re.compile(r"(?P<image>!?)\[(?P<words>[^\[\]\n]{0,1000})\]" + TARGET)
HEADING = re.compile(r"^#{1,6} {1,4}(?P<words>.{1,500}?)[ #]{0,20}$", re.MULTILINE)
TITLE = re.compile(r"^# {1,4}(?P<words>.{1,300}?)[ #]{0,20}$", re.MULTILINE)
QUOTED = re.compile(r"^> ?", re.MULTILINE)
STRONG = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<words>[^*_\n]{1,500})(?<=\S)(?P=mark)")
WEAK = re.compile(r"(?<![\w*_])(?P<mark>[*_])(?=\S)(?P<words>[^*_\n]{1,500})(?<=\S)(?P=mark)(?![\w*_])")


def plain(text: str, facts: Facts, *, path: str) -> str:
    """The text without the head of a mail and without the marks of Markdown; ``facts`` takes what these say."""
    text = _without_mail_head(text, facts)
    if path.lower().endswith((".md", ".markdown")) or LINK.search(text):
        return _unmarked(text, facts)
    return text


def _without_mail_head(text: str, facts: Facts) -> str:
    """A mail or newsletter saved as text begins with lines like "Subject: …"; those of a report do not."""
    lines = text.lstrip("\ufeff\r\n ").split("\n", MAIL_LINES)
    heads: list[re.Match[str]] = []
    count = 0
    for line in lines:
        found = MAIL.fullmatch(line.strip())
        if found is None and not (heads and line[:1] in (" ", "\t") and line.strip()):  # it goes on
            break
        count += 1
        heads += [found] if found else []
    names = {head["name"].lower() for head in heads}
    if len(names) < LEAST_HEADERS or not names & {"from", "subject"}:
        return text
    for head in heads:
        name, rest = head["name"].lower(), head["rest"].strip()
        if name == "subject":
            facts.offer("title", rest)
        elif name in ("date", "sent") and stamps.has_date(rest):
            facts.offer("published", rest)
    return "\n".join(lines[count:])


def _unmarked(text: str, facts: Facts) -> str:
    if title := TITLE.search(text):
        facts.offer("title", _words(title["words"]))
    for _ in range(2):  # a picture may be the words of a link
        text = LINK.sub(lambda m: "" if m["image"] else m["words"], text)
    text = HEADING.sub(r"\g<words>", QUOTED.sub("", text))
    return _words(text)


def _words(text: str) -> str:
    return WEAK.sub(r"\g<words>", STRONG.sub(r"\g<words>", text))
