"""The postal code list of GeoNames: its lines, what they say, and what is wrong with one.

Format (https://download.geonames.org/export/zip/readme.txt): tab separated, no header: country,
postcode, place, three times name and code of the administration, latitude, longitude, accuracy.
The same columns with commas and a header line are taken, too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

COUNTRY = "DE"
SOURCE = "GeoNames"
LICENCE = "CC BY 4.0"
LONGEST_NAME = 180
MOST_FAULTS = 20
_HEADER = "country_code"
_TABBED = {"country": 0, "postcode": 1, "place": 2, "latitude": 9, "longitude": 10}


class PlacedPostcode(NamedTuple):
    """A postcode area: first name in the list, middle of all its places (degrees, WGS 84)."""

    postcode: str
    name: str
    latitude: float
    longitude: float


class Fault(NamedTuple):
    """What is wrong with one line, counted from one."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class PlaceList:
    """What a file holds; with any fault nothing of it is used."""

    postcodes: list[PlacedPostcode]
    lines: int
    faults: list[Fault]


class _Place(NamedTuple):
    postcode: str
    name: str
    latitude: float
    longitude: float


def read_places(lines: Iterable[str]) -> PlaceList:
    """Read a list line by line; other countries are passed over, bad lines are named.

    >>> read_places(["DE\\t32049\\tHerford\\t\\t\\t\\t\\t\\t\\t52.12\\t8.67\\t4"]).postcodes[0].name
    'Herford'
    """
    found: dict[str, list[_Place]] = {}
    faults: list[Fault] = []
    number = 0
    for number, cells, columns in _cells(lines):
        try:
            place = _place(cells, columns)
        except ValueError as error:
            faults.append(Fault(number, str(error)))
            if len(faults) == MOST_FAULTS:
                break
            continue
        if place is not None:
            found.setdefault(place.postcode, []).append(place)
    middles = [_middle(code, places) for code, places in sorted(found.items())]
    return PlaceList(middles, number, faults)


def _cells(lines: Iterable[str]) -> Iterator[tuple[int, list[str], dict[str, int]]]:
    """Return number and cells of each line, and where the columns are."""
    columns = _TABBED
    delimiter = "\t"
    for number, line in enumerate(lines, 1):
        text = line.removeprefix("\ufeff") if number == 1 else line
        if number == 1 and text.startswith(_HEADER):
            names = text.strip().split(",")
            wanted = (_HEADER, "zipcode", "place", "latitude", "longitude")
            if set(wanted) <= set(names):
                columns = dict(zip(_TABBED, map(names.index, wanted), strict=True))
            delimiter = ","
            continue
        if text.strip():
            yield number, next(csv.reader([text.rstrip("\r\n")], delimiter=delimiter)), columns


def _place(cells: list[str], columns: dict[str, int]) -> _Place | None:
    if len(cells) <= columns["longitude"]:
        raise ValueError(f"has {len(cells)} columns, expected {columns['longitude'] + 1} or more")
    country, postcode, name = (cells[columns[one]].strip() for one in list(columns)[:3])
    if country != COUNTRY:
        return None
    if not (postcode.isascii() and postcode.isdigit() and len(postcode) == 5):
        raise ValueError(f"'{postcode[:20]}' is no postcode of five digits")
    if not name or len(name) > LONGEST_NAME:
        raise ValueError("has no name of a place, or one that is too long")
    return _Place(
        postcode,
        name,
        _degrees(cells[columns["latitude"]], 90, "latitude"),
        _degrees(cells[columns["longitude"]], 180, "longitude"),
    )


def _degrees(text: str, most: int, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"'{text[:20]}' is no {what}") from None
    if not -most <= value <= most:
        raise ValueError(f"{text[:20]} is no {what}")
    return value


def _middle(postcode: str, places: list[_Place]) -> PlacedPostcode:
    count = len(places)
    return PlacedPostcode(
        postcode,
        places[0].name,
        round(sum(one.latitude for one in places) / count, 5),
        round(sum(one.longitude for one in places) / count, 5),
    )
