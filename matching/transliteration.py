"""Words of other scripts as people write them with Latin letters: ``slesar``, ``najjar``."""

from __future__ import annotations

import re

_CYRILLIC = str.maketrans(
    {"а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e",
     "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
     "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
     "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
     "ю": "iu", "я": "ia"}
)  # fmt: skip
# Consonants that Arabic writes; its long vowels are dropped, as the short ones never stand there.
_ARABIC = str.maketrans(
    {"ب": "b", "پ": "b", "ت": "t", "ث": "t", "ج": "j", "چ": "j", "ح": "h", "خ": "x", "د": "d",
     "ذ": "d", "ر": "r", "ز": "z", "ژ": "z", "س": "s", "ش": "c", "ص": "s", "ض": "d", "ط": "t",
     "ظ": "z", "ع": "", "غ": "q", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n",
     "ه": "h", "ا": "", "و": "", "ي": ""}
)  # fmt: skip
# Latin spellings of the same consonants, the numerals of chats (3, 7, 5) among them.
_SPELLINGS = (
    ("kh", "x"), ("gh", "Q"), ("sh", "c"), ("ch", "c"), ("th", "t"), ("dh", "d"), ("q", "k"),
    ("Q", "q"), ("g", "j"), ("5", "x"), ("7", "h"), ("3", ""), ("p", "b"), ("v", "f"),
)  # fmt: skip
_IS_ARABIC = re.compile(r"[\u0600-\u06ff]")
_IS_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARTICLE = re.compile(r"\b(?:al|el)\b[- ]?")
_DOUBLE = re.compile(r"(.)\1")
_VOWELS = re.compile(r"[aeiouyw'’`]")


def latin(key: str) -> str:
    """Return a key with its Cyrillic letters in Latin ones.

    >>> latin("слесарь")
    'slesar'
    """
    return key.translate(_CYRILLIC) if _IS_CYRILLIC.search(key) else key


def skeleton(key: str) -> str:
    """Return the consonants of an Arabic word, or of one written with Latin letters.

    >>> skeleton("najjar") == skeleton("نجار"), skeleton("khabbaz") == skeleton("خباز")
    (True, True)
    """
    if _IS_ARABIC.search(key):
        return key.translate(_ARABIC)
    key = _DOUBLE.sub(r"\1", _ARTICLE.sub("", key))
    for spelling, one in _SPELLINGS:
        key = key.replace(spelling, one)
    return " ".join(word.removesuffix("h") or word for word in _VOWELS.sub("", key).split())


def is_arabic(key: str) -> bool:
    """Say whether a key has Arabic letters."""
    return bool(_IS_ARABIC.search(key))
