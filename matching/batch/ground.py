"""Positions as compact arrays, sorted so that what cannot matter lies together.

A *bucket* is all positions of one occupation and level. In it, a *group* asks the same German, the
same hours, licences and so on: there, only skills and distance differ. A *cell* of a group asks
the same skills, too. Each group lists by skill which cells ask it, each bucket lists its
positions by tile of the map.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
LAYOUT = 2
"""Of the files a batch prepares; a folder of another layout is another batch."""
TILE_DEGREES = 0.25
TILES_AROUND = int(360 / TILE_DEGREES)
NOWHERE = -1


class Ground(NamedTuple):
    """All positions; ``starts`` arrays have one entry more than there are things."""

    bucket_groups: Ints  # starts
    bucket_positions: Ints  # starts
    group_german: Ints  # class of the German asked
    group_rest: Ints  # class of the rest
    group_null: Floats  # share of skills for somebody who has none of them
    group_placed: NDArray[np.bool_]  # whether the positions have a place
    group_cells: Ints  # starts
    group_skills: Ints  # starts into skill and skill_cells
    skill: Ints  # asked in a group, ascending there
    skill_cells: Ints  # starts into cell_of_skill
    cell_of_skill: Ints
    cell_group: Ints
    cell_signature: Ints
    cell_positions: Ints  # starts
    signature: Ints  # starts into signature_skill and signature_share
    signature_skill: Ints
    signature_share: Floats
    rest_recognition: Ints  # classes of each rest
    rest_licence: Ints
    rest_hours: Ints
    rest_wish: Ints
    position_cell: Ints
    position_tile: Ints
    position_point: Floats  # (m, 3) on the unit sphere
    near_tile: Ints  # ascending in a bucket
    near_position: Ints


class Sorted(NamedTuple):
    """What each of m positions is, as classes: the columns the ground is made of."""

    bucket: Ints
    german: Ints
    rest: Ints
    signature: Ints
    null: Floats
    tile: Ints
    point: Floats


def laid_out(of: Sorted, order: NDArray[np.intp]) -> dict[str, Any]:
    """Return the arrays of the ground but for those of signatures and rests."""
    placed = of.tile != NOWHERE
    bucket, group, cell = (
        _numbered(keys)
        for keys in (
            (of.bucket,),
            (of.bucket, of.german, of.rest, of.null, placed),
            (of.bucket, of.german, of.rest, of.null, placed, of.signature),
        )
    )
    first_of_group, first_of_cell = _firsts(group), _firsts(cell)
    near = np.lexsort((np.arange(len(order)), of.tile, bucket))
    return {
        "bucket_groups": _starts(bucket[first_of_group]),
        "bucket_positions": _starts(bucket),
        "group_german": of.german[first_of_group],
        "group_rest": of.rest[first_of_group],
        "group_null": of.null[first_of_group],
        "group_placed": placed[first_of_group],
        "group_cells": _starts(group[first_of_cell]),
        "cell_group": group[first_of_cell],
        "cell_signature": of.signature[first_of_cell],
        "cell_positions": _starts(cell),
        "position_cell": cell,
        "position_tile": of.tile,
        "position_point": of.point,
        "near_tile": of.tile[near],
        "near_position": near.astype(np.int32),
    }


def sorting_order(of: Sorted) -> NDArray[np.intp]:
    """Return the order in which groups and cells lie together."""
    placed = of.tile != NOWHERE
    return np.lexsort((of.signature, placed, of.null, of.rest, of.german, of.bucket))


def skills_by_group(
    cell_group: Ints, cell_signature: Ints, signature: Ints, signature_skill: Ints, groups: int
) -> dict[str, Ints]:
    """Return for each group the skills asked in it and, for each of these, the cells."""
    counts = np.diff(signature)[cell_signature]
    cells = np.repeat(np.arange(len(cell_group), dtype=np.int32), counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    skills = signature_skill[signature[cell_signature[cells]] + within]
    order = np.lexsort((cells, skills, cell_group[cells]))
    cells, skills = cells[order], skills[order]
    pair = _numbered((cell_group[cells], skills))
    first = _firsts(pair)
    of_group = cell_group[cells[first]]
    return {
        "group_skills": np.searchsorted(of_group, np.arange(groups + 1)).astype(np.int32),
        "skill": skills[first].astype(np.int32),
        "skill_cells": _starts(pair),
        "cell_of_skill": cells,
    }


def tiles_of(places: Floats) -> Ints:
    """Return the tile of each (latitude, longitude); ``NOWHERE`` where there is no place."""
    known = ~np.isnan(places[:, 0])
    rows = np.floor((np.where(known, places[:, 0], 0.0) + 90.0) / TILE_DEGREES)
    columns = np.floor((np.where(known, places[:, 1], 0.0) + 180.0) / TILE_DEGREES)
    tiles = rows * TILES_AROUND + np.clip(columns, 0, TILES_AROUND - 1)
    return np.where(known, tiles, NOWHERE).astype(np.int32)


def save(ground: Ground, folder: Path) -> None:
    """Keep each array in a file of its own, so that workers can share it."""
    folder.mkdir(exist_ok=True)
    for name, array in ground._asdict().items():
        np.save(folder / f"{name}.npy", array)


def load(folder: Path) -> Ground:
    """Map the arrays into memory; the system keeps one copy for all who do."""
    return Ground(**{name: mapped(folder / f"{name}.npy") for name in get_type_hints(Ground)})


def mapped(path: Path) -> NDArray[Any]:
    """Map one array into memory."""
    if path.stat().st_size < 4096:  # an empty file cannot be mapped, a small one need not
        array: NDArray[Any] = np.load(path)
        array.setflags(write=False)
        return array
    return np.asarray(np.load(path, mmap_mode="r"))


def _numbered(keys: tuple[NDArray[Any], ...]) -> Ints:
    """Return 0, 1, 2 ... for runs of equal keys, which lie together."""
    changes = np.zeros(len(keys[0]), dtype=bool)
    for key in keys:
        changes[1:] |= key[1:] != key[:-1]
    return np.cumsum(changes, dtype=np.int32)


def _firsts(numbers: Ints) -> NDArray[np.intp]:
    return np.flatnonzero(np.diff(numbers, prepend=-1))


def _starts(numbers: Ints) -> Ints:
    """Return where each number's run begins, and at last where all end."""
    return np.append(_firsts(numbers), len(numbers)).astype(np.int32)
