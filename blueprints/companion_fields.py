"""Form fields for the adults who come along to a fair, on the telephone and at the counter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypedDict

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField

from blueprints.name_field import NameLine
from models import Candidate
from services import registrations
from services.newcomers import Newcomer

MOST = 4
"""Adults beside the first; a larger family registers at the counter, twice."""
WORK_NOT_NAMED = "Sucht Arbeit (Beruf noch nicht genannt)"
"""What the office reads of a companion who looks for work and was not asked for what."""


class Companion(TypedDict):
    """An adult who comes along, as a draft keeps it."""

    given_name: str
    family_name: str
    looks_for_work: bool


def _given(number: int) -> NameLine:
    return NameLine(_l("Vorname von Person %(number)s", number=number), longest=120)


def _family(number: int) -> NameLine:
    return NameLine(_l("Nachname von Person %(number)s", number=number), longest=120)


def _looks(number: int) -> BooleanField:
    return BooleanField(_l("Person %(number)s sucht auch Arbeit", number=number))


class CompanionFields(FlaskForm):
    """Name and whether they look for work, for each of at most four adults."""

    given_1, family_1, looks_1 = _given(1), _family(1), _looks(1)
    given_2, family_2, looks_2 = _given(2), _family(2), _looks(2)
    given_3, family_3, looks_3 = _given(3), _family(3), _looks(3)
    given_4, family_4, looks_4 = _given(4), _family(4), _looks(4)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the first name where only the rest of a person was given."""
        valid = bool(super().validate(extra_validators))
        for number in range(1, MOST + 1):
            given, family, looks = self._of(number)
            if (family.data or looks.data) and not given.data and not given.errors:
                given.errors = [_("Schreiben Sie den Vornamen.")]
                valid = False
        return valid

    @property
    def with_others(self) -> bool:
        """Return whether anybody was named, or wrongly named."""
        return any(one.data or one.errors for number in range(1, 5) for one in self._of(number))

    @property
    def companions(self) -> list[Companion]:
        """Return who comes along, as they were named."""
        named = (self._of(number) for number in range(1, MOST + 1))
        return [
            Companion(
                given_name=given.data, family_name=family.data or "", looks_for_work=looks.data
            )
            for given, family, looks in named
            if given.data
        ]

    def _of(self, number: int) -> tuple[Any, Any, Any]:
        return self[f"given_{number}"], self[f"family_{number}"], self[f"looks_{number}"]


def typed_companions(companions: list[Companion]) -> dict[str, object]:
    """Return what the fields show at first: those named before."""
    return {
        f"{name}_{number}": one[key]  # type: ignore[literal-required]
        for number, one in enumerate(companions[:MOST], start=1)
        for name, key in (
            ("given", "given_name"),
            ("family", "family_name"),
            ("looks", "looks_for_work"),
        )
    }


def reached_as(first: Newcomer, known: Candidate) -> Newcomer:
    """Return the answers with the telephone and e-mail the record has where none was given."""
    return replace(first, phone=first.phone or known.phone, email=first.email or known.email)


def coming_along(companions: Sequence[Companion], first: Newcomer) -> list[registrations.Companion]:
    """Return who comes along: reached as the first is, and with their own wish for work."""
    return [
        registrations.Companion(
            Newcomer(
                given_name=one["given_name"],
                family_name=one["family_name"],
                language=first.language,
                phone=first.phone,
                email=first.email,
                own_words=WORK_NOT_NAMED if one["looks_for_work"] else "",
                by=first.by,
                way=first.way,
            )
        )
        for one in companions
    ]
