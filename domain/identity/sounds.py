"""A word of a name as it can be read aloud: consonants in classes, vowels between them."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata

from domain.identity.scripts import ARABIC, CYRILLIC, ETHIOPIC, LATIN, LATIN_LETTERS, UNWRITTEN

_MOST_READINGS = 8
_LETTERS = ARABIC | CYRILLIC | ETHIOPIC
_DOTLESS = str.maketrans("بتثنيیىجخذزشضظغفقةپچژ", "ٮٮٮٮٮٮٮححدرسصطعٯٯهٮحر")
_REMAINING = re.compile(r"([A-Z])\1+|([a-z?])\2+")
_PREFIX = re.compile(r"^(?:al|el|ul|abu|abou)(?=[^\W\d_]{4})")


def plain(word: str) -> str:
    """Return a word in small letters; vowel signs and accents that change no sound are gone.

    >>> plain("Öztürk"), plain("ŠEVČENKO"), plain("مُحَمَّد") == "محمد"
    ('ozturk', 'shevtschenko', True)
    """
    text = unicodedata.normalize("NFC", word.casefold()).translate(LATIN_LETTERS)
    text = "".join(sign if sign in _LETTERS else _without_accent(sign) for sign in text)
    return "".join(sign for sign in text if sign.isalpha())


def dotless(word: str) -> str:
    """Return an Arabic word without its dots, as it looks where they were left out."""
    return plain(word).translate(_DOTLESS)


def is_abjad(word: str) -> bool:
    """Return whether the word is written without its short vowels."""
    return any(sign in ARABIC for sign in word)


@functools.lru_cache(maxsize=65_536)
def readings(word: str) -> tuple[str, ...]:
    """Return how a plain word can be read, at most eight ways, always in the same order.

    >>> readings("yusuf"), readings("یوسف")[0]
    (('iuSuF',), 'iuS?F')
    """
    words = [word]
    without = word[2:] if word.startswith("ال") and len(word) > 4 else _PREFIX.sub("", word)
    if without != word:
        words.insert(0, without)
    found: dict[str, None] = {}
    for one in words:
        for reading in itertools.product(*_options(one)):
            found[_tidy(reading, abjad=is_abjad(one))] = None
            if len(found) == _MOST_READINGS:
                return tuple(found)
    return tuple(found)


def skeleton(reading: str) -> str:
    """Return the consonants of a reading; a leading vowel counts as one.

    >>> skeleton("MuHaMaD"), skeleton("aHMaD")
    ('MHMD', 'AHMD')
    """
    bones = "".join(sign for sign in reading if sign.isupper())
    return bones if reading[:1].isupper() else "A" + bones


def _without_accent(sign: str) -> str:
    bare = unicodedata.normalize("NFKD", sign)
    return "".join(part for part in bare if not unicodedata.combining(part))


def _options(word: str) -> list[tuple[str, ...]]:
    """Return what each letter can stand for."""
    if not word or not word.isascii():
        return [_of_script(word, place) for place in range(len(word))] or [("",)]
    found, place = [], 0
    while place < len(word):
        spelling, sounds = next(
            (one for one in LATIN if word.startswith(one[0], place)), (word[place], ("",))
        )
        if spelling in ("w", "j") and place == 0:
            sounds = sounds[:1] if spelling == "w" else sounds
        place += len(spelling)
        is_last_h = spelling == "h" and place == len(word) and len(word) > 2
        found.append(("", "H") if is_last_h else sounds)
    return found


def _of_script(word: str, place: int) -> tuple[str, ...]:
    sign = word[place]
    if place == 0 and sign in "اأإ":
        return (UNWRITTEN,)
    if place == 0 and sign == "و":
        return ("F",)
    if place and place == len(word) - 1 and sign == "ه":
        return ("a", "H")
    if sign in _LETTERS:
        return _LETTERS[sign]
    return next((sounds for spelling, sounds in LATIN if spelling == sign), ("",))


def _tidy(parts: tuple[str, ...], *, abjad: bool) -> str:
    """Join the sounds; double ones count once, final d and t are one."""
    text = "".join(parts)
    if abjad:
        text = re.sub(r"(?<=[A-Z])(?=[A-Z])", UNWRITTEN, text)
        text = re.sub(r"\?(?=[aeiu])|(?<=[aeiu])\?", "", text)
    text = _REMAINING.sub(lambda match: match[0][0], text)
    return text[:-1] + "D" if text.endswith("T") else text
