"""How early each authority needs the papers for an extension; a team lead sets it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.errors import RuleBroken
from domain.expiry import LEAST_WEEKS, MOST_WEEKS
from domain.residence import Authority, DocumentGroup
from models import LeadTime, db, transactional
from services.audit import record


def lead_times() -> Sequence[LeadTime]:
    """Return what was set, by authority and group."""
    order = (LeadTime.authority, LeadTime.document_group)
    return db.session.scalars(select(LeadTime).order_by(*order)).all()


def weeks_by_kind() -> dict[tuple[Authority, DocumentGroup], int]:
    """Return the weeks that were set, for the rule to look up."""
    return {(row.authority, row.document_group): row.weeks for row in lead_times()}


@transactional
def set_lead_time(
    *, actor: Actor, authority: Authority, group: DocumentGroup, weeks: int, now: datetime
) -> LeadTime:
    """Set how many weeks one authority needs for one group of documents.

    Raises
    ------
    RuleBroken
        If the weeks are not between one and a year.
    """
    if not LEAST_WEEKS <= weeks <= MOST_WEEKS:
        raise RuleBroken(weeks=weeks)
    row = _row(authority, group) or _new_row(actor, authority, group, weeks, now)
    row.weeks, row.changed_by_id, row.changed_at = weeks, actor.account_id or 0, now
    db.session.flush()
    record(actor=actor, action="lead_time.set", subject=row, now=now)
    return row


def _row(authority: Authority, group: DocumentGroup) -> LeadTime | None:
    statement = select(LeadTime).where(
        LeadTime.authority == authority, LeadTime.document_group == group
    )
    return db.session.scalar(statement.with_for_update())


def _new_row(
    actor: Actor, authority: Authority, group: DocumentGroup, weeks: int, now: datetime
) -> LeadTime:
    row = LeadTime(
        authority=authority,
        document_group=group,
        weeks=weeks,
        changed_by_id=actor.account_id,
        changed_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return db.session.scalars(
            select(LeadTime).where(
                LeadTime.authority == authority, LeadTime.document_group == group
            )
        ).one()
    return row
