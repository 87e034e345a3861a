"""The named exceptions: tables in which the rows of two records are more than a union."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Table, and_, delete

from domain.courses import PartState
from domain.evidence import Check, Detail
from domain.fairs import HELD, RegistrationState
from domain.proposals import PersonsWord, ProposalState
from models import Base, Candidate, DuplicatePair, EarlierFact, Fact, db
from services.facts import plain_values
from services.merging.fold import Rules
from services.merging.story import Row, Story, rows_where

_PROPOSALS = (
    *(ProposalState.WITHDRAWN, ProposalState.CLOSED),
    *(ProposalState.SHORTLISTED, ProposalState.PROPOSED),
    *(ProposalState.DECLINED, ProposalState.INTERESTED),
)
"""From the least to the furthest advanced; an answer of the firm counts more than none.

A no of the person counts most: it is said of the person and not of one of the records.
"""
_PLACES = (
    *(RegistrationState.CANCELLED, RegistrationState.EXPIRED),
    *(RegistrationState.WAITING, RegistrationState.OFFERED, RegistrationState.REGISTERED),
)
"""A place counts more than the wish for one, and that more than one given back."""
_CHECKS = tuple(Check)
_BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
_EVIDENCE = ("source", "checked", "noted_by_id", "noted_at", "holds_until")
FACT_TABLES: dict[str, Table] = {
    mapper.local_table.name: mapper.local_table  # type: ignore[misc, attr-defined]
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Fact)
}


def rules_for(*, kept_id: int, schemes_of_gone: bool, details_of_gone: frozenset[Detail]) -> Rules:
    """Return the exceptions under the choices a colleague made in the preview."""

    schemes = _take_schemes_of_gone if schemes_of_gone else _add_schemes

    def better_detail(_stays: Row, comes: Row) -> bool:
        return comes["detail"] in details_of_gone

    def keep_as_earlier_fact(story: Story, table: Table, row: Row, stays: Row) -> None:
        _keep_as_earlier_fact(story, table, row, stays, kept_id)

    return Rules(
        instead={
            "scheme_period.candidate_id": schemes,
            "duplicate_pair.one_id": _pair_anew,
            "duplicate_pair.other_id": _pair_anew,
            "name_key.candidate_id": _leave_behind,
            "position_list.candidate_id": _forget,
            "comparison.candidate_id": _leave_behind,
            "field_release.proposal_id": _leave_behind,
            "answer_link.proposal_id": _leave_behind,
        },
        is_better=dict.fromkeys(FACT_TABLES, _is_better_checked)
        | {
            "candidate_detail": better_detail,
            "registration": _is_better_place,
            "proposal": lambda stays, comes: _advance(comes) > _advance(stays),
        },
        before_drop=dict.fromkeys(FACT_TABLES, keep_as_earlier_fact)
        | {
            "candidate_detail": lambda _story, _table, _row, _stays: None,
            "registration": _free_second_place,
            "course_part": _free_second_seat,
        },
    )


def _advance(proposal: Row) -> tuple[bool, int]:
    return proposal["person_word"] is PersonsWord.NO, _PROPOSALS.index(proposal["state"])


def _is_better_checked(stays: Row, comes: Row) -> bool:
    """The better checked fact stays; of two equally checked ones the newer."""

    def weight(row: Row) -> tuple[int, datetime]:
        return _CHECKS.index(row["checked"]), row["noted_at"] or _BEGINNING

    return weight(comes) > weight(stays)


def _is_better_place(stays: Row, comes: Row) -> bool:
    """Who was there was there; otherwise the one nearer to a place."""

    def weight(row: Row) -> tuple[bool, int]:
        return row["checked_in_at"] is not None, _PLACES.index(row["state"])

    return weight(comes) > weight(stays)


def _keep_as_earlier_fact(story: Story, table: Table, row: Row, stays: Row, kept_id: int) -> None:
    """Keep what gives way readable, as a fact that was replaced, in the record that stays."""
    hidden = {"id", "candidate_id", *_EVIDENCE}
    told = plain_values({name: value for name, value in row.items() if name not in hidden})
    values: dict[str, Any] = {name: row[name] for name in _EVIDENCE}
    story.add(
        EarlierFact.metadata.tables[EarlierFact.__tablename__],
        values
        | {
            "candidate_id": kept_id,
            "kind": table.name,
            "fact_id": stays["id"],
            "told": told,
            "replaced_at": stays["noted_at"] or row["noted_at"] or datetime.now(UTC),
            "is_taken_away": False,
        },
    )


def _free_second_place(story: Story, table: Table, row: Row, stays: Row) -> None:
    """One person needs one place, or one number in a list: the other is given back."""
    groups = table.metadata.tables["fair_group"]
    if row["state"] in HELD:
        story.free(groups, row["group_id"], "taken")
    elif row["state"] is RegistrationState.WAITING:
        story.free(groups, row["group_id"], "waiting")


def _free_second_seat(story: Story, table: Table, row: Row, stays: Row) -> None:
    if PartState.BROKEN_OFF not in (row["state"], stays["state"]):
        story.free(table.metadata.tables["course"], row["course_id"], "taken")


def _leave_behind(story: Story, column: Column[object], loser: int, _winner: int) -> None:
    """Drop what the software derives by itself, and what was agreed for the row that goes only."""
    for row in rows_where(column.table, column == loser):
        story.drop(column.table, row)


def _forget(_story: Story, column: Column[object], loser: int, _winner: int) -> None:
    """Drop a stored list; after a split it is computed anew."""
    db.session.execute(delete(column.table).where(column == loser))


def _add_schemes(story: Story, column: Column[object], loser: int, winner: int) -> None:
    """Take over the periods that lie beside those of the record that stays."""
    table = column.table
    own = rows_where(table, column == winner)
    for row in rows_where(table, column == loser):
        if any(_overlap(row, other) for other in own):
            story.drop(table, row)
        else:
            story.move(table, row, {column.name: winner})


def _take_schemes_of_gone(story: Story, column: Column[object], loser: int, winner: int) -> None:
    """Take over all periods; those of the record that stays give way where they overlap."""
    table = column.table
    theirs = rows_where(table, column == loser)
    for row in rows_where(table, column == winner):
        if any(_overlap(row, other) for other in theirs):
            story.drop(table, row)
    for row in theirs:
        story.move(table, row, {column.name: winner})


def _overlap(one: Row, other: Row) -> bool:
    starts = max(one["starts_on"], other["starts_on"])
    return all(row["ends_on"] is None or row["ends_on"] >= starts for row in (one, other))


def _pair_anew(story: Story, column: Column[object], loser: int, winner: int) -> None:
    """Let what was said about the one record hold for the other, once a pair."""
    table = DuplicatePair.metadata.tables[DuplicatePair.__tablename__]
    for row in rows_where(table, column == loser):
        third = row["other_id"] if row["one_id"] == loser else row["one_id"]
        first, second = sorted((third, winner))
        known = rows_where(table, and_(table.c.one_id == first, table.c.other_id == second))
        if third == winner or known:
            story.drop(table, row)
        else:
            story.move(table, row, {"one_id": first, "other_id": second})


CANDIDATES: Table = Candidate.metadata.tables[Candidate.__tablename__]
