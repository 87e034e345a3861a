"""Deletions that should be done by now, for whoever answers for them."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from domain.access import Actor, Permission
from domain.clock import BERLIN, office_day
from models import Candidate, DeletionRequest, db
from services.desk_lines import SHOWN, Found, Line, Work
from services.retention import overdue
from services.visibility import scope

PERIOD = "period"
"""The kind of the line about records kept too long; the others are about people who asked."""


def overdue_deletions(actor: Actor, now: datetime) -> Found:
    """Return people of the actor whose day has passed, and what was kept longer than allowed."""
    today = office_day(now)
    count, people = _people(actor, today)
    kept = _kept_too_long(today) if actor.may(Permission.RETENTION_SET) else []
    return count + len(kept), [*kept, *people]


def _people(actor: Actor, today: date) -> Found:
    rows = db.session.execute(
        select(DeletionRequest, func.count().over().label("all"))
        .join(DeletionRequest.candidate)
        .where(DeletionRequest.due_on < today, scope(Candidate, actor))
        .options(contains_eager(DeletionRequest.candidate))
        .order_by(DeletionRequest.due_on, DeletionRequest.id)
        .limit(SHOWN)
    ).all()
    lines = [
        Line(
            Work.DELETION,
            one.candidate_id,
            one.asked_at,
            one.candidate.full_name,
            f"wollte gelöscht werden, spätestens am {one.due_on:%d.%m.%Y}",
        )
        for one, _number in rows
    ]
    return (rows[0][1] if rows else 0), lines


def _kept_too_long(today: date) -> list[Line]:
    late = overdue(today=today)
    if not late:
        return []
    number, first = sum(one.number for one in late), min(one.day for one in late)
    since = datetime.combine(first, time(), tzinfo=BERLIN)
    what = "1 Eintrag sollte" if number == 1 else f"{number} Einträge sollten"
    detail = f"{what} gelöscht sein. Sagen Sie der Administration, dass „flask work“ laufen muss."
    return [Line(Work.DELETION, 0, since, "Aufbewahrungsfristen", detail, kind=PERIOD)]
