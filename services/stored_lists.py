"""Ranked lists as they are kept: packed into bytes, written only where something changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, insert, select

from matching.fits import PART_NAMES
from matching.ranking import TopList
from models import PeopleList, PositionList, db, transactional

KEPT_PEOPLE, KEPT_POSITIONS = 200, 50
"""How many of each list are kept: the best people of a position, the best positions of a person."""
_WRITTEN_AT_ONCE = 200
_ROW = np.dtype([("id", "<i8"), ("score", "<f8"), ("points", "<f8", (len(PART_NAMES),))])

AnyList = type[PeopleList] | type[PositionList]


class Stamp(NamedTuple):
    """What a list was computed with, and when its facts were read."""

    version: str
    seed: str
    computed_at: datetime


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One row of a kept list: the other side, its score and the points of each part."""

    id: int
    score: float
    points: dict[str, float]


class Packed(NamedTuple):
    """One list ready to be written."""

    owner: int
    total: int
    digest: str
    rows: bytes


def packed(
    lists: Iterable[TopList], owners: Sequence[int], others: Sequence[int]
) -> Iterator[Packed]:
    """Yield the list of each owner, packed; ``others`` are the ids of the side that is listed."""
    ids = np.array(others, dtype=np.int64)
    for owner, one in zip(owners, lists, strict=True):
        rows = np.empty(len(one.rows), dtype=_ROW)
        rows["id"], rows["score"], rows["points"] = ids[one.rows], one.scores, one.points
        content = rows.tobytes()
        digest = hashlib.blake2b(b"%d:" % len(ids) + content, digest_size=16).hexdigest()
        yield Packed(owner, len(ids), digest, content)


def unpacked(content: bytes) -> list[StoredRow]:
    """Return the rows of a kept list."""
    rows: NDArray[Any] = np.frombuffer(content, dtype=_ROW)
    return [
        StoredRow(int(one["id"]), float(one["score"]),
                  dict(zip(PART_NAMES, one["points"].tolist(), strict=True)))
        for one in rows
    ]  # fmt: skip


def list_arrays(content: bytes) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return ids and scores of a kept list as arrays, the best first."""
    rows: NDArray[Any] = np.frombuffer(content, dtype=_ROW)
    return rows["id"].copy(), rows["score"].copy()


def write_lists(kind: AnyList, lists: Iterator[Packed], stamp: Stamp) -> int:
    """Write what differs from what is kept, lot by lot; return how many lists were written.

    Lists of owners that are not among ``lists`` go.
    """
    owner = _owner(kind)
    kept = {
        row.owner: row.same
        for row in db.session.execute(
            select(
                owner.label("owner"),
                (kind.version + "|" + kind.seed + "|" + kind.digest).label("same"),
            )
        )
    }
    written, seen = 0, set()
    while lot := list(islice(lists, _WRITTEN_AT_ONCE)):
        seen |= {one.owner for one in lot}
        new = [one for one in lot
               if kept.get(one.owner) != f"{stamp.version}|{stamp.seed}|{one.digest}"]  # fmt: skip
        _replace(kind, owner, new, stamp)
        written += len(new)
    _drop(kind, owner, sorted(kept.keys() - seen))
    return written


def write_list(kind: AnyList, one: Packed, stamp: Stamp) -> None:
    """Write one list, whatever is kept of it."""
    _replace(kind, _owner(kind), [one], stamp)


def _owner(kind: AnyList) -> Any:
    return next(iter(kind.__table__.primary_key))


@transactional
def _replace(kind: AnyList, owner: Any, lists: Sequence[Packed], stamp: Stamp) -> None:
    if not lists:
        return
    db.session.execute(delete(kind).where(owner.in_([one.owner for one in lists])))
    parent = next(iter(owner.foreign_keys)).column
    alive = set(
        db.session.scalars(
            select(parent).where(parent.in_([one.owner for one in lists])).with_for_update()
        )
    )
    rows = [
        {owner.name: one.owner, "total": one.total, "digest": one.digest, "rows": one.rows}
        | stamp._asdict()
        for one in lists
        if one.owner in alive
    ]
    if rows:
        db.session.execute(insert(kind), rows)


@transactional
def _drop(kind: AnyList, owner: Any, gone: Sequence[int]) -> None:
    for start in range(0, len(gone), _WRITTEN_AT_ONCE):
        db.session.execute(delete(kind).where(owner.in_(gone[start : start + _WRITTEN_AT_ONCE])))
