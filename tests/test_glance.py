"""What the network makes of every word: places and numbers handed from one pass to the stages."""

from __future__ import annotations

import numpy as np

from onrecord.reading.attribution import attributions_and_glance
from onrecord.reading.glance import Glance
from onrecord.reading.parse import parse

TEXT = "The army denied that its troops had shelled the clinic. Residents fear a new attack."


def test_every_word_has_a_chance_of_a_cue_and_of_an_act() -> None:
    _, glance = attributions_and_glance(parse(TEXT))
    at = TEXT.index("denied")
    assert glance.cue([(at, at + 6)]) > 0.5 > glance.cue([(0, 8)])
    assert len(glance.starts) == len(glance.cues) == len(glance.acts)
    assert glance.starts == sorted(glance.starts)
    shelled, the = glance.act(TEXT.index("shelled")), glance.act(TEXT.index("the clinic"))
    assert shelled is not None and the is not None and shelled[0] < 0.5 < the[0]


def test_a_word_is_found_from_any_of_its_letters() -> None:
    glance = Glance([3, 8], [0.1, 0.9], [np.zeros(2, np.float32), np.ones(2, np.float32)])
    assert glance.act(2) is None
    for place, first in ((3, 0.0), (7, 0.0), (8, 1.0), (50, 1.0)):
        found = glance.act(place)
        assert found is not None and found[0] == first
    assert glance.cue([(0, 5)]) == 0.1 and glance.cue([(0, 3), (4, 8)]) == 0.0
