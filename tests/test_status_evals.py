"""What the measures of stage and source count as right, on keys and graphs written for the test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evals import modal, muc_stage

KEY = """0.  MESSAGE: ID                     DEV-MUC3-0001 (X)
1.  MESSAGE: TEMPLATE               1
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ATTEMPTED
12. PHYS TGT: ID                    "TOWN HALL"
18. HUM TGT: NAME                   -

0.  MESSAGE: ID                     DEV-MUC3-0001 (X)
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
"""


def claim(status: str, why: str, sentence: str, type_: str = "ASSAULT") -> dict[str, Any]:
    return {"type": type_, "mode": "explosives", "status": status, "why": why, "sentence": sentence, "trigger": "x"}


def test_stage_of_an_incident(tmp_path: Path) -> None:
    (tmp_path / "key-a").write_text(KEY, encoding="latin-1")
    wanted = muc_stage.incidents(tmp_path)["DEV-MUC3-0001"]
    assert [(i.kind, i.stage, i.words) for i in wanted] == [("BOMBING", "ATTEMPTED", {"town hall": 2})]
    elsewhere = claim("occurred", "asserted", "A bomb went off in the port.")
    here = claim("denied", "did not happen: 'defused'", "A bomb was defused at the town hall.")
    assert muc_stage.matched(wanted, [elsewhere, here]) == [here]
    assert muc_stage.matched(wanted, [claim("denied", "negated: 'not'", "They did not bomb the town hall.")]) == [None]


def test_stages_that_claims_tell_of() -> None:
    assert muc_stage.stage_of(claim("occurred", "asserted", "")) == "ACCOMPLISHED"
    assert muc_stage.stage_of(claim("possible", "alleged: 'accused of'", "")) == "ACCOMPLISHED"
    assert muc_stage.stage_of(claim("possible", "attempt: 'tried'", "")) == "ATTEMPTED"
    assert muc_stage.stage_of(claim("planned", "under 'vowed'", "")) == "THREATENED"
    assert muc_stage.stage_of(claim("occurred", "asserted", "", "THREATEN")) == "THREATENED"
    assert muc_stage.stage_of(claim("denied", "negated: 'not'", "")) is None


ROW: dict[str, Any] = {
    "doc_id": "d",
    "tokens": "The mayor of Tver said rebels burned the mill .".split(),
    "nodes": {
        "m": {"align": "2-2"}, "s": {"align": "5-5"}, "b": {"align": "7-7"}, "g": {"align": "0-0"},
        "n": {"align": None},
    },
    "modal": [
        {"source": "(root", "rel": "modal", "target": "author"},
        {"source": "author", "rel": "full-affirmative", "target": "s"},
        {"source": "author", "rel": "full-affirmative", "target": "m"},
        {"source": "author", "rel": "full-affirmative", "target": "b"},
        {"source": "m", "rel": "full-affirmative", "target": "b"},
    ],
}  # fmt: skip


def test_source_of_a_modal_edge() -> None:
    assert modal.golden(ROW) == {"s": "author", "b": "m"}
    made = list(modal.predict([{k: v for k, v in ROW.items() if k != "modal"}]))
    said = {m["node"]: m["source"] for m in made}
    assert said["b"] == "The mayor of Tver"
    assert said["s"] == "author"
    assert modal.figures([ROW], made)["all"] == 1.0
    wrong = [{**m, "source": "author"} for m in made]
    assert modal.figures([ROW], wrong) == {
        "all": 0.5, "author": 1.0, "others": 0.0, "events": 2, "events_of_others": 1
    }  # fmt: skip


def test_straight_quotation_marks_open_and_close() -> None:
    assert modal.quoted(['"', "Go", '"', "he", '"', "said", '"']) == ["``", "Go", "''", "he", "``", "said", "''"]
