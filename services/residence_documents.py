"""The chain of residence documents of a person: noted row by row, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ScalarSelect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased, joinedload

from domain.access import Actor
from domain.clock import office_day
from domain.errors import AlreadyThere, NotFound, RuleBroken
from domain.residence import (
    UNCLEAR,
    Authority,
    DocumentEvidence,
    EmploymentEntry,
    is_document,
)
from domain.residence_chain import in_order
from domain.rules.words import Clock
from models import Candidate, ResidenceDocument, db, transactional
from services.audit import record
from services.records import hold_record


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDocument:
    """A residence document as a colleague saw it or was told of it; unknown stays unknown."""

    status_key: str = UNCLEAR
    document_words: str = ""
    entry: EmploymentEntry = EmploymentEntry.UNKNOWN
    entry_words: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    is_unlimited: bool = False
    issued_by: Authority = Authority.UNKNOWN
    extends_id: int | None = None
    corrects_id: int | None = None
    clock_start: date | None = None
    clock_kind: Clock | None = None
    clock_source: str = ""
    in_facility: bool | None = None
    place_restriction: str = ""
    evidence: DocumentEvidence = DocumentEvidence.SEEN


@transactional
def note_residence_document(
    *, actor: Actor, candidate: Candidate, seen: SeenDocument, now: datetime
) -> ResidenceDocument:
    """Note a document as a new row; the same one twice a day is one.

    Raises
    ------
    RuleBroken
        If its dates or its key cannot be.
    NotFound
        If it extends or corrects a row that is not the person's.
    AlreadyThere
        If a colleague corrected the same row meanwhile.
    """
    check_document(seen, office_day(now))
    hold_record(actor=actor, candidate=candidate, now=now)
    rows = chain_of(candidate.id)
    before = {row.id: row for row in rows}
    _know(before, seen.extends_id, seen.corrects_id)
    latest = max(rows, key=lambda row: row.id, default=None)
    if latest is not None and _is_same(latest, seen, now):
        return latest
    document = ResidenceDocument(
        candidate_id=candidate.id, noted_by_id=actor.account_id, noted_at=now, **asdict(seen)
    )
    if seen.corrects_id is not None and seen.valid_from is None:
        document.begins_on = before[seen.corrects_id].begins_on
    _add(document)
    action = "candidate.residence_corrected" if seen.corrects_id else "candidate.residence_noted"
    record(actor=actor, action=action, subject=candidate, other_id=document.id, now=now)
    return document


def check_document(seen: SeenDocument, today: date) -> None:
    """Refuse a document that cannot be; the fact in the error names the wrong field.

    Raises
    ------
    RuleBroken
        If the key is none of the law table, dates run backwards, or a waiting time began
        without saying how that is known.
    """
    wrong = {
        "status_key": not is_document(seen.status_key),
        "valid_until": not in_order(seen.valid_from, seen.valid_until)
        or (seen.is_unlimited and seen.valid_until is not None),
        "clock_start": seen.clock_start is not None and seen.clock_start > today,
        "clock_kind": (seen.clock_start is None) != (seen.clock_kind is None),
        "clock_source": seen.clock_start is not None and not seen.clock_source,
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise RuleBroken(field=field)


def chain_of(candidate_id: int) -> Sequence[ResidenceDocument]:
    """Return every row of a person, the latest document first."""
    return db.session.scalars(
        select(ResidenceDocument)
        .where(ResidenceDocument.candidate_id == candidate_id)
        .options(joinedload(ResidenceDocument.noted_by))
        .order_by(ResidenceDocument.begins_on.desc(), ResidenceDocument.id.desc())
    ).all()


def latest_document(candidate_id: Any) -> ScalarSelect[int]:
    """Return the id of the document of a person that began last, for use inside a statement."""
    row, correction = aliased(ResidenceDocument), aliased(ResidenceDocument)
    corrected = select(correction.id).where(correction.corrects_id == row.id).exists()
    return (
        select(row.id)
        .where(row.candidate_id == candidate_id, ~corrected)
        .order_by(row.begins_on.desc(), row.id.desc())
        .limit(1)
        .correlate(Candidate)
        .scalar_subquery()
    )


def _know(before: dict[int, ResidenceDocument], *row_ids: int | None) -> None:
    for row_id in row_ids:
        if row_id is not None and row_id not in before:
            raise NotFound(document=row_id)


def _add(document: ResidenceDocument) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(document)
    except IntegrityError:
        raise AlreadyThere(corrected=document.corrects_id) from None


def _is_same(row: ResidenceDocument, seen: SeenDocument, now: datetime) -> bool:
    told = asdict(seen)
    same_day = office_day(row.noted_at) == office_day(now)
    return same_day and all(getattr(row, name) == value for name, value in told.items())
