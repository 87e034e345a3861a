"""Titles of ESCO get a number of the KldB where the mapping of the Bundesagentur is clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import aliased

from domain.official_files import OfficialKind, Relation, Vocabulary
from domain.page_languages import SOURCE
from matching.catalogue import load_catalogue
from matching.wording import title_key
from models import CodedTitle, Concept, ConceptLabel, ConceptRelation, db
from services.catalogue_imports.concepts import Row, stream_rows

_WEIGHTS = {Relation.EXACT: 4, Relation.CLOSE: 2, Relation.NARROW: 1, Relation.BROAD: 1}
CLEAR = 0.5
"""Share of the mapping's weight one number must have; below it a title stands for too much."""
LONGEST_KEY = 300


def weave_titles() -> int:
    """Write the coded titles of ESCO anew, inside a running verb; return how many there are."""
    codes = clear_codes()
    db.session.execute(delete(CodedTitle).where(CodedTitle.kind == OfficialKind.ESCO))
    count = 0

    def counted() -> Iterator[Row]:
        nonlocal count
        for row in _titles(codes):
            count += 1
            yield row

    stream_rows(CodedTitle, counted())
    return count


def clear_codes() -> dict[int, str]:
    """Return the number of the KldB each occupation of ESCO clearly stands for, by its id."""
    number = aliased(Concept)
    rows = db.session.execute(
        select(ConceptRelation.concept_id, ConceptRelation.relation, number.code)
        .join(number, number.id == ConceptRelation.other_id)
        .join(Concept, Concept.id == ConceptRelation.concept_id)
        .where(
            number.scheme == Vocabulary.KLDB,
            number.left_at.is_(None),
            Concept.scheme == Vocabulary.OCCUPATION,
            Concept.left_at.is_(None),
        )
    )
    weights: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        weights[row.concept_id][row.code] += _WEIGHTS.get(row.relation, 0)
    best = {one: _clearest(codes) for one, codes in weights.items()}
    return {one: code for one, code in best.items() if code}


def _clearest(codes: Mapping[str, int]) -> str:
    """Return the code with the most weight, nothing where none has enough of it.

    >>> _clearest({"29222": 4, "29223": 1}), _clearest({"1": 1, "2": 1, "3": 1})
    ('29222', '')
    """
    code = min(codes, key=lambda one: (-codes[one], one))
    return code if codes[code] >= CLEAR * sum(codes.values()) else ""


def _titles(codes: Mapping[int, str]) -> Iterator[Row]:
    """Yield a row for each label; equal keys of one code are one row."""
    german = _preferred_german()
    labels = db.session.execute(
        select(ConceptLabel)
        .join(Concept, Concept.id == ConceptLabel.concept_id)
        .where(Concept.scheme == Vocabulary.OCCUPATION, Concept.left_at.is_(None))
        .order_by(ConceptLabel.place, ConceptLabel.concept_id, ConceptLabel.language)
        .execution_options(yield_per=2_000)
    )
    seen: set[tuple[str, str]] = set()
    for label in labels.scalars():
        code, key = codes.get(label.concept_id), title_key(label.text)
        if code and 0 < len(key) <= LONGEST_KEY and (key, code) not in seen:
            seen.add((key, code))
            name = german.get(label.concept_id) or load_catalogue().title(code)
            yield _row(label, key, code, name)


def _row(label: ConceptLabel, key: str, code: str, name: str) -> dict[str, Any]:
    return {
        "key": key,
        "code": code,
        "kind": OfficialKind.ESCO,
        "title": label.text,
        "name": name,
        "is_main": label.place == 0,
    }


def _preferred_german() -> dict[int, str]:
    rows = db.session.execute(
        select(ConceptLabel.concept_id, ConceptLabel.text)
        .join(Concept, Concept.id == ConceptLabel.concept_id)
        .where(
            Concept.scheme == Vocabulary.OCCUPATION,
            ConceptLabel.language == SOURCE,
            ConceptLabel.place == 0,
        )
    )
    return {row.concept_id: row.text for row in rows}
