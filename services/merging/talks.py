"""Talks of two records at one time: one person can be at one stand, so one of them ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from models import Interview, db
from services.interviews import tell_it_ends, tell_it_goes_on
from services.merging.story import Deed


def gives_way(kept_id: int, gone_id: int) -> ColumnElement[bool]:
    """Return the condition for talks of the record that goes at a time the other has one too."""
    taken = select(Interview.starts_at).where(Interview.candidate_id == kept_id)
    return and_(Interview.candidate_id == gone_id, Interview.starts_at.in_(taken))


def tell_who_loses_a_talk(*, kept_id: int, gone_id: int, now: datetime) -> None:
    """Write to the person and the firms before the merge ends the talks that give way."""
    for talk in _coming(gives_way(kept_id, gone_id), now):
        tell_it_ends(talk, now)
    db.session.flush()


def tell_who_has_a_talk_again(*, deeds: Sequence[dict[str, Any]], now: datetime) -> None:
    """Write to the person and the firms after a split has brought their talks back."""
    dropped = [
        deed["key"]["id"]
        for deed in deeds
        if deed["deed"] == Deed.DROPPED and deed["table"] == Interview.__tablename__
    ]
    for talk in _coming(Interview.id.in_(dropped), now):
        tell_it_goes_on(talk, now)


def _coming(which: ColumnElement[bool], now: datetime) -> Sequence[Interview]:
    """Return talks that have not begun, in order; what is over is no news."""
    talks = select(Interview).where(which, Interview.starts_at > now).order_by(Interview.starts_at)
    return db.session.scalars(talks).all()
