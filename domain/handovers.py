"""A case offered to a colleague: the old caseworker stays responsible until it is accepted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum

from domain.errors import WrongState


class HandoverState(StrEnum):
    """Where an offered case stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REVOKED = "revoked"


class Section(StrEnum):
    """A part of the summary of a case that the sender releases or keeps back."""

    TASKS = "tasks"
    TALKS = "talks"
    PROPOSALS = "proposals"
    COURSES = "courses"
    SCHEMES = "schemes"


class HandoverAction(StrEnum):
    """What one of the two colleagues does."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    REVOKE = "revoke"


_AFTER = {
    HandoverAction.ACCEPT: HandoverState.ACCEPTED,
    HandoverAction.REFUSE: HandoverState.REFUSED,
    HandoverAction.REVOKE: HandoverState.REVOKED,
}


def next_state(state: HandoverState, action: HandoverAction) -> HandoverState:
    """Return the state after ``action``; only an open offer can be answered."""
    if state is not HandoverState.OFFERED:
        raise WrongState(state=state, action=action)
    return _AFTER[action]


def check_number(summary: Mapping[str, object]) -> str:
    """Return the SHA-256 of a summary in its one canonical form: any change is another number.

    Keys are sorted, nothing is indented, letters stand as UTF-8; so the order in which a
    database or a program keeps the keys does not matter.

    >>> check_number({"b": 1, "a": "ä"}) == check_number({"a": "ä", "b": 1})
    True
    """
    canonical = json.dumps(summary, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def grouped(number: str) -> str:
    """Return a check number as people compare it: eight signs at a time."""
    return " ".join(number[start : start + 8] for start in range(0, len(number), 8))
