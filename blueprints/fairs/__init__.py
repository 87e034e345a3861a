"""Officers make fairs, see stands and book talks."""
