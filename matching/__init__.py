"""Who should meet whom: arrays in, scores out. No database, no web."""
