"""Officers make fairs, see stands and book talks."""

from blueprints.fairs import files, talks

__all__ = ["files", "talks"]
