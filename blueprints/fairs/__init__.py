"""Officers make fairs, see stands and book talks."""

from blueprints.fairs import talks

__all__ = ["talks"]
