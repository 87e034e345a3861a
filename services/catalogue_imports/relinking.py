"""After an import everybody's words are looked up again; what people wrote is never touched.

The link to an occupation is the office's reading of the words. An import sets it where there was
none, or where its number left and the words are beyond doubt; where staff or a firm chose another
one, their choice stands and the report names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update

from domain.access import SYSTEM
from domain.positions import PositionState
from models import Position, PositionChange, Recognition, WorkExperience, db
from services.audit import record_all
from services.catalogue_imports.concepts import steps
from services.known_codes import codes_that_left
from services.known_titles import sure_codes


class Change(NamedTuple):
    """A row by table and number, with the type it was linked to and the one its words mean."""

    table: str
    number: int
    before: str | None
    after: str | None

    def __str__(self) -> str:
        return f"{self.table} {self.number}: {self.before or 'none'} -> {self.after or 'none'}"


@dataclass(slots=True)
class Relinked:
    """What the look at everybody's words found."""

    linked: list[Change] = field(default_factory=list)
    """Linked now: there was no link, or to a number that left."""
    differ: list[Change] = field(default_factory=list)
    """Linked to something else by somebody; that stands."""
    left: list[Change] = field(default_factory=list)
    """Linked to a number that left, and the words are known under no other."""


def relink(*, now: datetime) -> Relinked:
    """Link the words of people and positions anew, inside a running verb."""
    left, found = codes_that_left(), Relinked()
    for table, rows in (("work_experience", _work()), ("position", _positions())):
        for some in steps(_rows(rows)):
            _sort(table, some, left, found)
    found.left += _recognitions(left)
    _link_work(found.linked, now)
    _link_positions(found.linked, now)
    return found


def _work() -> Any:
    return select(
        WorkExperience.id, WorkExperience.own_words, WorkExperience.occupation_code
    ).order_by(WorkExperience.id)


def _positions() -> Any:
    query = select(Position.id, Position.title, Position.occupation_code)
    return query.where(Position.state != PositionState.CLOSED).order_by(Position.id)


def _rows(query: Any) -> Iterator[tuple[int, str, str | None]]:
    for row in db.session.execute(query.execution_options(yield_per=2_000)):
        yield row[0], row[1], row[2]


def _sort(
    table: str,
    rows: list[tuple[int, str, str | None]],
    left: frozenset[str],
    found: Relinked,
) -> None:
    sure = sure_codes({words for _number, words, _code in rows})
    for number, words, code in rows:
        after = sure.get(words)
        after = None if after in left else after
        change = Change(table, number, code, after)
        if after == code:
            continue
        if after is not None and (code is None or code in left):
            found.linked.append(change)
        elif after is not None:
            found.differ.append(change)
        elif code in left:
            found.left.append(change)


def _recognitions(left: frozenset[str]) -> list[Change]:
    if not left:
        return []
    rows = db.session.execute(
        select(Recognition.id, Recognition.reference_code)
        .where(Recognition.reference_code.in_(left))
        .order_by(Recognition.id)
    )
    return [Change("recognition", row.id, row.reference_code, None) for row in rows]


def _link_work(changes: Iterable[Change], now: datetime) -> None:
    work = [one for one in changes if one.table == "work_experience"]
    if work:
        values = [{"id": one.number, "occupation_code": one.after} for one in work]
        db.session.execute(update(WorkExperience), values)
        ids = [one.number for one in work]
        record_all(actor=SYSTEM, action="work.relinked", kind=WorkExperience, ids=ids, now=now)


def _link_positions(changes: Iterable[Change], now: datetime) -> None:
    """Link positions; the change stands in their history, and who edits one now sees both."""
    positions = [one for one in changes if one.table == "position"]
    for one in positions:
        db.session.execute(
            update(Position)
            .where(Position.id == one.number)
            .values(occupation_code=one.after, version=Position.version + 1)
            .execution_options(synchronize_session=False)
        )
        db.session.add(
            PositionChange(
                position_id=one.number,
                at=now,
                account_id=None,
                changes={"occupation_code": [one.before, one.after]},
            )
        )
    if positions:
        ids = [one.number for one in positions]
        record_all(actor=SYSTEM, action="position.relinked", kind=Position, ids=ids, now=now)
