"""Which five-digit type of the KldB a title means, when no known title is equal to it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.levels import level_probabilities
from matching.nearest_labels import NearestLabels
from matching.title_index import TitleIndex
from matching.title_model import TitleModel

LIKENESS = 6.0  # weight of the nearest known title of a type
GROUP, SUBGROUP, LEVEL = 0.5, 0.5, 0.5  # weights of the logarithms of the chances
FAINT = 1e-3  # added to a chance, so that no view alone can rule a type out
FAINT_LEVEL = 1e-2
NO_COLUMN = ((0, 0), (0, 1))  # one column of zeros at the right: of a subgroup never taught

Floats = NDArray[np.floating]


class TypeChoice:
    """Adds up what speaks for each type: its words, the nearest known title, group and level.

    A weighted sum of logarithms is the product of experts (Hinton, 2002). No view decides alone,
    so that one letter more or less rarely turns the choice.
    """

    def __init__(self, types: Sequence[str], model: TitleModel, index: TitleIndex) -> None:
        self.types = np.array(types)
        self.model, self.index = model, index
        position = {code: at for at, code in enumerate(types)}
        known = np.array([position[one.code] for one in index.known])
        self._titles = NearestLabels(index.rows(), known, np.ones(len(known)))
        self._levels = np.array([int(code[4]) - 1 for code in types])
        self._groups = _columns([str(name) for name in model.classes_], [t[:3] for t in types])
        self._subgroups = _columns(
            [str(x) for x in model.subgroups_.names_], [t[:4] for t in types]
        )

    def scores(self, keys: Sequence[str]) -> Floats:
        """Return the scores of the types (titles x types); the highest fits best."""
        groups, subgroups = self.model.predict_branches(list(keys))
        levels = np.array([level_probabilities(key, None) for key in keys])
        return (
            LIKENESS * self._titles.likeness(self.index.vectors(keys))
            + GROUP * np.log(groups[:, self._groups] + FAINT)
            + SUBGROUP * np.log(np.pad(subgroups, NO_COLUMN)[:, self._subgroups] + FAINT)
            + LEVEL * np.log(np.maximum(levels[:, self._levels], FAINT_LEVEL))
        )


def _columns(names: Sequence[str], wanted: Sequence[str]) -> NDArray[np.intp]:
    """Return the column of each wanted name, that behind the last where it has none."""
    at = {name: column for column, name in enumerate(names)}
    return np.array([at.get(name, len(names)) for name in wanted], dtype=np.intp)
