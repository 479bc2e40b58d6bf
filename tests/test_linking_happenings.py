"""Claims of one report parted into happenings: what is told twice is one, what only sounds alike is not."""

from __future__ import annotations

from time import process_time

from linking_literals import claim
from onrecord.linking.cluster import Bonds
from onrecord.linking.features import features
from onrecord.linking.units import grouped, units
from onrecord.model import LinkInput, Report
from onrecord.reading import read_report

MARKET = """A bomb killed six people at a market in Goma on Tuesday, the army said.

The blast wounded 20 others, a nurse said.

Traders in the town had asked for more guards since the spring, when thefts from the stalls began, and the mayor had
promised them a new police post beside the bus park. It has not been built, and its money was spent on a road.

Last month rebels attacked a convoy near Beni. The army has lost ground in both provinces since the rains ended, and
aid agencies have moved their stores to the capital, which can only be reached by air for most of the year.

More than 7,000 people have been killed since the war began in 2021, a rights group says.
"""
WORDS = """Kenya accused Uganda of arming cattle thieves.

Uganda accused Kenya of hiding the men who shot its envoy.
"""


def parted(text: str) -> list[set[str]]:
    """The triggers of each happening."""
    reading = read_report(Report(id="r", text=text, published="2025-03-13"))
    told = features(reading, LinkInput(report="r", publisher=None, url=None, published="2025-03-13"))
    return [{c.trigger for c in u.claims} for u in units(told)]


def test_the_dead_and_the_wounded_of_one_blast_are_one_and_other_attacks_and_wars_are_not() -> None:
    found = parted(MARKET)
    assert {"killed", "wounded"} in found or {"bomb killed", "wounded"} in found
    assert {"attacked"} in found
    assert sum("killed" in " ".join(group) for group in found) == 2


def test_each_accuser_accuses_for_himself() -> None:
    accusations = [group for group in parted(WORDS) if any("accused" in t for t in group)]
    assert len(accusations) == 2


def test_a_file_of_a_whole_week_is_parted_in_proportion_to_its_length() -> None:
    claims = tuple(claim(f"c{n:04d}", at=n * 2_000, day="2025-03-11", town=0) for n in range(3_000))
    began = process_time()
    groups = grouped(claims, Bonds())
    assert process_time() - began < 20  # all pairs take minutes
    assert sorted(n for g in groups for n in g) == list(range(len(claims)))
