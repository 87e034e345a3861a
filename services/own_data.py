"""Everything kept of a person, as the person may take it along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import joinedload, selectinload

from models import (
    Base,
    Candidate,
    Recognition,
    ResidenceDocument,
    SchemePeriod,
    db,
)
from services.candidate_file import FEW, MANY
from services.fact_checks import Earlier, earlier_facts, facts_of
from services.facts import plain_values
from services.own_dealings import own_dealings

INSIDE = {
    *("id", "candidate_id", "noted_by_id", "recorded_by_id", "creation_key", "name_folded"),
    *("office_id", "caseworker_id", "idempotency_key", "education_id", "fair_id"),
    *("extends_id", "corrects_id", "recognition_id", "replaced_by_id", "facts", "interview_id"),
}
"""Keys between tables and what belongs to colleagues; they say nothing about the person."""


def with_all_facts(candidate_id: int) -> Candidate:
    """Return a person with every fact, in few statements."""
    return (
        db.session.scalars(
            select(Candidate)
            .where(Candidate.id == candidate_id)
            .options(
                *(joinedload(one) for one in FEW),
                joinedload(Candidate.recognitions).joinedload(Recognition.steps),
                selectinload(Candidate.consents),
                *(selectinload(one) for one in MANY),
            )
            .execution_options(populate_existing=True)
        )
        .unique()
        .one()
    )


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """Everything kept of a person: the rows for a page, and the file made of them."""

    person: Candidate
    facts: list[Any]
    earlier: list[Earlier]
    file: dict[str, Any]
    """Plain values, by the names of the tables."""


def own_record(candidate_id: int) -> OwnRecord:
    """Return everything kept of a person, read once for the page and for the file."""
    person, earlier = with_all_facts(candidate_id), earlier_facts(candidate_id)
    facts = list(facts_of(person))
    return OwnRecord(person, facts, list(earlier), _file(person, facts, earlier))


def _file(person: Candidate, facts: Iterable[Any], earlier: Iterable[Earlier]) -> dict[str, Any]:
    dealings = own_dealings(person.id)
    return {
        "person": _told(person),
        "facts": [_told(fact) | {"kind": fact.__tablename__} for fact in facts],
        "earlier_facts": [_told(one.fact) for one in earlier],
        "recognitions": [_told(row) | {"steps": _all(row.steps)} for row in person.recognitions],
        "residence_documents": _rows(ResidenceDocument, person.id),
        "support_schemes": _rows(SchemePeriod, person.id),
        "consents": _all(person.consents),
        "dealings": dealings.done,
        "letters": dealings.letters,
    }


def _rows(kind: type[Any], candidate_id: int) -> list[dict[str, Any]]:
    statement = select(kind).where(kind.candidate_id == candidate_id).order_by(kind.id)
    return _all(db.session.scalars(statement))


def _all(rows: Iterable[Base]) -> list[dict[str, Any]]:
    return [_told(row) for row in rows]


def _told(row: Any) -> dict[str, Any]:
    names = (column.key for column in inspect(type(row)).column_attrs)
    told: Mapping[str, Any] = {n: getattr(row, n) for n in names if n not in INSIDE}
    return plain_values(told)
