"""The pieces of plain titles the linkers compare: n-grams, beginnings and endings of words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer

SHORTEST, LONGEST = 2, 5  # signs of the n-grams within a word, its edges included
LONGEST_AFFIX = 11  # letters of a beginning or ending of a word
COLUMNS = 2**17  # that pieces are hashed to
CHUNK = 2_000  # keys that are counted at once
PART = 250_000  # values that are looked at at once: more would need memory for nothing


def pieces_of(key: str) -> list[str]:
    """Return all pieces of a key: n-grams within words, beginnings, endings, whole words."""
    found = []
    for word in key.split():
        edged = f" {word} "
        for length in range(SHORTEST, min(LONGEST, len(edged)) + 1):
            found += [edged[at : at + length] for at in range(len(edged) - length + 1)]
    return found + word_ends(key)


def word_ends(key: str) -> list[str]:
    """Return beginnings and endings of the words of a key, and the words themselves.

    >>> word_ends("baumaler")[-3:]
    ['<baumale', 'aumaler>', '=baumaler']
    """
    found = []
    for word in key.split():
        for length in range(3, min(LONGEST_AFFIX, len(word) - 1) + 1):
            found += [f"<{word[:length]}", f"{word[-length:]}>"]
        found.append(f"={word}")
    return found


def column_counts(vectors: sparse.csr_matrix) -> NDArray[np.int64]:
    """Return in how many rows each column stands, counted a part at a time."""
    there = np.zeros(vectors.shape[1], dtype=np.int64)
    for at in range(0, vectors.nnz, PART):
        there += np.bincount(vectors.indices[at : at + PART], minlength=len(there))
    return there


class PieceVectors:
    """TF-IDF of the pieces of keys, hashed to a fixed number of columns, each row of length one.

    Hashing (Weinberger et al., ICML 2009) needs no list of pieces: a model stays small, however
    many titles there are, and what nobody has written yet has its columns, too.
    """

    def __init__(self) -> None:
        self._hashes = HashingVectorizer(
            analyzer=pieces_of, n_features=COLUMNS, alternate_sign=False, norm=None,
            dtype=np.float32,
        )  # fmt: skip

    def fit(self, *lists: Sequence[str]) -> list[sparse.csr_matrix]:
        """Learn how rare each column is in all ``lists`` of keys; return the vectors of each."""
        counts = [self._counts(keys) for keys in lists]
        there = sum(column_counts(one) for one in counts)
        total = sum(len(keys) for keys in lists)
        self.rarity_ = (np.log((1 + total) / (1 + there)) + 1).astype(np.float32)
        return [self._weighted(one) for one in counts]

    def was_seen(self) -> NDArray[np.bool_]:
        """Return of each column whether any title had a piece of it."""
        return self.rarity_ < self.rarity_.max()

    def transform(self, keys: Sequence[str]) -> sparse.csr_matrix:
        """Return the vectors of ``keys``; a key without signs is a row of zeros."""
        return self._weighted(self._counts(keys))

    def _counts(self, keys: Sequence[str]) -> sparse.csr_matrix:
        """Count pieces, some keys at a time, into arrays that grow where they are."""
        values = np.empty(0, dtype=np.float32)
        columns = np.empty(0, dtype=np.int32)
        starts = np.zeros(len(keys) + 1, dtype=np.int32)
        for at in range(0, len(keys), CHUNK):
            part = self._hashes.transform(keys[at : at + CHUNK]).tocsr()
            begun = len(values)
            starts[at + 1 : at + CHUNK + 1] = begun + part.indptr[1:]
            for held, more in ((values, part.data), (columns, part.indices)):
                held.resize(begun + len(more), refcheck=False)
                held[begun:] = more
        return sparse.csr_matrix((values, columns, starts), (len(keys), COLUMNS))

    def _weighted(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        """Turn counts into TF-IDF in place, some rows at a time."""
        np.log(counts.data, out=counts.data)
        counts.data += 1
        for at in range(0, counts.shape[0], CHUNK):
            starts = counts.indptr[at : at + CHUNK + 1]
            inside = slice(starts[0], starts[-1])
            values = counts.data[inside]
            values *= self.rarity_[counts.indices[inside]]
            sizes = np.diff(starts)
            row = np.repeat(np.arange(len(sizes)), sizes)
            lengths = np.sqrt(np.bincount(row, values * values, minlength=len(sizes)))
            values /= lengths[row].astype(np.float32)
        return counts
