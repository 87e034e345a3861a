"""Small heaps in compiled code: the k-th best so far, and the best k with their lots."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

compiled = njit(cache=True, error_model="numpy")
"""Compiles for the machine at hand; no fast mathematics: the digits are those of NumPy."""


@compiled
def replace_least(heap: Any, value: int) -> None:
    """Put ``value`` in the place of the least of a heap (the first of it)."""
    place, size = 0, len(heap)
    while True:
        child = 2 * place + 1
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if child >= size or heap[child] >= value:
            break
        heap[place] = heap[child]
        place = child
    heap[place] = value


@compiled
def is_worse(one_score: int, one_lot: Any, other_score: int, other_lot: Any) -> bool:
    """Return whether one comes after the other: less points, or as many and a later lot."""
    return one_score < other_score or (one_score == other_score and one_lot > other_lot)


@compiled
def sink(scores: Any, lots: Any, rows: Any, place: int, size: int) -> None:
    """Let what lies at ``place`` sink below what is worse; the worst is the first of the heap."""
    score, lot, row = scores[place], lots[place], rows[place]
    while True:
        child = 2 * place + 1
        if child + 1 < size and is_worse(
            scores[child + 1], lots[child + 1], scores[child], lots[child]
        ):
            child += 1
        if child >= size or not is_worse(scores[child], lots[child], score, lot):
            break
        scores[place], lots[place], rows[place] = scores[child], lots[child], rows[child]
        place = child
    scores[place], lots[place], rows[place] = score, lot, row


@compiled
def rise(scores: Any, lots: Any, rows: Any, place: int) -> None:
    """Let what lies at ``place`` rise above what is better."""
    score, lot, row = scores[place], lots[place], rows[place]
    while place:
        above = (place - 1) // 2
        if not is_worse(score, lot, scores[above], lots[above]):
            break
        scores[place], lots[place], rows[place] = scores[above], lots[above], rows[above]
        place = above
    scores[place], lots[place], rows[place] = score, lot, row


@compiled
def in_order(scores: Any, lots: Any, rows: Any, size: int) -> None:
    """Turn a heap into a list, the best first."""
    for last in range(size - 1, 0, -1):
        scores[0], scores[last] = scores[last], scores[0]
        lots[0], lots[last] = lots[last], lots[0]
        rows[0], rows[last] = rows[last], rows[0]
        sink(scores, lots, rows, 0, last)


@compiled
def mixed(person: Any, position: Any) -> Any:
    """Return the lot of a pair (``matching.order.Lots.draw``)."""
    lot = person + position
    lot = (lot ^ (lot >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    lot = (lot ^ (lot >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return lot ^ (lot >> np.uint64(31))
