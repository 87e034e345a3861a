"""What waits for the office as a whole: people nobody looks after, rules nobody has reviewed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from domain.access import Actor
from models import Candidate, OfficeRule, db
from services.desk_lines import Found, Line, Work
from services.visibility import scope


def people_without_caseworker(actor: Actor, _now: datetime) -> Found:
    """Return one line for everybody of the office who has no caseworker: the page assigns many."""
    number, since = db.session.execute(
        select(func.count(), func.min(Candidate.created_at)).where(
            scope(Candidate, actor), Candidate.caseworker_id.is_(None)
        )
    ).one()
    if not number:
        return 0, []
    who = "1 Person" if number == 1 else f"{number} Personen"
    return 1, [Line(Work.ASSIGN, 0, since, who, "Niemand begleitet sie.")]


def rules_to_review(actor: Actor, _now: datetime) -> Found:
    """Return one line for the drafts of colleagues; nobody reviews what they entered."""
    number, since, day = db.session.execute(
        select(
            func.count(), func.min(OfficeRule.entered_at), func.min(OfficeRule.valid_from)
        ).where(
            OfficeRule.reviewed_at.is_(None),
            OfficeRule.discarded_at.is_(None),
            OfficeRule.entered_by_id != actor.account_id,
        )
    ).one()
    if not number:
        return 0, []
    what = "1 kommende Regel" if number == 1 else f"{number} kommende Regeln"
    detail = f"Zählt erst nach der Prüfung durch eine zweite Person; gilt ab {day:%d.%m.%Y}."
    return 1, [Line(Work.RULE, 0, since, what, detail)]
