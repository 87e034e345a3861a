"""Numbers of the KldB beyond the shipped catalogue: those an import brought, those that left."""

from __future__ import annotations

from sqlalchemy import select

from domain.official_files import Vocabulary
from domain.page_languages import SOURCE
from matching.catalogue import load_catalogue
from models import Concept, ConceptLabel, db

_DIGITS = 5
_KEPT = "labels of imported types"


def known_codes() -> set[str]:
    """Return the five-digit types in use: shipped or imported, without those that left."""
    rows = db.session.execute(
        select(Concept.code, Concept.left_at).where(Concept.scheme == Vocabulary.KLDB)
    ).all()
    imported = {row.code for row in rows if row.left_at is None and len(row.code) == _DIGITS}
    left = {row.code for row in rows if row.left_at is not None}
    return (load_catalogue().by_code.keys() | imported) - left


def codes_that_left() -> frozenset[str]:
    """Return the numbers an imported version no longer has; one statement."""
    return frozenset(
        db.session.scalars(
            select(Concept.code).where(
                Concept.scheme == Vocabulary.KLDB, Concept.left_at.is_not(None)
            )
        )
    )


def find_imported(code: str) -> Concept | None:
    """Return the type an import brought, also one that left meanwhile."""
    found: Concept | None = db.session.scalar(
        select(Concept).where(Concept.scheme == Vocabulary.KLDB, Concept.code == code)
    )
    return found


def imported_label(code: str) -> str:
    """Return what an imported file calls a type; its number where none knows it.

    Only types the shipped catalogue lacks are asked for, each once in a session.
    """
    kept: dict[str, str] = db.session.info.setdefault(_KEPT, {})
    if code not in kept:
        label = db.session.scalar(
            select(ConceptLabel.text)
            .join(Concept, Concept.id == ConceptLabel.concept_id)
            .where(
                Concept.scheme == Vocabulary.KLDB,
                Concept.code == code,
                ConceptLabel.language == SOURCE,
                ConceptLabel.place == 0,
            )
        )
        kept[code] = label or code
    return kept[code]


def forget_labels() -> None:
    """Ask for labels again: others are being taken over."""
    db.session.info.pop(_KEPT, None)
