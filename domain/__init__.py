"""The rules of the fair and of the law, in plain Python: no web, no database, no arrays."""
