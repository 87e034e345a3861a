"""Splitting a merged record again: every deed taken back, what came after stays and is listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, func, insert, literal, null, select, union_all, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import defer, joinedload

from domain.access import Actor
from domain.errors import NotFound, RuleBroken
from domain.fairs import RegistrationState
from models import Base, Candidate, Merge, db, transactional
from models.identity import write_name_keys
from services.audit import record
from services.merging.links import links_to
from services.merging.merge import UNDONE_WITHIN
from services.merging.rules import CANDIDATES
from services.merging.story import Deed, Row, decoded, is_row, rows_where
from services.merging.talks import tell_who_has_a_talk_again
from services.ranking_marks import mark_lists
from services.records import changed_rows
from services.visibility import scope

PAGE = 50


@dataclass(frozen=True, slots=True)
class Split:
    """What became of a merge taken back: the record that is there again, and what stayed."""

    gone_id: int
    left: tuple[str, ...]
    """Tables with a row that could not be brought back as it was."""
    after: dict[str, int]
    """Tables with the number of rows that came after the merge and stay."""


@transactional
def split_again(*, actor: Actor, merge_id: int, now: datetime) -> Split:
    """Take a merge back within its thirty days.

    Raises
    ------
    NotFound
        If the record is not in the scope of the colleague.
    RuleBroken
        If it is too late, was done before, or a later merge has to be taken back first.
    """
    merge = _hold(actor, merge_id, now)
    story: dict[str, Any] = merge.story or {}
    after = came_after(merge)
    left = [name for deed in reversed(story["deeds"]) if (name := _take_back(deed, merge, now))]
    merge.story = None
    mark_lists("person", now)
    db.session.flush()
    db.session.expire_all()
    for candidate_id in (merge.kept_id, merge.gone_id):
        person = db.session.get_one(Candidate, candidate_id)
        write_name_keys(db.session.connection(), person)
        record(
            actor=actor, action="candidate.split", subject=person, now=now, other_id=merge.gone_id
        )
    tell_who_has_a_talk_again(deeds=story["deeds"], now=now)
    return Split(merge.gone_id, tuple(dict.fromkeys(left)), after)


def merges_to_split(*, actor: Actor, now: datetime) -> list[Merge]:
    """Return the merges of the actor's people that can still be taken back, the latest first."""
    return list(
        db.session.scalars(
            select(Merge)
            .where(
                scope(Merge, actor),
                Merge.undone_at.is_(None),
                Merge.story.is_not(None),
                Merge.merged_at >= now - UNDONE_WITHIN,
            )
            .options(joinedload(Merge.kept), joinedload(Merge.merged_by), defer(Merge.story))
            .order_by(Merge.id.desc())
            .limit(PAGE)
        )
    )


def came_after(merge: Merge) -> dict[str, int]:
    """Return how many rows of each table came to the surviving record after the merge."""
    seen: dict[str, int] = (merge.story or {}).get("seen", {})
    parts = []
    for column in links_to(CANDIDATES):
        newest = seen.get(f"{column.table.name}.{column.name}")
        if newest is not None and column.table.name != Merge.__tablename__:
            parts.append(
                select(literal(column.table.name).label("name"), func.count().label("count"))
                .select_from(column.table)
                .where(column == merge.kept_id, column.table.c.id > newest)
            )
    if not parts:
        return {}
    return {row.name: row[1] for row in db.session.execute(union_all(*parts)) if row[1]}


def _hold(actor: Actor, merge_id: int, now: datetime) -> Merge:
    """Mark the merge as taken back by one conditional update: only one of two gets it."""
    visible = select(Candidate.id).where(scope(Candidate, actor))
    merge = db.session.scalar(select(Merge).where(Merge.id == merge_id, Merge.kept_id.in_(visible)))
    if merge is None:
        raise NotFound(merge=merge_id)
    later = select(Merge.id).where(
        Merge.kept_id == merge.kept_id, Merge.id > merge_id, Merge.undone_at.is_(None)
    )
    if db.session.scalar(later.limit(1)) is not None:
        raise RuleBroken(later_merge=merge_id)
    held = db.session.execute(
        update(Merge)
        .where(
            Merge.id == merge_id,
            Merge.undone_at.is_(None),
            Merge.story.is_not(None),
            Merge.merged_at >= now - UNDONE_WITHIN,
        )
        .values(undone_at=now, undone_by_id=actor.account_id)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(held) != 1:
        raise RuleBroken(too_late=merge_id)
    db.session.refresh(merge)
    return merge


def _take_back(deed: dict[str, Any], merge: Merge, now: datetime) -> str | None:
    """Take one deed back; return the name of its table where that is not possible any more."""
    table = Base.metadata.tables.get(deed["table"])
    if table is None:
        return str(deed["table"])
    key = decoded(table, deed["key"])
    kind = Deed(deed["deed"])
    if kind is Deed.DROPPED:
        done = _brought_back(table, decoded(table, deed["row"]))
    elif kind is Deed.ADDED:
        db.session.execute(delete(table).where(is_row(table, key)))
        done = True
    elif kind is Deed.FREED and deed["column"] not in table.c:
        done = False  # places were counted elsewhere then
    elif kind is Deed.FREED:
        done = _take_place(table, key, deed["column"]) or _stand_back(table, key, merge, now)
    else:
        done = _written_back(table, key, deed)
    return None if done else table.name


def _brought_back(table: Table, row: Row) -> bool:
    values = {name: null() if value is None else value for name, value in row.items()}
    try:
        with db.session.begin_nested():
            db.session.execute(insert(table).values(values))
    except IntegrityError:
        return False
    return True


def _written_back(table: Table, key: Row, deed: dict[str, Any]) -> bool:
    """Write the values of before where those of the merge still stand."""
    rows = rows_where(table, is_row(table, key))
    before, after = decoded(table, deed["before"]), decoded(table, deed["after"])
    unchanged = [name for name in before if rows and rows[0][name] == after[name]]
    if unchanged:
        try:
            with db.session.begin_nested():
                db.session.execute(
                    update(table)
                    .where(is_row(table, key))
                    .values({name: before[name] for name in unchanged})
                )
        except IntegrityError:
            return False
    told = {name for name in before if name != "changed_at"}
    return told <= set(unchanged)


def _take_place(table: Table, key: Row, column: str) -> bool:
    """Count the place again that the merge gave back; the limits of the table decide."""
    counter = table.c[column]
    try:
        with db.session.begin_nested():
            db.session.execute(
                update(table).where(is_row(table, key)).values({counter: counter + 1})
            )
    except IntegrityError:
        return False
    return True


def _stand_back(table: Table, key: Row, merge: Merge, now: datetime) -> bool:
    """Let the record that comes back do without the place that others took meanwhile."""
    is_fair = table.name == "fair_group"
    places = Base.metadata.tables["registration" if is_fair else "course_part"]
    owner = places.c["group_id" if is_fair else "course_id"]
    mine = and_(owner == key["id"], places.c.candidate_id == merge.gone_id)
    if is_fair:
        values = {"state": RegistrationState.CANCELLED, "cancelled_at": now}
        db.session.execute(update(places).where(mine).values(values))
    else:
        db.session.execute(delete(places).where(mine))
    return False
