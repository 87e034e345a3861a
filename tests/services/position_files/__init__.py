"""Lists of positions in files of every kind."""
