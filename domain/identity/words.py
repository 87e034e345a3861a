"""The words of a name: particles left out, compounds joined."""

from __future__ import annotations

import functools
import re

from domain.identity.sounds import plain

_PARTICLES = frozenset(
    (
        *("al", "el", "ul", "ash", "as", "ad", "an", "ar", "at", "az", "abu", "abou", "abo"),
        *("bin", "ibn", "ben", "bint", "bent", "ould", "von", "van", "de", "di"),
        *("ال", "ابو", "أبو", "بن", "ابن", "بنت", "آل"),
    )
)
_SEPARATORS = re.compile(r"[\s\-‐‑–—_./,;()]+")
_SERVANT = re.compile(r"^(?:abd|عبد)(?:[aeiou]*(?=l+ah?$)|[aeiou]+l?|l|ال)?")
_SERVANTS = frozenset(("abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "عبد"))
_MOST_WORDS = 4


@functools.lru_cache(maxsize=65_536)
def words_of(name: str) -> tuple[str, ...]:
    """Return the plain words that carry a name, in the order written, four at most.

    >>> words_of("Abd al-Rahman Al Masri")
    ('abdrahman', 'masri')
    >>> words_of("Ben")
    ('ben',)
    """
    every = [plain(part) for part in _SEPARATORS.split(name[:480])]
    every = [word for word in every if word]
    joined = _join_servants(every)
    telling = [word for word in joined if word not in _PARTICLES]
    return tuple((telling or joined)[:_MOST_WORDS])


def _join_servants(words: list[str]) -> list[str]:
    """Write names such as 'Abd al-Rahman', 'Abdul Rahman' and 'Abdurrahman' as one word."""
    found: list[str] = []
    waiting = False
    for word in words:
        if waiting and word in _PARTICLES:
            continue
        if waiting:
            found.append("abd" + word.removeprefix("ال"))
        elif word not in _SERVANTS:
            found.append(_one_servant(word))
        waiting = not waiting and word in _SERVANTS
    return [*found, "abd"] if waiting else found


def _one_servant(word: str) -> str:
    match = _SERVANT.match(word)
    rest = word[match.end() :] if match else ""
    return "abd" + rest if len(rest) > 1 else word
