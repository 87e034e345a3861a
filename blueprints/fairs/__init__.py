"""Officers make fairs, see stands and book talks."""

from blueprints.fairs import (
    cockpit,
    copying,
    files,
    groups,
    making,
    planning,
    talks,
    waiting,
)

__all__ = ["cockpit", "copying", "files", "groups", "making", "planning", "talks", "waiting"]
