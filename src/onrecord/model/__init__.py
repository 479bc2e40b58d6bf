"""The types that pass between stages: frozen, ours, the same shape as the JSON of the contract.

Offsets are code points into ``Report.text``, end exclusive. For every span ``text[start:end] == span.text``
holds by construction: make spans with ``Span.of`` (or ``Parse.span``), never by hand.
Unknown is ``None``; where the reason is of use to a reader it stands in a ``why`` field.
"""

from onrecord.model.base import (
    EventType,
    Factuality,
    Frozen,
    Pair,
    QuantityRole,
    SourceKind,
    Span,
    Stance,
    Status,
    covers,
)
from onrecord.model.claims import (
    Attribution,
    Claim,
    EventMention,
    Link,
    PlaceRef,
    Reading,
    Source,
    StatusReading,
    TimeRef,
)
from onrecord.model.found import Actor, Mention, ObjectItem, Place, Quantity, TextWarning, Time
from onrecord.model.parse import Named, Parse, Sentence, Token
from onrecord.model.report import Dateline, Document, Embedded, Hints, Rejected, Report

__all__ = [
    "Actor",
    "Attribution",
    "Claim",
    "Dateline",
    "Document",
    "Embedded",
    "EventMention",
    "EventType",
    "Factuality",
    "Frozen",
    "Hints",
    "Link",
    "Mention",
    "Named",
    "ObjectItem",
    "Pair",
    "Parse",
    "Place",
    "PlaceRef",
    "Quantity",
    "QuantityRole",
    "Reading",
    "Rejected",
    "Report",
    "Sentence",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "Status",
    "StatusReading",
    "TextWarning",
    "Time",
    "TimeRef",
    "Token",
    "covers",
]
