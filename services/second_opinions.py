"""The second opinion beside a stored list: who is strong elsewhere, too, and would go where.

Computed for all lists at once by the timed job (matching/congestion.py) and kept with each list,
by numbers alone; a list that was computed by itself has none until the next run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select, update

from matching.congestion import Line, Second, second_opinions
from matching.ranking import TopList
from models import PeopleList, Position, db, transactional
from services.visibility import shown_position

_ROW = np.dtype([("id", "<i8"), ("others", "<i4"), ("goes_to", "<i8")])
_NOWHERE = 0
_WRITTEN_AT_ONCE = 200


class SecondOpinion(NamedTuple):
    """For how many other positions somebody is strong, and the one the assignment gives them."""

    others: int
    goes_to: int | None


def places_of_positions() -> dict[int, int]:
    """Return how many each released position can take."""
    rows = db.session.execute(select(Position.id, Position.places).where(shown_position()))
    return {row.id: row.places for row in rows}


def noted(
    lists: Iterator[TopList],
    positions: Sequence[int],
    people: Sequence[int],
    places: Mapping[int, int],
    lines: list[Line],
) -> Iterator[TopList]:
    """Yield the lists of positions as they come, and note each one in ``lines``."""
    ids = np.array(people, dtype=np.int64)
    for position, one in zip(positions, lists, strict=True):
        lines.append(Line(position, places.get(position, 1), ids[one.rows], one.scores))
        yield one


def write_second_opinions(lines: Sequence[Line]) -> None:
    """Keep the second opinion on everybody with the lists they stand on; only what changed."""
    found = second_opinions(lines)
    kept = {
        row.position_id: row.second_opinion
        for row in db.session.execute(select(PeopleList.position_id, PeopleList.second_opinion))
    }
    new = {line.position: _packed(line, found) for line in lines}
    changed = [
        {"position_id": position, "second_opinion": content}
        for position, content in new.items()
        if position in kept and kept[position] != content
    ]
    for start in range(0, len(changed), _WRITTEN_AT_ONCE):
        _write(changed[start : start + _WRITTEN_AT_ONCE])


@transactional
def _write(rows: Sequence[Mapping[str, Any]]) -> None:
    db.session.execute(update(PeopleList), rows)


def _packed(line: Line, found: Mapping[int, Second]) -> bytes:
    """Pack those of a list of whom there is something to say."""
    told = [(one, found[one]) for one in line.people.tolist() if one in found]
    rows = [
        (one, len(set(said.strong_for) - {line.position}), said.goes_to or _NOWHERE)
        for one, said in told
    ]
    return np.array(rows, dtype=_ROW).tobytes()


def unpacked_opinions(content: bytes | None) -> dict[int, SecondOpinion]:
    """Return the second opinion on people of a list by id, as far as there is one to give."""
    rows: NDArray[Any] = np.frombuffer(content or b"", dtype=_ROW)
    return {
        int(one["id"]): SecondOpinion(int(one["others"]), int(one["goes_to"]) or None)
        for one in rows
    }
