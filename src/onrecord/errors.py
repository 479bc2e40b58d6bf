"""Everything OnRecord raises on purpose.

OnRecordError
├── InputError            one input cannot be read; the rest goes on (see ``Rejected``)
│   ├── NotReadable       the bytes are no report: picture, empty, broken line, foreign language
│   └── TooLarge          over a limit of ``onrecord.limits``
├── UsageError            the caller asked for what does not exist; the message says what does
├── DataError             a data file or weight file of the package is missing or damaged
└── RecordError           the record cannot be opened, read or written; the file is as it was
"""


class OnRecordError(Exception):
    """Root of the tree. Its text is a sentence for the user that says what to do."""


class InputError(OnRecordError):
    """One input cannot be read. ``reason`` is a stable code, the text the sentence."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class NotReadable(InputError):
    """The bytes hold no report that can be read."""


class TooLarge(InputError):
    """The input is over a limit."""


class UsageError(OnRecordError):
    """The call cannot be carried out as asked."""


class DataError(OnRecordError):
    """A file that ships with OnRecord is missing or damaged."""


class RecordError(OnRecordError):
    """The file of the record cannot be opened, read or written. What was acknowledged is still in it."""
