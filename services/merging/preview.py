"""What a merge would do, before anybody does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from domain.evidence import DETAIL_COLUMNS, Detail
from models import (
    Account,
    Candidate,
    Employer,
    Interview,
    Position,
    Proposal,
    Registration,
    SchemePeriod,
    Stand,
    db,
)
from models.fair import Fair
from services.merging.links import links_to
from services.merging.merge import BIRTH, fields_to_unite
from services.merging.rules import CANDIDATES
from services.merging.talks import gives_way

_BY_ITSELF = frozenset({"name_key", "comparison", "duplicate_pair", "merge"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A field in which the two records differ."""

    field: str
    kept: Any
    gone: Any


@dataclass(frozen=True, slots=True)
class Preview:
    """What a colleague decides, and what comes together by itself."""

    choices: list[Choice]
    schemes_overlap: bool
    coming: dict[str, int]
    """Tables with the number of rows that come from the record that goes."""
    fairs: list[str]
    """Fairs at which both have a place: one is given back."""
    positions: list[str]
    """Positions both were proposed for: the further advanced proposal stays."""
    talks: Sequence[tuple[Any, str]]
    """Talks that end, because both have one at that time: the beginning and the firm."""


def preview_merge(*, kept: Candidate, gone: Candidate) -> Preview:
    """Return what the merge of two records, both checked to be visible, would do."""
    rows = db.session.execute(_in_both(kept.id, gone.id)).all()
    return Preview(
        choices=_choices(kept, gone),
        schemes_overlap=_schemes_overlap(kept.id, gone.id),
        coming=_coming(gone.id),
        fairs=[row.title for row in rows if row.kind == "fair"],
        positions=[row.title for row in rows if row.kind == "position"],
        talks=[(row.moment, row.title) for row in rows if row.kind == "talk"],
    )


def _choices(kept: Candidate, gone: Candidate) -> list[Choice]:
    found = []
    born = _birth(kept), _birth(gone)
    if kept.birth_year and gone.birth_year and born[0] != born[1]:
        found.append(Choice(BIRTH, *born))
    for field in fields_to_unite():
        if field in DETAIL_COLUMNS[Detail.BIRTH]:
            continue
        one, other = getattr(kept, field), getattr(gone, field)
        if one != other and one not in (None, "") and other not in (None, ""):
            found.append(Choice(field, one, other))
    colleagues = [one for one in found if one.field == "caseworker_id"]
    if colleagues:
        ids = {colleagues[0].kept, colleagues[0].gone}
        rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
        names = {row.id: row.name for row in rows}
        found[found.index(colleagues[0])] = Choice(
            "caseworker_id", names[colleagues[0].kept], names[colleagues[0].gone]
        )
    return found


def _birth(person: Candidate) -> str:
    parts = [f"{part:02d}" for part in (person.birth_day, person.birth_month) if part]
    return ".".join([*parts, str(person.birth_year)])


def _coming(gone_id: int) -> dict[str, int]:
    parts = [
        select(literal(column.table.name).label("name"), func.count().label("rows"))
        .select_from(column.table)
        .where(column == gone_id)
        for column in links_to(CANDIDATES)
        if _is_told(column.table)
    ]
    rows = db.session.execute(union_all(*parts)).all()
    return {name: count for name, count in rows if count}


def _is_told(table: Table) -> bool:
    return table.name not in _BY_ITSELF


def _in_both(kept_id: int, gone_id: int) -> Any:
    """Return the query for the talks, fairs and positions that both records have, in one."""
    no_moment = cast(null(), Interview.starts_at.type)
    fairs = _shared(Registration, "fair_id", kept_id, gone_id)
    positions = _shared(Proposal, "position_id", kept_id, gone_id)
    return union_all(
        select(
            literal("talk").label("kind"),
            Employer.name.label("title"),
            Interview.starts_at.label("moment"),
        )
        .join(Interview.stand)
        .join(Stand.employer)
        .where(gives_way(kept_id, gone_id)),
        select(literal("fair"), Fair.title, no_moment).where(Fair.id.in_(fairs)),
        select(literal("position"), Position.title, no_moment).where(Position.id.in_(positions)),
    )


def _shared(kind: Any, column: str, kept_id: int, gone_id: int) -> Any:
    other = aliased(kind)
    return (
        select(getattr(kind, column))
        .join(other, getattr(other, column) == getattr(kind, column))
        .where(kind.candidate_id == kept_id, other.candidate_id == gone_id)
    )


def _schemes_overlap(kept_id: int, gone_id: int) -> bool:
    rows = db.session.execute(
        select(SchemePeriod.candidate_id, SchemePeriod.starts_on, SchemePeriod.ends_on).where(
            SchemePeriod.candidate_id.in_((kept_id, gone_id))
        )
    ).all()
    return any(
        (one.ends_on is None or one.ends_on >= other.starts_on)
        and (other.ends_on is None or other.ends_on >= one.starts_on)
        for one in rows
        for other in rows
        if one.candidate_id < other.candidate_id
    )
