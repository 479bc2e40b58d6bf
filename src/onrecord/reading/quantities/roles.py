"""What became of those whom a figure counts: killed, injured, arrested ..., by the verb or noun that governs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import Parse, QuantityRole, Token
from onrecord.reading.quantities import lexicon
from onrecord.reading.quantities.counted import Governor, is_toll, toll_of

DEPTH = 6  # steps up the tree; beyond that a governor says nothing of the figure
OWN_VERB = 4  # words from a subject to its verb: "12 more were seriously wounded"
PARTS = frozenset({"including", "among", "includes", "include", "included"})
LEAVES = frozenset({"leave", "find", "make", "render", "report", "confirm", "declare", "believe", "presume", "fear"})
GROUPS = frozenset(
    "group crowd total number part majority handful series bunch dozen score hundred thousand million tens dozens "
    "scores hundreds thousands millions some many most rest estimate figure count all none".split()
)
HURTS = frozenset({"injury", "wound", "burn"})
BROUGHT = frozenset({"take", "rush", "airlift", "transport", "fly", "admit", "send", "evacuate"})
HOSPITALS = frozenset({"hospital", "clinic"})
CONDITIONS = frozenset({"critical", "serious", "grave", "guarded", "stable", "fair"})
PLURAL = frozenset({"were", "are", "have"})
LIVES = frozenset({"claim", "lose", "take", "cost"})


def govern(parse: Parse, pivot: int, counted: int | None) -> Governor | None:
    """The role of what stands at ``pivot`` (the noun counted, or the figure where no noun is said)."""
    own = _own(parse, pivot, counted)
    if own is None or own.role != "injured":
        return own or _climb(parse, pivot, 0) or _of_all(parse, pivot)
    if parse.tokens[own.token].dep != "relcl" or parse.tokens[pivot].dep == "conj":
        return own  # "was killed and two more guards injured"
    told = _climb(parse, pivot, 0)  # "a boy who was shot on Friday has died"
    return told if told is not None and told.role == "killed" else own


def _of_all(parse: Parse, i: int) -> Governor | None:
    """ "a father and his two sons who were found dead": a clause in the plural behind one of them is of all."""
    first = parse.tokens[i]
    while first.dep == "conj" and first.head != first.i:
        first = parse.tokens[first.head]
    chain = [first]
    while after := [k for k in parse.children(chain[-1].i, "conj") if k.pos in ("NOUN", "PROPN")]:
        chain.append(after[-1])
    for one in chain if len(chain) > 1 else ():
        for verb in parse.children(one.i, "relcl"):
            words = {verb.lower, *(k.lower for k in parse.children(verb.i, "aux", "auxpass"))}
            if words & PLURAL and _by_relative(parse, verb):
                return _verb(parse, verb.i, subject=True, passive=_passive(parse, verb.i))
    return None


# ---------------------------------------------------------------- the noun's own words


def _own(parse: Parse, pivot: int, counted: int | None) -> Governor | None:
    """ "12 deaths", "30 wounded soldiers", "37 people killed", "12 people who died"."""
    for i in dict.fromkeys((counted, pivot)):
        if i is None:
            continue
        token = parse.tokens[i]
        hit = lexicon.roles("c").get(token.lemma) or lexicon.roles("c").get(token.lower)
        if hit is not None and token.pos in ("NOUN", "PROPN", "ADJ", "VERB"):
            if hit[1] in ("killed", "injured"):
                return Governor(hit[1], i)
            # "45 protesters were arrested": what was done to them says more than what they are
            return _described(parse, i, skip=hit[1]) or _climb(parse, pivot, 0) or Governor(hit[1], i)
        described = _described(parse, i)
        if described is not None:
            return described
    return None


def _described(parse: Parse, i: int, *, skip: QuantityRole | None = None) -> Governor | None:
    for child in parse.children(i, "amod", "acl", "relcl", "acomp", "appos"):
        if child.dep in ("amod", "acomp") or (child.dep == "acl" and child.tag == "VBN"):
            hit = lexicon.roles("a").get(child.lower)
            if hit is not None and not (child.dep == "amod" and child.lower in ("executed", "fatal")):
                return Governor("killed" if _fatal(parse, child.i) else hit[1], child.i)
        if child.dep in ("acl", "relcl") and child.pos in ("VERB", "AUX"):
            found = _verb(parse, child.i, subject=_by_relative(parse, child), passive=_passive(parse, child.i))
            if found is not None and found.role != skip:
                return found
    return None


def _by_relative(parse: Parse, verb: Token) -> bool:
    """ "people who died" (subject) against "people whom the army killed"."""
    if verb.dep == "acl":
        return True
    subjects = parse.children(verb.i, "nsubj", "nsubjpass")
    return not subjects or subjects[0].lower in ("who", "which", "that")


def _passive(parse: Parse, verb: int) -> bool:
    token = parse.tokens[verb]
    if parse.children(verb, "auxpass", "nsubjpass"):
        return True
    return token.tag == "VBN" and not any(k.lemma in ("have", "'ve") for k in parse.children(verb, "aux"))


# ---------------------------------------------------------------- up the tree


def _climb(parse: Parse, i: int, depth: int) -> Governor | None:
    token = parse.tokens[i]
    if depth > DEPTH or token.head == i:
        return _of_predicate(parse, i) if token.pos in ("ADJ", "VERB") else None
    head = parse.tokens[token.head]
    if token.dep in ("nsubj", "nsubjpass", "csubj"):
        return _as_subject(parse, token, head)
    if token.dep in ("dobj", "attr", "oprd", "dative", "npadvmod") and head.pos in ("VERB", "AUX"):
        return _as_object(parse, token, head)
    if token.dep == "agent" or (token.dep == "pobj" and head.dep == "agent"):
        return None
    if token.dep == "pobj":
        number = parse.tokens[head.i - 1] if head.i else head
        if head.lower == "of" and number.pos == "NUM" and head.head not in (head.i, number.i):
            return _climb(parse, number.i, depth + 1)  # "his wife and six of his sons", with "of" hung on the wife
        return _as_prepositional(parse, head, depth)
    if token.dep == "conj" and head.pos == "VERB":
        if (verb := _own_verb(parse, token, head)) is not None:
            return _as_subject(parse, token, verb)
        if (beside := _object_beside(parse, token, head)) is not None:
            return _as_object(parse, beside, head)
    if token.dep in ("conj", "appos", "nummod", "quantmod", "nmod", "compound", "dep", "advmod", "amod"):
        return _of_adjective(parse, head) or _climb(parse, head.i, depth + 1)
    if token.dep in ("ccomp", "advcl", "xcomp", "ROOT", "parataxis", "pcomp") and token.pos in ("NOUN", "NUM"):
        return _after(parse, i)
    return None


def _own_verb(parse: Parse, token: Token, head: Token) -> Token | None:
    """ "three were killed and 12 more were wounded": the verb behind a subject that hangs on the verb before it."""
    above = [parse.tokens[head.head]] if head.dep in ("ccomp", "parataxis") else []
    for verb in (*parse.children(head.i, "conj"), *above):
        if 0 < verb.i - token.i <= OWN_VERB and verb.pos == "VERB" and not parse.children(verb.i, "nsubj", "nsubjpass"):
            return verb
    return None


def _object_beside(parse: Parse, token: Token, verb: Token) -> Token | None:
    """ "shot his cousin and six of his pupils", with "six" hung on the verb: the object it is joined to."""
    if token.pos not in ("NUM", "NOUN", "PROPN"):
        return None
    before = [t for t in parse.children(verb.i, "dobj") if t.i < token.i]
    return before[-1] if before and parse.tokens[before[-1].i + 1].lower in ("and", ",") else None


def _of_adjective(parse: Parse, token: Token) -> Governor | None:
    """ "12 dead": the figure hangs on the adjective."""
    if token.pos not in ("ADJ", "VERB", "NOUN"):
        return None
    hit = lexicon.roles("a").get(token.lower)
    return Governor(hit[1], token.i) if hit is not None else None


def _of_predicate(parse: Parse, i: int) -> Governor | None:
    hit = lexicon.roles("a").get(parse.tokens[i].lower)
    return Governor(hit[1], i) if hit is not None else None


def _as_subject(parse: Parse, token: Token, verb: Token) -> Governor | None:
    passive = token.dep == "nsubjpass" or _passive(parse, verb.i)
    objects = parse.children(verb.i, "dobj")
    found = verb.dep == "ccomp" and parse.tokens[verb.head].lemma in ("find", "discover") and not objects
    if not passive and found and verb.tag in ("VBD", "VBN"):  # "found two men shot": a participle, whatever its tag
        passive = True
    if "s" in lexicon.verbs().get(verb.lemma, {}) and not parse.children(verb.i, "auxpass", "agent"):
        passive = token.dep == "nsubjpass"  # "4,000 workers struck on Monday"
    elif not passive and not objects and verb.tag in ("VBD", "VBN") and verb.lower in lexicon.roles("a"):
        passive = True  # "30 wounded", which the tagger takes for a finite verb
    return _verb(parse, verb.i, subject=True, passive=passive)


def _verb(parse: Parse, i: int, *, subject: bool, passive: bool, depth: int = 0) -> Governor | None:
    """The role that a clause gives its subject (or, with ``subject`` false, its object)."""
    verb = parse.tokens[i]
    found: Governor | None = None
    side = "s" if subject and not passive else "o"
    for name in _lemmas(parse, verb):
        role = lexicon.verbs().get(name, {}).get(side)
        if role is not None:
            found = Governor(role, i)
            break
    if found is not None and found.role == "injured" and _fatal(parse, i):
        return Governor("killed", i)
    if found is None or (found.role == "injured" and verb.lemma in ("shoot", "stab", "burn", "gun")):
        fate = _fate(parse, i, subject=subject, depth=depth)
        found = fate or found
    return found


def _fatal(parse: Parse, i: int) -> bool:
    """ "fatally shot"."""
    return any(k.lower in ("fatally", "mortally") for k in parse.children(i, "advmod"))


def _lemmas(parse: Parse, verb: Token) -> Iterator[str]:
    """The verb with its particle or fixed word first ("gun down", "shoot dead", "take hostage"), then alone."""
    for child in parse.children(verb.i, "prt", "oprd", "acomp", "advmod", "dobj", "prep", "ccomp", "dep"):
        yield f"{verb.lemma} {child.lower}"
    for child in parse.children(verb.i, "advcl"):  # "shot his brother dead", which the parser may take for a clause
        if child.pos == "ADJ":
            yield f"{verb.lemma} {child.lower}"
    yield verb.lemma


def _fate(parse: Parse, i: int, *, subject: bool, depth: int) -> Governor | None:
    """What else the clause says of the same people: "were shot and killed", "are dead", "lost their lives"."""
    found = list(_fates(parse, i, subject=subject, depth=depth)) if depth <= 3 else []
    return next((g for g in found if g.role == "killed"), found[0] if found else None)  # "was taken there but died"


def _fates(parse: Parse, i: int, *, subject: bool, depth: int) -> Iterator[Governor]:
    verb = parse.tokens[i]
    for child in parse.children(i, "acomp", "oprd", "xcomp", "ccomp", "conj", "prep", "dobj", "attr", "advcl", "dep"):
        hit = lexicon.roles("a").get(child.lower)
        if child.dep in ("acomp", "oprd", "attr") and hit is not None:
            yield Governor(hit[1], child.i)
            continue
        if child.dep in ("xcomp", "conj", "ccomp") and child.pos in ("VERB", "AUX", "ADJ"):
            if parse.children(child.i, "nsubj", "nsubjpass"):
                continue
            if child.dep == "conj" and child.lower in ("injured", "wounded") and verb.lemma not in ("shoot", "be"):
                continue
            if child.dep == "conj" and not subject and any(k.pos != "PRON" for k in parse.children(child.i, "dobj")):
                continue  # "beat nine people and arrested six others": each verb has its own
            if hit is not None and not parse.children(child.i, "dobj"):
                yield Governor(hit[1], child.i)
                continue
            passive = _passive(parse, child.i)
            found = _verb(parse, child.i, subject=subject, passive=passive, depth=depth + 1)
            if found is not None:
                yield found
        if child.lower in ("life", "lives") and subject and verb.lemma == "lose":
            yield Governor("killed", i)
        if child.lemma in HURTS and subject and verb.lemma in ("suffer", "sustain", "receive"):
            fatal = any(k.lower in ("fatal", "mortal") for k in parse.children(child.i, "amod"))
            yield Governor("killed" if fatal else "injured", i)
        if child.dep == "prep" and (role := _by_preposition(parse, verb, child, subject=subject)):
            yield Governor(role, i)


def _by_preposition(parse: Parse, verb: Token, prep: Token, *, subject: bool) -> QuantityRole | None:
    """ "shot to death", "suffering from a gunshot wound"."""
    nouns = {k.lemma for k in parse.children(prep.i, "pobj")}
    if (
        prep.lower == "to"
        and "death" in nouns
        and verb.lemma not in ("lead", "contribute", "amount", "add", "sentence")
    ):
        return "killed"
    if prep.lower == "from" and verb.lemma == "suffer" and subject and nouns & HURTS:
        return "injured"
    if prep.lower == "with" and subject and nouns & HURTS and verb.lemma in (*BROUGHT, "be", "find", "remain"):
        return "injured"
    if prep.lower == "in" and subject and verb.lemma in ("be", "remain", "list") and _in_bed(parse, prep):
        return "injured"
    if prep.lower == "to" and verb.lemma in BROUGHT and nouns & HOSPITALS and _passive(parse, verb.i):
        return "injured"
    return None


def _in_bed(parse: Parse, prep: Token) -> bool:
    """ "in critical condition", "in a critical but stable condition"."""
    for noun in parse.children(prep.i, "pobj"):
        if noun.lemma == "condition" and any(k.lower in CONDITIONS for k in parse.children(noun.i, "amod")):
            return True
    return False


def _as_object(parse: Parse, token: Token, verb: Token) -> Governor | None:
    if token.lemma in ("life", "lives") and verb.lemma in LIVES:
        return Governor("killed", verb.i)
    if token.dep in ("oprd", "attr"):
        return _of_predicate(parse, token.i) or toll_of(parse, verb)
    found = _verb(parse, verb.i, subject=False, passive=False)
    if found is not None:
        return found
    toll = toll_of(parse, verb)
    return (
        toll
        or _after(parse, token.i)
        or _through(parse, verb)
        or _after_last(parse, token)
        or _with_wounds(parse, token, verb)
    )


def _through(parse: Parse, verb: Token) -> Governor | None:
    """ "forced 2,000 people to flee", "sent 12 people to hospital"."""
    for child in parse.children(verb.i, "xcomp", "ccomp"):
        if parse.children(child.i, "nsubj", "nsubjpass"):  # "told the paper that two men were killed"
            continue
        found = _verb(parse, child.i, subject=True, passive=_passive(parse, child.i), depth=1)
        if found is not None:
            return found
    if verb.lemma in ("send", "take", "rush", "admit", "treat"):
        for to in parse.children(verb.i, "prep", "dative"):
            if any(k.lemma in ("hospital", "hospitals", "clinic") for k in parse.children(to.i, "pobj")):
                return Governor("injured", verb.i)
    return None


def _after(parse: Parse, i: int) -> Governor | None:
    """ "left 12 people dead": the word of fate right behind the noun, whatever the parse made of it."""
    tokens, last = parse.tokens, parse.sentence_of(i).last
    at = i + 1
    while at < last and at <= i + 2 and (tokens[at].pos == "ADV" or tokens[at].lower in ("were", "was", "are", "been")):
        at += 1
    if at < last:
        hit = lexicon.roles("a").get(tokens[at].lower)
        if hit is not None and not parse.children(at, "dobj") and tokens[at].head not in range(at + 1, at + 3):
            return Governor(hit[1], at)
    return None


def _with_wounds(parse: Parse, token: Token, verb: Token) -> Governor | None:
    """ "found three men with gunshot wounds", "left a boy with a graze wound"."""
    if verb.lemma not in ("find", "leave", "discover"):
        return None
    for prep in (*parse.children(verb.i, "prep"), *parse.children(token.i, "prep")):
        if prep.lower == "with" and any(k.lemma in HURTS for k in parse.children(prep.i, "pobj")):
            return Governor("injured", verb.i)
    return None


def _after_last(parse: Parse, token: Token) -> Governor | None:
    """ "left two nuns and a driver injured": the word of fate stands behind the last of them."""
    return next((g for k in parse.children(token.i, "conj") if (g := _after(parse, k.i))), None)


def _as_prepositional(parse: Parse, prep: Token, depth: int) -> Governor | None:
    if prep.head == prep.i:
        return None
    head = parse.tokens[prep.head]
    word = prep.lower
    if word in PARTS:
        found = _climb_whole(parse, head, depth)
        return Governor(found.role, found.token, True) if found else None
    if head.pos in ("NOUN", "PROPN", "ADJ", "NUM"):
        return _of_noun(parse, head, word, depth)
    if head.pos in ("VERB", "AUX"):
        if word in ("to", "at", "by", "from", "of", "above", "past", "near"):
            return toll_of(parse, head)
        if word in ("between", "over", "about", "under", "around"):  # a bound that the parser takes for a preposition
            return _verb(parse, head.i, subject=False, passive=False)
    return None


def _climb_whole(parse: Parse, head: Token, depth: int) -> Governor | None:
    """The role of what a part is taken from: a noun's own, or that of the verb's people."""
    if head.pos in ("NOUN", "NUM", "PROPN", "ADJ", "PRON"):
        return _own(parse, head.i, head.i) or _climb(parse, head.i, depth + 1)
    if head.pos in ("VERB", "AUX"):
        for name in _lemmas(parse, head):
            role = lexicon.befalls().get(name)
            if role is not None:
                return Governor(role, head.i)
        return _fate(parse, head.i, subject=True, depth=0)
    return None


def _of_noun(parse: Parse, noun: Token, word: str, depth: int) -> Governor | None:
    toll = is_toll(parse, noun)
    if toll is not None and word in ("of", "to", "at", "from", "above", "by", "over"):
        return toll
    hit = lexicon.roles("n").get(noun.lemma)
    if hit is not None and hit[1] == "injured" and word == "of":  # "the fatal shooting of two men"
        fatal = any(k.lower in ("fatal", "deadly") for k in parse.children(noun.i, "amod", "compound"))
        return Governor("killed" if fatal else "injured", noun.i)
    if hit is not None and word in ("of", "by", "for"):
        return Governor(hit[1], noun.i) if word == "of" or (word == "by" and hit[1] == "participants") else None
    if word in ("of", "in") and (noun.lemma in GROUPS or noun.lower in GROUPS or noun.pos == "NUM"):
        found = _own(parse, noun.i, noun.i) or _climb(parse, noun.i, depth + 1)
        if found is not None and noun.pos == "NUM" and word == "of" and noun.lemma not in GROUPS:
            return Governor(found.role, found.token, True)  # "two of the four": the two are told of
        return found
    return None


__all__: Sequence[str] = ("PARTS", "Governor", "govern")
