"""The official files a catalogue is fed from: kinds, versions, attributions, their trees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum


class OfficialKind(StrEnum):
    """What a file holds."""

    ESCO = "esco"
    KLDB = "kldb"
    TITLES = "titles"
    """Occupation titles of the Bundesagentur für Arbeit with their KldB numbers."""
    COMPETENCES = "competences"
    """Competences of the Bundesagentur beside the skills of ESCO."""
    CROSSWALK = "crosswalk"
    """Occupations of ESCO beside those of the Bundesagentur."""


class Vocabulary(StrEnum):
    """Where a code has its meaning."""

    OCCUPATION = "esco-occupation"
    SKILL = "esco-skill"
    SKILL_GROUP = "esco-skill-group"
    ISCO = "isco"
    KLDB = "kldb"
    COMPETENCE = "ba-competence"


class Relation(StrEnum):
    """How two concepts stand to each other; the last four are those of SKOS (W3C, 2009)."""

    BROADER = "broader"
    ESSENTIAL = "essential"
    OPTIONAL = "optional"
    EXACT = "exact"
    CLOSE = "close"
    NARROW = "narrow"
    BROAD = "broad"


MAPPINGS = {
    "skos:exactMatch": Relation.EXACT,
    "skos:closeMatch": Relation.CLOSE,
    "skos:narrowMatch": Relation.NARROW,
    "skos:broadMatch": Relation.BROAD,
}
ATTRIBUTIONS = {
    OfficialKind.ESCO: "This service uses the ESCO classification of the European Commission.",
    OfficialKind.KLDB: "Klassifikation der Berufe 2010: Bundesagentur für Arbeit.",
    OfficialKind.TITLES: "Berufsbezeichnungen: Bundesagentur für Arbeit.",
    OfficialKind.COMPETENCES: "Kompetenzen und ihre Zuordnung: Bundesagentur für Arbeit.",
    OfficialKind.CROSSWALK: "Zuordnung der Berufe: Bundesagentur für Arbeit.",
}
"""Recorded with each file; the pages say the same in the reader's language."""

_NUMBERS = re.compile(r"\d+")


def version_order(version: str) -> tuple[int, ...]:
    """Return the numbers of a version: those of a later one are greater.

    >>> version_order("1.2.0") > version_order("1.1.10"), version_order("2019-01-03")
    (True, (2019, 1, 3))
    """
    return tuple(int(number) for number in _NUMBERS.findall(version))


def is_older(version: str, than: str) -> bool:
    """Return whether one version came before another; what follows of zeros makes no difference.

    >>> is_older("1.1", than="1.1.0"), is_older("1.1.1", than="1.2")
    (False, True)
    """
    one, other = version_order(version), version_order(than)
    length = max(len(one), len(other))
    return one + (0,) * (length - len(one)) < other + (0,) * (length - len(other))


def cycle_in(broader: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the concepts of one cycle in their order, nothing where the tree has none.

    ``broader`` names for each concept those above it.

    >>> cycle_in({"a": ["b"], "b": ["c"], "c": ["b"]})
    ['b', 'c', 'b']
    >>> cycle_in({"a": ["b", "c"], "b": ["c"]})
    []
    """
    done: set[str] = set()
    for start in broader:
        found = _cycle_above(start, broader, done)
        if found:
            return found
    return []


def _cycle_above(start: str, broader: Mapping[str, Iterable[str]], done: set[str]) -> list[str]:
    """Walk upwards from one concept without recursion: official trees are flat, others deep."""
    path, ahead = [start], [iter(broader.get(start, ()))]
    on_path = {start}
    while path:
        above = next(ahead[-1], None)
        if above is None:
            on_path.discard(path[-1])
            done.add(path.pop())
            ahead.pop()
        elif above in on_path:
            return [*path[path.index(above) :], above]
        elif above not in done:
            path.append(above)
            on_path.add(above)
            ahead.append(iter(broader.get(above, ())))
    return []
