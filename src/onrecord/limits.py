"""Limits that keep one bad input from stopping the rest. Each says why it has its size."""

MAX_INPUT_BYTES = 20 * 1024 * 1024
"""One report, expanded. News pages are under 2 MB; larger inputs are dumps or bombs."""

MAX_TEXT_CHARS = 1_000_000
"""Body text read from one report. A long-read is 60,000 characters."""

MAX_PARAGRAPHS = 5_000
"""Paragraphs handed to page extraction, whose time grows with the square of their number."""

MAX_SENTENCE_TOKENS = 400
"""Longer runs without a full stop are cut: parsing time and memory grow with length."""

MAX_CHAIN_DEPTH = 4
"""Sources nested in sources. Deeper nesting does not occur in news text."""
