"""Courses and measures, thinly: what kind, from when to when, and how somebody takes part."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from domain.errors import DatesRunBackwards, WrongState


class CourseKind(StrEnum):
    """What kind of course or measure it is."""

    INTEGRATION = "integration"
    VOCATIONAL_LANGUAGE = "vocational_language"
    EMPLOYER_MEASURE = "employer_measure"
    ACTIVATION = "activation"
    TRAINING = "training"
    OTHER = "other"


class PartState(StrEnum):
    """Where somebody stands in a course."""

    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    BROKEN_OFF = "broken_off"


OPEN_STATES = frozenset({PartState.PLANNED, PartState.RUNNING})

TRANSITIONS = {
    PartState.PLANNED: frozenset({PartState.RUNNING, PartState.FINISHED, PartState.BROKEN_OFF}),
    PartState.RUNNING: frozenset({PartState.FINISHED, PartState.BROKEN_OFF}),
    PartState.FINISHED: frozenset[PartState](),
    PartState.BROKEN_OFF: frozenset[PartState](),
}


def check_days(starts_on: date, ends_on: date | None) -> None:
    """Refuse an end that lies before the start.

    Raises
    ------
    DatesRunBackwards
        If it does; one day alone is fine.
    """
    if ends_on is not None and ends_on < starts_on:
        raise DatesRunBackwards(starts_on=starts_on, ends_on=ends_on)


def check_step(before: PartState, after: PartState) -> None:
    """Refuse a step that does not lead on from the present state."""
    if after not in TRANSITIONS[before]:
        raise WrongState(before=before, after=after)
