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
ARCSINE = (1.0 / 6.0, 3.0 / 40.0, 15.0 / 336.0, 105.0 / 3456.0)
"""asin(x) = x (1 + x^2 (these, by powers of x^2))."""


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
    """Return great-circle distances in kilometres; nan where a place is unknown.

    The arc comes from the chord by the first terms of the arcsine: exact to a metre up to 1,500
    km, too short beyond, where it is far in any case. Nothing but sums, products and roots is
    done with a pair, so whoever computes it in the same order gets the same bits
    (``matching.batch``).
    """
    squared = np.zeros((len(here), len(there)))
    start, end = points_on_earth(here), points_on_earth(there)
    for axis in range(3):
        squared += (start[:, axis, None] - end[None, :, axis]) ** 2
    return arcs(squared)


def arcs(squared: Floats) -> Floats:
    """Return kilometres along the earth from squared chords of the unit sphere."""
    quarter = squared * 0.25
    longer = 1.0 + quarter * (
        ARCSINE[0] + quarter * (ARCSINE[1] + quarter * (ARCSINE[2] + quarter * ARCSINE[3]))
    )
    return 2.0 * EARTH_RADIUS_KM * np.sqrt(quarter) * longer


def points_on_earth(places: Sequence[Coordinates | None]) -> Floats:
    """Return points of the unit sphere, of shape (n, 3); nan where a place is unknown."""
    rows = [place or (math.nan, math.nan) for place in places]
    return points_of_degrees(np.array(rows, dtype=float).reshape(-1, 2))


def points_of_degrees(degrees: Floats) -> Floats:
    """Return points of the unit sphere from rows of latitude and longitude."""
    latitude, longitude = np.radians(degrees.T.copy())
    flat = np.cos(latitude)
    return np.column_stack([flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)])
