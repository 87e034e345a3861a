"""Looking for a name at the door: by letters, by sound, in any script and order.

Letters come first: what was typed stands somewhere in the name, without accents. Where it does
not, the sound decides: the consonants of what was typed begin a word of the name in whatever
script (domain.identity.sounds), so that half a name already finds.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.identity.sounds import readings, skeleton
from domain.identity.words import words_of
from domain.names import folded

MOST_WORDS = 6
_FEWEST_BONES = 2

BY_LETTERS = 2
BY_SOUND = 1
NOT_AT_ALL = 0


def likeness(typed: str, names: Iterable[str | None]) -> int:
    """Return how a person is found by what was typed: BY_LETTERS, BY_SOUND or NOT_AT_ALL.

    Every word typed must be in one of the names, in any order.

    >>> likeness("sahin jose", ["José Şahin"]), likeness("سميرة", ["Samira Haddad"])
    (2, 1)
    >>> likeness("Schewtsch", ["Олена Шевченко"]), likeness("Sahin", ["Samira Haddad"])
    (1, 0)
    """
    given = [name for name in names if name]
    wanted = folded(typed).split()[:MOST_WORDS]
    letters = folded(" ".join(given))
    if all(word in letters for word in wanted):
        return BY_LETTERS
    heard = words_of(typed)
    words = [word for name in given for word in words_of(name)]
    if heard and all(any(_sounds_like(one, word) for word in words) for one in heard):
        return BY_SOUND
    return NOT_AT_ALL


def _sounds_like(typed: str, word: str) -> bool:
    """Say whether the consonants of what was typed begin the word; one consonant must be all."""
    whole = _bones(word)
    for begun in _bones(typed):
        long_enough = len(begun.removeprefix("A")) >= _FEWEST_BONES
        if begun in whole or (long_enough and any(one.startswith(begun) for one in whole)):
            return True
    return False


def _bones(word: str) -> set[str]:
    return {skeleton(reading) for reading in readings(word) if reading}
