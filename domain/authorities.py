"""Which authority decides on a person's permission to work (facts of Kreis Herford, 1.1)."""

from __future__ import annotations

from domain.places import OWN_DISTRICT, district_of, place_name
from domain.residence import Authority

_TOWN = "Herford"


def responsible_authority(postcode: str | None, in_facility: bool | None) -> Authority:
    """Return who decides: by the facility, else by the place of residence.

    >>> responsible_authority("32257", False).value
    'abh_kreis_herford'
    """
    if in_facility:
        return Authority.LAND_FACILITY
    if not postcode:
        return Authority.UNKNOWN
    if district_of(postcode) != OWN_DISTRICT:
        return Authority.ELSEWHERE
    return Authority.TOWN if place_name(postcode) == _TOWN else Authority.DISTRICT
