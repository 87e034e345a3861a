"""How near the nearest label of each concept is to a text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.floating]


class NearestLabels:
    """Vectors of labels, in the order of their concepts, searchable by pieces of words."""

    def __init__(
        self,
        keys: Sequence[str],
        vectors: sparse.csr_matrix,
        concepts: NDArray[np.intp],
        trust: Floats,
    ) -> None:
        order = np.argsort(concepts, kind="stable")
        self._first = np.flatnonzero(np.diff(concepts[order], prepend=-1))
        weighted = sparse.diags_array(trust[order]) @ vectors[order]
        self._pieces = weighted.T.tocsr()  # by piece: a text touches only the lists of its own
        self.concepts_by_key: dict[str, list[int]] = {}
        for key, concept, weight in zip(keys, concepts, trust, strict=True):
            if weight >= 1:
                self.concepts_by_key.setdefault(key, []).append(int(concept))

    def likeness(self, vectors: sparse.csr_matrix) -> Floats:
        """Return the greatest cosine with a label of each concept (texts x concepts)."""
        cosines = (vectors @ self._pieces).toarray()
        return np.maximum.reduceat(cosines, self._first, axis=1)
