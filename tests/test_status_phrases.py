"""Set phrases, headlines and outcomes: a sentence in, a status out."""

from __future__ import annotations

import pytest

from onrecord.model import StatusReading
from onrecord.reading.parse import parse_many
from onrecord.reading.status import status_of

CASES = [
    ("The general resigned rather than order a crackdown.", "order", "denied"),
    ("Rather than attack the port, the militia blocked the road.", "attack", "denied"),
    ("Rather than wait, the rebels attacked.", "attacked", "occurred"),
    ("Envoys issued a statement in lieu of signing a treaty.", "signing", "denied"),
    ("The talks came within hours of collapsing.", "collapsing", "denied"),
    ("The bank was days from failing.", "failing", "denied"),
    ("The firm is nowhere near signing a deal.", "signing", "denied"),
    ("The truce holds as long as nobody fires.", "fires", "possible"),
    ("The kidnapping was staged, the court found.", "kidnapping", "denied"),
    ("The protest was staged by students.", "protest", "occurred"),
    ("Contrary to reports of a coup, the capital was calm.", "coup", "denied"),
    ("Contrary to the treaty, the fleet sailed.", "sailed", "occurred"),
    ("According to rumours, the army killed its own men.", "killed", "possible"),
    ("Unverified footage showed soldiers beating a man.", "beating", "possible"),
    ("A false report said the bridge had collapsed.", "collapsed", "denied"),
    ("The pilot, some say, ejected.", "ejected", "possible"),
    ("In all likelihood, the pilot ejected.", "ejected", "possible"),
    ("Every defector risks death.", "risks", "possible"),
    ("Army to quit border towns", "quit", "planned"),
    ("Kyrgyz vote scrapped", "vote", "denied"),
    ("Talks off as rebels balk", "Talks", "denied"),
    ("Coup feared in island state", "Coup", "possible"),
    ("Rebels seize border post", "seize", "occurred"),
    ("The junta is yet to free the prisoners.", "free", "denied"),
    ("The envoys were to have met in Doha on Monday.", "met", "denied"),
    ("The siege was to last four years.", "last", "occurred"),
    ("A referendum on the treaty is to be held in October.", "referendum", "planned"),
    ("He was not the first to cross the line.", "cross", "occurred"),
    ("The two were to meet on Monday but the storm closed the airport.", "meet", "denied"),
    ("The gang wanted to blow up the bridge but ran out of time.", "blow", "denied"),
    ("The army carried out its threat to shell the town.", "shell", "occurred"),
    ("The general threatened to shell the town.", "shell", "possible"),
    ("The king kept his promise to abdicate.", "abdicate", "occurred"),
    ("An attempt to storm the palace was repelled.", "storm", "denied"),
    ("The bank resisted calls to cut rates.", "cut", "denied"),
    ("It is unclear whether rebels fired.", "fired", "possible"),
    ("It is unclear who fired.", "fired", "occurred"),
    ("Demands that the premier quit grew louder.", "quit", "possible"),
    ("It is essential that aid reach the valley.", "reach", "possible"),
    ("The army launched an operation to free the hostages.", "free", "planned"),
    ("Police mounted a raid to arrest the mayor.", "arrest", "planned"),
    ("The battalion was tasked with guarding the embassy.", "guarding", "planned"),
    ("Unions have called a strike for Monday.", "strike", "planned"),
    ("The long-awaited truce took effect at dawn.", "truce", "occurred"),
    ("The planned strike began at dawn.", "strike", "occurred"),
    ("The navy turned back before reaching the reef.", "reaching", "denied"),
    ("Storms kept the relief flights from landing.", "landing", "denied"),
    ("Riot police prevented a few hundred marchers from entering.", "entering", "denied"),
    ("Dozens are feared killed.", "killed", "possible"),
    ("The firm faces a fine of nine million euros.", "fine", "possible"),
    ("A bill that would ban rallies passed its first reading.", "ban", "planned"),
    ("A merger is out of the question.", "merger", "denied"),
    ("If only the guards had checked the van.", "checked", "denied"),
    ("If the plane had landed in Aden, it would have been seized.", "landed", "denied"),
    ("The families wish the state had acted sooner.", "acted", "denied"),
    ("There is no doubt that the army shot the boy.", "shot", "occurred"),
    ("It was not until May that the army left.", "left", "occurred"),
    ("The rebels know how to build bombs.", "build", "possible"),
    ("News of a truce turned out to be false.", "truce", "denied"),
    ("The fire was out before any house was lost.", "lost", "denied"),
    ("Once the ice melts, ships will sail.", "melts", "planned"),
    ("When an army retreats, it burns its stores.", "retreats", "possible"),
    ("The law punishes desertion with death.", "desertion", "possible"),
    ("The summit, which opens on Friday, will be short.", "summit", "planned"),
    ("Friday's summit will discuss the war.", "summit", "planned"),
    ("The general stands down in May.", "stands", "planned"),
    ("Nightmare scenarios include a meltdown.", "meltdown", "possible"),
    ("There is growing support for a ban on the party.", "ban", "possible"),
    ("The firm walked away from a merger.", "merger", "denied"),
    ("The rebels were empowered to detain thieves.", "detain", "possible"),
]


def read(text: str, word: str) -> StatusReading:
    parse = next(iter(parse_many([text])))
    start = text.index(word)
    return status_of(parse, parse.tokens_in(start, start + len(word))[0].i)


@pytest.mark.parametrize(("text", "word", "status"), CASES, ids=[c[0] for c in CASES])
def test_status(text: str, word: str, status: str) -> None:
    made = read(text, word)
    assert made.status == status, made
