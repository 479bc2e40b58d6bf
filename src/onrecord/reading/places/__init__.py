"""Place names of a report and where they are, and the place of an event.

``find_places`` recognises (``spans``), settles which place each name means (``rank``), tells metonyms from places
(``use``) and shifts relative ones (``relative``). ``place_of`` (``bind``) gives the place that governs an event word.
"""

from __future__ import annotations

from onrecord.reading.places.bind import place_of
from onrecord.reading.places.find import find_places
from onrecord.reading.places.home import dateline_countries

__all__ = ["dateline_countries", "find_places", "place_of"]
