"""Who made the labels of a file in a language: written for this project, by a machine, or read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from matching.catalogue.rows import LANGUAGES, read_rows

ORIGINS = ("written", "machine", "checked")
"""``machine``: nobody who speaks the language has read it yet; ``checked``: somebody has."""
LABELLED = ("everyday.csv", "skills.csv", "tasks.csv", "occupation_tasks.csv")
_FILE = "label_origins.csv"


def read_origins(folder: Path) -> dict[tuple[str, str], str]:
    """Return the origin of the labels by file and language."""
    return {(row["file"], row["language"]): row["origin"] for row in read_rows(folder / _FILE)}


@lru_cache(maxsize=1)
def machine_made() -> Mapping[str, frozenset[str]]:
    """Return the languages whose labels are machine-made, by file of the shipped catalogue."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for (file, language), origin in read_origins(Path(__file__).parent).items():
        if origin == "machine":
            found[file].add(language)
    return {file: frozenset(languages) for file, languages in found.items()}


def origin_mistakes(folder: Path) -> Iterator[str]:
    """Yield each file and language whose origin nobody recorded, a line each."""
    origins = read_origins(folder)
    for file in LABELLED:
        for language in LANGUAGES:
            if origins.get((file, language)) not in ORIGINS:
                yield f"{_FILE}: {file} lacks the origin of its labels in {language}"


def origin_lines(folder: Path) -> Iterator[str]:
    """Yield for each language which labels no person has read yet."""
    origins = read_origins(folder)
    for language in LANGUAGES:
        files = [file for (file, its), origin in origins.items()
                 if its == language and origin == "machine"]  # fmt: skip
        if files:
            yield f"{language}: machine-made, read by nobody yet: {', '.join(files)}"
