"""Licences and certificates that work may ask for and people may hold."""

from enum import StrEnum


class Licence(StrEnum):
    """A driving licence (§ 6 FeV) or a certificate of the trade; the same words on both sides."""

    MOPED = "am"
    CAR = "b"
    CAR_TRAILER = "be"
    LORRY_MEDIUM = "c1"
    LORRY = "c"
    LORRY_TRAILER = "ce"
    BUS = "d"
    TRACTOR = "t"
    PASSENGER_TRANSPORT = "passenger_transport"
    DRIVER_QUALIFICATION = "driver_qualification"
    """Berufskraftfahrerqualifikation (BKrFQG)."""
    FORKLIFT = "forklift"
    WELDING = "welding"
    CRANE = "crane"
    FOOD_HYGIENE = "food_hygiene"
    """Instruction under § 43 IfSG."""
    GUARD = "guard"
    """Instruction or examination under § 34a GewO."""


class LicenceState(StrEnum):
    """Where a foreign driving licence stands (§§ 29, 31 FeV)."""

    GERMAN = "german"
    USABLE_UNTIL = "usable_until"
    CONVERSION_RUNNING = "conversion_running"
    NOT_USABLE = "not_usable"


DRIVING = frozenset(
    {
        *(Licence.MOPED, Licence.CAR, Licence.CAR_TRAILER, Licence.LORRY_MEDIUM, Licence.LORRY),
        *(Licence.LORRY_TRAILER, Licence.BUS, Licence.TRACTOR),
    }
)
"""Classes of the one driving licence; they share its country, date and state."""

INCLUDES: dict[Licence, frozenset[Licence]] = {
    Licence.CAR: frozenset({Licence.MOPED}),
    Licence.TRACTOR: frozenset({Licence.MOPED}),
    Licence.LORRY: frozenset({Licence.LORRY_MEDIUM}),
    Licence.LORRY_TRAILER: frozenset(
        {Licence.LORRY, Licence.LORRY_MEDIUM, Licence.CAR_TRAILER, Licence.TRACTOR, Licence.MOPED}
    ),
}
"""Classes a class entitles to as well (§ 6 Abs. 3 FeV)."""


def carriers_of(licence: Licence) -> list[Licence]:
    """Return the licences that let somebody do what ``licence`` lets them do, itself first.

    >>> [one.value for one in carriers_of(Licence.LORRY_MEDIUM)]
    ['c1', 'c', 'ce']
    """
    return [licence, *(one for one, with_it in INCLUDES.items() if licence in with_it)]
