"""Work in progress of the caseworkers: cases on offer and a stand-in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.handovers import HandoverState, Section, check_number
from models import Handover, StandIn, db
from services.case_summary import frozen_summary
from services.demo.calendar import DemoCalendar
from services.demo.people import Staff
from services.demo.rows import Rows

OFFERS = 3
NOTE = "Sprachkurs läuft, nächstes Gespräch ist vereinbart."


def add_cases(
    rows: Rows,
    draw: Random,
    calendar: DemoCalendar,
    staff: Staff,
    caseworkers: Sequence[int | None],
) -> None:
    """Offer some cases of the second caseworker of the Jobcenter to the first one.

    One was accepted before, one refused. ``caseworkers`` holds the caseworker of each person, in
    the order of their ids from 1.
    """
    first, second = staff.jobcenter_caseworkers[:2]
    theirs = [person for person, one in enumerate(caseworkers, start=1) if one == second]
    for candidate_id in draw.sample(theirs, min(OFFERS, len(theirs))):
        _add_handover(rows, calendar, candidate_id, (second, first), HandoverState.OFFERED)
    mine = [person for person, one in enumerate(caseworkers, start=1) if one == first]
    answers = (HandoverState.ACCEPTED, (second, first)), (HandoverState.REFUSED, (first, second))
    for candidate_id, (state, pair) in zip(mine, answers, strict=False):
        _add_handover(rows, calendar, candidate_id, pair, state)
    _add_stand_in(rows, calendar, staff)


def _add_handover(
    rows: Rows,
    calendar: DemoCalendar,
    candidate_id: int,
    pair: tuple[int, int],
    state: HandoverState,
) -> None:
    is_open = state is HandoverState.OFFERED
    is_refused = state is HandoverState.REFUSED
    rows.add(
        Handover,
        candidate_id=candidate_id,
        from_id=pair[0],
        to_id=pair[1],
        note=NOTE,
        state=state,
        refusal_reason="Zu viele neue Fälle in dieser Woche" if is_refused else None,
        offered_at=calendar.ago(2 if is_open else 12),
        answered_at=None if is_open else calendar.ago(11),
    )


def freeze_offers(calendar: DemoCalendar) -> None:
    """Freeze the summary of every handover, from the rows as they are written now."""
    handovers = select(Handover).options(joinedload(Handover.candidate)).order_by(Handover.id)
    for one in db.session.scalars(handovers):
        texts = {"note": one.note, "promises": "", "left_out": ""}
        one.summary = frozen_summary(
            candidate=one.candidate, texts=texts, sections=tuple(Section), now=calendar.now
        )
        one.check_number = check_number(one.summary)
        if one.state is HandoverState.ACCEPTED:
            one.supplements = {}


def _add_stand_in(rows: Rows, calendar: DemoCalendar, staff: Staff) -> None:
    rows.add(
        StandIn,
        caseworker_id=staff.agency_caseworkers[0],
        stand_in_id=staff.agency_caseworkers[1],
        starts_on=calendar.day - timedelta(days=3),
        ends_on=calendar.day + timedelta(days=11),
    )
