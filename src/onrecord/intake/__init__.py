"""Bytes -> Document: where reports come from."""

from onrecord.intake.files import count, documents

__all__ = ["count", "documents"]
