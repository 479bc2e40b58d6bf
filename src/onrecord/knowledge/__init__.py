"""What the world is called: tables as data files, each with its source, licence and version in its first lines."""
