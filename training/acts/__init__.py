"""The head that tells which words name a political act: from labelled words to the file that ships."""
