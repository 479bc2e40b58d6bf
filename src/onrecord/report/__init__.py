"""Document -> Report: the text as published, without the page around it, and what is known of it."""

from onrecord.report.build import build

__all__ = ["build"]
