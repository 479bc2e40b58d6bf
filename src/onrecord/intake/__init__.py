"""Bytes -> Document: where reports come from."""

from onrecord.intake.files import documents

__all__ = ["documents"]
