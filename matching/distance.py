"""How far it is to work, as a share: near is good, beyond the own radius counts half."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from matching.features import CandidateFeatures, Coordinates, PositionFeatures
from matching.tables import Floats, Table, classified

NEAR_KM, FAR_KM = 5.0, 50.0
BEYOND_RADIUS = 0.5
EARTH_RADIUS_KM = 6371.0


def distance_table(
    people: Sequence[CandidateFeatures], positions: Sequence[PositionFeatures]
) -> Table:
    """Return 1 up to five kilometres, falling to 0 at fifty; 1 where the position has no place."""
    homes, classes = classified([(person.place, person.radius_km) for person in people])
    places, which = classified([one.place for one in positions])
    far = kilometres([home for home, _ in homes], places)
    certain = 1.0 - np.clip((far - NEAR_KM) / (FAR_KM - NEAR_KM), 0.0, 1.0)
    radius = np.array([math.inf if km is None else km for _, km in homes])
    certain *= np.where(far > radius[:, None], BEYOND_RADIUS, 1.0)
    possible = np.nan_to_num(certain, nan=1.0)
    certain = np.nan_to_num(certain, nan=0.0)
    certain[:, [place is None for place in places]] = 1.0
    return Table(classes, certain[:, which], possible[:, which])


def kilometres(here: Sequence[Coordinates | None], there: Sequence[Coordinates | None]) -> Floats:
    """Return great-circle distances in kilometres (haversine); nan where a place is unknown."""
    start, end = _radians(here)[:, None, :], _radians(there)[None, :, :]
    half = np.sin((end - start) / 2.0) ** 2
    chord = half[..., 0] + np.cos(start[..., 0]) * np.cos(end[..., 0]) * half[..., 1]
    return 2.0 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))


def _radians(places: Sequence[Coordinates | None]) -> Floats:
    rows = [place or (math.nan, math.nan) for place in places]
    return np.radians(np.array(rows, dtype=float).reshape(len(places), 2))
