"""Officers make fairs, see stands and book talks."""

from blueprints.fairs import cockpit, files, making, planning, talks, waiting

__all__ = ["cockpit", "files", "making", "planning", "talks", "waiting"]
