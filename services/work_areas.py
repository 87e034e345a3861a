"""Areas of work as pictures show them, with everyday occupations, for people who sign up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from matching.catalogue import load_catalogue
from services.catalogue import occupation_label, suggest_occupations

SAME_TRADE = 2
"""So many leading digits of the KldB two occupations share that one picture stands for."""


@dataclass(frozen=True, slots=True)
class NamedArea:
    """An area of work with its name in the reader's language."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class NamedOccupation:
    """An occupation to choose: KldB code, name for the reader, German name for the office."""

    code: str
    name: str
    german: str


def work_areas(language: str) -> list[NamedArea]:
    """Return the areas in their order."""
    return [NamedArea(area.key, area.labels[language]) for area in load_catalogue().tasks]


def is_work_area(key: str) -> bool:
    """Return whether there is such an area."""
    return any(area.key == key for area in load_catalogue().tasks)


def occupations_of_area(key: str, language: str) -> list[NamedOccupation]:
    """Return the everyday occupations of an area; none where there is no such area."""
    catalogue = load_catalogue()
    keys = next((area.occupations for area in catalogue.tasks if area.key == key), ())
    found = (catalogue.everyday_by_key[one] for one in keys)
    return [NamedOccupation(one.code, one.labels[language], one.neutral) for one in found]


def area_of(codes: Sequence[str | None]) -> str | None:
    """Return the key of the area most of these occupations belong to, if any is near one."""
    votes = Counter(area for code in codes for area in [_nearest_area(code)] if area)
    return max(votes, key=lambda area: votes[area]) if votes else None


@cache
def _nearest_area(code: str | None) -> str | None:
    catalogue = load_catalogue()
    known = {
        area.key: max(
            nearness(catalogue.everyday_by_key[one].code, code) for one in area.occupations
        )
        for area in catalogue.tasks
    }
    best = max(known, key=lambda key: known[key])
    return best if known[best] >= SAME_TRADE else None


def occupations_like(typed: str, language: str, *, limit: int = 6) -> list[NamedOccupation]:
    """Return the occupations that sound most like what was typed, one for each code."""
    return [
        NamedOccupation(one.code, occupation_label(one.code, language), occupation_label(one.code))
        for one in suggest_occupations(typed, language, limit)
    ]


def code_of_title(typed: str) -> str | None:
    """Return the code of an occupation somebody chose by its full title; else nothing is linked."""
    found = occupations_like(typed, "de", limit=1)
    return found[0].code if found and found[0].name.casefold() == typed.casefold() else None


def nearness(code: str | None, other: str | None) -> int:
    """Return how many leading digits two codes share: 5 is the same type, 0 nothing alike."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(code or "", other or "", strict=False))
    return sum(1 for _pair in alike)
