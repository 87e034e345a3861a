"""The order of a list: by score, equals by a hash keyed with the published seed of the day."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
Hashes = NDArray[np.uint64]
Whole = NDArray[np.int32]

EQUAL_TO = 6  # decimals: scores that agree so far are equal, and the seed orders them


class Lots:
    """Draws the place of every pair among equals; the same seed draws the same.

    Each side's key is hashed with the seed as the key of the hash (BLAKE2b), then both hashes
    are mixed (the finaliser of SplitMix64), so that a list of thousands is drawn in one go.
    """

    def __init__(self, seed: str, people: Sequence[str], positions: Sequence[str]) -> None:
        secret = hashlib.blake2b(seed.encode(), digest_size=32).digest()
        self.people = _hashes(secret, b"person", people)
        self.positions = _hashes(secret, b"position", positions) * np.uint64(_ODD)

    def draw(self, people: Rows, positions: Rows) -> Hashes:
        """Return the lot of each pair (one of both may be a single row); the smallest is first."""
        mixed: Hashes = self.people[people] + self.positions[positions]
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        return mixed ^ (mixed >> np.uint64(31))


_ODD = 0x9E3779B97F4A7C15


def _hashes(secret: bytes, side: bytes, keys: Sequence[str]) -> Hashes:
    digests = b"".join(
        hashlib.blake2b(key.encode(), key=secret, person=side, digest_size=8).digest()
        for key in keys
    )
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def whole(scores: Floats) -> Whole:
    """Return scores (up to 2,000 points) as whole millionths: equal ones are equal numbers.

    All that orders a list, in half the memory of the scores.
    """
    return np.rint(scores * 10.0**EQUAL_TO).astype(np.int32)


def first_of_each(scores: Whole, lots: Hashes, most: int) -> list[Rows]:
    """Return the first places of many lists at once, a list in each row of ``scores`` (``whole``).

    The same as ``first_places`` row by row. Score and lot are sorted as one whole number: 27 bits
    of rounded score above 37 bits of lot; rows where those bits tie are ordered by themselves.
    """
    if not scores.size or scores.min() < 0 or scores.max() > _HIGHEST:
        return [first_places(row, lot, most) for row, lot in zip(scores, lots, strict=True)]
    keys = ((_HIGHEST - scores).astype(np.uint64) << _LOT_BITS) | (
        lots >> (np.uint64(64) - _LOT_BITS)
    )
    order = np.argsort(keys, axis=1)[:, : most + 1]
    sorted_keys = np.take_along_axis(keys, order, axis=1)
    first = list(order[:, :most])
    for row in np.flatnonzero((sorted_keys[:, 1:] == sorted_keys[:, :-1]).any(axis=1)):
        first[row] = first_places(scores[row], lots[row], most)
    return first


_LOT_BITS = np.uint64(37)
_HIGHEST = np.int32(2**27 - 1)


def first_places(scores: Floats | Whole, lots: Hashes, most: int | None = None) -> Rows:
    """Return the rows of the best scores, the best first; equal scores by their lot."""
    rounded = -np.round(scores, EQUAL_TO)
    rows = np.arange(len(scores))
    if most is not None and 0 < most < len(scores):
        rows = np.flatnonzero(rounded <= np.partition(rounded, most - 1)[most - 1])
    return rows[np.lexsort((lots[rows], rounded[rows]))][:most]
