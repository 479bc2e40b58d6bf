"""Which half of the incidents the weights are fitted on; the other half is kept to measure them."""

from __future__ import annotations

from hashlib import sha256


def fitted(incident: str) -> bool:
    """Whether an incident is of the half that weights may be fitted on: by a hash of its id, for ever the same."""
    return sha256(f"onrecord:{incident}".encode()).digest()[0] % 2 == 0
