"""How far what is cited reaches: without asides of the reporter's, other sayings, and comments on it."""

from __future__ import annotations

from onrecord.model import Attribution, Pair, Parse, Token
from onrecord.reading.attribution.cues import verb_cue

ASIDES = frozenset({"despite", "although", "though", "whereas", "amid", "while", "even"})
"""After a comma these open the reporter's own remark, not more of what the source said."""
OPENING = frozenset("as which who whom whose where when after before since until because a an the".split())
"""Words that begin what the tagger may wrongly take for more of what was said."""
TIMES = frozenset({"minute", "hour", "day", "night", "week", "month", "year", "decade", "moment"})
TIME_REACH = 5
BEFORE_AFTER = frozenset({"DET", "NUM", "ADJ", "ADV", "NOUN", "ADP"})
"""Parts of speech of "just two days" in "just two days after"."""
REPORTS = frozenset(
    "accusation allegation claim charge report assertion rumour rumor suggestion speculation story statement account "
    "version figure toll number count estimate something it this that".split()
)
"""Nouns that stand for a statement made before: "denied the accusation", "a figure that Z would not confirm"."""


def clause_content(parse: Parse, head: int, verb: int) -> set[int]:
    """The words under ``head``, without the reporting clause, the reporter's asides and comments on it."""
    words = set(parse.subtree(head)) - set(cue_words(parse, verb))
    cue = verb_cue(parse, parse.tokens[verb])
    words -= later_denial(parse, words, asked=cue is not None and cue.stance == "asks")
    words -= _next_saying(parse, words, head)
    words -= _own_saying(parse, words, head, verb) | _saying_too(parse, words, head)
    if not words:
        return words  # a clause that only says who said it
    last = max(words)
    for i in sorted(words):
        token = parse.tokens[i]
        if i > head and _after_comma(parse, i) and not _in_quotes(parse, token):
            top = aside(parse, token)
            under = set(parse.subtree(top)) if top is not None else set()
            if under and (last in under or max(under) >= last - 1) and not _holds_quote(parse, under):
                words -= {w for w in words if w >= i - 1}
                break
    return words


def _after_comma(parse: Parse, i: int) -> bool:
    """Right behind a comma or dash, also a comma that a closing quotation mark follows."""
    before = parse.tokens[i - 1]
    return before.text in (",", "-", "–", "—") or (
        before.text in ('"', "”") and i > 1 and parse.tokens[i - 2].text == ","
    )


def aside(parse: Parse, token: Token) -> int | None:
    """The head of a reporter's remark that begins here: "although", "as gunmen stormed", "a day after he left"."""
    if token.lower in ASIDES:
        return token.i if parse.kids[token.i] else token.head
    up = parse.tokens[token.head]
    if token.lower in ("after", "following") and token.dep == "prep":
        return token.i
    if token.lower in ("as", "after") and token.dep in ("mark", "advmod"):
        own = any(t.i < up.i and t.pos != "PRON" for t in parse.children(up.i, "nsubj", "nsubjpass"))
        return up.i if own else None
    times = [t for t in parse.tokens[token.i : token.i + TIME_REACH] if t.sent == token.sent]
    later = next((n for n, t in enumerate(times) if t.lower in ("after", "before")), 0)
    if not later or times[later - 1].lemma not in TIMES or any(t.pos not in BEFORE_AFTER for t in times[:later]):
        return None
    return times[later].head if times[later].dep in ("mark", "advmod") else times[later].i


def _holds_quote(parse: Parse, words: set[int]) -> bool:
    """What is quoted in it shows that it goes on with what the source said."""
    return any(parse.tokens[i].text in ('"', "“", "”", "``", "''") for i in words)


def _in_quotes(parse: Parse, token: Token) -> bool:
    sentence = parse.sentence_of(token.i)
    before = parse.text[sentence.start : token.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _own_saying(parse: Parse, words: set[int], head: int, verb: int) -> set[int]:
    """ "S said he was appalled and called for a truce": the calling is told beside the saying, not by S."""
    cue = parse.tokens[verb]
    own = any(t.pos == "PRON" for t in parse.children(head, "nsubj", "nsubjpass"))
    perfect = any(t.lemma == "have" for t in parse.children(head, "aux"))  # "had met him and promised him help"
    if not own or perfect or marked(parse, parse.tokens[head]):
        return set()
    for other in parse.children(head, "conj"):
        told = _speaks(parse, other) and other.tag == cue.tag and not parse.children(other.i, "nsubj", "aux")
        if told and other.i > head > verb:
            return set(parse.subtree(other.i)) | {t.i for t in parse.children(head, "cc") if t.i > head}
    return set()


def _saying_too(parse: Parse, words: set[int], head: int) -> set[int]:
    """ "S denied that X, saying that Y": Y is said beside X, though the parser hangs the saying below X."""
    found: set[int] = set()
    for i in sorted(words):
        token = parse.tokens[i]
        if i > head and token.tag == "VBG" and parse.tokens[i - 1].text == "," and says_beside(parse, token):
            found |= set(parse.subtree(i))
    return found


def says_beside(parse: Parse, verb: Token) -> bool:
    """ ", adding that Y": a participle that says something itself, as the main clause's speaker."""
    cue = verb_cue(parse, verb)
    beside = verb.dep in ("advcl", "acl", "xcomp", "dep") and cue is not None and bool(cue.takes & {"quote"})
    return beside and bool(parse.children(verb.i, "ccomp")) and not _in_quotes(parse, verb)


def _speaks(parse: Parse, verb: Token) -> bool:
    return verb_cue(parse, verb) is not None or (verb.lemma == "call" and verb.tag.startswith("VB"))


def _next_saying(parse: Parse, words: set[int], head: int) -> set[int]:
    """ "S said that X, and T said that Y": T speaks beside S, though the parser coordinates his saying with X."""
    for verb in parse.children(head, "conj"):
        cue = verb_cue(parse, verb)
        own = [t for t in parse.children(verb.i, "nsubj") if t.pos != "PRON"]
        if cue is None or not own or marked(parse, verb) or not parse.children(verb.i, "ccomp") or verb.i not in words:
            continue
        under = set(parse.subtree(verb.i))
        links = {t.i for t in parse.children(head, "cc") if t.i < min(under)}
        if any(parse.tokens[i - 1].text == "," for i in (*links, min(under)) if i):
            return under | {i for i in links if i > head}
    return set()


def later_denial(parse: Parse, words: set[int], *, asked: bool = False) -> set[int]:
    """ ", which was denied by Z" comments on the accusation and is no part of it, wherever the parser hung it.

    Behind what is asked for, any closing ", which Z ..." is the reporter's.
    """
    last = max(words, default=0)
    for i in sorted(words):
        token = parse.tokens[i]
        if token.dep in ("relcl", "acl") and (is_comment(parse, token) or (asked and _closes(parse, token, last))):
            return set(parse.subtree(i))
    return set()


def _closes(parse: Parse, verb: Token, last: int) -> bool:
    under = parse.subtree(verb.i)
    start = under[0]
    comma = start > 0 and parse.tokens[start - 1].text == ","
    return (
        comma
        and parse.tokens[start].lower == "which"
        and bool(parse.children(verb.i, "nsubj"))
        and last <= under[-1] + 1
    )


def is_comment(parse: Parse, verb: Token) -> bool:
    """A relative clause about the whole statement before it: ", which X denied", ", a charge X rejected"."""
    cue = verb_cue(parse, verb)
    if verb.dep not in ("relcl", "acl") or cue is None or cue.stance not in ("denies", "confirms", "doubts"):
        return False
    noun = parse.tokens[verb.head]
    if noun.lemma in REPORTS and noun.pos != "DET" and stands_apart(parse, noun):
        return True
    which = [t for t in parse.children(verb.i, "nsubj", "nsubjpass", "dobj") if t.lower == "which"]
    return bool(which and which[0].i and parse.tokens[which[0].i - 1].text == ",")


def stands_apart(parse: Parse, noun: Token) -> bool:
    """A phrase behind a comma or dash that takes up what was said before it."""
    first = min(parse.subtree(noun.i))
    apart = first > 0 and parse.tokens[first - 1].text in (",", "–", "—", "-")
    return noun.dep in ("appos", "npadvmod", "conj", "dep", "attr") or apart


def cue_words(parse: Parse, verb: int) -> set[int]:
    """The verb with its auxiliaries, negation, particles."""
    return {verb} | {t.i for t in parse.children(verb, "aux", "auxpass", "neg", "prt") if abs(t.i - verb) <= 4}


def marked(parse: Parse, clause: Token) -> bool:
    return any(t.lower in ("that", "whether", "if") for t in parse.children(clause.i, "mark"))


def further(parse: Parse, tag: Attribution, rule: Attribution) -> tuple[Pair, ...]:
    """What the tagger cites in one sentence behind the rule's content: "that X, *but it is not doing Y*".

    Without what begins like a remark or a relative clause, or says something itself.
    """
    last = max((e for _, e in rule.content), default=0)
    found = []
    for start, end in tag.content:
        inside = [t for t in parse.tokens_in(max(start, last), end) if t.end > last] if end > last else ()
        words = [t for t in inside if t.pos not in ("PUNCT", "SPACE")]
        if not words or start > last or words[0].sent != parse.tokens_in(last - 1, last)[0].sent:
            continue
        joined = words[0].tag == "CC"
        speaks = any(_speaks(parse, t) and (joined or parse.children(t.i, "nsubj")) for t in words)
        doing = words[0].tag == "VBG" and words[0].lower != "including"  # ", repeating a false claim"
        if speaks or doing or words[0].lower in OPENING or aside(parse, words[0]) is not None:
            continue
        found.append((words[0].start, end))
    return tuple(found)
