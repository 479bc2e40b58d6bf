"""Report -> Reading: what the text says, on whose word, and whether it happened."""
