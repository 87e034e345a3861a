"""Places of Kreis Herford and next to it: names and coordinates of their postcodes.

Coordinates are centres of postcode areas (GeoNames, CC BY 4.0), good for distances of
kilometres, not of streets.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from pathlib import Path

_TABLE = Path(__file__).parent / "rules" / "places.csv"

OWN_DISTRICT = "Herford"


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode area; latitude and longitude in degrees (WGS 84)."""

    postcode: str
    name: str
    district: str
    latitude: float
    longitude: float


def coordinates(postcode: str | None) -> tuple[float, float] | None:
    """Return latitude and longitude of a postcode, or ``None`` where it is not known.

    >>> coordinates("32257")
    (52.198, 8.586)
    """
    place = _places().get(postcode or "")
    return (place.latitude, place.longitude) if place else None


def place_name(postcode: str | None) -> str | None:
    """Return the municipality of a postcode, or ``None`` where it is not known.

    >>> place_name("32049")
    'Herford'
    """
    place = _places().get(postcode or "")
    return place.name if place else None


def district_of(postcode: str | None) -> str | None:
    """Return the district of a postcode, or ``None`` where it is not known.

    >>> district_of("32545")
    'Minden-Lübbecke'
    """
    place = _places().get(postcode or "")
    return place.district if place else None


def postcode_of(name: str) -> str | None:
    """Return the first postcode of a municipality, or ``None`` where the name is not known.

    >>> postcode_of("Herford")
    '32049'
    """
    return _postcodes().get(" ".join(name.split()).casefold())


def contradicted_by(postcode: str | None, name: str) -> str | None:
    """Return the municipality of the postcode where the name is that of another one.

    A name nobody knows may be a part of the municipality, so it contradicts nothing.

    >>> contradicted_by("32049", "Kirchlengern"), contradicted_by("32049", "Diebrock")
    ('Herford', None)
    """
    known, typed = place_name(postcode), " ".join(name.split()).casefold()
    return known if known and typed in _postcodes() and typed != known.casefold() else None


def municipalities() -> list[str]:
    """Return the names of the district's municipalities, then those next to it, by name."""
    own = {place.name for place in _places().values() if place.district == OWN_DISTRICT}
    others = {place.name for place in _places().values()} - own
    return sorted(own) + sorted(others)


@functools.cache
def _postcodes() -> dict[str, str]:
    known: dict[str, str] = {}
    for place in sorted(_places().values(), key=lambda one: one.postcode):
        known.setdefault(place.name.casefold(), place.postcode)
    return known


@functools.cache
def _places() -> dict[str, Place]:
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {
            row["postcode"]: Place(
                row["postcode"],
                row["place"],
                row["district"],
                float(row["latitude"]),
                float(row["longitude"]),
            )
            for row in csv.DictReader(table)
        }
