"""Deleting what has been kept long enough: a calendar anybody can read, and a nightly job."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Select, delete, func, literal, select, union_all

from domain.clock import office_day
from domain.letters import LetterState
from domain.retention import Kept, cutoff, due_day
from models import (
    AuditEntry,
    Candidate,
    Consent,
    Fair,
    Handover,
    Interview,
    Invitation,
    Letter,
    PersonDeletion,
    Proposal,
    Registration,
    RegistrationDraft,
    RulingNote,
    ShownMatch,
    Stand,
    StandStaff,
    Task,
    db,
    transactional,
)
from services.deletion_traces import letter_files
from services.erasure import erase, rows_below
from services.month_counts import count_rows
from services.records import changed_rows
from services.retention_periods import periods
from services.unused_records import nobody_works_with

AHEAD = timedelta(days=30)
"""How far the calendar looks."""

LOT = 500
"""Rows a transaction: the fair goes on meanwhile."""

_OPEN_TASKS = select(Task.letter_id).where(Task.letter_id.is_not(None), Task.done_at.is_(None))
_ENDED = (LetterState.SENT, LetterState.DEAD)

_AGES: dict[Kept, tuple[type[Any], Any, Any]] = {
    Kept.DRAFTS: (RegistrationDraft, RegistrationDraft.changed_at, None),
    Kept.TALKS: (Interview, Interview.starts_at, None),
    Kept.STAND_STAFF: (
        StandStaff,
        Fair.ends_at,
        Fair.id == select(Stand.fair_id).where(Stand.id == StandStaff.stand_id).scalar_subquery(),
    ),
    Kept.ATTENDANCE: (Registration, Fair.ends_at, Registration.fair_id == Fair.id),
    Kept.INVITATIONS: (Invitation, Fair.ends_at, Invitation.fair_id == Fair.id),
    Kept.PROPOSALS: (
        Proposal,
        func.coalesce(Proposal.answered_at, Proposal.proposed_at, Proposal.shortlisted_at),
        None,
    ),
    Kept.TASKS: (Task, Task.done_at, None),
    Kept.LETTERS: (
        Letter,
        func.coalesce(Letter.sent_at, Letter.written_at),
        Letter.state.in_(_ENDED) & Letter.id.not_in(_OPEN_TASKS),
    ),
    Kept.HANDOVERS: (Handover, Handover.answered_at, None),
    Kept.RULINGS: (RulingNote, RulingNote.decided_at, None),
    Kept.SHOWN: (ShownMatch, ShownMatch.at, None),
    Kept.RECORDS: (Candidate, Candidate.changed_at, nobody_works_with()),
    Kept.CONSENTS: (Consent, Consent.withdrawn_at, None),
    Kept.AUDIT: (AuditEntry, AuditEntry.at, None),
    Kept.DELETIONS: (PersonDeletion, PersonDeletion.done_at, None),
}
"""By kind: the table, the moment its period begins (none: not yet), and which rows it means."""


@dataclass(frozen=True, slots=True)
class Due:
    """So many records of a kind go on this day."""

    kind: Kept
    day: date
    number: int

    def is_overdue(self, today: date) -> bool:
        """Return whether they should be gone: an error of operations, not a wish."""
        return self.day < today


def calendar(*, today: date) -> list[Due]:
    """Return what is deleted in the coming days, and what should be gone already."""
    return _due_until(today + AHEAD)


def overdue(*, today: date) -> list[Due]:
    """Return what should have been deleted before today."""
    return _due_until(today - timedelta(days=1))


def is_overdue(*, today: date) -> bool:
    """Return whether something should have been deleted before today."""
    return bool(overdue(today=today))


def _due_until(last: date) -> list[Due]:
    days = periods()
    every = [_by_day(kind, cutoff(last, days[kind])) for kind in Kept]
    tally: dict[tuple[date, Kept], int] = {}
    for kind, latest, number in db.session.execute(union_all(*every)):
        key = (due_day(latest, days[Kept(kind)]), Kept(kind))
        tally[key] = tally.get(key, 0) + number
    return [Due(kind, day, number) for (day, kind), number in sorted(tally.items())]


def delete_due(*, now: datetime, folders: Collection[Path] = ()) -> int:
    """Delete everything whose period has ended, lot by lot, and return how many rows went.

    Whole records of people go by ``services.unused_records``: each is searched for and proved.
    """
    today, days, gone = office_day(now), periods(), 0
    for kind in (one for one in Kept if one is not Kept.RECORDS):
        before = cutoff(today, days[kind])
        while lot := delete_lot(kind=kind, before=before, folders=folders, now=now):
            gone += lot
    return gone


@transactional
def delete_lot(*, kind: Kept, before: datetime, folders: Collection[Path], now: datetime) -> int:
    """Delete one lot of a kind: counted first, with everything that hangs on it."""
    table = _AGES[kind][0]
    ids = db.session.scalars(_aged(kind, table.id).where(_moment(kind) < before).limit(LOT)).all()
    if not ids:
        return 0
    if kind is Kept.AUDIT:
        return changed_rows(db.session.execute(delete(AuditEntry).where(AuditEntry.id.in_(ids))))
    rows = rows_below(table.__tablename__, ids)
    count_rows(rows, now)
    erase(rows)
    for file in letter_files(ids, (), folders) if kind is Kept.LETTERS else ():
        file.unlink(missing_ok=True)
    return len(ids)


def _by_day(kind: Kept, before: datetime) -> Select[Any]:
    """Return for each day its latest moment and how many there are."""
    moment = _moment(kind)
    counted = _aged(kind, literal(kind.value), func.max(moment), func.count())
    return counted.where(moment < before).group_by(func.date(moment))


def _aged(kind: Kept, *columns: Any) -> Select[Any]:
    table, moment, which = _AGES[kind]
    chosen: Select[Any] = select(*columns).select_from(table)
    if moment is Fair.ends_at:
        chosen = chosen.join(Fair, which)
    elif which is not None:
        chosen = chosen.where(which)
    return chosen.where(moment.is_not(None))


def _moment(kind: Kept) -> Any:
    return _AGES[kind][1]
