"""How good a ranking is, and what the plainest peer reaches on the same draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

Scores = NDArray[np.floating]


class Precision(NamedTuple):
    """Mean precision over the positions that count, and how many they are."""

    mean: float
    positions: int


def precision_at(
    k: int, scores: Scores, people_groups: Sequence[str], position_groups: Sequence[str]
) -> Precision:
    """Return the share of the first ``k`` people who are of the position's group.

    ``scores`` has people in rows, positions in columns. Positions whose group has fewer than
    ``k`` people cannot be served and are left out; with none left the mean is nan.

    >>> precision_at(1, np.array([[0.9], [0.1]]), ["292", "321"], ["292"])
    Precision(mean=1.0, positions=1)
    """
    there = Counter(people_groups)
    groups = np.array(people_groups)
    shares = [
        float(np.mean(groups[np.argsort(-scores[:, column], kind="stable")[:k]] == group))
        for column, group in enumerate(position_groups)
        if there[group] >= k
    ]
    return Precision(float(np.mean(shares)) if shares else float("nan"), len(shares))


def char_tfidf_scores(people_titles: Sequence[str], position_titles: Sequence[str]) -> Scores:
    """Return the cosine of character TF-IDF, title to title: what one would write first.

    Pieces of two to four signs within words, fitted on the titles that are compared.
    """
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4))
    people = vectors.fit_transform(people_titles)
    return (people @ vectors.transform(position_titles).T).toarray()


def gini(values: Sequence[float]) -> float:
    """Return how unevenly something is spread: 0 all alike, towards 1 one has everything.

    >>> gini([1, 1, 1, 1]), round(gini([0, 0, 0, 4]), 2)
    (0.0, 0.75)
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    total, count = ordered.sum(), len(ordered)
    if not total:
        return 0.0
    return float(2 * (np.arange(1, count + 1) @ ordered) / (count * total) - (count + 1) / count)


def kendall_tau(one: Sequence[int], other: Sequence[int]) -> float:
    """Return how alike two orders are over what both hold: 1 the same, -1 the reverse.

    Kendall's tau without ties; 1 where they share fewer than two.

    >>> kendall_tau([1, 2, 3], [1, 2, 3]), kendall_tau([1, 2, 3], [3, 2, 1])
    (1.0, -1.0)
    """
    places = {value: place for place, value in enumerate(other)}
    shared = np.array([places[value] for value in one if value in places])
    pairs = len(shared) * (len(shared) - 1) / 2
    if not pairs:
        return 1.0
    kept = np.triu(shared[:, None] < shared[None, :], 1).sum()
    return float(2 * kept / pairs - 1)
