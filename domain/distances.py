"""How far two places are apart, said so roughly that it gives no address away."""

from __future__ import annotations

import math
from enum import StrEnum

_EARTH_RADIUS_KM = 6371.0


class DistanceBand(StrEnum):
    """How far it is, as the crow flies."""

    NEAR = "near"
    """Up to 5 km."""
    SHORT = "short"
    """Up to 15 km."""
    LONG = "long"
    """Up to 30 km."""
    FAR = "far"
    UNKNOWN = "unknown"


_LIMITS = ((5.0, DistanceBand.NEAR), (15.0, DistanceBand.SHORT), (30.0, DistanceBand.LONG))


def distance_band(
    one: tuple[float, float] | None, other: tuple[float, float] | None
) -> DistanceBand:
    """Return the band of two places in degrees of latitude and longitude (WGS 84).

    >>> distance_band((52.116, 8.673), (52.198, 8.586))
    <DistanceBand.SHORT: 'short'>
    """
    if one is None or other is None:
        return DistanceBand.UNKNOWN
    kilometres = _great_circle(one, other)
    return next((band for limit, band in _LIMITS if kilometres <= limit), DistanceBand.FAR)


def _great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    a, b = (math.radians(latitude) for latitude, _longitude in (one, other))
    turn = math.radians(other[1] - one[1])
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(half))
