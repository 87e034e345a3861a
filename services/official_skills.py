"""What official files call the skills of the catalogue, in every language they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from sqlalchemy import or_, select

from domain.official_files import Relation, Vocabulary
from matching.catalogue import load_catalogue
from matching.wording import title_key
from models import Concept, ConceptLabel, ConceptRelation, db

T = TypeVar("T")

MOST_LABELS = 20_000
"""Labels beyond the shipped ones; it bounds the memory of a worker and the time of learning."""
_SKILLS = (Vocabulary.SKILL, Vocabulary.COMPETENCE)


def official_skill_labels() -> list[tuple[str, str]]:
    """Return labels of official skills and competences, each with the key of the shipped skill.

    One that bears the name of a shipped skill as its own in some language stands for it, and so
    does what is mapped to it as the same. What two shipped skills could be teaches nothing.
    """
    meant = _with_mapped(_named())
    rows = db.session.execute(
        select(ConceptLabel.concept_id, ConceptLabel.text)
        .where(ConceptLabel.concept_id.in_(meant))
        .order_by(ConceptLabel.place, ConceptLabel.language, ConceptLabel.concept_id)
        .limit(MOST_LABELS)
    )
    return [(row.text, meant[row.concept_id]) for row in rows]


def _named() -> dict[int, str]:
    """Return the official concepts whose preferred label names one shipped skill."""
    names = _one_each(
        (title_key(label), one.key)
        for one in load_catalogue().skills
        for label in one.labels.values()
    )
    rows = db.session.execute(
        select(ConceptLabel.concept_id, ConceptLabel.text)
        .join(Concept)
        .where(Concept.scheme.in_(_SKILLS), Concept.left_at.is_(None), ConceptLabel.place == 0)
        .execution_options(yield_per=5_000)
    )
    said = ((row.concept_id, names.get(title_key(row.text))) for row in rows)
    return _one_each((concept, key) for concept, key in said if key is not None)


def _with_mapped(named: Mapping[int, str]) -> dict[int, str]:
    """Return them with the concepts an official file calls the same."""
    one, other = ConceptRelation.concept_id, ConceptRelation.other_id
    rows = db.session.execute(
        select(one, other).where(
            ConceptRelation.relation == Relation.EXACT, or_(one.in_(named), other.in_(named))
        )
    ).all()
    both = [(row.concept_id, row.other_id) for row in rows]
    mapped = _one_each(
        (new, named[known])
        for pair in both
        for known, new in (pair, pair[::-1])
        if known in named and new not in named
    )
    return {**mapped, **named}


def _one_each(pairs: Iterable[tuple[T, str]]) -> dict[T, str]:
    """Return what has one meaning; what has several is left out."""
    found: dict[T, set[str]] = defaultdict(set)
    for thing, meaning in pairs:
        found[thing].add(meaning)
    return {thing: next(iter(all_of)) for thing, all_of in found.items() if len(all_of) == 1}
