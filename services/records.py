"""Holding a person's record while it is changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CursorResult, update

from domain.access import Actor
from domain.errors import NotFound
from models import Candidate, db
from services.audit import id_of
from services.ranking_marks import mark_lists
from services.visibility import scope


def hold_record(*, actor: Actor, candidate: Candidate, now: datetime) -> None:
    """Note the change and keep the row until the verb ends; call it first in the verb.

    One conditional UPDATE: two colleagues who change one person follow each other, and
    whoever lost the right to see the person in the meantime changes nothing. What was read of
    the person before is read again.

    Raises
    ------
    NotFound
        If the person does not (or no longer) exist for the actor.
    """
    candidate_id = id_of(candidate)
    result = db.session.execute(
        update(Candidate)
        .where(Candidate.id == candidate_id, scope(Candidate, actor))
        .values(changed_at=now)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(result) != 1:
        raise NotFound(candidate=candidate_id)
    mark_lists("person", now)
    if candidate in db.session:
        db.session.expire(candidate)


def changed_rows(result: object) -> int:
    """Return how many rows a statement changed."""
    return result.rowcount if isinstance(result, CursorResult) else 0
