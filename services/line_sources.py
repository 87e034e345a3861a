"""Who said the facts behind the lines of a score, and how somebody made sure; read only."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import String, Subquery, literal, or_, select, type_coerce, union_all

from domain.evidence import Detail
from domain.languages import GERMAN
from models import (
    Availability,
    CandidateDetail,
    CandidateSkill,
    Education,
    HeldLicence,
    LanguageKnowledge,
    Wishes,
    WorkExperience,
)

PARTS: dict[str, tuple[str, ...]] = {
    "work": ("occupation", "experience"),
    "level": ("level",),
    "skills": ("skills",),
    "german": ("german",),
    "licence": ("licence",),
    "hours": ("hours",),
    "wish": ("wish",),
    "place": ("distance",),
}
"""The lines that rest on each kind of fact; recognition has its own story in the file."""


def told_by(ids: Collection[int]) -> Subquery:
    """Return owner, kind, source and check of every fact of these people, each once.

    Work that is wished for again counts as what somebody did where it lasted.
    """
    place = CandidateDetail.detail == Detail.PLACE
    counts = or_(WorkExperience.is_wish.is_(False), WorkExperience.years > 0)
    return union_all(
        _told(WorkExperience, "work", ids).where(counts),
        _told(Education, "level", ids),
        _told(CandidateSkill, "skills", ids),
        _told(LanguageKnowledge, "german", ids).where(LanguageKnowledge.language == GERMAN),
        _told(HeldLicence, "licence", ids),
        _told(Availability, "hours", ids),
        _told(Wishes, "wish", ids),
        _told(CandidateDetail, "place", ids).where(place),
    ).subquery()


def _told(kind: Any, name: str, ids: Collection[int]) -> Any:
    return (
        select(
            kind.candidate_id.label("owner"),
            literal(name).label("kind"),
            type_coerce(kind.source, String).label("source"),
            type_coerce(kind.check, String).label("checked"),
        )
        .where(kind.candidate_id.in_(ids))
        .distinct()
    )
