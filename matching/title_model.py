"""The words of titles and the KldB groups they speak of."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from matching.wording import title_key


class TitleModel:
    """Gives a title a probability for each group: the groups' words compared by pieces."""

    def __init__(self, sharpness: float) -> None:
        self.sharpness = sharpness

    def fit(self, titles: list[str], groups: list[str]) -> Self:
        """Learn the pieces of words of every group."""
        self.classes_, rows = np.unique(groups, return_inverse=True)
        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        pieces = self._vectors.fit_transform([title_key(title) for title in titles])
        member = sparse.csr_matrix(
            (np.ones(len(rows)), (rows, np.arange(len(rows)))), (len(self.classes_), len(rows))
        )
        centres = (member @ pieces).sqrt()
        lengths = np.sqrt(centres.multiply(centres).sum(axis=1))
        self._centres = sparse.csr_matrix(centres / np.maximum(lengths, 1e-12))
        return self

    def predict_proba(self, titles: list[str]) -> NDArray[np.float64]:
        """Return the probabilities of ``classes_``, one row per title."""
        pieces = self._vectors.transform([title_key(title) for title in titles])
        likeness = (pieces @ self._centres.T).toarray()
        likeness /= np.maximum(likeness.max(axis=1, keepdims=True), 1e-12)
        strength = np.exp(self.sharpness * (likeness - 1.0))
        return strength / strength.sum(axis=1, keepdims=True)
