"""Measures of a ranked list, as trec_eval computes them, over lists cut at 100."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

CUT = 100  # labels of a list that are looked at: trec_eval -M 100
DEPTHS = (1, 5, 10)


class Measures(NamedTuple):
    """Means over the judged queries: reciprocal rank, average precision, success at depths."""

    mrr: float
    map: float
    success_at_1: float
    success_at_5: float
    success_at_10: float
    queries: int

    def named(self, suffix: str = "") -> dict[str, float]:
        """Return the measures by name, without the number of queries."""
        named = zip(self._fields[:-1], self[:-1], strict=True)
        return {f"{name}{suffix}": round(value, 4) for name, value in named}


def measure(
    lists: Mapping[str, Sequence[str]], relevant: Mapping[str, Set[str]], cut: int = CUT
) -> Measures:
    """Return the measures of ``lists`` (query to labels, the best first).

    As trec_eval does without ``-c``: a query counts if it has a list and a judgement; average
    precision is divided by all relevant labels, also those beyond the cut (Buckley, trec_eval 9).

    >>> measure({"q": ["a", "b", "c"]}, {"q": {"b"}}).mrr
    0.5
    """
    rows = [_measured(lists[query][:cut], relevant[query]) for query in lists if query in relevant]
    if not rows:
        raise ValueError("No query has a judgement.")
    mrr, average, *success = (float(value) for value in np.mean(rows, axis=0))
    return Measures(mrr, average, success[0], success[1], success[2], len(rows))


def _measured(found: Sequence[str], relevant: Set[str]) -> list[float]:
    hits = [rank for rank, label in enumerate(found, start=1) if label in relevant]
    first = hits[0] if hits else 0
    precision = sum(number / rank for number, rank in enumerate(hits, start=1))
    return [
        1 / first if first else 0.0,
        precision / len(relevant) if relevant else 0.0,
        *(float(0 < first <= depth) for depth in DEPTHS),
    ]


def trec_order(scores: NDArray[np.floating], keys: Sequence[str], k: int = CUT) -> list[str]:
    """Return the ``k`` best keys: trec_eval breaks ties of its 32-bit scores by the later key."""
    exact = np.asarray(scores, dtype=np.float32)
    k = min(k, len(exact))
    least = np.partition(exact, len(exact) - k)[len(exact) - k] if k else np.float32(0)
    near = [int(row) for row in np.flatnonzero(exact >= least)]
    return [keys[row] for row in _latest_first(near, exact, keys)[:k]]


def _latest_first(rows: list[int], scores: NDArray[np.float32], keys: Sequence[str]) -> list[int]:
    rows.sort(key=lambda row: keys[row], reverse=True)
    rows.sort(key=lambda row: -scores[row])
    return rows
