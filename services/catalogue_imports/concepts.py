"""Concepts, labels and relations as rows: written in steps, so that no file is ever in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select, update

from domain.official_files import Relation, Vocabulary
from models import Base, Concept, ConceptLabel, ConceptRelation, db
from services.bulk_rows import write_rows

STEP = 5_000
Row = Mapping[str, Any]
T = TypeVar("T")


def ids_of(schemes: Collection[Vocabulary]) -> dict[str, int]:
    """Return the numbers of all concepts of the schemes, also of those that left, by code."""
    found = db.session.execute(select(Concept.code, Concept.id).where(Concept.scheme.in_(schemes)))
    return {row.code: row.id for row in found}


def put_concepts(codes: Mapping[str, Vocabulary], *, now: datetime) -> dict[str, int]:
    """Make the concepts of these schemes exactly ``codes``: new ones come, others leave."""
    schemes = set(codes.values())
    add_concepts(codes, now=None)
    known = ids_of(schemes)
    gone = [number for code, number in known.items() if code not in codes]
    for some in steps(gone):
        db.session.execute(
            update(Concept)
            .where(Concept.id.in_(some), Concept.left_at.is_(None))
            .values(left_at=now)
            .execution_options(synchronize_session=False)
        )
    return known


def add_concepts(codes: Mapping[str, Vocabulary], *, now: datetime | None) -> None:
    """Add concepts that are not there yet; with ``now`` as such that left at that moment.

    Without it, those that had left are back.
    """
    known = ids_of(set(codes.values()))
    new = [
        {"scheme": scheme, "code": code, "left_at": now, "about": ""}
        for code, scheme in codes.items()
        if code not in known
    ]
    for some in steps(new):
        db.session.execute(insert(Concept), some)
    if now is None:
        back = update(Concept).where(
            Concept.scheme.in_(set(codes.values())), Concept.left_at.is_not(None)
        )
        for numbers in steps([known[code] for code in codes if code in known]):
            db.session.execute(
                back.where(Concept.id.in_(numbers))
                .values(left_at=None)
                .execution_options(synchronize_session=False)
            )


def put_labels(
    schemes: Collection[Vocabulary], language: str, labels: Iterable[tuple[int, list[str]]]
) -> None:
    """Write what the concepts that are still there are called in one language.

    Those that left keep their labels: what was linked to them stays readable.
    """
    there = select(Concept.id).where(Concept.scheme.in_(schemes), Concept.left_at.is_(None))
    db.session.execute(
        delete(ConceptLabel)
        .where(ConceptLabel.language == language, ConceptLabel.concept_id.in_(there))
        .execution_options(synchronize_session=False)
    )
    rows = (
        {"concept_id": number, "language": language, "place": place, "text": text}
        for number, texts in labels
        for place, text in enumerate(texts)
    )
    stream_rows(ConceptLabel, rows)


def put_relations(
    relations: Collection[Relation], rows: Iterable[Row], other: Vocabulary | None = None
) -> None:
    """Put relations in the place of those there were, of these kinds (to one scheme, if named)."""
    old = delete(ConceptRelation).where(ConceptRelation.relation.in_(relations))
    if other is not None:
        of_scheme = select(Concept.id).where(Concept.scheme == other)
        old = old.where(ConceptRelation.other_id.in_(of_scheme))
    db.session.execute(old.execution_options(synchronize_session=False))
    stream_rows(ConceptRelation, rows)


def stream_rows(kind: type[Base], rows: Iterable[Row]) -> None:
    """Write rows as they come."""
    for some in steps(rows):
        write_rows(kind, some)


def steps(rows: Iterable[T]) -> Iterator[list[T]]:
    """Yield the rows in lists of some thousands."""
    some: list[T] = []
    for row in rows:
        some.append(row)
        if len(some) == STEP:
            yield some
            some = []
    if some:
        yield some
