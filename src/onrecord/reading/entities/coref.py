"""Pronouns and definite noun phrases: which referent of the report they take up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.entry import Entry
from onrecord.knowledge.sectors import Role, role, word_set
from onrecord.model import Mention, Token
from onrecord.reading.entities import phrases, rolewords
from onrecord.reading.entities.agreement import (
    ACCUSING,
    ARMED,
    FIRST,
    IT,
    PRONOUNS,
    RELATIVE,
    SAYING,
    SECOND,
    THEY,
    a_paper_says,
    agrees,
    barred_for,
)  # fmt: skip
from onrecord.reading.entities.referents import Referent
from onrecord.reading.entities.turns import REPLIES, alone, apart, open_he, quoted_before, reply, says, speaks, told_of

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

# How far the best referent must lead the second (news sample of 2024, by eye); "it" is the least sure.
CLEAR, SURE = 0.15, 0.35
CONTROL = frozenset(
    {"ask", "urge", "order", "tell", "force", "allow", "persuade", "press", "invite", "help", "let", "warn", "compel",
     "instruct", "beg", "advise", "encourage", "pressure", "call"}
)  # fmt: skip
"""Verbs whose object does what follows: "asked Kosovo to withdraw its police"."""
OWN_DOING = frozenset(
    "visit trip tour speech address statement letter remark comment testimony interview message post appearance career "
    "campaign report article book presidency tenure stay".split()
)
ABOARD = frozenset({"crew", "cargo", "captain", "skipper", "hull", "passenger"})
"""What ships and planes have, and states have not."""
REACH = 3
"""Sentences back that a pronoun can take up."""
ONE_AS_MANY = 1.2
"""What "they" loses for a body spoken of in the singular: a plural nearby is meant first."""
FEMALE = word_set("female")
MALE = word_set("male")


def is_pronoun(t: Token) -> bool:
    """Whether ``t`` is a personal, possessive or relative pronoun."""
    if t.text == "US":  # the country
        return False
    return t.lower in PRONOUNS or (t.lower in RELATIVE and t.tag in ("WP", "WDT", "WP$"))


def gender_of_role(words: str) -> str | None:
    """f, m or ``None`` for a role word."""
    last = words.split()[-1]
    return "f" if words in FEMALE or last in FEMALE else "m" if words in MALE or last in MALE else None


def gender_of_title(word: str) -> str | None:
    """f, m or ``None`` for "Mrs", "Sir"."""
    word = word.rstrip(".")
    return "f" if word in ("mrs", "ms", "miss", "dame", "lady") else "m" if word in ("mr", "sir", "lord") else None


MINDED = frozenset(
    "ready willing prepared eager keen unwilling reluctant unprepared determined committed resolved "
    "confident concerned worried alarmed outraged appalled pleased delighted disappointed satisfied "
    "optimistic grateful responsible innocent neutral opposed aware unaware able unable entitled obliged".split()
)
"""What can be said of somebody only: with these "it" is a body or a state, and no "it" that stands for no one."""


def words_for(e: Entry) -> set[str]:
    """Common nouns by which a body of the tables is taken up: "the group", "the agency"."""
    by_kind = {
        "group": {"group", "movement", "organisation", "organization", "militia", "militants"},
        "party": {"party", "group"},
        "force": {"force", "army", "military", "agency", "service"},
        "court": {"court", "tribunal"},
        "outlet": {"newspaper", "outlet", "paper", "network", "broadcaster", "magazine", "channel"},
    }
    if e.kind == "outlet" and e.role == "wire":
        return {"agency", "news agency", "wire"}
    found = set(by_kind.get(e.kind, {"organisation", "organization", "group", "agency", "body"}))
    for word in e.name.lower().split():  # "the ministry" for the Ministry of Defence of Russia
        known = role(word)
        if known is not None and known.cls in ("body", "loosebody", "outlet"):
            found.add(word)
    last = e.name.split()[-1].lower()
    if e.sector == "BUS":
        found |= {"company", "firm", "bank"}
    if e.sector == "IGO":
        found |= {"bloc", "alliance", "body"}
    return found | {last}


def pronoun(r: Resolver, t: Token) -> Mention:
    """The referent of a pronoun; unresolved with a reason where it is not clear."""
    first, last = t.i, t.i + 1
    if t.lower in RELATIVE:
        return _relative(r, t)
    if t.lower in FIRST:
        return r.make(t, first, last, None, why="first person: the speaker")
    if t.lower in SECOND:
        return r.make(t, first, last, None, why="second person: the one spoken to")
    if t.lower in IT and t.dep in ("nsubj", "nsubjpass", "expl") and _empty_it(r, t):
        return r.make(t, first, last, None, why="it stands for no one")
    found, why = _antecedent(r, t)
    if found is None:
        return r.make(t, first, last, None, why=why)
    return r.make(
        t, first, last, found, why=f"coreference: {found.name or found.id.split(':')[0]}", plural=t.lower in THEY
    )


def _relative(r: Resolver, t: Token) -> Mention:
    up = [t, *r.parse.ancestors(t.i)]
    for a in up:
        if a.dep == "ccomp" and r.parse.tokens[a.head].lemma == "be" and t.dep == "nsubj" and t.head == a.i:
            said = [k for k in r.parse.children(a.head, "attr") if k.i < t.i]  # "it was Rabat that armed them"
            if said and any(k.lower == "it" for k in r.parse.children(a.head, "nsubj", "expl")):
                return _same(r, t, said[0])
        if a.dep == "relcl":
            owner = r.parse.tokens[a.head]
            if owner.i < t.i:
                return _same(r, t, owner)
    return r.make(t, t.i, t.i + 1, None, why="a question word or free relative")


def _same(r: Resolver, t: Token, owner: Token) -> Mention:
    """What ``owner`` means, at the relative ``t``."""
    m = r.who(owner.i)
    return r.make(
        t, t.i, t.i + 1, r.referents.get(owner.i), why=f"relative: {owner.text}", country=m.actor.country,
        sector=m.actor.sector, kind=m.kind, plural=m.plural, quiet=True,
    )  # fmt: skip


def _empty_it(r: Resolver, t: Token) -> bool:
    """ "It is likely that ...", "it rained": the word stands for no one."""
    verb = r.parse.tokens[t.head]
    if verb.lemma in ("rain", "snow"):
        return True
    if verb.lemma in ("seem", "appear", "emerge", "transpire", "happen"):
        return bool(r.parse.children(verb.i, "ccomp", "advcl"))
    if verb.lemma in ("come", "follow"):  # "It comes amid ...", "It came after ..."
        after = r.parse.children(verb.i, "prep", "advcl", "mark", "advmod")
        return any(k.lower in ("amid", "as", "after", "days", "hours", "weeks") or k.dep == "advcl" for k in after)
    if verb.lemma == "be":
        if any(k.lower in MINDED for k in r.parse.children(verb.i, "acomp", "advmod", "prep")):
            return False  # "Iraq said it was prepared to open the gate": only somebody can be
        return bool(r.parse.children(verb.i, "ccomp", "acomp", "attr", "advcl"))
    return t.dep == "nsubjpass" and bool(r.parse.children(verb.i, "ccomp", "xcomp", "advcl", "csubj", "csubjpass"))


def _antecedent(r: Resolver, t: Token) -> tuple[Referent | None, str]:
    """The best referent that agrees; ``None`` where none does or two are as good."""
    ahead = _ahead(r, t)
    if ahead is not None and agrees(t, ahead):
        return ahead, ""
    scored: list[tuple[float, Referent]] = []
    barred = barred_for(r, t)
    near = _governing(r, t)
    before = open_he(r, t)
    goes_on = t.dep == "nsubj" and r.parse.tokens[t.head].lemma in SAYING | ACCUSING | REPLIES
    several = _several_here(r, t)
    for ref in r.discourse.recent(t.sent, REACH + (quoted_before(r, t) if says(r, t) else 0)):
        one = goes_on and t.lower == "they" and not several and alone(r, t, ref)
        if not ref.seen or apart(r, t, ref.seen[-1][0]) > REACH:
            continue
        if ref.shape == "state" and t.dep == "poss" and r.parse.tokens[t.head].lemma in ABOARD:
            continue  # "boarded a tanker and took its crew": a ship's
        if ref.id in barred or not (one or agrees(t, ref) or a_paper_says(r, t, ref)):
            continue
        if before is not None and all(
            before.i < place[1] and not place[2] for place in ref.seen if place[0] >= before.sent
        ):
            continue
        said = [place for place in ref.seen[-4:] if not (goes_on and t.i not in r.quoted and place[1] in r.quoted)]
        best = max(_score(r, t, *place) for place in said or ref.seen[-4:])
        if ref.id in near:
            best += 1.0 if t.dep == "poss" else 0.6
        if t.dep == "nsubj" and t.i not in r.quoted and all(place[1] in r.quoted for place in ref.seen[-4:]):
            best -= 1.2 if goes_on else 0.6  # who is only spoken of in what is quoted does not speak
        if t.i in r.quoted and speaks(r, t, ref):
            best -= 1.2  # within a quotation its speaker is "I"
        elif goes_on and speaks(r, t, ref):
            best += 0.8  # "..., her brother told the Post. He accused ...": who spoke last speaks on
        if t.lower in THEY and not ref.plural and ref.id not in near and not one:
            best -= ONE_AS_MANY
        if t.dep in ("nsubj", "nsubjpass"):
            best += reply(r, t, ref) - told_of(r, t, ref)
        if ref.shape == "state" and any(c == ref.country for c in _countries(r, near - {ref.id})):
            best -= 0.4  # "Trump may overthrow its president": of his own country one says "his"
        scored.append((best + 0.1 * min(len(ref.seen), 4), ref))
    if not scored:
        return None, "no one before it agrees"
    scored.sort(key=lambda x: -x[0])
    margin = SURE if t.lower in ("it", "them") and scored[0][1].id not in near else CLEAR
    if len(scored) > 1 and scored[0][0] - scored[1][0] < margin:
        return None, f"ambiguous: {scored[0][1].name or scored[0][1].id} or {scored[1][1].name or scored[1][1].id}"
    return scored[0][1], ""


def _several_here(r: Resolver, t: Token) -> bool:
    """Whether several together are spoken of just before ``t``: "Iran and its allies threaten X, which they ..."."""
    return t.lower == "they" and any(p.id in r.groups for p in r.discourse.recent(t.sent, 1))


def _ahead(r: Resolver, t: Token) -> Referent | None:
    """Whom "During his visit, the envoy said" means: the subject behind, where what is his is his own doing."""
    noun = r.parse.tokens[t.head]
    prep = r.parse.tokens[noun.head]
    if t.dep != "poss" or noun.lemma not in OWN_DOING or prep.dep != "prep" or prep.head < t.i:
        return None
    subjects = r.parse.children(prep.head, "nsubj", "nsubjpass")
    if not subjects or subjects[0].i < t.i or subjects[0].pos == "PRON":
        return None
    r.who(subjects[0].i)
    return r.referents.get(subjects[0].i)


def _countries(r: Resolver, ids: set[str]) -> list[str | None]:
    return [known.country for i in ids if (known := r.discourse.by_id.get(i)) is not None]


def _governing(r: Resolver, t: Token) -> set[str]:
    """Ids of the subject of the clause around a possessive or object, of the clause above for a subject."""
    skip = t.dep in ("nsubj", "nsubjpass")
    below = t
    for said in r.parse.children(t.head, "parataxis", "advcl") if skip else ():
        if said.i < t.i and said.lemma in SAYING and not r.parse.children(said.i, "mark"):  # "If so, Chad said, it ..."
            found = {ref.id for s in r.parse.children(said.i, "nsubj") if (ref := _meant(r, s)) is not None}
            if found:
                return found
    for a in r.parse.ancestors(t.i):
        controlled = _controller(r, below, a, t)
        if controlled:
            return controlled
        below = a
        subjects = r.parse.children(a.i, "nsubj", "nsubjpass")
        if subjects and subjects[0].i < t.i:
            if skip:
                skip = False
                continue
            found = {ref.id for s in subjects if (ref := _meant(r, s)) is not None}
            if found:
                return found
        elif subjects and skip:
            skip = False
    return set()


def _controller(r: Resolver, clause: Token, verb: Token, t: Token) -> set[str]:
    """ "asked Kosovo to withdraw its police": whose doing the clause below a verb of asking is."""
    if clause.dep not in ("xcomp", "ccomp") or verb.lemma not in CONTROL or clause.i == t.i:
        return set()
    if r.parse.children(clause.i, "nsubj", "nsubjpass", "mark"):
        return set()
    given = [k for k in r.parse.children(verb.i, "dobj", "dative") if k.i < clause.i]
    return {ref.id for k in given if (ref := _meant(r, k)) is not None}


def _meant(r: Resolver, head: Token) -> Referent | None:
    """The referent of a head, or of what stands behind its "of": "thousands of families"."""
    ref = r.referents.get(head.i)
    if ref is not None:
        return ref
    return next((found for o in phrases.objects(r.parse, head.i, "of") if (found := r.referents.get(o.i))), None)


def _score(r: Resolver, t: Token, sentence: int, token: int, subject: bool) -> float:
    gap = apart(r, t, sentence)
    if token >= t.i:
        return -9.0
    parallel = t.dep in ("nsubj", "nsubjpass")
    value = 3.0 - 1.2 * gap + (0.0 if not subject else 0.9 if parallel or gap else 0.3)
    if gap == 0:
        value -= min((t.i - token) / 40, 0.6)
    elif r.parse.sentences[sentence].paragraph != r.parse.sentences[t.sent].paragraph:
        value -= 0.2
    return value


def last_word(words: str) -> set[str]:
    """ "the minister" takes up a foreign minister; "the president" does not take up a vice president."""
    last = words.split()[-1]
    return set() if last == "president" and last != words else {last}


def _same_sector(role: Role, sector: str | None) -> bool:
    return (
        role.sector is None
        or sector is None
        or role.cls.startswith("loose")
        or role.sector == sector
        or sector == "ELI"
    )


def definite(r: Resolver, t: Token, first: int, low: int, meant: Role) -> Mention | None:
    """ "the president", "the group", "the officials": the referent already met under those words."""
    if not _takes_up(r, t, first, low, meant):
        return None
    last = phrases.bounds(r.parse, t.i)[1]
    plural = t.tag in ("NNS", "NNPS")
    names = {meant.words, *last_word(meant.words)}
    found = [
        p
        for p in r.discourse.recent(t.sent, 8)
        if p.plural == plural
        and names & p.roles
        and (not plural or p.shape != "body")
        and _same_sector(meant, p.sector)
        and _fits(r, p, first, low, t)
    ]
    if not found:
        found = _as_a_group(r, t, meant)
    if not found:
        return None
    found = _of_the_subject(r, t, found, meant)
    nearest = found[0]
    same = len(found) > 1 and found[1].seen[-1][0] == nearest.seen[-1][0]
    if same and nearest.name and found[1].name != nearest.name:
        return r.make(t, first, last, None, sector=meant.sector, why=f"ambiguous: {nearest.name} or {found[1].name}")
    return r.make(t, first, last, nearest, why=f"coreference: {nearest.name or nearest.id.split(':')[0]}")


def _fits(r: Resolver, met: Referent, first: int, low: int, t: Token) -> bool:
    """Whether the nouns before the role word are of ``met``: "the civil defence agency" is not the army, "the spy
    agency" a service of spies."""
    given = {w.lower for w in r.parse.tokens[first + 1 : low] if w.dep == "compound" and w.pos == "NOUN"}
    if met.shape not in ("body", "outlet") or not given:
        return True
    named = {w.lower() for w in (met.name or "").split()} | {w for role in met.roles for w in role.split()}
    if given <= named and t.lower in {w.lower() for w in (met.name or t.lower).split()}:
        return True
    lent = rolewords.modified_sector(r.parse, low, first)
    return lent is not None and lent[0] == met.sector


def _as_a_group(r: Resolver, t: Token, meant: Role) -> list[Referent]:
    """ "The ELN rebels ... the group": people under arms are a group, if they are the only ones lately spoken of."""
    if meant.words != "group" or t.tag != "NN":
        return []
    armed = [p for p in r.discourse.recent(t.sent, 3) if p.plural and p.sector in ARMED]
    if len(armed) != 1:
        return []
    armed[0].roles.add("group")
    return armed


def _takes_up(r: Resolver, t: Token, first: int, low: int, meant: Role) -> bool:
    """Whether the words take up somebody met: an article and no country or place of its own."""
    tokens = r.parse.tokens
    if tokens[first].lower not in ("the", "this", "that", "these", "those", "both"):
        return False
    if low > first + 1:  # "the powerful Iran-backed group" is still the one met before, "the Syrian group" another
        if meant.cls not in ("body", "loosebody") or any(k in r.hit_at for k in range(first, low)):
            return False
        between = tokens[first + 1 : low]
        if any(w.text[:1].isupper() and "-" not in w.text for w in between):
            return False  # "the Scandinavian country" is none of those met before
        if any(w.pos not in ("ADJ", "ADV", "VERB", "PROPN", "NOUN", "PUNCT") for w in between):
            return False
    return not phrases.objects(r.parse, t.i, "of", "from", "in", "for")


def _of_the_subject(r: Resolver, t: Token, found: list[Referent], meant: Role) -> list[Referent]:
    """Of several the one that the clause's subject belongs to or is; else of countries the one most spoken of."""
    land = meant.words in ("country", "nation")
    if len(found) > 1 and land:
        own = set(_countries(r, _governing(r, t)))  # "the president shifted the country's ties"
        does_it = any(a.dep == "agent" for a in r.parse.ancestors(t.i)[:3])  # "drones were hit by the country's guns"
        mine = [p for p in found if (p.country in own) is not does_it]
        found = mine if len(mine) == 1 else found
    subjects = [p for p in found if p.seen[-1][0] == t.sent and p.seen[-1][2]]
    if len(found) > 1 and len(subjects) == 1:
        found = subjects
    if len(found) > 1 and land:
        counts = sorted(((r.places.all.get(p.country or "", 0), p) for p in found), key=lambda x: -x[0])
        if counts[0][0] >= 2 * counts[1][0]:
            found = [counts[0][1]]
    return found
