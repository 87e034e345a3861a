"""Everybody and everything the batch compares, as Parquet: read region by region, never at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import ColumnElement, func, or_, select

from matching.batch.columns import people_table, positions_table
from models import Candidate, Position, db
from services.ranking_facts import people_features, position_features
from services.visibility import agreed_to_placement, shown_position

_DIGITS = 2
"""Leading digits of a postcode that make a region."""
_DONE = "complete"

Write = Callable[[ColumnElement[bool], str], pa.Table]


def write_input(folder: Path, today: date) -> tuple[Path, Path]:
    """Write who agreed to placement and which positions are shown; a whole one is kept.

    Whoever resumes a batch goes on with what was read when it began.
    """
    people, positions = folder / "people", folder / "positions"
    if not (folder / _DONE).exists():
        _write(people, Candidate.postcode, agreed_to_placement(), _people(today))
        _write(positions, Position.postcode, shown_position(), _positions)
        (folder / _DONE).touch()
    return people, positions


def _people(today: date) -> Write:
    def read(condition: ColumnElement[bool], region: str) -> pa.Table:
        return people_table(people_features(condition, today), region)

    return read


def _positions(condition: ColumnElement[bool], region: str) -> pa.Table:
    return positions_table(position_features(condition), region)


def _write(folder: Path, postcode: object, shown: ColumnElement[bool], read: Write) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    column: ColumnElement[str] = postcode  # type: ignore[assignment]
    for region, condition in _regions(column, shown):
        table = read(shown & condition, region)
        pq.write_table(table, folder / f"{region or 'none'}.parquet")
        db.session.rollback()  # what was read is let go before the next region


def _regions(
    postcode: ColumnElement[str], shown: ColumnElement[bool]
) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """Yield each region there is, and the condition that picks it; first those without one."""
    start = func.substr(postcode, 1, _DIGITS)
    yield "", or_(postcode.is_(None), postcode == "")
    found = db.session.scalars(
        select(start).where(shown, postcode != "").distinct().order_by(start)
    )
    for region in found.all():
        yield str(region), start == region
