"""How alike two names sound, from 0 to 1; the same both ways round."""

from __future__ import annotations

import functools
import itertools

from domain.identity.sounds import dotless, is_abjad, plain, readings, skeleton
from domain.identity.words import words_of

SPELLED_DIFFERENTLY = 0.98
WITHOUT_DOTS = 0.85
ONE_SLIP = 0.85
TWO_SLIPS = 0.75
ONE_CONSONANT = 0.68
WORD_MORE = 0.92
ONE_NAME_OF_SEVERAL = 0.75
OTHER_ORDER = 0.99
SEX_BY_ENDING = 0.6
"""Samir and Samira are two people; a difference in the last vowel weighs."""
LONG_VOWEL = 0.6
"""A long vowel is written in every script; who has none there has another name."""

_VOWELS = {
    frozenset("ae"): 0.7, frozenset("ei"): 0.8, frozenset("ai"): 0.3,
    frozenset("au"): 0.3, frozenset("eu"): 0.3, frozenset("iu"): 0.2,
}  # fmt: skip


_ENDINGS = frozenset("aeiyаеия")
"""A last vowel more is another name, no slip of the finger."""


@functools.lru_cache(maxsize=16_384)
def name_likeness(one: str, other: str) -> float:
    """Return how alike two whole names are, in whatever order their words stand.

    >>> name_likeness("Mohammed Haddad", "حداد محمد") > 0.9
    True
    >>> name_likeness("Samira Haddad", "Amal Haddad") < 0.7
    True
    """
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return 0.0
    ways = itertools.product(_with_compounds(first), _with_compounds(second))
    return max(_aligned(*sorted(way, key=lambda words: (len(words), words))) for way in ways)


def same_order(one: str, other: str) -> bool:
    """Return whether the first words of both names are the likest ones.

    A name without any word (``0``, ``--``) has no order that could be another one.
    """
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return True
    straight = word_likeness(first[0], second[0])
    return straight >= max(word_likeness(first[0], word) for word in second)


@functools.lru_cache(maxsize=65_536)
def word_likeness(one: str, other: str) -> float:
    """Return how alike two words are, over scripts.

    >>> word_likeness("ሃይለ", "Hayle"), word_likeness("Hassan", "Hussein") < 0.7
    (0.98, True)
    """
    first, second = sorted((plain(one), plain(other)))
    if first == second:
        return 1.0 if first else 0.0
    return max(_by_sound(first, second), _by_sight(first, second))


def _aligned(fewer: tuple[str, ...], more: tuple[str, ...]) -> float:
    """Return the best way to lay the words of the shorter name on those of the longer one."""
    best = max(_laid(fewer, chosen, more) for chosen in itertools.permutations(more, len(fewer)))
    if len(fewer) == 1 and len(more) > 1:
        return best * ONE_NAME_OF_SEVERAL
    return float(best * WORD_MORE ** (len(more) - len(fewer)))


def _laid(words: tuple[str, ...], chosen: tuple[str, ...], more: tuple[str, ...]) -> float:
    likes = [word_likeness(*pair) for pair in zip(words, chosen, strict=True)]
    in_order = [word for word in more if word in chosen] == list(chosen)
    score = (sum(likes) / len(likes) + min(likes)) / 2
    return score if in_order else score * OTHER_ORDER


def _with_compounds(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the words, and the words with two neighbours written as one."""
    joined = [
        (*words[:place], words[place] + words[place + 1], *words[place + 2 :])
        for place in range(len(words) - 1)
    ]
    return [words, *joined] if len(words) > 2 else [words]


def _by_sound(one: str, other: str) -> float:
    pairs = itertools.product(readings(one), readings(other))
    best = 0.0
    for first, second in pairs:
        if skeleton(first) == skeleton(second):
            best = max(best, _by_vowels(first, second))
            if best == SPELLED_DIFFERENTLY:
                return best
        elif best < ONE_CONSONANT and _one_apart(skeleton(first), skeleton(second)):
            best = ONE_CONSONANT
    return best


def _one_apart(one: str, other: str) -> bool:
    same_length = len(one) == len(other) >= 4
    return same_length and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _by_vowels(one: str, other: str) -> float:
    first, second = _slots(one), _slots(other)
    abjads = ("?" in one) + ("?" in other)
    likes = [
        _slot_likeness(a, b, abjads=abjads) for a, b in zip(first, second, strict=True) if a or b
    ]
    if _has_other_glide(*sorted((first[0], second[0]), key=len)):
        likes.append(0.0)
    score = min(SPELLED_DIFFERENTLY, 0.3 + 0.8 * (sum(likes) / len(likes) if likes else 1.0))
    if 0.0 in likes or _is_other_pattern(first, second):
        score *= LONG_VOWEL
    return score * SEX_BY_ENDING if bool(first[-1]) != bool(second[-1]) else score


def _is_other_pattern(one: list[str], other: list[str]) -> bool:
    """Return whether only one has a long u before its last consonant: Mahmud is not Muhammad."""
    return len(one) > 4 and ("u" in one[-2]) != ("u" in other[-2])


def _has_other_glide(one: str, other: str) -> bool:
    """Return whether a leading y makes another name: Yamal is not Amal, Yelena is Elena."""
    return one in ("a", "u") and other == "i" + one


def _slots(reading: str) -> list[str]:
    """Return the vowels before, between and after the consonants."""
    slots = [""]
    for sign in reading:
        if sign.isupper():
            slots.append("")
        else:
            slots[-1] += sign
    return slots


def _slot_likeness(one: str, other: str, *, abjads: int) -> float:
    """Return how alike the vowels at one place are; ``abjads`` counts words without short ones."""
    if one == other:
        return 1.0
    if "?" in one or "?" in other:
        return 0.0 if abjads == 2 else 0.9
    if not one or not other:
        return 0.6
    pairs = [(a, b) for a in one for b in other]
    alike = [1.0 if a == b else _VOWELS[frozenset((a, b))] for a, b in pairs]
    score = sum(alike) / len(alike)
    return 0.0 if abjads and score < 0.4 else score


def _by_sight(one: str, other: str) -> float:
    """Return how alike two words look: slips of the finger, dots left out."""
    if is_abjad(one) and is_abjad(other):
        return WITHOUT_DOTS if len(one) > 2 and dotless(one) == dotless(other) else 0.0
    slips = _slips(one, other) if abs(len(one) - len(other)) <= 2 else 3
    shorter = min(len(one), len(other))
    if one[-1] != other[-1] and {one[-1], other[-1]} & _ENDINGS:
        return 0.0
    if slips <= 1 and shorter >= 6:
        return ONE_SLIP
    return TWO_SLIPS if slips == 2 and shorter >= 8 else 0.0


def _slips(one: str, other: str) -> int:
    """Return the optimal string alignment distance: left out, added, changed, swapped letters."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, sign in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (sign != against))
            if row > 1 and column > 1 and one[row - 2] == against and sign == other[column - 2]:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]
