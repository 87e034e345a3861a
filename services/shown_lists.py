"""Which rows of a ranked list a colleague saw: with rank, points, version, seed and moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import LargeBinary, bindparam, case, insert, null

from domain.access import Actor
from models import ShownMatch, appending, db
from services.floor_orders import FloorOrder
from services.learning.basis import is_on
from services.learning.shares import packed_shares
from services.ranked_lists import RankedList
from services.ranking import Match


@appending
def note_people_shown(
    *, actor: Actor, position_id: int, rows: Sequence[Match], ranked: RankedList, now: datetime
) -> None:
    """Write down the people a page showed for a position, by one statement."""
    _note(actor, rows, ranked, now, position_id=position_id, of_position=True)


@appending
def note_positions_shown(
    *, actor: Actor, candidate_id: int, rows: Sequence[Match], ranked: RankedList, now: datetime
) -> None:
    """Write down the positions a page showed for a person, by one statement."""
    _note(actor, rows, ranked, now, candidate_id=candidate_id, of_position=False)


@appending
def note_floor_shown(
    *, actor: Actor, position_id: int, order: FloorOrder, ranked: RankedList, now: datetime
) -> None:
    """Write down the people an order with a floor showed, and who left it, by one statement.

    Nothing is kept for learning: who stands there stands there for another reason than fit.
    """
    shared = _shared(actor, ranked, now) | {
        "position_id": position_id, "of_position": True, "floor_id": order.floor.id
    }  # fmt: skip
    shown = [(one.match, one.place) for one in order.rows] + [(one, None) for one in order.left]
    db.session.execute(
        insert(ShownMatch.metadata.tables[ShownMatch.__tablename__]),
        [shared | {"candidate_id": match.id, "place": match.rank, "score": match.ranked.score,
                   "floor_place": place}
         for match, place in shown],
    )  # fmt: skip


def _note(
    actor: Actor, rows: Sequence[Match], ranked: RankedList, now: datetime, **owner: object
) -> None:
    shared = owner | _shared(actor, ranked, now)
    other = "candidate_id" if "position_id" in owner else "position_id"
    if rows:
        db.session.execute(
            insert(ShownMatch.metadata.tables[ShownMatch.__tablename__]).values(shares=_SHARES),
            [shared | {other: row.id, "place": row.rank, "score": row.ranked.score,
                       "told_shares": packed_shares(row.ranked)}
             for row in rows],
        )  # fmt: skip


def _shared(actor: Actor, ranked: RankedList, now: datetime) -> dict[str, object]:
    return {
        "at": now,
        "account_id": actor.account_id,
        "version": ranked.version,
        "seed": ranked.seed,
    }


_SHARES = case((is_on(), bindparam("told_shares", type_=LargeBinary)), else_=null())
"""How well the parts fit is kept for learning alone, and only while that is on."""
