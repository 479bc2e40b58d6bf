"""Status: side clauses of event nouns, devices that did not go off, joined verbs, rules about whoever."""

from __future__ import annotations

import pytest

from onrecord.reading.parse import parse
from onrecord.reading.status import status_of

CASES = [
    ("The raid foiled by guards was planned abroad.", "raid", "denied", "did not happen: 'foiled'"),
    ("A rally called off on Friday will not be held.", "rally", "denied", None),
    ("The strike the union is scheduled to start on Monday will shut ports.", "strike", "planned", "under 'scheduled'"),
    ("The raid, which was called off, had worried Goma.", "raid", "denied", "did not happen: 'called off'"),
    ("The coup he feared did not come.", "coup", "possible", "under 'feared'"),
    ("The raid ordered by the general killed two.", "raid", "occurred", "asserted"),
    ("The attack claimed by the militia killed two.", "attack", "occurred", "asserted"),
    ("The militia claimed a strike on the port.", "strike", "occurred", None),
    ("Guerrillas planted a bomb at the embassy.", "planted", "possible", "attempt: 'planted'"),
    ("Guerrillas planted a bomb that killed two guards.", "planted", "occurred", "asserted"),
    ("Guerrillas planted maize at the farm.", "planted", "occurred", "asserted"),
    ("Police found a bomb near the bank.", "bomb", "possible", "attempt: 'found'"),
    ("Experts defused a bomb near the bank.", "bomb", "denied", "did not happen: 'defused'"),
    ("The bomb did not go off.", "go", "denied", "did not happen: 'not go'"),
    ("The charge was found before it exploded.", "exploded", "denied", "did not happen: 'before ... exploded'"),
    ("The guards fled before it exploded.", "exploded", "occurred", "asserted"),
    ("The minister escaped a bomb attack unhurt.", "attack", "occurred", None),
    ("The minister escaped arrest.", "arrest", "denied", "did not happen: 'escaped'"),
    ("Troops repelled an attack on the base.", "attack", "occurred", "asserted"),
    ("He survived an attempt on his life.", "attempt", "possible", "attempt: 'attempt'"),
    ("Guerrillas blew up a bus; no casualties have been reported.", "blew", "occurred", "asserted"),
    ("It was reported that rebels murdered four farmers.", "murdered", "occurred", "asserted"),
    ("The minister asked the rebels to leave the port, release the sailors, and hand over the fort.", "release",
     "possible", "under 'asked'"),
    ("The firm failed to find a buyer and filed for bankruptcy.", "filed", "occurred", "asserted"),
    ("The suspect had not admitted any role or implicated anyone.", "implicated", "denied", "negated: 'not'"),
    ("The minister is alarmed over the assassination of the envoy.", "assassination", "occurred", "asserted"),
    ("Residents are alarmed over a coup.", "coup", "possible", None),
    ('"Free the sailors," they chanted.', "Free", "possible", "a command or appeal"),
    ("Runners should not be barred for having backed the war.", "backed", "occurred", "asserted"),
    ("Athletes who have been banned for a year are not eligible.", "banned", "possible",
     "general statement, no particular event: 'Athletes'"),
    ("Protesters who seized the square demand elections.", "seized", "occurred", "asserted"),
    ("If the army, which shot a bishop, attacks, the talks end.", "shot", "occurred", "asserted"),
    ("He said sailors still held in the port must be freed.", "held", "ongoing", "goes on: 'still held'"),
    ("The recruit did not learn to reload the gun.", "reload", "denied", "negated: 'not'"),
    ("The crew did not struggle to reach the wreck.", "reach", "occurred", None),
    ("The column did not appear to retreat.", "retreat", "denied", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "status", "why"), CASES, ids=[c[0] for c in CASES])
def test_status_and_reason(text: str, word: str, status: str, why: str | None) -> None:
    p = parse(text)
    made = status_of(p, next(t.i for t in p.tokens if t.text == word))
    assert made.status == status, made
    if why is not None:
        assert made.why == why


def test_the_author_tells_of_the_planting_itself() -> None:
    p = parse("Guerrillas planted a bomb at the embassy.")
    planted = next(t.i for t in p.tokens if t.text == "planted")
    assert status_of(p, planted, as_author=True).status == "occurred"
