"""What the law answered when somebody decided: kept with the decision, and asked again later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from domain.access import Actor
from domain.clock import office_day
from domain.labour_market import Ruling, activity_of
from domain.residence import UNCLEAR
from domain.work_access import WorkAccess, access_on
from models import Position, RulingNote, db
from services.law import book_at, book_of_office
from services.work_access import chains_of

SHOWN = 20


def note_ruling(
    *, actor: Actor, decision: str, candidate_id: int, position: Position | None, now: datetime
) -> None:
    """Keep the answer for the first day of work; call it inside the verb that decides."""
    day = _first_day(position, office_day(now))
    activity = activity_of(position.kind.value, day) if position else None
    if position is None or activity is None:
        return
    access = access_on(book_of_office(), chains_of([candidate_id])[candidate_id], activity, day)
    db.session.add(
        RulingNote(
            candidate_id=candidate_id,
            position_id=position.id,
            decision=decision,
            decided_by_id=actor.account_id,
            decided_at=now,
            document=_document(access),
            activity=activity,
            day=day,
            clock_start=access.standing.clock_start(access.clock) if access.clock else None,
            entry=access.standing.entry,
            answer=access.answer,
            reason=access.ruling.reason,
            until=access.ruling.until,
            cite=access.ruling.cite,
            rule_valid_from=access.ruling.valid_from,
            rule_recorded_on=access.ruling.recorded_on,
            confidence=access.ruling.confidence,
        )
    )


def replay(note: RulingNote) -> Ruling:
    """Return the answer to the noted facts under the rules as they stood at the decision."""
    return book_at(note.decided_at).answer(
        note.document, note.activity, note.day, clock_start=note.clock_start, entry=note.entry
    )


def notes_of(candidate_id: int) -> Sequence[RulingNote]:
    """Return what was answered at decisions about a person, the latest first."""
    return db.session.scalars(
        select(RulingNote)
        .where(RulingNote.candidate_id == candidate_id)
        .order_by(RulingNote.decided_at.desc(), RulingNote.id.desc())
        .limit(SHOWN)
    ).all()


def _document(access: WorkAccess) -> str:
    """Return the document the rules were asked with; a doubt is a document nobody could name."""
    rights = access.standing.rights
    return rights.status_key if rights and access.standing.is_clear else UNCLEAR


def _first_day(position: Position | None, today: date) -> date:
    return max((position.starts_on if position else None) or today, today)
