"""What can go wrong in the words of the fair; the web turns each into a sentence."""

from __future__ import annotations


class MeetingPointError(Exception):
    """Something the person in front of the screen can understand went wrong."""

    def __init__(self, **facts: object) -> None:
        super().__init__(", ".join(f"{name}={value!r}" for name, value in facts.items()))
        self.facts = facts


class NotFound(MeetingPointError):
    """The thing does not exist, or is not yours: both look the same."""


class NotAllowed(MeetingPointError):
    """This role may not do this at all."""


class RuleBroken(MeetingPointError):
    """A rule of the office forbids this step now."""


class WrongState(RuleBroken):
    """The step does not lead on from the present state."""


class Overtaken(WrongState):
    """Somebody else took a step on the same thing first."""


class Outdated(RuleBroken):
    """Somebody else changed the same thing since the page was opened."""


class SlotTaken(RuleBroken):
    """One of the two sides already has a talk at that time."""


class FairFull(RuleBroken):
    """All places of the fair are taken."""


class WrongFair(RuleBroken):
    """The ticket is for another fair."""


class NotRegistered(RuleBroken):
    """The person has no place at this fair, or gave it back."""


class AlreadyThere(RuleBroken):
    """The same thing was recorded before."""


class PeriodOverlaps(RuleBroken):
    """Two dated periods of one person would overlap."""


class DatesRunBackwards(RuleBroken):
    """An end lies before its start."""


class CourseFull(RuleBroken):
    """All seats of the course are taken."""


class CodeRefused(MeetingPointError):
    """A code is wrong, used, expired or was tried too often."""


class TooManyTries(CodeRefused):
    """Too many tries in too short a time; wait and try again."""
