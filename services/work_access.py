"""Labour-market access of people as their chains of documents stand; read only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from domain.labour_market import Activity, activity_of
from domain.positions import PositionKind
from domain.residence_chain import Document
from domain.work_access import WorkAccess, accesses_on
from models import Position, ResidenceDocument, db
from services.law import book_of_office
from services.lots import lots_of

_FIELDS = tuple(Document.__dataclass_fields__)
_COLUMNS = (
    ResidenceDocument.candidate_id,
    *(
        getattr(ResidenceDocument, name)
        for name in _FIELDS  # the chain needs exactly these
    ),
)


def chains_of(candidate_ids: Iterable[int]) -> dict[int, list[Document]]:
    """Return the chain of each person, one statement a lot; people without any have none."""
    chains: dict[int, list[Document]] = defaultdict(list)
    for lot in lots_of(candidate_ids):
        statement = select(*_COLUMNS).where(ResidenceDocument.candidate_id.in_(lot))
        for owner, *facts in db.session.execute(statement):
            chains[owner].append(Document(**dict(zip(_FIELDS, facts, strict=True))))
    return chains


def accesses_of(candidate_id: int, day: date) -> list[WorkAccess]:
    """Return the answer for each activity of the law for one person on one day."""
    return accesses_on(book_of_office(), chains_of([candidate_id])[candidate_id], day)


def activity_of_position(kind: PositionKind, day: date) -> Activity | None:
    """Return which activity of the law a kind of position is on that day."""
    return activity_of(kind.value, day)


def first_day(position: Position, today: date) -> date:
    """Return the day on which the work begins, at the earliest today."""
    return max(position.starts_on or today, today)
