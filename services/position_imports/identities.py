"""When two positions of a firm are the same: one reference, or title, place and start alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from sqlalchemy import select

from domain.positions import PositionState
from models import ImportRow, Position, db
from services.position_facts import PositionFacts


def identity(facts: PositionFacts, reference: str | None) -> str:
    """Return the same short text for the same position of a firm."""
    return _hash("ref", reference) if reference else _like(facts)


def _like(facts: PositionFacts) -> str:
    return _alike(facts.title, facts.place, facts.starts_on)


def _alike(title: str, place: str, starts_on: date | None) -> str:
    return _hash("like", _folded(title), _folded(place), str(starts_on))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


@dataclass(slots=True)
class Existing:
    """The positions a firm has, found by reference or by title, place and start."""

    by_reference: dict[str, int] = field(default_factory=dict)
    alike: dict[str, int] = field(default_factory=dict)

    def find(self, facts: PositionFacts, reference: str | None) -> tuple[int | None, bool]:
        """Return the id of the same position, and whether the reference told."""
        if reference in self.by_reference:
            return self.by_reference[reference], True
        return self.alike.get(_like(facts)), False


def positions_of(employer_id: int) -> Existing:
    """Return what a firm has; a closed position may be offered anew unless its reference is."""
    columns = (Position.id, Position.reference, Position.title, Position.place)
    query = select(*columns, Position.starts_on, Position.state)
    found = Existing()
    for row in db.session.execute(query.where(Position.employer_id == employer_id)):
        if row.reference:
            found.by_reference[row.reference] = row.id
        if row.state is not PositionState.CLOSED:
            found.alike.setdefault(_alike(row.title, row.place, row.starts_on), row.id)
    return found


def lines_of(batch_id: int, identities: Iterable[str]) -> Mapping[str, int]:
    """Return in which line of a file the first row with each identity stands."""
    query = (
        select(ImportRow.identity, ImportRow.line)
        .where(ImportRow.batch_id == batch_id, ImportRow.identity.in_(list(identities)))
        .order_by(ImportRow.line.desc())
    )
    return {row.identity or "": row.line for row in db.session.execute(query)}
