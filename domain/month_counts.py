"""What is counted of people whose rows go: months, offices and kinds, and nothing else."""

from __future__ import annotations

from enum import StrEnum

FEWEST_SHOWN = 5
"""A smaller number is shown as "fewer than": nobody is to be told apart in it."""


class Counted(StrEnum):
    """What happened, counted by month and office."""

    REGISTERED = "registered"
    ATTENDED = "attended"
    TALKS = "talks"
    PROPOSED = "proposed"
    INTERESTED = "interested"
