"""German sentences for what speaks for one person, for fields, tables and refusals."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from blueprints.labels import label
from blueprints.moments import clock, day
from blueprints.profile_labels import language_name
from blueprints.table_words import TABLES
from domain.identity import Reason, ReasonKind, Suspicion
from domain.identity.births import BirthFit

_REASONS = {
    ReasonKind.SAME_NAME: "gleicher Name",
    ReasonKind.NAME_SPELLED_DIFFERENTLY: "gleicher Name, anders geschrieben",
    ReasonKind.NAME_IN_OTHER_ORDER: "Namen in anderer Reihenfolge",
    ReasonKind.SAME_PHONE: "gleiche Telefonnummer (Familien teilen sie oft)",
    ReasonKind.SAME_EMAIL: "gleiche E-Mail-Adresse (Familien teilen sie oft)",
    ReasonKind.SAME_PLACE: "gleicher Ort",
    ReasonKind.OTHER_SEX: "anderes Geschlecht angegeben",
    BirthFit.SAME: "gleiches Geburtsdatum",
    BirthFit.SWAPPED: "Tag und Monat der Geburt vertauscht",
    BirthFit.FIRST_OF_JANUARY: "beide am 1. Januar, das sagt nur das Jahr",
    BirthFit.SAME_YEAR: "gleiches Geburtsjahr",
    BirthFit.ONE_PART: "Geburtsdatum weicht in Tag oder Monat ab",
    BirthFit.YEAR_SLIP: "gleicher Geburtstag, anderes Jahr",
    BirthFit.OTHER_DAY: "gleiches Geburtsjahr, anderer Tag",
    BirthFit.OTHER_YEAR: "anderes Geburtsjahr",
    BirthFit.UNKNOWN: "Geburtsdatum nicht überall bekannt",
}

FIELDS = {
    "given_name": "Vorname",
    "family_name": "Familienname",
    "own_script_name": "Name in eigener Schrift",
    "birth": "Geburtsdatum",
    "sex": "Geschlecht",
    "email": "E-Mail",
    "phone": "Telefon",
    "language": "Sprache der Briefe",
    "postcode": "Postleitzahl",
    "place": "Ort",
    "german_level": "Deutsch",
    "caseworker_id": "Zuständig",
    "schemes": "Rechtskreise, wo sie sich überschneiden",
}


def per_cent(suspicion: Suspicion) -> str:
    """Return the score as it is written on a page."""
    return f"{round(suspicion.score * 100)} %"


def reasons(suspicion: Suspicion) -> list[str]:
    """Return what the score is made of, one sentence each, with both values where they differ."""
    return [_sentence(one) for one in suspicion.reasons]


def table_name(name: str) -> str:
    """Return what a colleague calls the rows of a table."""
    return TABLES.get(name, "Weitere Angaben")


def named_counts(counts: dict[str, int]) -> list[str]:
    """Return how many rows of what, tables of one name together."""
    found: dict[str, int] = {}
    for name, count in counts.items():
        found[table_name(name)] = found.get(table_name(name), 0) + count
    return [f"{name}: {count}" for name, count in sorted(found.items())]


def shown(value: Any, *, field: str = "") -> str:
    """Return the value of a field as a colleague reads it."""
    if field == "language":
        return language_name(str(value))
    if isinstance(value, Enum):
        return str(label(value))
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def talk_time(moment: Any) -> str:
    """Return the day and hour of a talk."""
    return f"{day(moment)}, {clock(moment)}"


def _sentence(reason: Reason) -> str:
    text = _REASONS[reason.kind]
    if reason.one == reason.other or not (reason.one and reason.other):
        return text
    return f"{text}: {reason.one} – {reason.other}"
