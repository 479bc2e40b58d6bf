"""How ``knowledge/data/status_score.json`` is made: ``python -m training.status --gold DIR``."""
