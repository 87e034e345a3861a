"""Two records side by side: a score from 0 to 1, and the reasons it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.identity.births import UNKNOWN_BIRTH, WEIGHTS, Birth, BirthFit, fit
from domain.identity.likeness import name_likeness, same_order
from domain.names import folded

SUSPECTED = 0.6
"""From here on a colleague is asked whether both are one person."""
LIKELY = 0.8
"""From here on it is called likely."""
ALIKE = 0.75
"""Names less alike than this are of two people, whatever else fits."""

SAME_PHONE, SAME_EMAIL, SAME_PLACE, OTHER_SEX = 0.04, 0.06, 0.01, -0.15
"""Families share a phone and an address: these move a score, and never make one."""
_NEARLY = 0.99
"""Short of one as long as anything differs."""


class ReasonKind(StrEnum):
    """What speaks for or against one person behind both records."""

    SAME_NAME = "same_name"
    NAME_SPELLED_DIFFERENTLY = "name_spelled_differently"
    NAME_IN_OTHER_ORDER = "name_in_other_order"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"
    SAME_PLACE = "same_place"
    OTHER_SEX = "other_sex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a record says about who somebody is."""

    given_name: str
    family_name: str = ""
    own_script_name: str | None = None
    birth: Birth = UNKNOWN_BIRTH
    phone: str | None = None
    email: str | None = None
    place: str | None = None
    sex: str | None = None

    @property
    def full_name(self) -> str:
        """Return the name as written for the office."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with what each record says."""

    kind: ReasonKind | BirthFit
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Suspicion:
    """How likely one person stands behind two records."""

    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def is_suspected(self) -> bool:
        """Return whether a colleague should look."""
        return self.score >= SUSPECTED

    @property
    def is_likely(self) -> bool:
        """Return whether it is more than a suspicion."""
        return self.score >= LIKELY


def compare(one: Identity, other: Identity) -> Suspicion:
    """Return how likely both are one person; the score is the same both ways round.

    >>> a = Identity(given_name="Mohammed", family_name="Haddad", birth=Birth(1990, 4, 3))
    >>> b = Identity(given_name="محمد", family_name="حداد", birth=Birth(1990, 3, 4))
    >>> compare(a, b).is_likely
    True
    """
    alike = 1.0 if one == other else _names_alike(one, other)
    if alike < ALIKE:
        return Suspicion(0.0)
    births = fit(one.birth, other.birth)
    more = _small_reasons(one, other)
    score = alike * WEIGHTS[births] + sum(weight for weight, _reason in more)
    reasons = (
        _name_reason(one, other),
        Reason(births, _written(one.birth), _written(other.birth)),
        *(reason for _weight, reason in more),
    )
    return Suspicion(1.0 if one == other else max(0.0, min(_NEARLY, round(score, 3))), reasons)


def _names_alike(one: Identity, other: Identity) -> float:
    """Return how alike the names are; where both own scripts are known they count, too."""
    latin = name_likeness(one.full_name, other.full_name)
    if one.own_script_name and other.own_script_name:
        own = name_likeness(one.own_script_name, other.own_script_name)
        return 0.7 * min(latin, own) + 0.3 * max(latin, own)
    crossed = [
        name_likeness(a.own_script_name, b.full_name)
        for a, b in ((one, other), (other, one))
        if a.own_script_name
    ]
    return max([latin, *crossed])


def _name_reason(one: Identity, other: Identity) -> Reason:
    names = one.full_name, other.full_name
    if folded(names[0]) == folded(names[1]):
        return Reason(ReasonKind.SAME_NAME, *names)
    kind = (
        ReasonKind.NAME_SPELLED_DIFFERENTLY
        if same_order(*names)
        else ReasonKind.NAME_IN_OTHER_ORDER
    )
    return Reason(kind, *names)


def _small_reasons(one: Identity, other: Identity) -> list[tuple[float, Reason]]:
    pairs = (
        (SAME_PHONE, ReasonKind.SAME_PHONE, one.phone, other.phone),
        (SAME_EMAIL, ReasonKind.SAME_EMAIL, one.email, other.email),
        (SAME_PLACE, ReasonKind.SAME_PLACE, one.place, other.place),
    )
    found = [
        (weight, Reason(kind, a, b))
        for weight, kind, a, b in pairs
        if a and b and a.casefold() == b.casefold()
    ]
    if one.sex and other.sex and one.sex != other.sex:
        found.append((OTHER_SEX, Reason(ReasonKind.OTHER_SEX, one.sex, other.sex)))
    return found


def _written(birth: Birth) -> str:
    """Return a birth date day first, as far as it is known.

    >>> _written(Birth(1990, 4, 3)), _written(Birth(1990)), _written(Birth())
    ('03.04.1990', '1990', '')
    """
    parts = [f"{part:02d}" for part in (birth.day, birth.month) if part is not None]
    return ".".join([*parts, str(birth.year)]) if birth.year else ""
