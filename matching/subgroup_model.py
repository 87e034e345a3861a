"""Which subgroup (four digits) of a group a title speaks of, from pieces of its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

SMOOTHING = 0.02  # of the naive Bayes counts
SHARE = 1.0  # exponent of the Bayes probability

Floats = NDArray[np.floating]


class SubgroupModel:
    """Shares the probability of a group out among its subgroups by naive Bayes."""

    def fit(self, pieces: sparse.csr_matrix, codes: Sequence[str]) -> Self:
        """Learn from titles whose ``codes`` have four digits; shorter codes teach nothing here."""
        told = [row for row, code in enumerate(codes) if len(code) >= 4]
        self.names_, rows = np.unique([codes[row][:4] for row in told], return_inverse=True)
        member = sparse.csr_matrix(
            (np.ones(len(told), dtype=np.float32), (rows, np.arange(len(told)))),
            shape=(len(self.names_), len(told)),
        )
        counts = member @ pieces[told]
        self._surprise = sparse.csr_matrix(counts / SMOOTHING).log1p().T.tocsr()
        total = np.asarray(counts.sum(axis=1)).ravel() + SMOOTHING * pieces.shape[1]
        self._norm = np.log(total)
        return self

    def share_out(
        self, pieces: sparse.csr_matrix, groups: Floats, group_names: Sequence[str]
    ) -> Floats:
        """Return the probabilities of ``names_``; those of a group add up to the group's."""
        if not len(self.names_):
            return np.zeros((len(groups), 0))
        above = np.array([group_names.index(name[:3]) for name in self.names_])
        starts = np.flatnonzero(np.diff(above, prepend=-1))
        logits = (pieces @ self._surprise).toarray()
        logits = SHARE * (logits - np.asarray(pieces.sum(axis=1)).reshape(-1, 1) * self._norm)
        sizes = np.diff(np.append(starts, len(above)))
        logits -= np.repeat(np.maximum.reduceat(logits, starts, axis=1), sizes, axis=1)
        strength = np.exp(logits)
        strength /= np.repeat(np.add.reduceat(strength, starts, axis=1), sizes, axis=1)
        return strength * groups[:, above]
