"""Limits that keep one bad input from stopping the rest. Each says why it has its size."""

MAX_INPUT_BYTES = 20 * 1024 * 1024
"""One report, expanded. News pages are under 2 MB; larger inputs are dumps or bombs."""

MAX_TEXT_CHARS = 1_000_000
"""Body text read from one report. A long-read is 60,000 characters."""

MAX_PARAGRAPHS = 5_000
"""Paragraphs handed to page extraction, whose time grows with the square of their number."""

MAX_SENTENCE_TOKENS = 400
"""Longer runs without a full stop are cut: parsing time and memory grow with length."""

MAX_SECONDS_REPORT = 30.0
MAX_SECONDS_CHAR = 0.002
"""Of the processor, for each report and each of its characters. A slow laptop needs a tenth; what needs more goes round
in a circle and is rejected, so that the rest is read."""

MAX_CHAIN_DEPTH = 4
"""Sources nested in sources. Deeper nesting does not occur in news text."""

MAX_EXPANSION = 200
"""Bytes out of a packed stream for each byte in, beyond one report's worth. Text packs 3 to 10 times, crawls 20 times;
bombs 1,000 times and more."""

MAX_PACKED_DEPTH = 2
"""Packings around one input, as in ``crawl.warc.gz`` packed again for transport. More is a bomb."""

MAX_ENTRIES = 500
"""Entries read of one feed. Feeds carry 10 to 200."""

MAX_FEEDS = 10_000
"""Feeds of one list, and outlines nested in outlines of it."""

MAX_FEED_BYTES = 10 * 1024 * 1024
"""One feed, expanded. Feeds with full texts are under 2 MB."""

MAX_MEMBERS = 10_000
"""Files in one WACZ archive; a crawl of millions of pages has some hundreds."""

MAX_REDIRECTS = 5
"""Hops from the address asked for to the page. Browsers follow 20, news pages need 3."""

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
TOTAL_SECONDS = 60.0
"""To connect, between two pieces of an answer, and for all of one page with its redirects."""

HOST_SECONDS = 1.0
"""Between two requests to one host, where its robots.txt does not ask for more."""

MAX_CRAWL_DELAY = 60.0
"""The longest pause that a robots.txt can ask for and still be read."""
