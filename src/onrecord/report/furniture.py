"""What stands around a report on its page: adverts, share rows, captions, "Read more", credits. Table: furniture."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.knowledge.entry import rows
from onrecord.report.clean import SENTENCE_END

# A line that starts like furniture is furniture only while it is short: 200 covers a cookie notice or a caption with
# its credit; a paragraph of prose that happens to start so is longer or is kept.
START_LIMIT = 200
CAPTION_LIMIT = 400
NOTICE_LIMIT = 600
BULLETS = "•·▪●►▶→»›*–—-+#| "
TRAILING = ":.|»›→… "
CREDIT_END = re.compile(r"[\[(](?P<inside>(?:[^\[\]()]|\([^()]{1,30}\)){2,90})[\])]\.?$")
PHOTO_CREDIT = re.compile(
    r"^(?:photos?|pictures?|images?)(?: ?(?:by|via|credit|courtesy)\b|[: ])|^.{0,60}\b(?:getty|images)\b", re.I
)
COPYRIGHT = re.compile(r" (?:©|\(c\)|copyright ©?) ?(?:19|20)\d\d\b[^.]{2,60}\.", re.IGNORECASE)
CREDIT_PARTS = re.compile(r"[/,|;–—-]| via | for | by | with | and |: ?")
FILED_FROM = re.compile(r"[A-Z][\w'’-]{1,30}(?:(?: and|,) [A-Z][\w'’-]{1,30}){0,4} reported from [^.]{2,60}\.?")
PICTURE = re.compile(r"/|photo|image|picture|file\b|handout|courtesy")
BRACKETED = re.compile(r"[(\[][^()\[\]]{2,80}[)\]]\.?")
TAIL_AGENCY = re.compile(r" ?(?:[–—-]{1,2} ?|\()(?P<name>[A-Z][A-Za-z ]{1,18})\)?$")
COUNTS = re.compile(
    r"(?:\d{1,6}(?:[.,]\d{1,3})?[km]? ?(?:min(?:ute)?s?(?: read| listen)?|comments?|shares?|views?|likes?|reads?)"
    r"|(?:read(?:ing)? time|time to read|estimated reading time|duration|listen)\W{0,3}\d{1,3}.{0,12}"
    r"|(?:updated |published |posted )?(?:about |over |almost )?(?:\d{1,3}|an?|one|two|three) "
    r"(?:second|sec|minute|min|hour|hr|day|week|month|year)s? ago"
    r"|\d{1,2}:\d\d(?: ?/ ?\d{1,2}:\d\d)?|\d{1,4}|(?:page )?\d{1,3} (?:of|/) \d{1,3}|page \d{1,4})",
    re.IGNORECASE,
)
SOCIAL = re.compile(
    r" on (?:bbc sounds|facebook|twitter|x|instagram|youtube|threads|tiktok|bluesky|telegram)(?:[ ,.@]|$)"
)
WEB_ONLY = re.compile(r"(?:(?:https?://|www\.)\S{1,500}|\S{1,60}@[\w.-]{3,60})$", re.IGNORECASE)
LAST_SENTENCE = re.compile(r"[.!?…][\"”’)\]]{0,2} (?=[\"“‘(\[]?[A-Z©])")


@lru_cache(maxsize=1)
def table() -> dict[str, tuple[str, ...]]:
    """Kind -> texts in lower case, as furniture.tsv lists them."""
    found: dict[str, list[str]] = {}
    for kind, text in rows("furniture.tsv"):
        found.setdefault(kind, []).append(text)
    return {kind: tuple(texts) for kind, texts in found.items()}


@lru_cache(maxsize=1)
def _lines() -> frozenset[str]:
    return frozenset(text.rstrip(TRAILING) for text in table()["line"])


@lru_cache(maxsize=1)
def _sections() -> frozenset[str]:
    return frozenset(table()["section"])


@lru_cache(maxsize=8)
def _starts(kind: str) -> re.Pattern[str]:
    """One pattern for all starts of a kind, so that a line is tried once. A start ends at a word's end."""
    texts = sorted(table()[kind], key=len, reverse=True)
    forms = [re.escape(t) + (r"(?![^\W_])" if t[-1].isalnum() else "") for t in texts]
    return re.compile("(?:" + "|".join(forms) + ")")


def flat(line: str) -> str:
    """The form lines are compared in: lower case, straight apostrophes, no bullet before."""
    return line.replace("’", "'").strip().lstrip(BULLETS).lower()


def is_section(line: str) -> bool:
    """Whether a line heads a list of other stories ("Most read")."""
    return len(line) <= 60 and flat(line).rstrip(TRAILING) in _sections()


def is_furniture(line: str) -> bool:
    """Whether a whole line belongs to the page and not to the report."""
    if len(line) > NOTICE_LIMIT:
        return False
    if (notice := COPYRIGHT.search(line)) and SENTENCE_END.search(line[: notice.start()][-5:]):
        line = line[: notice.start()]  # a sentence before it is judged by itself
    form = flat(line)
    bare = form.rstrip(TRAILING)
    if not any(c.isalnum() for c in bare) or bare in _lines() or bare in _sections():
        return True
    if COUNTS.fullmatch(bare) or WEB_ONLY.match(line) or _is_tag_row(line):
        return True
    if _starts("box").match(form) or _is_social(form) or is_wall(line):
        return True
    if len(line) <= START_LIMIT and (_starts("start").match(form) or _has(form, "inside")):
        return True
    return _is_caption(line) or (form.startswith("the post ") and " appeared first on " in form)


def is_wall(line: str) -> bool:
    """Whether a line asks to subscribe or register to read on: the text of the page may break off there."""
    return len(line) <= START_LIMIT and bool(_starts("wall").match(flat(line)))


def is_credit(line: str) -> bool:
    """Whether a line says who supplied, wrote or edited the report."""
    form = line.replace("’", "'").strip().lower()
    if len(line) <= START_LIMIT and _has(form, "credit_inside") and len(LAST_SENTENCE.findall(line)) == 0:
        return True
    if FILED_FROM.fullmatch(line) or (
        BRACKETED.fullmatch(line) and not PICTURE.search(form) and _names_agency(line.strip("().[] "))
    ):
        return True
    return len(line) <= CAPTION_LIMIT and bool(_starts("credit").match(form))


def credit_text(line: str) -> str:
    """A credit without the brackets around it."""
    return line.strip("()[]. ") if BRACKETED.fullmatch(line) else line


def without_last(paragraph: str) -> tuple[str, list[str]]:
    """A paragraph without the invitations and notices at its end ("Follow us on social media for more.", "© 2024 ..."),
    and the credits there."""
    credits: list[str] = []
    if notice := COPYRIGHT.search(paragraph, max(0, len(paragraph) - START_LIMIT)):
        paragraph = paragraph[: notice.start()].rstrip()
    while True:
        last = 0
        for border in LAST_SENTENCE.finditer(paragraph):
            last = border.end()
        end = paragraph[last:]
        if not last or len(end) > START_LIMIT:
            return paragraph, credits
        if is_credit(end):
            credits.insert(0, credit_text(end))
        elif not (_starts("sentence").match(flat(end)) or _is_social(flat(end))):
            return paragraph, credits
        paragraph = paragraph[:last].rstrip()


def _is_social(form: str) -> bool:
    """ "Follow us on Facebook, Instagram and X.": an invitation to other channels of the outlet."""
    return (
        form.startswith(("follow ", "find ", "like ", "join "))
        and len(form) <= START_LIMIT
        and bool(SOCIAL.search(form))
    )


def _has(form: str, kind: str) -> bool:
    return any(text in form for text in table()[kind])


def tail_agency(paragraph: str) -> tuple[str, str | None]:
    """A last paragraph without the agency that signs it ("... he said. (AFP)"), and that agency."""
    sign = TAIL_AGENCY.search(paragraph[-24:])
    if sign is None or sign["name"].lower() not in table()["agency"]:
        return paragraph, None
    body = paragraph[: len(paragraph) - len(sign[0])].rstrip()
    return (body, sign["name"]) if SENTENCE_END.search(body[-5:]) else (paragraph, None)


def _is_tag_row(line: str) -> bool:
    words = line.split()
    return bool(words) and sum(w[0] == "#" for w in words) >= 0.6 * len(words)


def _is_caption(line: str) -> bool:
    """A caption ends with its credit: "[Mary Doe/Reuters]", "(AP Photo/Mary Doe)"; or is one: "Mary Doe/Reuters"."""
    if "/" in line and len(line) <= 70 and not SENTENCE_END.search(line) and _names_agency(line):
        return True
    credit = CREDIT_END.search(line[-100:])
    if credit is None or len(line) > CAPTION_LIMIT:
        return False
    inside = credit["inside"]
    glued = line[: -len(credit[0])][-1:].strip() != ""  # captions lose the space before their credit, prose does not
    if PHOTO_CREDIT.match(inside) and (glued or credit[0][0] == "["):
        return True
    several = CREDIT_PARTS.search(inside) is not None or "photo" in inside.lower()
    return _names_agency(inside) and (several or credit[0][0] == "[")


def _names_agency(credit: str) -> bool:
    return any(part.strip().lower() in table()["agency"] for part in CREDIT_PARTS.split(credit))
