"""Attributions whose cue is no main verb: "according to S", "claims that X", "citing S", ", which S denied"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.knowledge import sourcewords
from onrecord.knowledge.sectors import role
from onrecord.model import Parse, Token
from onrecord.reading import syntax
from onrecord.reading.attribution.cues import adjective_cue, noun_cue, verb_cue
from onrecord.reading.attribution.extent import REPORTS, clause_content, cue_words, is_comment, stands_apart
from onrecord.reading.attribution.stances import stance_of
from onrecord.reading.attribution.verbs import Draft, source_words


def according_drafts(parse: Parse) -> Iterator[Draft]:
    """ "according to S" and its free relative "according to what S told T"; "per S"."""
    for token in parse.tokens:
        to = _according(parse, token)
        if to is None:
            continue
        inner = parse.children(to.i, "pobj", "pcomp") + parse.children(token.i, "pobj", "pcomp")
        for noun in inner:
            found = _free_relative(parse, noun) or (noun.i, set[int]())
            source, extra = found
            phrase = set(parse.subtree(token.i))
            clause = _governed(parse, token)
            content = set(parse.subtree(clause)) - phrase
            if content:
                yield Draft(
                    stance="states", source=source_words(parse, source), cue={token.i, to.i} | extra, content=content,
                    source_head=source, cue_head=token.i, content_head=clause,
                )  # fmt: skip
            break


def _according(parse: Parse, token: Token) -> Token | None:
    """The preposition of the source: "to" of "according to", a "per" before somebody who speaks ("per the ministry",
    not "per day")."""
    if token.lower == "according":
        return next((t for t in parse.tokens[token.i + 1 : token.i + 2] if t.lower == "to"), None)
    if token.lower != "per" or token.dep != "prep":
        return None
    free = token.i == parse.sentence_of(token.i).first or parse.tokens[token.i - 1].text in (",", "-", "–", "—")
    for noun in parse.children(token.i, "pobj"):
        known = noun.pos == "PROPN" or any(k.dep in ("det", "poss") or k.pos == "PROPN" for k in _near(parse, noun))
        if free and (known or noun.tag == "NNS") and (can_speak(noun) or noun_cue(noun) is not None):
            return token
    return None


RECKONING = sourcewords.words("reckoning")


def reckoning_drafts(parse: Parse) -> Iterator[Draft]:
    """ "By the reckoning of S, X", "X, by the ministry's own count": whose figure or account it is."""
    for token in parse.tokens:
        if token.lower != "by" or token.dep not in ("prep", "agent"):
            continue
        free = token.i == parse.sentence_of(token.i).first or parse.tokens[token.i - 1].text in (",", "-", "–", "—")
        for noun in parse.children(token.i, "pobj"):
            of = [k for k in parse.children(noun.i, "prep") if k.lower == "of"]
            owners = parse.children(noun.i, "poss") + [o for k in of for o in parse.children(k.i, "pobj")]
            if not free or noun.lemma not in RECKONING or not owners:
                continue
            clause = _governed(parse, token)
            content = set(parse.subtree(clause)) - set(parse.subtree(token.i))
            if content:
                yield Draft(
                    stance="states", source=source_words(parse, owners[0].i), cue={token.i, noun.i}, content=content,
                    source_head=owners[0].i, cue_head=token.i, content_head=clause,
                )  # fmt: skip


def _near(parse: Parse, noun: Token) -> list[Token]:
    return parse.children(noun.i, "det", "poss", "compound", "amod")


def _free_relative(parse: Parse, token: Token) -> tuple[int, set[int]] | None:
    """ "what S told T", "a statement S gave": the speaker and the words between."""
    for verb in [token, *parse.children(token.i, "relcl", "ccomp")]:
        cue = verb_cue(parse, verb)
        speaker = [t for t in parse.children(verb.i, "nsubj") if t.lower not in syntax.RELATIVES | {"what"}]
        if cue and speaker and (verb.i == token.i or token.lower == "what"):
            what = {t.i for t in parse.children(verb.i) if t.lower == "what"} | ({token.i} - {verb.i})
            return speaker[0].i, {verb.i} | what
    return None


def _governed(parse: Parse, according: Token) -> int:
    """The clause that "according to" vouches for: its own relative clause, else the whole sentence's."""
    i = according.head
    for later in parse.children(i, "conj"):
        if later.pos in ("VERB", "AUX") and _opens(parse, according, later):
            return later.i
    while parse.tokens[i].head != i:
        token = parse.tokens[i]
        if token.pos in ("VERB", "AUX"):
            if token.dep in ("relcl", "advcl") and token.i < according.i:
                return i
            if token.dep == "conj" and _opens(parse, according, token):
                return i
            reported = token.dep == "ccomp" and verb_cue(parse, parse.tokens[token.head])
            if reported and token.head < according.i < i:  # "said that, according to S, ..."
                return i
        i = token.head
    return _last_clause(parse, i, according) if verb_cue(parse, parse.tokens[i]) else i


def _opens(parse: Parse, according: Token, verb: Token) -> bool:
    """ "did X, and according to S, did Y": the phrase stands between "and" and its verb."""
    links = [t.i for t in parse.children(verb.head, "cc") if t.i < according.i]
    return verb.head < according.i < verb.i and bool(links) and according.i - links[-1] <= 2


def _last_clause(parse: Parse, root: int, according: Token) -> int:
    """In "S denied X, where Y, according to T" the denial has its source: T vouches for the last clause."""
    phrase = parse.subtree(according.i)
    ends = [t.i for t in parse.tokens[parse.sentence_of(root).first : phrase[0]] if t.pos != "PUNCT"]
    for i in parse.subtree(root):
        token = parse.tokens[i]
        if token.dep == "relcl" and token.i < according.i:
            words = [w for w in parse.subtree(i) if parse.tokens[w].pos != "PUNCT" and w not in phrase]
            comma = parse.tokens[min(words) - 1].text == ","
            if comma and ends and max(words) == ends[-1]:
                return i
    return root


def noun_drafts(parse: Parse) -> Iterator[Draft]:
    """ "the army's claim that X", "fears that X", "issued a statement saying"."""
    for token in parse.tokens:
        cue = noun_cue(token)
        if cue is None or _is_medium(parse, token):
            continue
        for clause in parse.children(token.i, "acl", "ccomp", "relcl"):
            if not any(t.lower == "that" and t.dep == "mark" for t in parse.children(clause.i)):
                continue
            source = _noun_source(parse, token)
            words = source_words(parse, source) - {token.i} if source is not None else set()
            untrue = _called_untrue(parse, token)
            if untrue is not None:  # "any claim that X is false", S said
                source, words = untrue if untrue >= 0 else None, {untrue} if untrue >= 0 else set()
            elif source is None and "self" in cue.takes:  # "rumours that ...": the noun is all there is
                source, words = token.i, {token.i}
            yield Draft(
                stance=cue.stance if untrue is None else "denies", source=words, cue={token.i},
                content=clause_content(parse, clause.i, token.i), source_head=source, cue_head=token.i,
                content_head=clause.i,
            )  # fmt: skip


def _called_untrue(parse: Parse, noun: Token) -> int | None:
    """Who says that a claim is false ("any claim that X is false, S said"); -1 where the report does, ``None`` where
    nobody does."""
    up = parse.tokens[noun.head]
    if noun.dep != "nsubj" or not any(t.lower in FALSE for t in parse.children(up.i, "acomp", "attr")):
        return None
    above = parse.tokens[up.head]
    said = up.dep == "ccomp" and verb_cue(parse, above) is not None
    source = syntax.subject(parse, above.i) if said else None
    return -1 if source is None else source


def adjective_drafts(parse: Parse) -> Iterator[Draft]:
    """ "S is afraid that X", "S, confident that X, ..."."""
    for token in parse.tokens:
        cue = adjective_cue(token)
        clauses = parse.children(token.i, "ccomp") if cue is not None else []
        if cue is None or not clauses or token.dep not in ("acomp", "amod", "conj", "oprd", "advcl", "ROOT"):
            continue
        up = parse.tokens[token.head]
        source = up.i if token.dep == "amod" else syntax.subject(parse, token.i if token.dep == "ROOT" else up.i)
        if source is None or parse.tokens[source].dep == "expl" or parse.tokens[source].lower in ("it", "that", "this"):
            continue
        negated = bool(parse.children(up.i, "neg") or parse.children(token.i, "neg"))
        yield Draft(
            stance="doubts" if negated and cue.stance in ("states", "knows", "expects") else cue.stance,
            source=source_words(parse, source), cue={token.i},
            content=clause_content(parse, clauses[0].i, token.i), source_head=source, cue_head=token.i,
            content_head=clauses[0].i,
        )  # fmt: skip


def _is_medium(parse: Parse, noun: Token) -> bool:
    """The "statement" of "said in a statement that" is no source: who said it is."""
    prep = parse.tokens[noun.head]
    verb = parse.tokens[prep.head]
    return noun.dep == "pobj" and prep.dep == "prep" and verb_cue(parse, verb) is not None


def _noun_source(parse: Parse, noun: Token) -> int | None:
    for owner in parse.children(noun.i, "poss"):
        return owner.i
    agent = syntax.by_agent(parse, noun.i)
    if agent is not None:
        return agent
    for people in parse.children(noun.i, "amod", "compound"):  # "Israeli allegations that ..."
        if people.ent in ("NORP", "GPE", "ORG"):
            return people.i
    for prep in parse.children(noun.i, "prep"):
        if prep.lower in ("from", "among"):
            for holder in parse.children(prep.i, "pobj"):
                return holder.i
    verb = parse.tokens[noun.head]
    if noun.dep == "dobj" and verb.lemma in sourcewords.words("carries") and not syntax.is_passive(parse, verb.i):
        return syntax.subject(parse, verb.i)
    return None


def can_speak(noun: Token) -> bool:
    """A person, body or document; "citing ethical concerns" gives a reason, not a source."""
    return noun.pos in ("PROPN", "PRON") or noun.ent in ("PERSON", "ORG", "GPE", "NORP") or role(noun.lemma) is not None


CLAUSES = ("advcl", "acl", "xcomp", "dep")


def citing_drafts(parse: Parse, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """ "S, citing T, said X" and "according to S, which quoted T": T stands behind what S says."""
    for token in parse.tokens:
        if token.lemma not in ("cite", "quote") or not token.tag.startswith("VB"):
            continue
        cited = [t for t in parse.children(token.i, "dobj") if can_speak(t)]
        if not cited or any(t.lower == "as" for t in parse.children(token.i, "prep")):
            continue
        if token.dep == "pcomp":  # "After citing a scholar, he said": what he said is not the scholar's
            continue
        outer = _cited_in(parse, token, drafts)
        if outer is not None:
            content, head = set(outer.content), outer.content_head
        elif token.dep in CLAUSES and any(token.i in d.content for d in drafts):  # hung on a word of what S says
            head = syntax.clause_of(parse, token.head)
            content = set(parse.subtree(head))
        else:  # "condemned the raid, citing a report": that is why he does it, and nobody's word for it
            continue
        content -= set(parse.subtree(token.i))
        if content:
            yield Draft(
                stance="states", source=source_words(parse, cited[0].i), cue={token.i}, content=content,
                source_head=cited[0].i, cue_head=token.i, content_head=head, outer=outer,
            )  # fmt: skip


def _cited_in(parse: Parse, citing: Token, drafts: Sequence[Draft]) -> Draft | None:
    """The attribution that "citing" belongs to: its verb governs it, or its source is the antecedent."""
    above = {t.i for t in parse.ancestors(citing.i)}
    best = None
    for draft in drafts:
        verbal = draft.cue_head in above and citing.i not in draft.content
        source = draft.source_head is not None and draft.source_head in above and citing.dep == "relcl"
        same = parse.tokens[draft.cue_head].sent == citing.sent
        near = best is None or abs(draft.cue_head - citing.i) < abs(best.cue_head - citing.i)
        if same and near and (verbal or source or _shares_subject(parse, citing, draft)):
            best = draft
    return best


def _shares_subject(parse: Parse, citing: Token, draft: Draft) -> bool:
    return citing.dep in ("advcl", "acl", "conj", "dep") and syntax.subject(parse, citing.i) == draft.source_head


def made_drafts(parse: Parse, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """ "The army denied shelling the clinic, a claim made by S": on whose word it is what somebody denies, or what the
    report says, before the comma."""
    ordered = sorted(drafts, key=lambda d: d.cue_head)
    for token in parse.tokens:
        noun = parse.tokens[token.head]
        cue = noun_cue(noun)
        if cue is None or cue.stance not in ("states", "alleges") or token.dep not in ("relcl", "acl"):
            continue
        if token.lemma not in sourcewords.words("voices"):
            continue
        own = [t.i for t in parse.children(token.i, "nsubj") if t.lower not in syntax.RELATIVES]
        source = own[0] if own else syntax.by_agent(parse, token.i)
        if source is None or not stands_apart(parse, noun):
            continue
        near = [d for d in ordered if d.cue_head < noun.i and parse.tokens[d.cue_head].sent == token.sent]
        target = near[-1] if near else _main_clause(parse, noun)
        content = set(target.content) - set(parse.subtree(noun.i)) if target is not None else set()
        if target is not None and content:
            yield Draft(
                stance=cue.stance, source=source_words(parse, source), cue={noun.i, token.i}, content=content,
                source_head=source, cue_head=token.i, content_head=target.content_head,
            )  # fmt: skip


def denial_drafts(parse: Parse, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Denials of what stands before: ", which Z denied", "Z denied the accusation", "Z called the report false"."""
    ordered = sorted(drafts, key=lambda d: d.cue_head)
    for token in parse.tokens:
        cue = verb_cue(parse, token)
        judging = cue is not None and cue.stance in ("denies", "confirms", "doubts")
        if not judging and not (token.tag.startswith("VB") and _called_false(parse, token)):
            continue
        target = _denied(parse, token, ordered)
        if target is None:
            continue
        passive = syntax.is_passive(parse, token.i)
        source = syntax.by_agent(parse, token.i) if passive else syntax.subject(parse, token.i)
        if source is None:
            continue
        yield Draft(
            stance=stance_of(parse, token, cue) if judging and cue is not None else "denies",
            source=source_words(parse, source), cue=cue_words(parse, token.i), content=set(target.content),
            source_head=source, cue_head=token.i, content_head=target.content_head,
        )  # fmt: skip


NEW = frozenset({"a", "an", "another", "any", "some", "one", "no"})
"""Determiners of what was not spoken of before."""
OF_PROPOSITIONS = frozenset({"deny", "confirm", "refute", "disprove"})
"""Verbs whose "it" is that something is so: who "rejects it" may mean an offer."""
BRANDS = frozenset({"call", "brand", "label", "describe"})
TRUE = frozenset("true accurate correct right genuine authentic so case real".split())
FALSE = frozenset("false fake untrue baseless unfounded fabricated invention lie lies propaganda nonsense fiction "
                  "groundless bogus hoax slander disinformation misinformation".split())  # fmt: skip


def _called_false(parse: Parse, verb: Token) -> bool:
    """ "called the report a lie", "said the report was untrue"."""
    if verb.lemma in BRANDS:
        return any(parse.tokens[i].lower in FALSE for i in parse.subtree(verb.i) if i > verb.i)
    for clause in parse.children(verb.i, "ccomp"):
        about = any(t.lemma in REPORTS for t in parse.children(clause.i, "nsubj"))
        if about and any(t.lower in FALSE for t in parse.children(clause.i, "acomp", "attr")):
            return True
    return False


def _judged(parse: Parse, clause: Token) -> bool:
    """ "that it was true", "it a lie": a clause that says whether something is so."""
    said = [clause, *parse.children(clause.i, "acomp", "attr", "oprd")]
    return any(t.lower in FALSE or t.lower in TRUE for t in said)


def _denied(parse: Parse, verb: Token, drafts: Sequence[Draft]) -> Draft | None:
    """What a denial points back to: the accusation of its sentence, or of the two sentences before."""
    sent = parse.tokens[verb.i].sent
    if is_comment(parse, verb):
        near = [d for d in drafts if parse.tokens[d.cue_head].sent == sent and d.cue_head < verb.i]
        alleged = [d for d in near if d.stance == "alleges"] or near
        return alleged[-1] if alleged else _main_clause(parse, verb)
    objects = parse.children(verb.i, "dobj", "nsubjpass", "nsubj") + [
        s
        for c in parse.children(verb.i, "ccomp", "oprd", "xcomp")
        for s in parse.children(c.i, "nsubj")
        if s.pos != "PRON" or _judged(parse, c)  # "acknowledged it was a hard week" judges nobody's words
    ]
    if parse.children(verb.i, "ccomp", "xcomp"):  # "It denied that it had done so": who denies is not what is denied
        objects = [t for t in objects if t.pos != "PRON" or t.head != verb.i]
    objects = [t for t in objects if t.dep != "nsubj" or t.head != verb.i or t.pos != "PRON"]
    named = [t for t in objects if t.lemma in REPORTS and t.i != verb.i and not _tells_itself(parse, verb, t)]
    if not named:
        return None
    before = [
        d for d in drafts
        if d.cue_head < verb.i and 0 <= sent - parse.tokens[d.cue_head].sent <= 2 and d.content_head != verb.i
    ]  # fmt: skip
    alleged = [d for d in before if d.stance == "alleges"]
    if not alleged:
        alleged = [d for d in before if _is_proposition(parse, d, sent)] if named[0].pos == "PRON" else before
        alleged = alleged if named[0].pos != "PRON" or verb.lemma in OF_PROPOSITIONS else []
    return alleged[-1] if alleged else None


def _tells_itself(parse: Parse, verb: Token, word: Token) -> bool:
    """A report that says its own content, or is named for the first time, takes up nothing that was said before:
    "denied a report in the Herald that guards had been abducted"."""
    if parse.children(word.i, "acl", "relcl") or any(k.lower in NEW for k in parse.children(word.i, "det")):
        return True
    if any(k.lower in ("of", "about") for k in parse.children(word.i, "prep")):
        return True  # "denied accusations of torture"
    return word.dep == "dobj" and word.pos != "PRON" and any(c.i > word.i for c in parse.children(verb.i, "ccomp"))


def _is_proposition(parse: Parse, draft: Draft, sent: int) -> bool:
    """ "X said that Y did Z. W denied it.": a clause of the sentence before, which a pronoun can take up whole."""
    head = draft.content_head
    return head is not None and parse.tokens[head].pos in ("VERB", "AUX") and sent - parse.tokens[head].sent == 1


def _main_clause(parse: Parse, verb: Token) -> Draft | None:
    root = parse.sentence_of(verb.i).root
    words = {i for i in parse.subtree(root) if i < verb.i} - set(parse.subtree(verb.i))
    if not words:
        return None
    return Draft("states", set(), {root}, words, None, root, root)
