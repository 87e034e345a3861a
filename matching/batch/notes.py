"""What the search notes while it looks for one person, and what it finds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.batch.ground import Ground

Whole = NDArray[np.int64]


class Scratch(NamedTuple):
    """What a worker notes while it looks for one person; kept for the next."""

    work: NDArray[np.float64]  # by bucket
    bucket_top: Whole  # highest score without distance
    seen_buckets: NDArray[np.int32]
    group_mark: Whole  # for whom a group was looked into
    group_bound: NDArray[np.float64]
    group_before: NDArray[np.float64]  # (groups, 4): work; German, recognition, licence
    group_after: NDArray[np.float64]  # (groups, 3): hours, kind, occupation wished
    group_sum: NDArray[np.float64]  # points up to the distance without any of the skills
    group_score: Whole  # the score then
    seen_groups: NDArray[np.int32]
    cell_mark: Whole
    cell_sum: NDArray[np.float64]  # points up to the distance
    cell_score: Whole
    seen_cells: NDArray[np.int32]
    held: NDArray[np.float64]  # by skill
    floor: Whole  # heap of the k best lower bounds
    counts: Whole  # seen buckets, groups, cells; found; touched; mark


class Found(NamedTuple):
    """The best k of n people (rows), how many of each were found, and how many touched."""

    scores: Whole  # (n, k) millionths
    lots: NDArray[np.uint64]
    rows: NDArray[np.int32]  # of the ground
    counts: Whole
    touched: Whole


BUCKETS, GROUPS, CELLS, FOUND, TOUCHED, MARK = range(6)


def scratch_for(ground: Ground, skills: int, k: int) -> Scratch:
    """Return empty notes."""
    buckets, groups = len(ground.bucket_groups) - 1, len(ground.group_german)
    cells = len(ground.cell_group)
    return Scratch(
        work=np.zeros(buckets),
        bucket_top=np.zeros(buckets, dtype=np.int64),
        seen_buckets=np.zeros(buckets, dtype=np.int32),
        group_mark=np.full(groups, -1, dtype=np.int64),
        group_bound=np.zeros(groups),
        group_before=np.zeros((groups, 4)),
        group_after=np.zeros((groups, 3)),
        group_sum=np.zeros(groups),
        group_score=np.zeros(groups, dtype=np.int64),
        seen_groups=np.zeros(groups, dtype=np.int32),
        cell_mark=np.full(cells, -1, dtype=np.int64),
        cell_sum=np.zeros(cells),
        cell_score=np.zeros(cells, dtype=np.int64),
        seen_cells=np.zeros(cells, dtype=np.int32),
        held=np.zeros(skills),
        floor=np.full(k, -1, dtype=np.int64),
        counts=np.zeros(6, dtype=np.int64),
    )


def nothing_found(people: int, k: int) -> Found:
    """Return empty results of ``people``."""
    return Found(
        np.full((people, k), -1, dtype=np.int64),
        np.zeros((people, k), dtype=np.uint64),
        np.zeros((people, k), dtype=np.int32),
        np.zeros(people, dtype=np.int64),
        np.zeros(people, dtype=np.int64),
    )
