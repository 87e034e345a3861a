"""Everything the catalogue knows of one type of the KldB, for a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from domain.clock import office_day
from matching.catalogue import EverydayOccupation, Occupation, Profile, Skill, load_catalogue
from matching.neighbours import Neighbour, neighbours
from matching.transitions import Transition
from models import Concept
from services.catalogue import occupation_label
from services.known_codes import find_imported, imported_label

_TYPE = re.compile("[0-9]{4}[1-4]")
MISSING_SHOWN = 4
"""So many skills a neighbour has beyond the occupation itself are named."""


@dataclass(frozen=True, slots=True)
class Described:
    """An everyday occupation of the type; ``profile`` is None where nobody has described it."""

    names: EverydayOccupation
    profile: Profile | None
    core: tuple[Skill, ...]
    further: tuple[Skill, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbour with what it is called, the branch both lie in, and skills by their name."""

    code: str
    label: str
    level: int
    nearness: float
    branch: str
    shared: tuple[str, ...]
    missing: tuple[str, ...]
    short_way: Transition | None


@dataclass(frozen=True, slots=True)
class OccupationPage:
    """A type of the KldB with its branches, its everyday occupations and its neighbours."""

    occupation: Occupation
    label: str
    branches: tuple[str, ...]
    described: tuple[Described, ...]
    neighbours: tuple[Near, ...]
    about: str = ""
    """What an imported KldB says of the type."""
    left_on: date | None = None
    """Since when an imported KldB no longer has it."""


def find_occupation(code: str, today: date) -> OccupationPage | None:
    """Return what is known of a five-digit type on a day; None where no catalogue has it."""
    catalogue = load_catalogue()
    imported = find_imported(code) if _TYPE.fullmatch(code) else None
    occupation = catalogue.by_code.get(code) or _imported(imported)
    if occupation is None:
        return None
    branches = (catalogue.groups.get(code[:depth]) for depth in range(1, 5))
    return OccupationPage(
        occupation=occupation,
        label=occupation_label(code),
        about=imported.about if imported else "",
        left_on=office_day(imported.left_at) if imported and imported.left_at else None,
        branches=tuple(branch for branch in branches if branch),
        described=tuple(_described(one) for one in catalogue.everyday_by_code.get(code, ())),
        neighbours=tuple(_near(one) for one in neighbours(code, day=today)),
    )


def _imported(concept: Concept | None) -> Occupation | None:
    """Return a type only an import knows, or knew."""
    if concept is None:
        return None
    return Occupation(concept.code, int(concept.code[4]), imported_label(concept.code))


def _described(names: EverydayOccupation) -> Described:
    catalogue = load_catalogue()
    profile = catalogue.profiles.get(names.key)
    core = profile.core if profile else ()
    further = profile.further if profile else ()
    known = catalogue.skills_by_key
    return Described(
        names, profile, tuple(known[key] for key in core), tuple(known[key] for key in further)
    )


def _near(one: Neighbour) -> Near:
    catalogue = load_catalogue()

    def named(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(catalogue.skills_by_key[key].labels["de"] for key in keys)

    return Near(
        code=one.code,
        label=catalogue.title(one.code),
        level=catalogue.by_code[one.code].level,
        nearness=one.nearness,
        branch=catalogue.groups.get(one.branch, ""),
        shared=named(one.shared),
        missing=named(one.missing[:MISSING_SHOWN]),
        short_way=one.short_way,
    )
