"""How a fair stands for everybody: full and over follow from places and time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from domain.fairs import FairPhase, FairState, may_change_stand, phase_of, text_in

ENDS = datetime(2027, 1, 28, 13, tzinfo=UTC)
BEFORE = ENDS - timedelta(days=1)


@dataclass
class _Fair:
    state: FairState
    ends_at: datetime = ENDS
    capacity: int = 10
    taken: int = 0


@pytest.mark.parametrize(
    ("state", "taken", "now", "phase"),
    [
        (FairState.OPEN, 9, BEFORE, FairPhase.OPEN),
        (FairState.OPEN, 10, BEFORE, FairPhase.FULL),
        (FairState.OPEN, 11, BEFORE, FairPhase.FULL),
        (FairState.OPEN, 9, ENDS, FairPhase.OVER),
        (FairState.CLOSED, 10, BEFORE, FairPhase.CLOSED),
        (FairState.CLOSED, 10, ENDS, FairPhase.OVER),
        (FairState.CANCELLED, 0, ENDS, FairPhase.CANCELLED),
        (FairState.DRAFT, 0, ENDS, FairPhase.DRAFT),
    ],
)
def test_full_and_over_follow_from_places_and_time(
    state: FairState, taken: int, now: datetime, phase: FairPhase
) -> None:
    assert phase_of(_Fair(state, taken=taken), now) is phase


@pytest.mark.parametrize(
    ("days_before", "deadline_days", "state", "may"),
    [
        (10, 7, FairState.OPEN, True),
        (7, 7, FairState.OPEN, False),
        (3, 7, FairState.CLOSED, False),
        (3, None, FairState.CLOSED, True),
        (0, None, FairState.OPEN, False),
        (10, 7, FairState.CANCELLED, False),
    ],
)
def test_firms_change_their_stand_until_the_deadline(
    days_before: int, deadline_days: int | None, state: FairState, may: bool
) -> None:
    deadline = ENDS - timedelta(days=deadline_days) if deadline_days else None
    now = ENDS - timedelta(days=days_before)
    assert may_change_stand(state=state, starts_at=ENDS, deadline=deadline, now=now) is may


def test_german_stands_where_a_language_is_missing() -> None:
    texts = {"ar": "حافلة 3", "en": ""}
    assert text_in("ar", texts, "Bus 3") == ("حافلة 3", "ar")
    assert text_in("en", texts, "Bus 3") == ("Bus 3", "de")
    assert text_in("de", texts, "Bus 3") == ("Bus 3", "de")
