"""Levels of German as the Common European Framework (CEFR) orders them."""

from __future__ import annotations

import functools
from enum import Enum, StrEnum


@functools.total_ordering
class LanguageLevel(Enum):
    """A CEFR level; ``NONE`` is below A1. Levels compare by what a person can do.

    >>> LanguageLevel.A2 < LanguageLevel.B1
    True
    >>> LanguageLevel("B2").rank
    4
    """

    NONE = "none"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    @property
    def rank(self) -> int:
        """Return the place in the order: 0 for none, 6 for C2."""
        return _ORDER[self]

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, LanguageLevel):
            return NotImplemented
        return self.rank < other.rank


_ORDER = {level: place for place, level in enumerate(LanguageLevel)}


class LanguageSkill(StrEnum):
    """What somebody does with a language; the CEFR grades each on its own."""

    UNDERSTANDING = "understanding"
    SPEAKING = "speaking"
    READING = "reading"
    WRITING = "writing"


class Script(StrEnum):
    """An alphabet somebody reads."""

    LATIN = "latin"
    ARABIC = "arabic"
    CYRILLIC = "cyrillic"
    ETHIOPIC = "ethiopic"
    OTHER = "other"


class LiteracyNeed(StrEnum):
    """What somebody needs before a course in German helps."""

    NONE = "none"
    SECOND_SCRIPT = "second_script"
    """Reads another script well (Zweitschriftlernende)."""
    LITERACY = "literacy"
    """Reads no script yet (Alphabetisierung)."""


GERMAN = "de"


def overall_level(levels: dict[LanguageSkill, LanguageLevel]) -> LanguageLevel | None:
    """Return the one level that stands for a language: the lower of understanding and speaking.

    A talk needs both. With one of them known that one counts; reading and writing alone say
    nothing about a talk.

    >>> overall_level({LanguageSkill.SPEAKING: LanguageLevel.B1,
    ...                LanguageSkill.UNDERSTANDING: LanguageLevel.B2}).value
    'B1'
    """
    known = [levels[one] for one in _IN_A_TALK if one in levels]
    return min(known) if known else None


_IN_A_TALK = (LanguageSkill.UNDERSTANDING, LanguageSkill.SPEAKING)
