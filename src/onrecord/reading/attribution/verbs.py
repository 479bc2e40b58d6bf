"""Attributions whose cue is a verb: "S said that X", "X, S told T", "S denied doing X", "S accused Y of X"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from onrecord.model import Parse, Stance, Token
from onrecord.reading import syntax
from onrecord.reading.attribution.cues import Cue, noun_cue, verb_cue
from onrecord.reading.attribution.tails import tail

ASIDES = frozenset({"despite", "although", "though", "whereas", "amid", "while", "even"})
"""After a comma these open the reporter's own remark, not more of what the source said."""
QUOTING = frozenset({"quote", "cite"})
REPORTS = frozenset(
    "accusation allegation claim charge report assertion rumour rumor suggestion speculation story statement account "
    "version figure toll number count estimate something it this that".split()
)
"""Nouns that stand for a statement made before: "denied the accusation", "a figure that Z would not confirm"."""


class Draft(Struct):
    """An attribution in tokens, before spans, ids and nesting."""

    stance: Stance
    source: set[int]
    cue: set[int]
    content: set[int]
    source_head: int | None
    cue_head: int
    content_head: int | None
    outer: Draft | None = None
    """The attribution that cites this one ("S, citing T"), where syntax shows it."""


def verb_drafts(parse: Parse) -> Iterator[Draft]:
    """Every attribution with a verb as its cue."""
    for token in parse.tokens:
        cue = verb_cue(parse, token)
        if cue is not None and not _quotes_as(parse, token) and not _quoted_as(parse, token):
            draft = _verb(parse, token, cue)
            if draft:
                yield draft
        if token.lemma in QUOTING and token.tag.startswith("VB"):
            yield from _quoting(parse, token)


def _quotes_as(parse: Parse, verb: Token) -> bool:
    """ "quoted T as saying": the words are T's, not the subject's."""
    return verb.lemma in QUOTING and any(
        prep.lower == "as" and parse.children(prep.i, "pcomp") for prep in parse.children(verb.i, "prep")
    )


def _quoted_as(parse: Parse, verb: Token) -> bool:
    """The "saying" of "quoted T as saying" has T for its subject, not the paper."""
    prep = parse.tokens[verb.head]
    return verb.dep == "pcomp" and prep.lower == "as" and parse.tokens[prep.head].lemma in QUOTING


def _verb(parse: Parse, verb: Token, cue: Cue) -> Draft | None:
    closing = tail(parse, verb, cue)
    if closing is not None:
        source, head, content = closing
        words = source_words(parse, source) - content
        return Draft(
            stance=_stance(parse, verb, cue), source=words, cue=cue_words(parse, verb.i), content=content,
            source_head=source, cue_head=verb.i, content_head=head,
        )  # fmt: skip
    head_found, content = _content(parse, verb, cue)
    if head_found is None or not content:
        return None
    inverted = _inverted(parse, verb, head_found)
    source_found = parse.children(verb.i, "dobj", "attr")[0].i if inverted else _source(parse, verb)
    if source_found is None and verb.dep == "amod":
        return None
    words = source_words(parse, source_found) if source_found is not None else set()
    return Draft(
        stance=_stance(parse, verb, cue), source=words - content, cue=cue_words(parse, verb.i),
        content=content - words if source_found not in content else content, source_head=source_found,
        cue_head=verb.i, content_head=head_found,
    )  # fmt: skip


def _content(parse: Parse, verb: Token, cue: Cue) -> tuple[int | None, set[int]]:
    clauses = [c for c in parse.children(verb.i, "ccomp") if "clause" in cue.takes and _is_clause(parse, c, cue)]
    if clauses:
        # a clause with "that" behind the verb is its own; what stands before a semicolon may be another sentence
        clause = max(clauses, key=lambda c: (_marked(parse, c), c.i > verb.i, -abs(c.i - verb.i)))
        return clause.i, _filled(parse, clause_content(parse, clause.i, verb.i), verb) | _and_that(parse, verb)
    if "clause" in cue.takes and _is_appended(parse, verb):
        whole = set(parse.subtree(verb.head)) - set(parse.subtree(verb.i))
        return verb.head, {i for i in whole if i < verb.i}
    if "clause" in cue.takes:
        for clause in clauses_in_medium(parse, verb):
            return clause.i, clause_content(parse, clause.i, verb.i)
    if "inf" in cue.takes:
        for clause in parse.children(verb.i, "xcomp", "ccomp"):
            return clause.i, clause_content(parse, clause.i, verb.i)
    if cue.takes & {"of", "blame"}:
        return _complaint(parse, verb, cue)
    if cue.takes & {"noun", "report"}:
        for noun in parse.children(verb.i, "dobj", "nsubjpass"):
            said = "noun" in cue.takes or noun.lemma in REPORTS or noun_cue(noun) is not None
            if noun.lower not in syntax.RELATIVES and noun.pos in ("NOUN", "PROPN") and said:
                return noun.i, clause_content(parse, noun.i, verb.i)
    return None, set()


def _is_appended(parse: Parse, verb: Token) -> bool:
    """ "X, said S": the parser may hang the reporting verb below what it reports."""
    head = parse.tokens[verb.head]
    comma = verb.i > 0 and any(parse.tokens[i].text in ',”"' for i in range(max(head.i, verb.i - 4), verb.i))
    finite = verb.tag in ("VBD", "VBZ", "VBP")
    return verb.dep in ("dep", "parataxis") and head.i < verb.i and head.pos in ("VERB", "AUX") and comma and finite


def clauses_in_medium(parse: Parse, verb: Token) -> list[Token]:
    """ "said in a statement that X": the clause is the verb's, wherever the parser hung it."""
    return [
        clause
        for prep in parse.children(verb.i, "prep")
        for medium in parse.children(prep.i, "pobj")
        for clause in parse.children(medium.i, "acl", "ccomp", "relcl")
        if any(t.lower == "that" and t.dep == "mark" for t in parse.children(clause.i))
    ]


def _and_that(parse: Parse, verb: Token) -> set[int]:
    """ "said that A, and that B": B is cited too, though the parser coordinates it with the saying."""
    found: set[int] = set()
    for clause in parse.children(verb.i, "conj"):
        if _marked(parse, clause):
            found |= clause_content(parse, clause.i, verb.i)
    return found


def _is_clause(parse: Parse, clause: Token, cue: Cue) -> bool:
    """A finite clause or a quotation; "allowed him to go" is neither, and what is asked for comes with "that"."""
    if any(t.text in '"“' for t in parse.children(clause.i, "punct")):
        return True
    if cue.stance == "asks" and not _marked(parse, clause) and clause.i > clause.head:
        return any(t.tag in ("WRB", "WP") for t in parse.children(clause.i))
    if clause.i < clause.head:
        between = parse.tokens[clause.i : clause.head]
        return all(t.text != ";" for t in between)
    return not any(t.tag == "TO" for t in parse.children(clause.i, "aux"))


def _marked(parse: Parse, clause: Token) -> bool:
    return any(t.lower in ("that", "whether", "if") for t in parse.children(clause.i, "mark"))


def _filled(parse: Parse, words: set[int], verb: Token) -> set[int]:
    """What stands whole before its verb ("A, B, S said") is cited whole, wherever the parser hung its parts."""
    if max(words) > verb.i:
        return words
    around = set(parse.subtree(verb.i))
    owners = parse.children(verb.i, "nsubj", "nsubjpass", "aux", "auxpass", "advmod", "neg")
    first = min([min(parse.subtree(t.i)) for t in owners] + [verb.i])
    words = words | {i for i in range(min(words), first) if i in around}
    if verb.dep == "conj" and parse.tokens[verb.head].pos in ("VERB", "AUX"):
        # "A happened and B happened, S said": the parser may coordinate A with the saying
        words |= {i for i in parse.subtree(verb.head) if i < min(words) and i not in around}
    return words


def _complaint(parse: Parse, verb: Token, cue: Cue) -> tuple[int | None, set[int]]:
    """ "accused Y of doing X", "blamed Y for X": the content is Y together with the act."""
    wanted = "of" if "of" in cue.takes else "for"
    blamed = parse.children(verb.i, "dobj", "nsubjpass")
    words = {i for noun in blamed for i in parse.subtree(noun.i)}
    for holder in (verb, *blamed):  # the parser hangs "of doing X" on the verb or on its object
        for prep in parse.children(holder.i, "prep"):
            acts = parse.children(prep.i, "pcomp", *(["pobj"] if holder is verb else []))
            if prep.lower == wanted and acts:
                words |= set(parse.subtree(prep.i))
                return acts[0].i, words - _later_denial(parse, words)
    return None, set()


def _later_denial(parse: Parse, words: set[int], *, asked: bool = False) -> set[int]:
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
    first = min(parse.subtree(noun.i))
    apart = first > 0 and parse.tokens[first - 1].text in (",", "–", "—", "-")
    if (
        noun.lemma in REPORTS
        and noun.pos != "DET"
        and (noun.dep in ("appos", "npadvmod", "conj", "dep", "attr") or apart)
    ):
        return True
    which = [t for t in parse.children(verb.i, "nsubj", "nsubjpass", "dobj") if t.lower == "which"]
    return bool(which and which[0].i and parse.tokens[which[0].i - 1].text == ",")


def clause_content(parse: Parse, head: int, verb: int) -> set[int]:
    """The words under ``head``, without the reporting clause, the reporter's asides and comments on it."""
    words = set(parse.subtree(head)) - set(cue_words(parse, verb))
    cue = verb_cue(parse, parse.tokens[verb])
    words -= _later_denial(parse, words, asked=cue is not None and cue.stance == "asks")
    last = max(words)
    for i in sorted(words):
        token = parse.tokens[i]
        if token.lower in ASIDES and i > head and parse.tokens[i - 1].text == "," and not _in_quotes(parse, token):
            top = i if parse.kids[i] else token.head
            under = set(parse.subtree(top))
            if last in under or max(under) >= last - 1:
                words -= {w for w in words if w >= i - 1}
                break
    return words


def _in_quotes(parse: Parse, token: Token) -> bool:
    sentence = parse.sentence_of(token.i)
    before = parse.text[sentence.start : token.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _inverted(parse: Parse, verb: Token, content: int) -> bool:
    """ "X, argued the researchers": what stands behind the verb is its subject."""
    own = parse.children(verb.i, "nsubj", "nsubjpass", "aux", "auxpass")
    after = [t for t in parse.children(verb.i, "dobj", "attr") if t.i > verb.i]
    return content < verb.i and not own and bool(after) and verb.dep in ("ROOT", "dep", "parataxis")


def _source(parse: Parse, verb: Token) -> int | None:
    if syntax.is_passive(parse, verb.i):
        return syntax.by_agent(parse, verb.i)
    found = syntax.subject(parse, verb.i)
    if found is not None and parse.tokens[found].dep == "expl":
        return None
    return found


def source_words(parse: Parse, head: int) -> set[int]:
    """The noun phrase of a source without clauses that would swallow the cue, with its coordinated others."""
    words = set(parse.subtree(head))
    for token in parse.children(head, "relcl", "acl", "appos", "advcl", "ccomp", "parataxis"):
        below = parse.subtree(token.i)
        if token.dep != "appos" and any(verb_cue(parse, parse.tokens[i]) for i in below):
            words -= set(below)
    return words


def cue_words(parse: Parse, verb: int) -> set[int]:
    """The verb with its auxiliaries, negation, particles."""
    return {verb} | {t.i for t in parse.children(verb, "aux", "auxpass", "neg", "prt") if abs(t.i - verb) <= 4}


def _stance(parse: Parse, verb: Token, cue: Cue) -> Stance:
    """ "did not deny" commits to nothing, "could not confirm" doubts."""
    negated = bool(parse.children(verb.i, "neg"))
    if negated and cue.stance in ("confirms", "knows"):
        return "doubts"
    if negated and cue.stance == "denies":
        return "states"
    return cue.stance


def _quoting(parse: Parse, verb: Token) -> Iterator[Draft]:
    """ "S quoted T as saying that X", "X, S quoted T as saying": S is outside, T the source of X."""
    for quoted in parse.children(verb.i, "dobj", "nsubjpass"):
        for prep in parse.children(verb.i, "prep"):
            sayings = parse.children(prep.i, "pcomp") if prep.lower == "as" else []
            for saying in sayings:
                clauses = parse.children(saying.i, "ccomp", "xcomp") or parse.children(verb.i, "ccomp")
                if clauses:
                    yield from _quoted(parse, verb, quoted, (prep, saying), clauses[0])


def _quoted(parse: Parse, verb: Token, quoted: Token, saying: tuple[Token, Token], clause: Token) -> Iterator[Draft]:
    prep, said = saying
    content = clause_content(parse, clause.i, said.i) - {prep.i, said.i, verb.i}
    outlet = _source(parse, verb)
    outer = None
    if outlet is not None and outlet != quoted.i:
        outer = Draft(
            stance="states", source=source_words(parse, outlet), cue={verb.i}, content=content | {prep.i, said.i},
            source_head=outlet, cue_head=verb.i, content_head=clause.i,
        )  # fmt: skip
        yield outer
    cue = verb_cue(parse, said)
    yield Draft(
        stance=cue.stance if cue else "states", source=source_words(parse, quoted.i), cue={prep.i, said.i},
        content=content, source_head=quoted.i, cue_head=said.i, content_head=clause.i, outer=outer,
    )  # fmt: skip
