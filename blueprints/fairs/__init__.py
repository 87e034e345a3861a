"""Officers make fairs, see stands and book talks."""

from blueprints.fairs import (
    cockpit,
    copying,
    files,
    groups,
    making,
    moving,
    planning,
    standing,
    talks,
    waiting,
)

__all__ = [
    "cockpit",
    "copying",
    "files",
    "groups",
    "making",
    "moving",
    "planning",
    "standing",
    "talks",
    "waiting",
]
