"""Some people as arrays for the search: what each class of positions is worth to each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.arrays import Encoder, named
from matching.batch.ground import TILE_DEGREES, TILES_AROUND
from matching.batch.shelf import Shelf
from matching.content import content_in_use
from matching.distance import EARTH_RADIUS_KM, FAR_KM, points_on_earth
from matching.features import CandidateFeatures
from matching.fits import german_table, hours_table, licence_table, recognition_table
from matching.nearness import nearness_of
from matching.shares import PROOF, of_kind
from matching.tables import Floats, Rows, Table, compared, scaled_to_mean
from matching.work_fits import fits_to_work

People = Sequence[CandidateFeatures]
_REACH_DEGREES = float(np.degrees(FAR_KM / EARTH_RADIUS_KM)) * 1.02
"""How far from home a distance can earn anything, with some to spare."""
_POLAR = 85.0


class Asking(NamedTuple):
    """n people; tables have a row for each class of people and a column for each of positions."""

    piece_starts: Rows  # (n + 1,)
    piece_occupation: Rows
    piece_level: Rows
    piece_worth: Floats  # points of the work itself and of experience
    nearness: Floats  # (occupations, buckets)
    level_points: Floats  # (levels, buckets)
    wish_starts: Rows  # (n + 1,)
    wish_occupation: Rows
    wish_nearness: Floats  # (occupations, buckets)
    wish_part: Floats  # (wishes asked,) what of the wish the occupation makes
    is_named: NDArray[np.bool_]  # (buckets,)
    held_starts: Rows  # (n + 1,)
    held_skill: Rows
    held_proof: Floats
    german: Rows  # (n,)
    german_points: Floats
    recognition: Rows
    recognition_points: Floats
    licence: Rows
    licence_points: Floats
    hours: Rows
    hours_points: Floats
    kind: Rows
    kind_points: Floats
    has_place: NDArray[np.bool_]
    point: Floats  # (n, 3)
    radius: Floats  # kilometres
    tile_row: Rows  # (n,) the first row of tiles within reach
    tile_ranges: Rows  # (n, rows, 2) first and last tile within reach
    skill_weight: float
    distance_weight: float
    wish_weight: float


def asking_of(people: People, shelf: Shelf, weights: dict[str, float], encoder: Encoder) -> Asking:
    """Return ``people`` as arrays; the ranking's own rules fill the tables."""
    content = content_in_use(shelf.day)
    work = fits_to_work(people, shelf.asked, encoder, content)
    pieces = work.pieces
    wished = encoder.occupations([named(w.code, w.typed) for one in people for w in one.wished])
    near = nearness_of(wished, shelf.asked.occupations, content)[:, shelf.asked.occupations.of]
    kinds, wish_part = _wishes(people, shelf)
    return Asking(
        piece_starts=np.append(pieces.starts, len(pieces.works)).astype(np.intp),
        piece_occupation=pieces.occupation,
        piece_level=pieces.level,
        piece_worth=weights["occupation"] + weights["experience"] * pieces.years[:, 0],
        nearness=np.ascontiguousarray(work.nearness),
        level_points=weights["level"] * work.level_shares,
        wish_starts=_starts([len(one.wished) for one in people]),
        wish_occupation=wished.of,
        wish_nearness=np.ascontiguousarray(near),
        wish_part=wish_part,
        is_named=work.is_named,
        **_skills(people, shelf.skills),
        **_points("german", german_table(people, shelf.classes["german"]), weights["german"]),
        **_points(
            "recognition",
            recognition_table(people, shelf.classes["recognition"]),
            weights["recognition"],
        ),
        **_points("licence", licence_table(people, shelf.classes["licence"]), weights["licence"]),
        **_points("hours", hours_table(people, shelf.classes["hours"]), weights["hours"]),
        **_points("kind", kinds, weights["wish"]),
        **_places(people),
        skill_weight=weights["skills"],
        distance_weight=weights["distance"],
        wish_weight=weights["wish"],
    )


def _points(name: str, table: Table, weight: float) -> dict[str, Any]:
    return {name: table.classes, f"{name}_points": np.ascontiguousarray(weight * table.certain)}


def _skills(people: People, known: Mapping[str, int]) -> dict[str, Any]:
    """Return the skills people hold, of those that are asked anywhere."""
    held = [
        [(known[key], PROOF[check]) for key, check in (one.skills or {}).items() if key in known]
        for one in people
    ]
    return {
        "held_starts": _starts([len(one) for one in held]),
        "held_skill": np.array([skill for one in held for skill, _ in one], dtype=np.intp),
        "held_proof": np.array([proof for one in held for _, proof in one], dtype=np.float64),
    }


def _wishes(people: People, shelf: Shelf) -> tuple[Table, Floats]:
    """Return the shares of the kind of beginning, and what part the occupation wished makes."""
    asked = shelf.classes["wish"]
    kinds = compared([one.kinds for one in people], [one.kind for one in asked], of_kind)
    names = [one.typed is not None for one in asked]
    asks = np.array([[one.kind is not None for one in asked], names], dtype=float)
    ones = Table(np.zeros(1, dtype=np.intp), np.ones((1, len(asked))))
    scaled = scaled_to_mean([kinds, ones], asks)
    return scaled[0], scaled[1].certain[0]


def _places(people: People) -> dict[str, Any]:
    has_place = np.array([one.place is not None for one in people], dtype=bool)
    degrees = np.array([one.place or (0.0, 0.0) for one in people], dtype=float).reshape(-1, 2)
    row, ranges = tiles_within_reach(degrees, has_place)
    radius = [np.inf if one.radius_km is None else one.radius_km for one in people]
    return {
        "has_place": has_place,
        "point": points_on_earth([one.place for one in people]),
        "radius": np.array(radius, dtype=np.float64),
        "tile_row": row,
        "tile_ranges": ranges,
    }


def tiles_within_reach(degrees: Floats, has_place: NDArray[np.bool_]) -> tuple[Rows, Rows]:
    """Return the first row of tiles within reach, and for each row the first and last tile.

    Near the poles and the line where longitudes jump whole rows are within reach. A row beyond
    reach, and all rows of who has no place, hold none (first after last).
    """
    latitude, longitude = degrees[:, 0], degrees[:, 1]
    low = np.floor((latitude - _REACH_DEGREES + 90.0) / TILE_DEGREES).astype(np.intp)
    high = np.floor((latitude + _REACH_DEGREES + 90.0) / TILE_DEGREES).astype(np.intp)
    widest = np.minimum(np.abs(latitude) + _REACH_DEGREES, _POLAR)
    wide = _REACH_DEGREES / np.cos(np.radians(widest))
    west = np.floor((longitude - wide + 180.0) / TILE_DEGREES).astype(np.intp)
    east = np.floor((longitude + wide + 180.0) / TILE_DEGREES).astype(np.intp)
    whole = (west < 0) | (east >= TILES_AROUND) | (widest >= _POLAR)
    west, east = np.where(whole, 0, west), np.where(whole, TILES_AROUND - 1, east)
    rows = low[:, None] + np.arange(int((high - low).max(initial=0)) + 1)
    first = rows * TILES_AROUND + west[:, None]
    last = rows * TILES_AROUND + east[:, None]
    last = np.where((rows <= high[:, None]) & has_place[:, None], last, first - 1)
    return low, np.ascontiguousarray(np.stack([first, last], axis=2))


def _starts(counts: Sequence[int]) -> Rows:
    return np.cumsum([0, *counts]).astype(np.intp)
