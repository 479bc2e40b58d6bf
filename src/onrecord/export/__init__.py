"""Readings -> what people and programs read: a file a format."""
