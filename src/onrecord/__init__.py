"""Reads news reports and keeps the record straight."""
