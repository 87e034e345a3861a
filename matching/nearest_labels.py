"""How near the nearest label of each concept is to a text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.word_pieces import PART, column_counts

MANY = 1_000  # labels: from here on pieces that most of them have are not compared
COMMON = 0.05  # share of the labels; the cosines stay as good and cost a third

CHUNK = 2_000  # labels whose values are changed at once
AT_ONCE = 48  # texts compared with all labels at once: a number for each pair

Floats = NDArray[np.floating]


class NearestLabels:
    """Vectors of labels in the order of their concepts, searchable by pieces of words.

    ``vectors`` (labels x pieces) are used up: their values change, so that the memory for another
    copy of them is never needed. Each of the concepts 0, 1, 2 ... has a label.
    """

    def __init__(
        self, vectors: sparse.csr_matrix, concepts: NDArray[np.intp], trust: Floats
    ) -> None:
        order = np.argsort(concepts, kind="stable")
        self._first = np.flatnonzero(np.diff(concepts[order], prepend=-1))
        place = np.empty(len(order), dtype=np.int32)
        place[order] = np.arange(len(order))
        for at in range(0, len(concepts), CHUNK):
            starts = vectors.indptr[at : at + CHUNK + 1]
            weights = trust[at : at + CHUNK].astype(np.float32)
            vectors.data[starts[0] : starts[-1]] *= np.repeat(weights, np.diff(starts))
        if len(concepts) > MANY:
            common = column_counts(vectors) / len(concepts) > COMMON
            for at in range(0, vectors.nnz, PART):
                vectors.data[at : at + PART][common[vectors.indices[at : at + PART]]] = 0
            vectors.eliminate_zeros()
        self._pieces = vectors.T.tocsr()  # by piece: a text touches only the lists of its own
        self._pieces.indices = place[self._pieces.indices]

    def likeness(self, vectors: sparse.csr_matrix) -> Floats:
        """Return the greatest cosine with a label of each concept (texts x concepts)."""
        found = [self._likeness(vectors[at : at + AT_ONCE])
                 for at in range(0, vectors.shape[0], AT_ONCE)]  # fmt: skip
        return np.concatenate(found)

    def _likeness(self, vectors: sparse.csr_matrix) -> Floats:
        cosines = (vectors @ self._pieces).toarray()
        return np.maximum.reduceat(cosines, self._first, axis=1)
