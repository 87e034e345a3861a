"""Occupations, everyday titles, skills and task areas, read from the CSV files beside this file."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("de", "en", "ar")


@dataclass(frozen=True, slots=True)
class Occupation:
    """A five-digit type of the KldB 2010; ``level`` runs from 1 (helper) to 4 (expert)."""

    code: str
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class EverydayOccupation:
    """An occupation as people say it, with its KldB type."""

    key: str
    code: str
    male: str
    female: str
    neutral: str
    synonyms: tuple[str, ...]
    labels: Mapping[str, str]  # by language

    @property
    def titles(self) -> tuple[str, ...]:
        """Return all German ways to write it."""
        return (self.male, self.female, self.neutral, *self.synonyms)


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

    @cached_property
    def by_code(self) -> dict[str, Occupation]:
        """Return the types by their five digits."""
        return {one.code: one for one in self.occupations}

    @cached_property
    def everyday_by_key(self) -> dict[str, EverydayOccupation]:
        """Return the everyday occupations by key."""
        return {one.key: one for one in self.everyday}

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
        everyday=tuple(_everyday(row) for row in read_rows(folder / "everyday.csv")),
        vocabulary={
            row["group"]: _split(row["words"]) for row in read_rows(folder / "vocabulary.csv")
        },
        skills=tuple(
            Skill(row["key"], _labels(row), _split(row["groups"]))
            for row in read_rows(folder / "skills.csv")
        ),
        tasks=tuple(
            TaskArea(row["key"], _labels(row), _split(row["occupations"]))
            for row in read_rows(folder / "tasks.csv")
        ),
    )


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of one CSV file by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _everyday(row: dict[str, str]) -> EverydayOccupation:
    return EverydayOccupation(
        key=row["key"],
        code=row["code"],
        male=row["male"],
        female=row["female"],
        neutral=row["neutral"],
        synonyms=_split(row["synonyms"]),
        labels={"de": row["neutral"], "en": row["label_en"], "ar": row["label_ar"]},
    )


def _labels(row: dict[str, str]) -> dict[str, str]:
    return {language: row[f"label_{language}"] for language in LANGUAGES}


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
