"""Deleting again, after a backup was restored, who had been deleted since it was made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from domain.access import Actor, Role
from domain.deletion import DeletionReason
from models import Candidate, Merge, db
from services.deletion_list import DeletionList, known_mark
from services.deletions import LetterOnItsWay, delete_and_prove
from services.dispatch import free_stuck_letters


class NoMark(Exception):
    """The backup was made before installations had a mark: nobody can say whom a list means."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """What became of the deletions since a backup."""

    done: list[int]
    """Numbers of the new proofs."""
    merged: dict[int, int]
    """Records that are part of another one in the backup, and which: a colleague splits them."""
    waiting: list[int]
    """Records with a letter on its way."""


def repeat_deletions(
    *,
    lists: Collection[DeletionList],
    ledger: DeletionList,
    made_at: datetime,
    folders: Collection[Path],
    now: datetime,
) -> Repeated:
    """Delete again, each in its own transaction, whoever the lists name since the backup.

    Raises
    ------
    NoMark
        If the backup does not say of which installation it is, and the lists name people.
    """
    mark = known_mark()
    if mark is None:
        if all(one.is_empty() for one in lists):
            return Repeated([], {}, [])
        raise NoMark
    ids = list(dict.fromkeys(one for every in lists for one in every.since(made_at, mark)))
    free_stuck_letters(now=now)
    there = set(db.session.scalars(select(Candidate.id).where(Candidate.id.in_(ids))))
    done, waiting = [], []
    for candidate_id in (one for one in ids if one in there):
        try:
            done.append(_delete_again(candidate_id, ledger, folders, now))
        except LetterOnItsWay:
            waiting.append(candidate_id)
    return Repeated(done, _merged(ids), waiting)


def _delete_again(
    candidate_id: int, ledger: DeletionList, folders: Collection[Path], now: datetime
) -> int:
    return delete_and_prove(
        actor=Actor(role=Role.CANDIDATE, candidate_id=candidate_id),
        candidate_id=candidate_id,
        reason=DeletionReason.REPEATED,
        folders=folders,
        ledger=ledger,
        now=now,
    ).id


def _merged(ids: Collection[int]) -> dict[int, int]:
    """Return which of them are part of another record that is still there."""
    rows = db.session.execute(
        select(Merge.gone_id, Merge.kept_id).where(
            Merge.gone_id.in_(ids), Merge.undone_at.is_(None)
        )
    )
    return {row.gone_id: row.kept_id for row in rows}
