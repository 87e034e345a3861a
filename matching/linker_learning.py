"""Learns the linkers the pages ask, and measures how far their answers can be believed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from matching.catalogue import HERE, load_catalogue
from matching.concepts import OccupationLinker, SkillLinker
from matching.linker_files import Linkers
from matching.plain_titles import plain_key
from matching.reliability import Reliability
from matching.title_reading import TaughtTitle, shipped_titles

HELD_OUT = 5  # every fifth title is asked before it is learned
OFFERED = 5  # occupations to pick from
STEPS = 3
_TYPE, _GROUP = 5, 3  # digits of the KldB

Step = Callable[[int], object]


def learn(
    imported: Sequence[TaughtTitle],
    skills: Sequence[tuple[str, str]],
    versions: Sequence[str],
    step: Step,
) -> Linkers:
    """Return linkers that learned the shipped titles and those of the official files in use.

    ``skills`` are what these files call shipped skills, each with its key; ``versions`` name the
    files; ``step`` is told when each of ``STEPS`` is done.
    """
    reliability = measured(imported)
    step(1)
    occupations = fitted(imported).pack()
    step(1)
    abilities = fitted_skills(skills).pack()
    step(1)
    return Linkers(occupations, abilities, reliability, (shipped_version(), *versions))


def fitted(
    imported: Sequence[TaughtTitle], hidden: Collection[str] = frozenset()
) -> OccupationLinker:
    """Return a linker of occupations (types of the KldB) without the titles whose key is hidden.

    The words of groups, which have three or four digits, bridge to types nobody named so.
    """
    shipped = [one for one in shipped_titles() if plain_key(one.title) not in hidden]
    types = [one for one in (*shipped, *imported) if len(one.code) == _TYPE]
    types = [one for one in types if plain_key(one.title) not in hidden]
    return OccupationLinker().fit(
        [one.title for one in types],
        [one.code for one in types],
        coded=([one.title for one in shipped], [one.code[:_GROUP] for one in shipped]),
    )


def fitted_skills(official: Sequence[tuple[str, str]] = ()) -> SkillLinker:
    """Return a linker of skills that learned what catalogue and official files call them."""
    pairs = [
        (label, one.key)
        for one in load_catalogue().skills
        for label in one.labels.values()
        if label
    ]
    texts, keys = zip(*pairs, *official, strict=True)
    return SkillLinker().fit(texts, keys)


def measured(imported: Sequence[TaughtTitle]) -> Reliability:
    """Return how often candidates were right for titles that the linker asked did not know.

    A title is held out in all its forms. Which ones are follows from their letters alone.
    """
    asked = {
        key: one
        for one in (*shipped_titles(), *imported)
        if len(one.code) == _TYPE and _is_held_out(key := plain_key(one.title))
    }
    linker = fitted(imported, asked.keys())
    chances, rows = linker.kneighbors([one.title for one in asked.values()], OFFERED)
    codes = [[one.code] for one in asked.values()]
    return Reliability(chances.ravel(), (linker.classes_[rows] == codes).ravel())


def _is_held_out(key: str) -> bool:
    return bool(key) and hashlib.blake2b(key.encode(), digest_size=2).digest()[0] % HELD_OUT == 0


@lru_cache(maxsize=1)
def shipped_version() -> str:
    """Return what tells the shipped catalogue from another: a check number of its files."""
    digest = hashlib.sha256()
    for path in sorted(HERE.glob("*.csv")):
        digest.update(path.read_bytes())
    return f"shipped {digest.hexdigest()[:12]}"
