"""Keys under which records that may be of one person lie together, for a search by index."""

from __future__ import annotations

import itertools

from domain.identity.births import Birth
from domain.identity.pairs import Identity
from domain.identity.sounds import readings, skeleton
from domain.identity.words import words_of

KEY_LENGTH = 48
_MOST_BONES = 4
_LONGEST_BONES = 12


def blocking_keys(person: Identity) -> frozenset[str]:
    """Return the keys of a record: two names together, one name with the year, or the only name.

    >>> one = Identity(given_name="Mohammed", family_name="Haddad", birth=Birth(1990))
    >>> two = Identity(given_name="Haddad", family_name="Muhamad")
    >>> sorted(blocking_keys(one) & blocking_keys(two))
    ['HDD+MHMD']
    """
    keys: set[str] = set()
    for name in (person.full_name, person.own_script_name):
        if name:
            keys |= _keys_of(name, person.birth)
    return frozenset(keys)


def _keys_of(name: str, birth: Birth) -> set[str]:
    words = words_of(name)
    bones = [_bones(word) for word in words]
    bones += [_bones(a + b) for a, b in itertools.pairwise(words) if len(words) > 2]
    keys = {
        "+".join(sorted(pair))
        for one, other in itertools.combinations(bones, 2)
        for pair in itertools.product(one, other)
    }
    if birth.year is not None:
        keys |= {f"{one}:{birth.year}" for every in bones for one in every}
    if len(words) == 1:
        keys |= {f"{one}." for one in bones[0]}
    return keys


def _bones(word: str) -> tuple[str, ...]:
    found = dict.fromkeys(skeleton(reading)[:_LONGEST_BONES] for reading in readings(word))
    return tuple(found)[:_MOST_BONES]
