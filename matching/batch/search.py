"""The search itself, compiled: for each person the best k, looking only where it can matter.

1. Buckets (an occupation and level) from the highest bound down. In one, groups from the highest
   bound down: work, German and the rest are known there, skills and distance at most full.
2. Of a group within reach only the cells that ask a skill the person has are weighed; all others
   are worth the same. Distance counts nothing at first, so each score is a lower bound, and the
   k-th best of them, a floor for what can get in, rises quickly.
3. Positions on tiles of the map within reach of home are weighed with their distance, where that
   can lift them to the floor.
4. Of all others, those on the floor or above compete by score and lot.

Every sum is done in the order of ``matching.fits``, so that scores agree to the last bit. Bounds as
in threshold algorithms (Fagin, Lotem and Naor, 2003) and block-max indexes (Ding and Suel, 2011).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from matching.batch.ground import TILES_AROUND
from matching.batch.heaps import compiled, in_order, mixed, replace_least, rise, sink
from matching.batch.notes import BUCKETS, CELLS, FOUND, GROUPS, MARK, TOUCHED
from matching.batch.weighing import (
    SLACK,
    bucket_bound,
    floored,
    group_parts,
    highest_rest,
    near_share,
    skill_share,
    wish_points,
    work_points,
)


@compiled
def search(ground: Any, asking: Any, lots: Any, own_lots: Any, notes: Any, found: Any) -> None:
    """Fill ``found`` for everybody in ``asking``."""
    for person in range(len(own_lots)):
        _begin(asking, person, notes)
        _look_into_buckets(ground, asking, person, notes)
        place = (found.scores[person], found.lots[person], found.rows[person])
        contest = (place, own_lots[person], lots)
        for number in range(notes.counts[BUCKETS]):
            bucket = notes.seen_buckets[number]
            _near_ones(ground, asking, person, notes, bucket, contest)
        _far_ones(ground, asking, person, notes, contest)
        in_order(place[0], place[1], place[2], notes.counts[FOUND])
        found.counts[person] = notes.counts[FOUND]
        found.touched[person] = notes.counts[TOUCHED]
        _hold(asking, person, notes, 0.0)


@compiled
def _begin(asking: Any, person: int, notes: Any) -> None:
    mark = notes.counts[MARK] + 1
    notes.counts[:] = 0
    notes.counts[MARK] = mark
    notes.floor[:] = -1
    _hold(asking, person, notes, 1.0)
    for bucket in range(len(notes.work)):
        notes.work[bucket] = work_points(asking, person, bucket)


@compiled
def _hold(asking: Any, person: int, notes: Any, factor: float) -> None:
    for place in range(asking.held_starts[person], asking.held_starts[person + 1]):
        notes.held[asking.held_skill[place]] = asking.held_proof[place] * factor


@compiled
def _look_into_buckets(ground: Any, asking: Any, person: int, notes: Any) -> None:
    """Look into the best bucket, then into those that still reach the floor, the best first."""
    if not len(notes.work):
        return
    rest = highest_rest(asking, person)
    first = np.argmax(notes.work)
    _look_into(ground, asking, person, notes, first)
    floor = notes.floor[0]
    others = np.flatnonzero((notes.work + (rest + SLACK)) * 1e6 >= floor)
    for place in np.argsort(-notes.work[others]):
        bucket = others[place]
        if bucket_bound(notes.work[bucket], rest) < notes.floor[0]:
            break
        if bucket != first:
            _look_into(ground, asking, person, notes, bucket)


@compiled
def _look_into(ground: Any, asking: Any, person: int, notes: Any, bucket: Any) -> None:
    """Look into the groups of a bucket that reach the floor, the best first."""
    start, end = ground.bucket_groups[bucket], ground.bucket_groups[bucket + 1]
    wish = wish_points(asking, person, bucket)
    for group in range(start, end):
        notes.group_before[group, 0] = notes.work[bucket]
        notes.group_bound[group] = group_parts(
            ground, asking, person, group, wish, notes.group_before[group], notes.group_after[group]
        )
    notes.seen_buckets[notes.counts[BUCKETS]] = bucket
    notes.counts[BUCKETS] += 1
    notes.bucket_top[bucket] = -1
    for place in np.argsort(-notes.group_bound[start:end]):
        group = start + place
        if (notes.group_bound[group] + SLACK) * 1e6 < notes.floor[0]:
            break
        highest = _weigh_group(ground, asking, notes, group)
        notes.bucket_top[bucket] = max(notes.bucket_top[bucket], highest)


@compiled
def _weigh_group(ground: Any, asking: Any, notes: Any, group: int) -> int:
    """Weigh the cells that ask a skill the person has, all others together; return the highest."""
    mark = notes.counts[MARK]
    notes.group_mark[group] = mark
    notes.seen_groups[notes.counts[GROUPS]] = group
    notes.counts[GROUPS] += 1
    before, after = notes.group_before[group], notes.group_after[group]
    distance = 0.0 if ground.group_placed[group] else asking.distance_weight
    null = _sum_before(asking.skill_weight * ground.group_null[group], before)
    alone = floored(null, distance, after)
    first = ground.cell_positions[ground.group_cells[group]]
    left = ground.cell_positions[ground.group_cells[group + 1]] - first
    highest = alone
    for entry in range(ground.group_skills[group], ground.group_skills[group + 1]):
        if notes.held[ground.skill[entry]] == 0.0:
            continue
        for place in range(ground.skill_cells[entry], ground.skill_cells[entry + 1]):
            cell = ground.cell_of_skill[place]
            if notes.cell_mark[cell] == mark:
                continue
            score = _weigh_cell(ground, asking, notes, cell, distance)
            highest = max(highest, score)
            left -= ground.cell_positions[cell + 1] - ground.cell_positions[cell]
    notes.group_sum[group], notes.group_score[group] = null, alone
    _raise_floor(notes.floor, alone, left)
    return highest


@compiled
def _weigh_cell(ground: Any, asking: Any, notes: Any, cell: int, distance: float) -> int:
    group = ground.cell_group[cell]
    share = skill_share(ground, notes.held, cell) + ground.group_null[group]
    total = _sum_before(asking.skill_weight * share, notes.group_before[group])
    score = floored(total, distance, notes.group_after[group])
    notes.cell_mark[cell] = notes.counts[MARK]
    notes.cell_sum[cell] = total
    notes.cell_score[cell] = score
    notes.seen_cells[notes.counts[CELLS]] = cell
    notes.counts[CELLS] += 1
    notes.counts[TOUCHED] += 1
    size = ground.cell_positions[cell + 1] - ground.cell_positions[cell]
    _raise_floor(notes.floor, score, size)
    return score


@compiled
def _sum_before(skills: float, before: Any) -> float:
    return (((before[0] + skills) + before[1]) + before[2]) + before[3]


@compiled
def _raise_floor(floor: Any, score: int, times: int) -> None:
    for _ in range(min(times, len(floor))):
        if score <= floor[0]:
            return
        replace_least(floor, score)


@compiled
def _near_ones(
    ground: Any, asking: Any, person: int, notes: Any, bucket: int, contest: Any
) -> None:
    """Weigh the positions of a bucket on tiles within reach, where distance can lift them."""
    lift = np.int64(np.ceil((asking.distance_weight + SLACK) * 1e6))
    if not asking.has_place[person] or notes.bucket_top[bucket] + lift < notes.floor[0]:
        return
    start, end = ground.bucket_positions[bucket], ground.bucket_positions[bucket + 1]
    tiles = ground.near_tile[start:end]
    for row in range(asking.tile_ranges.shape[1]):
        low, high = asking.tile_ranges[person, row]
        at = start + np.searchsorted(tiles, low)
        while at < end and ground.near_tile[at] <= high:
            position = ground.near_position[at]
            at += 1
            notes.counts[TOUCHED] += 1
            cell = ground.position_cell[position]
            group = ground.cell_group[cell]
            if notes.group_mark[group] != notes.counts[MARK]:
                continue
            is_seen = notes.cell_mark[cell] == notes.counts[MARK]
            total = notes.cell_sum[cell] if is_seen else notes.group_sum[group]
            alone = notes.cell_score[cell] if is_seen else notes.group_score[group]
            if alone + lift < notes.floor[0]:
                continue
            points = asking.distance_weight * near_share(ground, asking, person, position)
            score = floored(total, points, notes.group_after[group])
            _compete(score, position, notes, contest)


@compiled
def _far_ones(ground: Any, asking: Any, person: int, notes: Any, contest: Any) -> None:
    """Let all on the floor or above compete that are not near."""
    for number in range(notes.counts[CELLS]):
        cell = notes.seen_cells[number]
        _far_cell(ground, asking, person, notes, cell, notes.cell_score[cell], contest)
    for number in range(notes.counts[GROUPS]):
        group = notes.seen_groups[number]
        score = notes.group_score[group]
        if score < notes.floor[0]:
            continue
        for cell in range(ground.group_cells[group], ground.group_cells[group + 1]):
            if notes.cell_mark[cell] != notes.counts[MARK]:
                _far_cell(ground, asking, person, notes, cell, score, contest)


@compiled
def _far_cell(
    ground: Any,
    asking: Any,
    person: int,
    notes: Any,
    cell: int,
    score: int,
    contest: Any,
) -> None:
    if score < notes.floor[0]:
        return
    for position in range(ground.cell_positions[cell], ground.cell_positions[cell + 1]):
        tile = ground.position_tile[position]
        row = tile // TILES_AROUND - asking.tile_row[person]
        if 0 <= row < asking.tile_ranges.shape[1]:
            low, high = asking.tile_ranges[person, row]
            if low <= tile <= high:
                continue
        notes.counts[TOUCHED] += 1
        _compete(score, position, notes, contest)


@compiled
def _compete(score: int, position: int, notes: Any, contest: Any) -> None:
    """Put a position among the best, if it belongs there."""
    if score < notes.floor[0]:
        return
    (scores, drawn, rows), own, lots = contest
    size, lot = notes.counts[FOUND], mixed(own, lots[position])
    if size < len(scores):
        scores[size], drawn[size], rows[size] = score, lot, position
        rise(scores, drawn, rows, size)
        notes.counts[FOUND] += 1
    elif score > scores[0] or (score == scores[0] and lot < drawn[0]):
        scores[0], drawn[0], rows[0] = score, lot, position
        sink(scores, drawn, rows, 0, size)
