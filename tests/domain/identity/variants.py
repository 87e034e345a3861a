"""The written list of spellings: which are of one name, which never are."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("name_variants.txt")


class Name(NamedTuple):
    """The spellings of one name, given or family."""

    part: str
    spellings: tuple[str, ...]


def written_names() -> list[Name]:
    return [Name(words[0], tuple(words[2:])) for words in _lines() if words[0] != "never"]


def spelling_pairs() -> list[tuple[str, str]]:
    """Return every two spellings of one name."""
    return [pair for name in written_names() for pair in itertools.combinations(name.spellings, 2)]


def strangers() -> list[tuple[str, str]]:
    """Return every two given names that are not one: any spelling of each, and the look-alikes."""
    given = [name for name in written_names() if name.part == "given"]
    return [
        pair
        for one, other in itertools.combinations(given, 2)
        for pair in itertools.product(one.spellings, other.spellings)
    ] + look_alikes()


def look_alikes() -> list[tuple[str, str]]:
    return [(words[1], words[2]) for words in _lines() if words[0] == "never"]


def _lines() -> list[list[str]]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]
