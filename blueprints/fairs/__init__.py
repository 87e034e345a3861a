"""Officers make fairs, see stands and book talks."""

from blueprints.fairs import files, making, talks

__all__ = ["files", "making", "talks"]
