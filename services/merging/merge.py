"""Putting two records together, in one transaction, told row by row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, literal, select, union_all, update

from domain.access import Actor
from domain.errors import NotFound
from domain.evidence import DETAIL_COLUMNS, Detail
from models import Candidate, Consent, Merge, db, transactional
from models.candidate import folded_names
from models.identity import write_name_keys
from services.audit import record
from services.fair_places import hold_groups_of
from services.merging.fold import Fold
from services.merging.links import links_to
from services.merging.rules import CANDIDATES, rules_for
from services.merging.story import Row, Story, rows_where
from services.merging.talks import tell_who_loses_a_talk
from services.promotion import fill_freed_places
from services.ranking_marks import mark_lists
from services.records import changed_rows
from services.visibility import scope

UNDONE_WITHIN = timedelta(days=30)
BIRTH = "birth"
"""The choice of the birth date, day, month and year together."""
SCHEMES = "schemes"
"""The choice of whose support scheme periods count where they overlap."""
_OWN = frozenset({"id", "created_at", "changed_at", "name_folded", "creation_key", "office_id"})
_CONSENTS = Consent.metadata.tables[Consent.__tablename__]


@transactional
def keep_records_together(
    *, actor: Actor, kept_id: int, gone_id: int, from_gone: frozenset[str], now: datetime
) -> Merge:
    """Make one record of two; ``from_gone`` names the fields taken from the one that goes.

    Fields one record lacks are filled from the other; everything else is united. Where two rows
    cannot both stand, one gives way and the story of the merge keeps it; whose talk ends
    is told.

    Raises
    ------
    NotFound
        If not both are in the scope of the colleague, or somebody merged them first.
    """
    groups = hold_groups_of({kept_id, gone_id}, now)
    kept, gone = _hold_both(actor, kept_id, gone_id)
    tell_who_loses_a_talk(kept_id=kept_id, gone_id=gone_id, now=now)
    story = Story()
    story.change(CANDIDATES, kept, _united(kept, gone, from_gone) | {"changed_at": now})
    rules = rules_for(
        kept_id=kept_id,
        schemes_of_gone=SCHEMES in from_gone,
        details_of_gone=_details_of(from_gone, kept, gone),
    )
    Fold(story, rules, now).fold(CANDIDATES, gone, kept_id)
    _hear_the_last_word(story, kept_id)
    db.session.expire_all()
    merge = Merge(kept_id=kept_id, gone_id=gone_id, merged_at=now, merged_by_id=actor.account_id)
    db.session.add(merge)
    db.session.flush()
    merge.story = {"deeds": story.deeds, "seen": _newest_ids(kept_id)}
    person = db.session.get_one(Candidate, kept_id)
    write_name_keys(db.session.connection(), person)
    mark_lists("person", now)
    record(actor=actor, action="candidate.merged", subject=person, now=now, other_id=gone_id)
    for group_id in groups:
        fill_freed_places(group_id, now)
    return merge


def survivor_of(candidate_id: int) -> int | None:
    """Return the record that goes on for one that was merged into it."""
    return db.session.scalar(
        select(Merge.kept_id)
        .where(Merge.gone_id == candidate_id, Merge.undone_at.is_(None))
        .order_by(Merge.id.desc())
        .limit(1)
    )


@transactional
def sweep_stories(*, now: datetime) -> int:
    """Forget what split records again once the time for it is over; the timed job."""
    swept = db.session.execute(
        update(Merge)
        .where(Merge.merged_at < now - UNDONE_WITHIN, Merge.story.is_not(None))
        .values(story=None)
    )
    return changed_rows(swept)


def fields_to_unite() -> list[str]:
    """Return the columns of a person that one of two records decides."""
    return [column.name for column in CANDIDATES.columns if column.name not in _OWN]


def _hold_both(actor: Actor, kept_id: int, gone_id: int) -> tuple[Row, Row]:
    """Keep both rows until the verb ends; whoever comes second finds only one."""
    held = db.session.scalars(
        select(Candidate.id)
        .where(Candidate.id.in_({kept_id, gone_id}), scope(Candidate, actor))
        .order_by(Candidate.id)
        .with_for_update()
    ).all()
    if len(held) != 2:
        raise NotFound(kept=kept_id, gone=gone_id)
    rows = {row["id"]: row for row in rows_where(CANDIDATES, CANDIDATES.c.id.in_(held))}
    return rows[kept_id], rows[gone_id]


def _united(kept: Row, gone: Row, from_gone: frozenset[str]) -> Row:
    values = {name: gone[name] for name in fields_to_unite() if _comes(name, kept, gone, from_gone)}
    names = kept | values
    folded = folded_names(names[part] for part in DETAIL_COLUMNS[Detail.NAME])
    return values | {"name_folded": folded}


def _details_of(from_gone: frozenset[str], kept: Row, gone: Row) -> frozenset[Detail]:
    """Return the details whose values, and so their evidence, come from the record that goes."""

    return frozenset(
        detail
        for detail, names in DETAIL_COLUMNS.items()
        if any(_comes(name, kept, gone, from_gone) for name in names)
    )


def _comes(name: str, kept: Row, gone: Row, from_gone: frozenset[str]) -> bool:
    """Return whether a field is taken from the record that goes; a birth date never in parts."""
    if name in DETAIL_COLUMNS[Detail.BIRTH]:
        is_same_year = kept["birth_year"] in (None, gone["birth_year"])
        return BIRTH in from_gone or (is_same_year and kept["birth_day"] is None)
    return gone[name] not in (None, "") and (name in from_gone or kept[name] in (None, ""))


def _hear_the_last_word(story: Story, candidate_id: int) -> None:
    """End consents that are older than a withdrawal for the same purpose in the other record."""
    rows = rows_where(_CONSENTS, _CONSENTS.c.candidate_id == candidate_id)
    withdrawn: dict[Any, datetime] = {}
    for row in rows:
        if row["withdrawn_at"] is not None:
            latest = withdrawn.get(row["purpose"], row["withdrawn_at"])
            withdrawn[row["purpose"]] = max(latest, row["withdrawn_at"])
    for row in rows:
        ended = withdrawn.get(row["purpose"])
        if row["withdrawn_at"] is None and ended is not None and ended >= row["given_at"]:
            story.change(_CONSENTS, row, {"withdrawn_at": ended})


def _newest_ids(candidate_id: int) -> Mapping[str, int]:
    """Return the newest row of each table that points to the record, in one statement."""
    columns = [column for column in links_to(CANDIDATES) if "id" in column.table.c]
    parts = [
        select(
            literal(f"{column.table.name}.{column.name}").label("link"),
            func.coalesce(func.max(column.table.c.id), 0).label("newest"),
        ).where(column == candidate_id)
        for column in columns
    ]
    return {row.link: row.newest for row in db.session.execute(union_all(*parts))}
