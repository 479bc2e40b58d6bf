"""The record: one SQLite file that keeps reports, claims, events, origins and disputes, and answers questions.

``record.py`` is what programs use; ``writer.py`` writes, ``load.py`` and ``accounts.py`` read back; ``links.py`` hands
claims to linking. The tables stand in ``migrations/``.
"""

from onrecord.record.adding import AddSummary
from onrecord.record.record import Record

__all__ = ["AddSummary", "Record"]
