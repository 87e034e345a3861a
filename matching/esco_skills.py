"""The view an import of ESCO adds: skills two KldB types have in common by the official relations.

A mapping table leads each type to occupations of ESCO, ESCO names their essential and optional
skills and knowledge. Essential ones count whole and optional ones half, times how close the
mapping is; rare skills count more (inverse document frequency, Spärck Jones, 1972).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from matching.content import Content, Matrix, content_of
from matching.content_learning import Learned, learn_weights

ESSENTIAL, OPTIONAL = 1.0, 0.5
Skills = Mapping[str, float]


class MappedType(NamedTuple):
    """A KldB type that is mapped to an occupation of ESCO; ``weight`` is 1 where it is the same."""

    code: str
    esco: str
    weight: float


def skills_of_types(
    mapped: Iterable[MappedType], skills: Mapping[str, Skills]
) -> dict[str, dict[str, float]]:
    """Return what each type needs; of several ways to a skill the surest counts.

    >>> skills_of_types([MappedType("29222", "e/baker", 0.5)], {"e/baker": {"dough": 1.0}})
    {'29222': {'dough': 0.5}}
    """
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for code, esco, weight in mapped:
        mine = found[code]
        for skill, worth in skills.get(esco, {}).items():
            mine[skill] = max(mine.get(skill, 0.0), weight * worth)
    return dict(found)


def esco_view(codes: Sequence[str], skills: Mapping[str, Skills]) -> Matrix:
    """Return how far the skills of each pair of ``codes`` agree: cosines of shape (n, n)."""
    columns: dict[str, int] = {}
    rows, places, values = [], [], []
    for row, code in enumerate(codes):
        for skill, worth in skills.get(code, {}).items():
            rows.append(row)
            places.append(columns.setdefault(skill, len(columns)))
            values.append(worth)
    shape = (len(codes), max(len(columns), 1))
    held = csr_matrix((np.array(values, dtype=np.float64), (rows, places)), shape=shape)
    counts = np.asarray((held > 0).sum(axis=0)).reshape(-1)
    weighed = held.multiply(np.log((1 + len(codes)) / (1 + counts)) + 1.0).tocsr()
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1))).reshape(-1, 1)
    unit = weighed.multiply(1.0 / np.where(length > 0, length, 1.0)).tocsr()
    cosines: Matrix = np.clip((unit @ unit.T).toarray(), 0.0, 1.0).astype(np.float32)
    return cosines


class Imported(NamedTuple):
    """The content with the skills of ESCO beside the shipped views, and how it was learned."""

    content: Content
    learned: Learned


def imported_content(
    codes: Sequence[str], described: Sequence[str], skills: Mapping[str, Skills]
) -> Imported:
    """Learn the weights anew on the ``described`` types and return the content of all ``codes``."""
    view = esco_view(codes, skills)
    rows = {code: row for row, code in enumerate(codes)}
    known = [rows[code] for code in described]
    learned = learn_weights(described, {"esco": view[np.ix_(known, known)]})
    return Imported(content_of(codes, learned.weights, {"esco": view}), learned)
