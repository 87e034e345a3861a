"""How near the nearest label of each concept is to a text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

MANY = 1_000  # labels: from here on pieces that most of them have are not compared
COMMON = 0.05  # share of the labels; the cosines stay as good and cost a third

Floats = NDArray[np.floating]


class NearestLabels:
    """Vectors of labels, in the order of their concepts, searchable by pieces of words."""

    def __init__(
        self, vectors: sparse.csr_matrix, concepts: NDArray[np.intp], trust: Floats
    ) -> None:
        order = np.argsort(concepts, kind="stable")
        self._first = np.flatnonzero(np.diff(concepts[order], prepend=-1))
        labels = vectors[order]
        labels.data *= np.repeat(trust[order].astype(np.float32), np.diff(labels.indptr))
        if len(order) > MANY:
            there = np.bincount(labels.indices, minlength=labels.shape[1]) / len(order)
            labels.data[there[labels.indices] > COMMON] = 0
            labels.eliminate_zeros()
        self._pieces = labels.T.tocsr()  # by piece: a text touches only the lists of its own

    def likeness(self, vectors: sparse.csr_matrix) -> Floats:
        """Return the greatest cosine with a label of each concept (texts x concepts)."""
        cosines = (vectors @ self._pieces).toarray()
        return np.maximum.reduceat(cosines, self._first, axis=1)
