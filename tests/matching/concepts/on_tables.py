"""Linkers that read tables of numbers, so that scikit-learn's own checks can be asked of them.

scikit-learn hands tables to every estimator it checks, and leaves one that takes texts unchecked
but for whether it can be cloned. Here each row is written as a text, each class as a name, and all
else is the linker's.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.utils import Tags
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import validate_data

from matching.catalogue import load_catalogue
from matching.concepts import ConceptLinker, OccupationLinker, SkillLinker
from matching.title_reading import TitleReader

_COLUMNS = "bcdfghjklmnpqrstvwxz"
_STEPS = "aeiouyäöü"
_CODES = sorted({one.code for one in load_catalogue().everyday})


def written(table: NDArray[np.floating]) -> list[str]:
    """Return a text for each row: a word for each column, which says how great the number is."""
    steps = np.clip(np.round(table) + len(_STEPS) // 2, 0, len(_STEPS) - 1).astype(int)
    return [
        " ".join(
            _COLUMNS[column % len(_COLUMNS)] + _STEPS[step] * 2 + _COLUMNS[column // len(_COLUMNS)]
            for column, step in enumerate(row)
        )
        for row in steps
    ]


class _OnTables:
    """What is put before a linker: it reads numbers, and names classes as they were handed over."""

    def fit(self, X: Any, y: Any) -> Any:  # noqa: N803 - scikit-learn's name
        table, told = validate_data(self, X, y)
        check_classification_targets(told)
        classes, rows = np.unique(told, return_inverse=True)
        super().fit(written(table), [_CODES[row] for row in rows])  # type: ignore[misc]
        self.classes_ = classes
        return self

    def _texts(self, table: Any) -> list[str]:
        return written(validate_data(self, table, reset=False))

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()  # type: ignore[misc]
        tags.input_tags.string, tags.input_tags.two_d_array = False, True
        tags.classifier_tags.poor_score = True  # whole steps are all it reads of a number
        return tags


class _ChancesOnTables(_OnTables):
    """The same for linkers that give chances."""

    def predict(self, X: Any) -> Any:  # noqa: N803
        return super().predict(self._texts(X))  # type: ignore[misc]

    def predict_proba(self, X: Any) -> Any:  # noqa: N803
        return super().predict_proba(self._texts(X))  # type: ignore[misc]


class ConceptsOnTables(_ChancesOnTables, ConceptLinker):
    """``ConceptLinker`` on tables."""


class OccupationsOnTables(_ChancesOnTables, OccupationLinker):
    """``OccupationLinker`` on tables."""


class SkillsOnTables(_ChancesOnTables, SkillLinker):
    """``SkillLinker`` on tables."""


class TitlesOnTables(_OnTables, TitleReader):
    """``TitleReader`` on tables; it answers with codes, which are in the order of the classes."""

    def predict(self, X: Any) -> Any:  # noqa: N803
        codes = super().predict(self._texts(X))
        return self.classes_[np.searchsorted(_CODES, codes)]
