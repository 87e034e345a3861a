"""What an occupation consists of: ISCO code, way in, regulation, skills and typical tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from matching.catalogue.rows import read_labels, read_rows, split_list

WAYS_IN = ("helper", "apprenticeship", "vocational-school", "further-training", "studies")
REGULATED = ("no", "firm", "title", "work", "unknown")


@dataclass(frozen=True, slots=True)
class Regulation:
    """The rule an occupation stands under, and the day it was recorded here."""

    citation: str
    recorded_on: date


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an everyday occupation beside its names.

    ``regulated`` is ``work`` (only with a licence), ``title`` (only the name is protected),
    ``firm`` (only an own firm needs the entry in the register of crafts), ``no`` or ``unknown``.
    ``core`` are the skills nearly everybody in the occupation uses, ``further`` what many also do.
    """

    key: str
    isco: str
    way_in: str
    regulated: str
    regulation: Regulation | None
    core: tuple[str, ...]
    further: tuple[str, ...]
    tasks: tuple[Mapping[str, str], ...]  # each by language

    @property
    def skills(self) -> tuple[str, ...]:
        """Return all its skills, the core first."""
        return (*self.core, *self.further)

    @property
    def needs_licence(self) -> bool | None:
        """Return whether the work itself needs a licence; None where nobody has recorded it."""
        return None if self.regulated == "unknown" else self.regulated == "work"


def read_profiles(folder: Path) -> dict[str, Profile]:
    """Return the profiles that lie in ``folder``, by the key of their everyday occupation."""
    skills = {row["occupation"]: row for row in read_rows(folder / "occupation_skills.csv")}
    rules = {
        row["occupation"]: Regulation(row["citation"], date.fromisoformat(row["recorded_on"]))
        for row in read_rows(folder / "regulation.csv")
    }
    tasks: defaultdict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in read_rows(folder / "occupation_tasks.csv"):
        tasks[row["occupation"]].append(read_labels(row))
    return {
        row["occupation"]: Profile(
            key=row["occupation"],
            isco=row["isco"],
            way_in=row["way_in"],
            regulated=row["regulated"],
            regulation=rules.get(row["occupation"]),
            core=split_list(skills.get(row["occupation"], {}).get("core", "")),
            further=split_list(skills.get(row["occupation"], {}).get("further", "")),
            tasks=tuple(tasks[row["occupation"]]),
        )
        for row in read_rows(folder / "profiles.csv")
    }
