"""Occupations, everyday titles, skills and task areas, read from the CSV files beside this file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from matching.catalogue.profiles import Profile, read_profiles
from matching.catalogue.rows import LANGUAGES, read_labels, read_rows, split_list

__all__ = [
    "LANGUAGES",
    "Catalogue",
    "EverydayOccupation",
    "Occupation",
    "Profile",
    "Skill",
    "load_catalogue",
    "read_catalogue",
]

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Occupation:
    """A five-digit type of the KldB 2010; ``level`` runs from 1 (helper) to 4 (expert)."""

    code: str
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class EverydayOccupation:
    """An occupation as people say it, with its KldB type.

    ``synonyms`` are German, ``foreign_synonyms`` English, Arabic and Russian.
    """

    key: str
    code: str
    male: str
    female: str
    neutral: str
    synonyms: tuple[str, ...]
    foreign_synonyms: tuple[str, ...]
    labels: Mapping[str, str]  # by language

    @property
    def titles(self) -> tuple[str, ...]:
        """Return all German ways to write it."""
        return (self.male, self.female, self.neutral, *self.synonyms)

    @property
    def names(self) -> tuple[str, ...]:
        """Return all ways to write it in any language."""
        return (*self.titles, *self.labels.values(), *self.foreign_synonyms)


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill a position can ask for; ``groups`` are the KldB groups it belongs to."""

    key: str
    labels: Mapping[str, str]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskArea:
    """An area of work shown as a pictogram, with the keys of everyday occupations."""

    key: str
    labels: Mapping[str, str]
    occupations: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """Everything the CSV files say."""

    occupations: tuple[Occupation, ...]
    groups: Mapping[str, str]  # one to four digits -> short title
    everyday: tuple[EverydayOccupation, ...]
    vocabulary: Mapping[str, tuple[str, ...]]  # three digits -> typical words
    skills: tuple[Skill, ...]
    tasks: tuple[TaskArea, ...]
    profiles: Mapping[str, Profile]  # by the key of the everyday occupation

    @cached_property
    def by_code(self) -> dict[str, Occupation]:
        """Return the types by their five digits."""
        return {one.code: one for one in self.occupations}

    @cached_property
    def everyday_by_key(self) -> dict[str, EverydayOccupation]:
        """Return the everyday occupations by key."""
        return {one.key: one for one in self.everyday}

    @cached_property
    def everyday_by_neutral(self) -> dict[str, EverydayOccupation]:
        """Return the everyday occupations by their neutral form, which the search shows."""
        return {one.neutral: one for one in self.everyday}

    @cached_property
    def skills_by_key(self) -> dict[str, Skill]:
        """Return the skills by key."""
        return {one.key: one for one in self.skills}

    def title(self, code: str, language: str = "de") -> str:
        """Return what to call a code: the first everyday occupation's label, else the short title.

        A code that is not in the catalogue is returned as it is.
        """
        named = self._names.get(code)
        if named is not None:
            return named.neutral if language == "de" else named.labels[language]
        known = self.by_code.get(code)
        return known.title if known else code

    @cached_property
    def everyday_by_code(self) -> dict[str, tuple[EverydayOccupation, ...]]:
        """Return the everyday occupations of every type that has any."""
        found: defaultdict[str, list[EverydayOccupation]] = defaultdict(list)
        for one in self.everyday:
            found[one.code].append(one)
        return {code: tuple(several) for code, several in found.items()}

    def profiles_of(self, code: str) -> tuple[Profile, ...]:
        """Return the profiles of a five-digit type, none where it has not been described."""
        named = self.everyday_by_code.get(code, ())
        return tuple(self.profiles[one.key] for one in named if one.key in self.profiles)

    @cached_property
    def described_codes(self) -> tuple[str, ...]:
        """Return the types that have a profile, in the order of their numbers."""
        return tuple(sorted({one.code for one in self.everyday if one.key in self.profiles}))

    def skills_of(self, code: str) -> frozenset[str]:
        """Return the keys of the skills the work of a type consists of.

        A type that has not been described takes the core skills of the described types of its
        subgroup (four digits); it is empty where there are none, which means *not known*.
        """
        return self._skills_by_code.get(code) or self._skills_by_subgroup.get(code[:4], frozenset())

    def core_skills_of(self, code: str) -> frozenset[str]:
        """Return the keys of the skills nearly everybody in a type uses; empty if not described."""
        return frozenset(key for one in self.profiles_of(code) for key in one.core)

    def needs_licence(self, code: str) -> bool | None:
        """Return whether the work of a type is regulated; None where nobody has recorded it."""
        said = {one.needs_licence for one in self.profiles_of(code)}
        return True if True in said else (False if said == {False} else None)

    def way_in(self, code: str) -> str | None:
        """Return the usual way into a type (see ``WAYS_IN``), None if it was not described."""
        return next((one.way_in for one in self.profiles_of(code)), None)

    @cached_property
    def _skills_by_code(self) -> dict[str, frozenset[str]]:
        return {
            code: frozenset(key for one in self.profiles_of(code) for key in one.skills)
            for code in self.everyday_by_code
        }

    @cached_property
    def _skills_by_subgroup(self) -> dict[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for code in self.everyday_by_code:
            found[code[:4]].update(self.core_skills_of(code))
        return {subgroup: frozenset(keys) for subgroup, keys in found.items()}

    @cached_property
    def _names(self) -> dict[str, EverydayOccupation]:
        return {one.code: one for one in reversed(self.everyday)}


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """Return the shipped catalogue, read once."""
    return read_catalogue(HERE)


def read_catalogue(folder: Path) -> Catalogue:
    """Return the catalogue that lies in ``folder``."""
    return Catalogue(
        occupations=tuple(
            Occupation(row["code"], int(row["level"]), row["title"])
            for row in read_rows(folder / "occupations.csv")
        ),
        groups={row["code"]: row["title"] for row in read_rows(folder / "groups.csv")},
        everyday=_read_everyday(folder),
        vocabulary={
            row["group"]: split_list(row["words"]) for row in read_rows(folder / "vocabulary.csv")
        },
        skills=tuple(
            Skill(row["key"], read_labels(row), split_list(row["groups"]))
            for row in read_rows(folder / "skills.csv")
        ),
        tasks=tuple(
            TaskArea(row["key"], read_labels(row), split_list(row["occupations"]))
            for row in read_rows(folder / "tasks.csv")
        ),
        profiles=read_profiles(folder),
    )


def _read_everyday(folder: Path) -> tuple[EverydayOccupation, ...]:
    foreign: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_rows(folder / "synonyms.csv"):
        foreign[row["occupation"]].append(row["synonym"])
    return tuple(
        EverydayOccupation(
            key=row["key"],
            code=row["code"],
            male=row["male"],
            female=row["female"],
            neutral=row["neutral"],
            synonyms=split_list(row["synonyms"]),
            foreign_synonyms=tuple(foreign[row["key"]]),
            labels={"de": row["neutral"], "en": row["label_en"], "ar": row["label_ar"]},
        )
        for row in read_rows(folder / "everyday.csv")
    )
