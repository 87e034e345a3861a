"""The log of moves: what happened to each place and on each waiting list, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.fairs import PlaceMoveKind
from models import PlaceMove, Registration, db


def note_moves(
    party: Sequence[Registration],
    what: PlaceMoveKind,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    key: str | None = None,
    was: int | None = None,
) -> None:
    """Add a move of a whole party to the running transaction.

    Parameters
    ----------
    key
        The key of the submit that caused it; it stands in the first row.
    was
        The position in the list before.
    """
    db.session.add_all(
        PlaceMove(
            group_id=one.group_id,
            registration_id=one.id,
            candidate_id=one.candidate_id,
            what=what,
            reason=reason,
            was=was,
            account_id=actor.account_id,
            key=None if number else key,
            at=now,
        )
        for number, one in enumerate(party)
    )


def is_done(key: str | None) -> bool:
    """Return whether a submit with this key was carried out before."""
    if key is None:
        return False
    return db.session.scalar(select(PlaceMove.id).where(PlaceMove.key == key)) is not None


def moves_of(group_id: int, *, limit: int = 100) -> Sequence[PlaceMove]:
    """Return the newest moves of a group with who made them and whom they concern."""
    return db.session.scalars(
        select(PlaceMove)
        .where(PlaceMove.group_id == group_id)
        .options(joinedload(PlaceMove.candidate), joinedload(PlaceMove.account))
        .order_by(PlaceMove.at.desc(), PlaceMove.id.desc())
        .limit(limit)
    ).all()
