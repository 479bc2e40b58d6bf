"""Attributions whose cue is a verb: "S said that X", "X, S told T", "S denied doing X", "S accused Y of X"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from onrecord.knowledge.sectors import role
from onrecord.model import Parse, Stance, Token
from onrecord.reading import syntax
from onrecord.reading.attribution.cues import FINITE, Cue, noun_cue, verb_cue
from onrecord.reading.attribution.extent import REPORTS, clause_content, cue_words, later_denial, marked, says_beside
from onrecord.reading.attribution.media import author, carries
from onrecord.reading.attribution.stances import stance_of
from onrecord.reading.attribution.tails import TOLD, before, tail

QUOTING = frozenset({"quote", "cite"})
TELLING = TOLD | {"warn", "notify", "caution", "alert"}
"""Verbs of saying whose object hears it."""
PERSONAL = ("er", "or", "ist", "ian", "man", "woman", "ee")
"""Endings of nouns for people that no table has."""


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
            stance=stance_of(parse, verb, cue), source=words, cue=cue_words(parse, verb.i), content=content,
            source_head=source, cue_head=verb.i, content_head=head,
        )  # fmt: skip
    head_found, content = _content(parse, verb, cue)
    if head_found is None or not content:
        return None
    inverted = _inverted(parse, verb, head_found)
    source_found = parse.children(verb.i, "dobj", "attr")[0].i if inverted else _source(parse, verb)
    if source_found is None and verb.dep == "amod":
        return None
    if _is_wished(parse, verb, cue) or (source_found is not None and _cannot_mean(parse, source_found, cue)):
        return None
    words = source_words(parse, source_found) if source_found is not None else set()
    return Draft(
        stance=stance_of(parse, verb, cue), source=words - content, cue=cue_words(parse, verb.i),
        content=content - words if source_found not in content else content, source_head=source_found,
        cue_head=verb.i, content_head=head_found,
    )  # fmt: skip


WISHING = frozenset({"want", "need", "persuade", "convince", "encourage", "lead", "cause", "invite", "teach", "train"})
MINDS = frozenset({"knows", "expects", "fears"})


def _is_wished(parse: Parse, verb: Token, cue: Cue) -> bool:
    """Whether somebody is only wanted to say or think so, or asked: "want voters to believe that", "if he thinks"."""
    up = parse.tokens[verb.head]
    if cue.stance in MINDS and any(t.lower in ("if", "whether") for t in parse.children(verb.i, "mark")):
        return True
    return verb.tag == "VB" and verb.dep in ("xcomp", "ccomp") and up.lemma in WISHING


def _cannot_mean(parse: Parse, source: int, cue: Cue) -> bool:
    """Whether what is no person, body or paper is said to see or expect: "the war has seen", "2019 saw"."""
    noun = parse.tokens[source]
    if cue.stance not in MINDS or noun.pos not in ("NOUN", "NUM") or noun.ent in ("PERSON", "ORG", "GPE", "NORP"):
        return False
    return role(noun.lemma) is None and role(noun.lower) is None and not noun.lemma.endswith(PERSONAL)


def _content(parse: Parse, verb: Token, cue: Cue) -> tuple[int | None, set[int]]:
    clauses = [c for c in parse.children(verb.i, "ccomp") if "clause" in cue.takes and _is_clause(parse, c, cue)]
    if clauses:
        # a clause with "that" behind the verb is its own; what stands before a semicolon may be another sentence
        clause = max(clauses, key=lambda c: (marked(parse, c), c.i > verb.i, -abs(c.i - verb.i)))
        words = _filled(parse, clause_content(parse, clause.i, verb.i), verb) | _and_that(parse, verb)
        return clause.i, words | _around(parse, verb, clause, clauses)
    told = _told_that(parse, verb) if "clause" in cue.takes and verb.lemma in TELLING else None
    if told is not None:
        return told.i, clause_content(parse, told.i, verb.i)
    if "clause" in cue.takes and _is_appended(parse, verb):
        whole = set(parse.subtree(verb.head)) - set(parse.subtree(verb.i))
        return verb.head, {i for i in whole if i < verb.i}
    if "clause" in cue.takes:
        for clause in clauses_in_medium(parse, verb):
            return clause.i, clause_content(parse, clause.i, verb.i)
    seen = cue.stance in ("asks", "knows")  # "the inquiry he requested will begin" cites nothing
    reduced = verb.dep in ("relcl", "ccomp") and verb.i + 1 < len(parse.tokens)
    if "clause" in cue.takes and reduced and not seen:
        of = _said_of(parse, verb)
        if of is not None:
            return of
    if "inf" in cue.takes:
        for clause in parse.children(verb.i, "xcomp", "ccomp"):
            return clause.i, clause_content(parse, clause.i, verb.i)
    if "clause" in cue.takes and syntax.is_passive(parse, verb.i) and syntax.by_agent(parse, verb.i) is not None:
        for clause in parse.children(verb.i, "xcomp"):  # "was said by mediators to have been broken"
            about = {i for t in parse.children(verb.i, "nsubjpass") for i in parse.subtree(t.i)}
            return clause.i, clause_content(parse, clause.i, verb.i) | about
    if cue.takes & {"of", "blame"}:
        return _complaint(parse, verb, cue)
    if cue.takes & {"noun", "report"}:
        for noun in parse.children(verb.i, "dobj", "nsubjpass"):
            said = "noun" in cue.takes or noun.lemma in REPORTS or noun_cue(noun) is not None
            if noun.lower not in syntax.RELATIVES and noun.pos in ("NOUN", "PROPN") and said:
                return noun.i, clause_content(parse, noun.i, verb.i) - _told_in_passing(parse, noun.i)
    return None, set()


def _told_in_passing(parse: Parse, noun: int) -> set[int]:
    """ "did not mention the dispute at Kouri, where herders say X": a clause behind a comma is the reporter's."""
    found: set[int] = set()
    for i in parse.subtree(noun):
        if parse.tokens[i].dep == "relcl" and i not in found:
            words = parse.subtree(i)
            if words[0] > noun and parse.tokens[words[0] - 1].text == ",":
                found |= set(words)
    return found


def _around(parse: Parse, verb: Token, main: Token, clauses: list[Token]) -> set[int]:
    """ "X, answered S: Y": both what stands before the verb and what follows its colon."""
    found: set[int] = set()
    before = parse.tokens[verb.i - 1].text in (",", '"', "”")
    for other in clauses:
        first, last = sorted((main.i, other.i))
        colon = any(t.text == ":" for t in parse.tokens[verb.i : last])
        if other is not main and first < verb.i < last and before and colon:
            found |= clause_content(parse, other.i, verb.i)
    return found


def _told_that(parse: Parse, verb: Token) -> Token | None:
    """ "warned the council that militias were arming": the parser may take the clause for one about the council."""
    for heard in parse.children(verb.i, "dobj", "dative"):
        for clause in parse.children(heard.i, "relcl", "acl"):
            first = parse.tokens[parse.subtree(clause.i)[0]]
            own = [t for t in parse.children(clause.i, "nsubj", "nsubjpass") if t.lower not in syntax.RELATIVES]
            if first.lower == "that" and own and clause.i > verb.i:
                return clause
    return None


def _said_of(parse: Parse, verb: Token) -> tuple[int, set[int]] | None:
    """ "a device that the expert confirmed was a mine", "firms they allege are supplying arms": what a finite verb
    right behind the saying says of the noun before it."""
    after = parse.tokens[verb.i + 1]
    main = parse.tokens[after.head] if after.dep in ("aux", "auxpass") else after
    own = [t for t in parse.children(verb.i, "nsubj") if t.lower not in syntax.RELATIVES]
    if after.tag not in FINITE or after.sent != verb.sent or main.i < verb.i or not own:
        return None
    if any(verb.i < t.i for t in parse.children(main.i, "nsubj", "nsubjpass")):
        return None
    return main.i, {i for i in parse.subtree(main.i) if i > verb.i}


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
        if marked(parse, clause):
            found |= clause_content(parse, clause.i, verb.i)
    return found


def _is_clause(parse: Parse, clause: Token, cue: Cue) -> bool:
    """A finite clause or a quotation; "allowed him to go" is neither, and what is asked for comes with "that"."""
    if any(t.text in '"“' for t in parse.children(clause.i, "punct")):
        return True
    if cue.stance == "asks" and not marked(parse, clause) and clause.i > clause.head:
        return any(t.tag in ("WRB", "WP") for t in parse.children(clause.i))
    if clause.i < clause.head:
        between = parse.tokens[clause.i : clause.head]
        return all(t.text != ";" for t in between)
    return not any(t.tag == "TO" for t in parse.children(clause.i, "aux"))


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
                words |= set(parse.subtree(prep.i)) - _told_beside(parse, acts[0])
                return acts[0].i, words - later_denial(parse, words)
    return None, set()


def _told_beside(parse: Parse, act: Token) -> set[int]:
    """ "accused Y of doing X and has called for Z": a finite verb is no act that Y is accused of."""
    found: set[int] = set()
    for other in parse.children(act.i, "conj"):
        if act.tag == "VBG" and (other.tag in FINITE or any(t.tag in FINITE for t in parse.children(other.i, "aux"))):
            found |= set(parse.subtree(other.i))
    return found


def _inverted(parse: Parse, verb: Token, content: int) -> bool:
    """ "X, argued the researchers": what stands behind the verb is its subject."""
    own = parse.children(verb.i, "nsubj", "nsubjpass", "aux", "auxpass")
    after = [t for t in parse.children(verb.i, "dobj", "attr") if t.i > verb.i]
    if verb.lemma in TOLD:  # "a commander told the radio": who is told
        return False
    on = verb.dep == "ccomp" and any(t.text == ":" for t in parse.tokens[verb.i : verb.head])  # "X, said S: Y"
    return content < verb.i and not own and bool(after) and (on or verb.dep in ("ROOT", "dep", "parataxis"))


def _source(parse: Parse, verb: Token) -> int | None:
    asked = verb.tag == "VBN" and verb.dep == "advcl" and not parse.children(verb.i, "aux", "nsubj")  # "when asked if"
    if asked or syntax.is_passive(parse, verb.i):
        return syntax.by_agent(parse, verb.i)
    prep = parse.tokens[verb.head]
    if verb.dep == "pcomp" and prep.dep == "prep" and carries(parse.tokens[prep.head]):  # "a note from S saying"
        issuer = author(parse, prep.head)
        if issuer is not None and prep.i < issuer < verb.i:
            return issuer
    found = _beside(parse, verb)
    found = syntax.subject(parse, verb.i) if found is None else found
    if found is not None and parse.tokens[found].dep == "expl":
        return None
    if found is not None and verb.dep == "acl" and verb.head == found and carries(parse.tokens[found]):
        issuer = author(parse, found)
        return found if issuer is None else issuer
    return found


def _beside(parse: Parse, verb: Token) -> int | None:
    """Who says ", adding that Y": the speaker of the saying above, wherever the parser hung it."""
    if verb.tag != "VBG" or parse.tokens[verb.i - 1].text != "," or not says_beside(parse, verb):
        return None
    for above in parse.ancestors(verb.i):
        cue = verb_cue(parse, above)
        if cue is not None and parse.children(above.i, "nsubj") and parse.children(above.i, "ccomp"):
            return syntax.subject(parse, above.i)
    return None


def source_words(parse: Parse, head: int) -> set[int]:
    """The noun phrase of a source without clauses that would swallow the cue, with its coordinated others."""
    words = set(parse.subtree(head))
    for token in parse.children(head, "relcl", "acl", "appos", "advcl", "ccomp", "parataxis"):
        below = parse.subtree(token.i)
        if token.dep != "appos" and any(verb_cue(parse, parse.tokens[i]) for i in below):
            words -= set(below)
    for prep in parse.children(head, "prep"):  # "the envoy on Friday": a day the parser hung on him
        if prep.lower == "on" and any(t.ent == "DATE" for t in parse.children(prep.i, "pobj")):
            words -= set(parse.subtree(prep.i))
    return words


def _quoting(parse: Parse, verb: Token) -> Iterator[Draft]:
    """ "S quoted T as saying that X", "X, S quoted T as saying": S is outside, T the source of X."""
    for quoted in parse.children(verb.i, "dobj", "nsubjpass"):
        for prep in parse.children(verb.i, "prep"):
            sayings = parse.children(prep.i, "pcomp") if prep.lower == "as" else []
            for saying in sayings:
                clauses = parse.children(saying.i, "ccomp", "xcomp") or parse.children(verb.i, "ccomp")
                whole = (clauses[0].i, clause_content(parse, clauses[0].i, saying.i)) if clauses else None
                whole = whole or before(parse, verb, quoted)
                if whole is not None:
                    yield from _quoted(parse, verb, quoted, (prep, saying), whole)


def _quoted(
    parse: Parse, verb: Token, quoted: Token, saying: tuple[Token, Token], whole: tuple[int, set[int]]
) -> Iterator[Draft]:
    prep, said = saying
    head, content = whole
    content = content - {prep.i, said.i, verb.i}
    outlet = _source(parse, verb)
    if outlet is None and quoted.dep == "nsubjpass":  # "was quoted as saying by S"
        outlet = next((o for i in (said.i, prep.i) if (o := syntax.by_agent(parse, i)) is not None), None)
    outer = None
    if outlet is not None and outlet != quoted.i:
        outer = Draft(
            stance="states", source=source_words(parse, outlet), cue={verb.i}, content=content | {prep.i, said.i},
            source_head=outlet, cue_head=verb.i, content_head=head,
        )  # fmt: skip
        yield outer
    cue = verb_cue(parse, said)
    yield Draft(
        stance=cue.stance if cue else "states", source=source_words(parse, quoted.i), cue={prep.i, said.i},
        content=content, source_head=quoted.i, cue_head=said.i, content_head=head, outer=outer,
    )  # fmt: skip
