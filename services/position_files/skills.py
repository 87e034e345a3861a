"""Skills in the words of a file, linked to the catalogue where it has the very word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from domain.positions import SkillNeed
from matching.catalogue import load_catalogue
from services.position_facts import SkillDemand
from services.position_files.columns import folded

_COLUMNS = {
    "skills": SkillNeed.MUST,
    "skills_learned_here": SkillNeed.LEARNED_HERE,
    "skills_wished": SkillNeed.WISHED,
}
_SEPARATORS = re.compile(r"[,;\n•]")
MOST = 40


def demands_of(said: Mapping[str, object]) -> tuple[tuple[SkillDemand, ...], list[str]]:
    """Return the linked skills, each once by its strongest need, and the words left over."""
    linked: dict[str, SkillDemand] = {}
    left: dict[str, None] = {}
    for column, need in _COLUMNS.items():
        for words in _SEPARATORS.split(str(said.get(column, "")))[:MOST]:
            key = _by_name().get(folded(words))
            if key:
                linked.setdefault(key, SkillDemand(key, need))
            elif words.strip():
                left.setdefault(words.strip())
    return tuple(linked.values()), list(left)


@cache
def _by_name() -> dict[str, str]:
    """Return the keys of the catalogue's skills by their German and English names."""
    return {
        folded(skill.labels[language]): skill.key
        for language in ("en", "de")
        for skill in load_catalogue().skills
        if folded(skill.labels[language])
    }
