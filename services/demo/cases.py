"""Work in progress of the caseworkers: cases on offer and a stand-in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from domain.handovers import HandoverState
from models import Handover, StandIn
from services.demo.calendar import DemoCalendar
from services.demo.people import Staff
from services.demo.rows import Rows

OFFERS = 3


def add_cases(
    rows: Rows,
    draw: Random,
    calendar: DemoCalendar,
    staff: Staff,
    caseworkers: Sequence[int | None],
) -> None:
    """Offer some cases of the second caseworker of the Jobcenter to the first one.

    ``caseworkers`` holds the caseworker of each person, in the order of their ids from 1.
    """
    first, second = staff.jobcenter_caseworkers[:2]
    cases = [person for person, one in enumerate(caseworkers, start=1) if one == second]
    for candidate_id in draw.sample(cases, min(OFFERS, len(cases))):
        rows.add(
            Handover,
            candidate_id=candidate_id,
            from_id=second,
            to_id=first,
            note="Sprachkurs läuft, nächstes Gespräch ist vereinbart.",
            state=HandoverState.OFFERED,
            refusal_reason=None,
            offered_at=calendar.ago(2),
            answered_at=None,
        )
    rows.add(
        StandIn,
        caseworker_id=staff.agency_caseworkers[0],
        stand_in_id=staff.agency_caseworkers[1],
        starts_on=calendar.day - timedelta(days=3),
        ends_on=calendar.day + timedelta(days=11),
    )
