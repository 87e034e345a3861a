"""What work consists of by the official relations: learned at an import, used by every ranking.

An import that leaves both the skills of ESCO and the mapping of the Bundesagentur learns the
weights of ``matching.content`` anew, in its own transaction, and keeps the result as one row. The
stamp of every list names that row, so lists made before are old and no two processes rank
differently under one stamp; a process reads the row once.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from dataclasses import replace
from datetime import datetime

import numpy as np
import structlog
from sqlalchemy import select
from sqlalchemy.orm import aliased

from domain.official_files import Relation, Vocabulary
from matching.catalogue import load_catalogue
from matching.content import Content, Matrix, name_in_use, shipped_content, use_content
from matching.esco_skills import (
    ESSENTIAL,
    OPTIONAL,
    MappedType,
    imported_content,
    skills_of_types,
)
from models import Concept, ConceptRelation, OccupationContent, db
from services.ranking_marks import mark_lists

_KIND = np.dtype("<f4")
_WORTH = {Relation.ESSENTIAL: ESSENTIAL, Relation.OPTIONAL: OPTIONAL}
_CLOSE = {
    Relation.EXACT: 1.0,
    Relation.CLOSE: 0.5,
    Relation.NARROW: 0.5,
    Relation.BROAD: 0.25,
}
"""How close a mapping is, as the benchmark of linking weighs it (``matching.link_files``)."""


def learn_content(*, now: datetime) -> bool:
    """Learn from what is imported, inside a running verb; return whether anything is new."""
    skills = skills_of_types(_mapped_types(), _skills())
    if not any(skills.values()):
        return False
    catalogue = load_catalogue()
    codes = [one.code for one in catalogue.occupations]
    content, learned = imported_content(codes, catalogue.described_codes, skills)
    packed = zlib.compress(content.closes.astype(_KIND).tobytes(), 6)
    number = hashlib.sha256(packed).hexdigest()
    newest = select(OccupationContent.closes).order_by(OccupationContent.id.desc())
    if db.session.scalar(newest.limit(1)) == packed:
        return False
    row = OccupationContent(
        check_number=number,
        learned_at=now,
        weights=learned.weights,
        pairs=learned.pairs,
        explained=round(learned.explained, 4),
        codes=codes,
        closes=packed,
    )
    db.session.add(row)
    db.session.flush()
    mark_lists("catalogue", now)
    return True


def load_content(check_number: str | None) -> None:
    """Let this process rank with the content of that number, the shipped one where it is None.

    A row that is damaged or of another catalogue is named in the log; what is shipped goes on.
    """
    if name_in_use() == check_number:
        return
    found = select(OccupationContent).where(OccupationContent.check_number == check_number)
    newest = found.order_by(OccupationContent.id.desc()).limit(1)
    row = db.session.scalars(newest).first() if check_number else None
    use_content(_unpacked(row) if row else None)


def _unpacked(row: OccupationContent) -> Content:
    side = len(row.codes) + 1
    is_whole = hashlib.sha256(row.closes).hexdigest() == row.check_number
    content = zlib.decompress(row.closes) if is_whole else b""
    if len(content) != side * side * _KIND.itemsize:
        structlog.get_logger().error(
            "what was learned of occupations is damaged; import the mapping again"
        )
        return replace(shipped_content(), name=row.check_number)
    closes: Matrix = np.frombuffer(content, dtype=_KIND).reshape(side, side)
    columns = {code: place for place, code in enumerate(row.codes)}
    return Content(columns, closes, row.check_number)


def _mapped_types() -> list[MappedType]:
    """Return which types of the KldB are mapped to which occupations of ESCO."""
    number = aliased(Concept)
    rows = db.session.execute(
        select(number.code, Concept.code.label("esco"), ConceptRelation.relation)
        .join(number, number.id == ConceptRelation.other_id)
        .join(Concept, Concept.id == ConceptRelation.concept_id)
        .where(
            number.scheme == Vocabulary.KLDB,
            Concept.scheme == Vocabulary.OCCUPATION,
            Concept.left_at.is_(None),
            ConceptRelation.relation.in_(list(_CLOSE)),
        )
        .order_by(number.code, Concept.code, ConceptRelation.relation)
    )
    return [MappedType(row.code, row.esco, _CLOSE[row.relation]) for row in rows]


def _skills() -> dict[str, dict[str, float]]:
    """Return the skills of each occupation of ESCO."""
    skill = aliased(Concept)
    rows = db.session.execute(
        select(Concept.code, skill.code.label("skill"), ConceptRelation.relation)
        .join(Concept, Concept.id == ConceptRelation.concept_id)
        .join(skill, skill.id == ConceptRelation.other_id)
        .where(
            Concept.scheme == Vocabulary.OCCUPATION,
            Concept.left_at.is_(None),
            ConceptRelation.relation.in_(list(_WORTH)),
        )
        .order_by(Concept.code, skill.code)
        .execution_options(yield_per=5_000)
    )
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        found[row.code][row.skill] = _WORTH[row.relation]
    return found
