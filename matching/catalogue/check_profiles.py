"""Checks what the catalogue says of its occupations beside their names (see ``check``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from matching.catalogue import LANGUAGES, Catalogue, Profile
from matching.catalogue.profiles import REGULATED, WAYS_IN
from matching.catalogue.rows import read_rows

LEAST_TASKS, LEAST_CORE = 2, 2
_ISCO = re.compile(r"[1-9]\d{3}")
_ELEMENTARY = "9"
FURTHER_LANGUAGES = {"ru"}  # in which there are some synonyms but no labels


def profile_mistakes(catalogue: Catalogue) -> Iterator[str]:
    """Yield what is wrong in profiles.csv and the files that belong to it, a line each."""
    for profile in catalogue.profiles.values():
        if profile.key not in catalogue.everyday_by_key:
            yield f"profiles.csv: {profile.key} is no occupation of everyday.csv"
            continue
        yield from _in_profile(profile, catalogue)
        yield from _in_regulation(profile)
        yield from _in_skills(profile, catalogue)
        yield from _in_tasks(profile)
    yield from _unused_skills(catalogue)


def _in_profile(profile: Profile, catalogue: Catalogue) -> Iterator[str]:
    level = int(catalogue.everyday_by_key[profile.key].code[-1])
    if not _ISCO.fullmatch(profile.isco):
        yield f"profiles.csv: {profile.key} has the ISCO-08 code {profile.isco!r}, not four digits"
    elif profile.isco[0] == _ELEMENTARY and level > 2:
        yield f"profiles.csv: {profile.key} of level {level} has the helper's ISCO {profile.isco}"
    if profile.way_in not in WAYS_IN:
        yield f"profiles.csv: {profile.key} has the unknown way in {profile.way_in!r}"


def _in_regulation(profile: Profile) -> Iterator[str]:
    if profile.regulated not in REGULATED:
        yield f"profiles.csv: {profile.key} is regulated {profile.regulated!r}, which says nothing"
        return
    needs_rule = profile.regulated in {"firm", "title", "work"}
    cited = profile.regulation is not None and bool(profile.regulation.citation.strip())
    if needs_rule != cited:
        says = "lacks its citation" if needs_rule else "has a citation and is not regulated"
        yield f"regulation.csv: {profile.key} {says}"


def _in_skills(profile: Profile, catalogue: Catalogue) -> Iterator[str]:
    file = "occupation_skills.csv"
    if len(profile.core) < LEAST_CORE:
        yield f"{file}: {profile.key} has no skills (at least {LEAST_CORE} core skills are needed)"
    for key, count in Counter(profile.skills).items():
        if key not in catalogue.skills_by_key:
            yield f"{file}: {profile.key} names the unknown skill {key}"
        if count > 1:
            yield f"{file}: {profile.key} names {key} {count} times"


def _in_tasks(profile: Profile) -> Iterator[str]:
    file = "occupation_tasks.csv"
    if len(profile.tasks) < LEAST_TASKS:
        yield f"{file}: {profile.key} has fewer than {LEAST_TASKS} tasks"
    for language in LANGUAGES:
        texts = Counter(task[language] for task in profile.tasks)
        for text, count in texts.items():
            if not text.strip():
                yield f"{file}: {profile.key} has a task without its text in {language}"
            elif count > 1:
                yield f"{file}: {profile.key} has the task {text!r} {count} times"


def _unused_skills(catalogue: Catalogue) -> Iterator[str]:
    used = {key for profile in catalogue.profiles.values() for key in profile.skills}
    for skill in catalogue.skills:
        if skill.key not in used:
            yield f"skills.csv: no occupation uses {skill.key}"


def stray_rows(folder: Path, catalogue: Catalogue) -> Iterator[str]:
    """Yield rows that speak of an unknown occupation, or of one a second time."""
    yield from _stray_synonyms(folder, catalogue)
    for file in ("profiles.csv", "regulation.csv", "occupation_skills.csv"):
        named = Counter(row["occupation"] for row in read_rows(folder / file))
        for key, count in named.items():
            if count > 1:
                yield f"{file}: {key} stands there {count} times"
    for file in ("regulation.csv", "occupation_skills.csv", "occupation_tasks.csv"):
        for key in dict.fromkeys(row["occupation"] for row in read_rows(folder / file)):
            if key not in catalogue.profiles:
                yield f"{file}: {key} has no profile in profiles.csv"


def _stray_synonyms(folder: Path, catalogue: Catalogue) -> Iterator[str]:
    for row in read_rows(folder / "synonyms.csv"):
        if row["occupation"] not in catalogue.everyday_by_key:
            yield f"synonyms.csv: {row['occupation']} is no occupation of everyday.csv"
        if row["language"] not in {*LANGUAGES, *FURTHER_LANGUAGES} or not row["synonym"].strip():
            yield f"synonyms.csv: {row['occupation']} has {row['synonym']!r} in no language"
