"""The record: one SQLite file that keeps reports, claims, events, origins and disputes, and answers questions."""
