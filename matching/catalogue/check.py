"""Checks the catalogue's files: ``python -m matching.catalogue.check [FOLDER]``.

Prints one line per mistake and exits with 1 if there is any.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from matching.catalogue import HERE, LANGUAGES, Catalogue, read_catalogue
from matching.catalogue.check_profiles import profile_mistakes, stray_rows
from matching.catalogue.origins import origin_lines, origin_mistakes
from matching.transitions import read_transitions, transition_mistakes
from matching.wording import title_key

OCCUPATIONS_OF_A_TASK = 6
_TYPE = re.compile(r"\d{4}[1-4]")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def mistakes(catalogue: Catalogue) -> Iterator[str]:
    """Yield what is wrong in ``catalogue``, a line each."""
    yield from _in_occupations(catalogue)
    yield from _in_everyday(catalogue)
    yield from _in_vocabulary(catalogue)
    yield from _in_skills(catalogue)
    yield from _in_tasks(catalogue)
    yield from profile_mistakes(catalogue)


def mistakes_in(folder: Path) -> list[str]:
    """Return what is wrong in the files of ``folder``, a line each."""
    try:
        catalogue = read_catalogue(folder)
        return [
            *mistakes(catalogue),
            *stray_rows(folder, catalogue),
            *origin_mistakes(folder),
            *transition_mistakes(read_transitions(folder / "transitions.csv"), catalogue),
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [f"{folder}: cannot be read as a catalogue: {error!r}"]


def completeness(folder: Path) -> Iterator[str]:
    """Yield what a sound catalogue holds in each of its languages, and who made the labels."""
    catalogue = read_catalogue(folder)
    tasks = sum(len(one.tasks) for one in catalogue.profiles.values())
    counted = (
        f"{len(catalogue.profiles)} occupations, {len(catalogue.skills)} skills, {tasks} tasks"
    )
    yield f"{counted}: each with its label in {', '.join(LANGUAGES)}."
    yield from origin_lines(folder)


def _in_occupations(catalogue: Catalogue) -> Iterator[str]:
    file = "occupations.csv"
    yield from _twice(file, [one.code for one in catalogue.occupations])
    for one in catalogue.occupations:
        if not _TYPE.fullmatch(one.code) or int(one.code[4]) != one.level or not one.title:
            yield f"{file}: {one.code} needs five digits, its last as level, and a title"
        if one.code[:4] not in catalogue.groups:
            yield f"{file}: {one.code} lies in no group of groups.csv"


def _in_everyday(catalogue: Catalogue) -> Iterator[str]:
    file = "everyday.csv"
    yield from _keys(file, [one.key for one in catalogue.everyday])
    for one in catalogue.everyday:
        if one.code not in catalogue.by_code:
            yield f"{file}: {one.key} has the unknown code {one.code}"
        if not (one.male and one.female and one.neutral):
            yield f"{file}: {one.key} lacks its male, female or neutral form"
        yield from _labels(file, one.key, one.labels)
    yield from _two_codes(file, catalogue)
    yield from _same_labels(file, catalogue)


def _same_labels(file: str, catalogue: Catalogue) -> Iterator[str]:
    for language in LANGUAGES:
        yield from _twice(
            f"{file}, {language}", [one.labels[language].lower() for one in catalogue.everyday]
        )


def _two_codes(file: str, catalogue: Catalogue) -> Iterator[str]:
    codes: defaultdict[str, set[str]] = defaultdict(set)
    foreign = set()
    for one in catalogue.everyday:
        foreign |= {title_key(title) for title in one.foreign_synonyms}
        for title in one.names:
            codes[title_key(title)].add(one.code)
    for key, found in codes.items():
        if len(found) > 1:
            where = "synonyms.csv" if key in foreign else file
            yield f"{where}: the title {key!r} stands for {' and '.join(sorted(found))}"


def _in_vocabulary(catalogue: Catalogue) -> Iterator[str]:
    file = "vocabulary.csv"
    for group, words in catalogue.vocabulary.items():
        if group not in catalogue.groups or len(group) != 3:
            yield f"{file}: {group} is no group of three digits"
        yield from _twice(f"{file}, {group}", words)


def _in_skills(catalogue: Catalogue) -> Iterator[str]:
    file = "skills.csv"
    yield from _keys(file, [one.key for one in catalogue.skills])
    for one in catalogue.skills:
        yield from _labels(file, one.key, one.labels)
        for group in one.groups or ("",):
            if group not in catalogue.groups or len(group) != 3:
                yield f"{file}: {one.key} belongs to {group!r}, which is no group"
    for language in LANGUAGES:
        yield from _twice(file, [one.labels[language] for one in catalogue.skills])


def _in_tasks(catalogue: Catalogue) -> Iterator[str]:
    file = "tasks.csv"
    yield from _keys(file, [one.key for one in catalogue.tasks])
    for one in catalogue.tasks:
        yield from _labels(file, one.key, one.labels)
        if len(set(one.occupations)) != OCCUPATIONS_OF_A_TASK:
            yield f"{file}: {one.key} needs {OCCUPATIONS_OF_A_TASK} different occupations"
        for key in one.occupations:
            if key not in catalogue.everyday_by_key:
                yield f"{file}: {one.key} names the unknown occupation {key}"


def _keys(file: str, keys: Sequence[str]) -> Iterator[str]:
    yield from _twice(file, keys)
    for key in keys:
        if not _KEY.fullmatch(key):
            yield f"{file}: the key {key!r} needs small letters, digits and hyphens"


def _twice(file: str, values: Iterable[str]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{file}: {value!r} stands there {count} times"


def _labels(file: str, key: str, labels: Mapping[str, str]) -> Iterator[str]:
    for language in LANGUAGES:
        label = labels[language]
        if not label.strip() or bool(_ARABIC.search(label)) != (language == "ar"):
            yield f"{file}: {key} lacks its label in {language}"


def main(arguments: Sequence[str]) -> int:
    """Check the shipped catalogue or the one in the named folder."""
    folder = Path(arguments[0]) if arguments else HERE
    found = mistakes_in(folder)
    sys.stderr.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
