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
