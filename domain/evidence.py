"""Who said a fact about a person, and how it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.access import Role


class Check(StrEnum):
    """How somebody made sure of a fact, the weakest first."""

    SELF_STATED = "self_stated"
    """The person said so; nobody looked."""
    SEEN = "seen"
    """A colleague saw it done, heard it, or saw the paper."""
    TESTED = "tested"
    CERTIFICATE = "certificate"

    @property
    def is_weakest(self) -> bool:
        """Return whether somebody still has to look."""
        return self is Check.SELF_STATED


class Source(StrEnum):
    """Where a fact comes from."""

    PERSON = "person"
    CASEWORKER = "caseworker"
    OFFICER = "officer"
    DOCUMENT = "document"


class Detail(StrEnum):
    """A group of columns of a person that is told, checked and corrected together."""

    NAME = "name"
    BIRTH = "birth"
    SEX = "sex"
    CONTACT = "contact"
    LANGUAGE = "language"
    PLACE = "place"


DETAIL_COLUMNS: dict[Detail, tuple[str, ...]] = {
    Detail.NAME: ("given_name", "family_name", "own_script_name"),
    Detail.BIRTH: ("birth_year", "birth_month", "birth_day"),
    Detail.SEX: ("sex",),
    Detail.CONTACT: ("email", "phone"),
    Detail.LANGUAGE: ("language",),
    Detail.PLACE: ("postcode", "place"),
}
"""The columns of the table of people that each detail is made of."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a fact was checked and until when it holds; ``None`` means until further notice."""

    check: Check = Check.SELF_STATED
    holds_until: date | None = None


STATED = Evidence()
"""The person said so."""


def source_of(check: Check, role: Role) -> Source:
    """Return where a fact comes from that somebody of this role writes down.

    >>> source_of(Check.SELF_STATED, Role.CASEWORKER).value
    'person'
    >>> source_of(Check.TESTED, Role.OFFICER).value
    'officer'
    """
    if check is Check.CERTIFICATE:
        return Source.DOCUMENT
    if check is Check.SELF_STATED or role not in _STAFF_SOURCES:
        return Source.PERSON
    return _STAFF_SOURCES[role]


_STAFF_SOURCES = {Role.CASEWORKER: Source.CASEWORKER, Role.OFFICER: Source.OFFICER}
