"""One encoder for three questions: on whose word, which act, and did it happen."""
