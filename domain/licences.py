"""Licences and certificates that work may ask for and people may hold."""

from __future__ import annotations

from collections.abc import Collection
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


_DRIVING_LAW = "§§ 6, 29, 31 FeV"
_LAW = {
    Licence.PASSENGER_TRANSPORT: "§ 48 FeV",
    Licence.DRIVER_QUALIFICATION: "BKrFQG",
    Licence.FORKLIFT: "§ 7 DGUV Vorschrift 68",
    Licence.CRANE: "§ 29 DGUV Vorschrift 52",
    Licence.FOOD_HYGIENE: "§ 43 IfSG",
    Licence.GUARD: "§ 34a GewO",
}
"""Who asks for a certificate; a welder is tested by a standard, no law."""


def law_of(asked: Collection[Licence]) -> str:
    """Return the paragraphs that ask for these licences, each once.

    >>> law_of([Licence.CAR, Licence.LORRY, Licence.FORKLIFT])
    '§§ 6, 29, 31 FeV; § 7 DGUV Vorschrift 68'
    """
    laws = [
        _DRIVING_LAW if one in DRIVING else _LAW.get(one, "") for one in Licence if one in asked
    ]
    return "; ".join(dict.fromkeys(filter(None, laws)))


def carriers_of(licence: Licence) -> list[Licence]:
    """Return the licences that let somebody do what ``licence`` lets them do, itself first.

    >>> [one.value for one in carriers_of(Licence.LORRY_MEDIUM)]
    ['c1', 'c', 'ce']
    """
    return [licence, *(one for one, with_it in INCLUDES.items() if licence in with_it)]
