"""Learns what each view of ``matching.content`` is worth: ``python -m matching.content_learning``.

The real relation it learns from is the KldB itself: people who built the classification put
occupations together by what the work consists of. For pairs of described types the weights make

    1 - product over views v of (1 - weight(v) x v(a, b))

come as near as possible (least squares, weights from 0 to 1) to the share of the branches both
have in the tree (``matching.tree``). So a weight says how near the tree would have put two
occupations with that in common; pairs with nothing in common are the negatives, and the most.
The result stands for new pairs: weights are compared on occupations that were held out. Nothing
outside the shipped catalogue is read, so the weights may be shipped; where an office imported
the skills of ESCO (``matching.esco_skills``), they are learned anew with that view beside.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from matching.catalogue import load_catalogue
from matching.content import Matrix, shipped_views
from matching.tree import tree_rows

Floats = NDArray[np.float64]
FOLDS = 5
COLUMNS = ("view", "weight", "learned_on", "learned_from", "pairs", "held_out_explained")
_START, _LEAST_OPEN = 0.3, 1e-9


class Learned(NamedTuple):
    """The weight of each view, from how many pairs, and what they explain of pairs held out.

    ``explained`` is 1 minus the squared error over that of the mean, on pairs of which both
    occupations were in the fold held out; the mean of the folds.
    """

    weights: dict[str, float]
    pairs: int
    explained: float


def learn_weights(codes: Sequence[str], extra: Mapping[str, Matrix] | None = None) -> Learned:
    """Learn from all pairs of ``codes``; ``extra`` are views beside the shipped ones."""
    views = {**shipped_views(codes), **(extra or {})}
    tree = tree_rows(codes)
    target = np.clip(tree @ tree.T, 0.0, 1.0)
    rows, columns = np.triu_indices(len(codes), 1)
    fold = np.random.default_rng(0).integers(0, FOLDS, len(codes))
    pairs = np.stack([view[rows, columns] for view in views.values()], axis=1).astype(float)
    wanted = target[rows, columns]
    explained = []
    for held in range(FOLDS):
        outside = (fold[rows] != held) & (fold[columns] != held)
        inside = (fold[rows] == held) & (fold[columns] == held)
        guess = closed(pairs[inside], fitted(pairs[outside], wanted[outside]))
        explained.append(_explained(guess, wanted[inside]))
    weights = fitted(pairs, wanted)
    by_name = dict(zip(views, np.round(weights, 3).tolist(), strict=True))
    return Learned(by_name, len(wanted), float(np.mean(explained)))


def fitted(pairs: Floats, wanted: Floats) -> Floats:
    """Return the weights (0 to 1) with the least squared error; ``pairs`` has a column a view."""

    def error(weights: Floats) -> tuple[float, Floats]:
        open_shares = np.maximum(1.0 - pairs * weights, _LEAST_OPEN)
        left = open_shares.prod(axis=1)
        missed = 1.0 - left - wanted
        slopes = (missed * left)[:, None] / open_shares * pairs
        return float((missed**2).mean()), 2.0 * slopes.mean(axis=0)

    start = np.full(pairs.shape[1], _START)
    found = minimize(error, start, jac=True, bounds=[(0.0, 1.0)] * len(start), method="L-BFGS-B")
    weights: Floats = found.x
    return weights


def closed(pairs: Floats, weights: Floats) -> Floats:
    """Return what pairs close by their views."""
    left: Floats = (1.0 - pairs * weights).prod(axis=1)
    return 1.0 - left


def _explained(guess: Floats, wanted: Floats) -> float:
    return float(1.0 - ((guess - wanted) ** 2).sum() / ((wanted - wanted.mean()) ** 2).sum())


def write_weights(path: Path, learned: Learned, day: date) -> None:
    """Add the weights to ``path``; what was learned before stays."""
    is_new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        if is_new:
            rows.writerow(COLUMNS)
        for name, weight in learned.weights.items():
            rows.writerow([name, weight, day.isoformat(), "shipped catalogue and KldB 2010",
                           learned.pairs, round(learned.explained, 3)])  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn from the shipped catalogue, say what was found, and add it to a file if asked to."""
    parser = argparse.ArgumentParser(prog="matching.content_learning", description=__doc__)
    parser.add_argument("--day", type=date.fromisoformat, help="the day that stands with them")
    parser.add_argument("--out", type=Path, help="file of weights to which they are added")
    options = parser.parse_args(arguments)
    if options.out and not options.day:
        parser.error("--out needs --day, for the rows are dated.")
    learned = learn_weights(load_catalogue().described_codes)
    for name, weight in learned.weights.items():
        sys.stdout.write(f"{name:10} {weight:.3f}\n")
    sys.stdout.write(f"{learned.pairs} pairs; explained held out {learned.explained:.3f}\n")
    if options.out:
        write_weights(options.out, learned, options.day)
    return 0


if __name__ == "__main__":
    sys.exit(main())
