"""Counting what is about to be deleted: by month, office and kind, without any key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, update

from domain.clock import office_day
from domain.fairs import RegistrationState
from domain.month_counts import Counted
from domain.proposals import ProposalState
from models import Candidate, Fair, Interview, MonthCount, Office, Proposal, Registration, db
from services.erasure import Rows
from services.records import changed_rows

Tally = Counter[tuple[str, int, Counted]]


def count_rows(rows: Rows, now: datetime) -> None:
    """Add to the counts what these rows tell of things that have happened."""
    tally: Tally = Counter()
    for kind, moments in _happened(rows, now).items():
        tally.update((_month(at), office_id, kind) for at, office_id in moments)
    for (month, office_id, kind), number in sorted(tally.items()):
        _add(month, office_id, kind, number)


def month_counts(limit: int = 120) -> Sequence[tuple[MonthCount, str]]:
    """Return the newest counts with the name of the office."""
    newest = (
        select(MonthCount, Office.name)
        .join(Office, Office.id == MonthCount.office_id)
        .order_by(MonthCount.month.desc(), Office.name, MonthCount.kind)
        .limit(limit)
    )
    return [(count, name) for count, name in db.session.execute(newest)]


def _happened(rows: Rows, now: datetime) -> dict[Counted, list[tuple[datetime, int]]]:
    places = _places(rows.get("registration", set())).where(Fair.starts_at <= now)
    talks = select(Interview.starts_at, Candidate.office_id).join(Interview.candidate)
    proposed = select(Proposal.proposed_at, Candidate.office_id).join(Proposal.candidate)
    made = proposed.where(
        Proposal.id.in_(rows.get("proposal", set())), Proposal.proposed_at.is_not(None)
    )
    attended = places.where(Registration.checked_in_at.is_not(None))
    told: dict[Counted, Any] = {
        Counted.REGISTERED: places,
        Counted.ATTENDED: attended,
        Counted.TALKS: talks.where(
            Interview.id.in_(rows.get("interview", set())), Interview.starts_at <= now
        ),
        Counted.PROPOSED: made,
        Counted.INTERESTED: made.where(Proposal.state == ProposalState.INTERESTED),
    }
    return {
        kind: [(row[0], row[1]) for row in db.session.execute(query)]
        for kind, query in told.items()
    }


def _places(ids: Collection[int]) -> Select[datetime, int]:
    return (
        select(Fair.starts_at, Candidate.office_id)
        .select_from(Registration)
        .join(Registration.fair)
        .join(Registration.candidate)
        .where(Registration.id.in_(ids), Registration.state == RegistrationState.REGISTERED)
    )


def _month(at: datetime) -> str:
    return office_day(at).strftime("%Y-%m")


def _add(month: str, office_id: int, kind: Counted, number: int) -> None:
    """Raise a count; the row is made by whoever comes first."""
    same = (
        MonthCount.month == month,
        MonthCount.office_id == office_id,
        MonthCount.kind == kind,
    )
    raised = update(MonthCount).where(*same).values(number=MonthCount.number + number)
    raised = raised.execution_options(synchronize_session=False)
    if changed_rows(db.session.execute(raised)):
        return
    with db.session.begin_nested():
        db.session.add(MonthCount(month=month, office_id=office_id, kind=kind, number=number))
