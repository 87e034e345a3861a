"""Names of people in any script, brought to one form so that a search finds them."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | {
        "ة": "ه",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ٱ": "ا",
        "ـ": "",
        "ʿ": "",
        "ʾ": "",
        "’": "",
        "'": "",
    }
)
_OPENING = "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"
_CLOSING = "\N{POP DIRECTIONAL ISOLATE}"
_TURNING = frozenset(_OPENING + _CLOSING + "\u202a\u202b\u202c\u202d\u202e")
"""Signs that turn the direction of what follows them (Unicode Standard Annex 9)."""
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def folded(name: str) -> str:
    """Return a name without case, accents, vowel signs and the two spellings of an umlaut.

    >>> folded("Müller") == folded("MUELLER")
    True
    >>> folded("أحمد") == folded("احمد")
    True
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    plain = "".join(sign for sign in plain if not _is_unheard(sign))
    for typed, meant in _UMLAUTS:
        plain = plain.replace(typed, meant)
    return " ".join(plain.replace("-", " ").split())


def _is_unheard(sign: str) -> bool:
    """Say whether a sign only changes how letters look: accents, joiners, signs of direction."""
    return bool(unicodedata.combining(sign)) or unicodedata.category(sign) == "Cf"


def isolated(text: str) -> str:
    """Return text that keeps its own direction in a sentence and gives none to its neighbours.

    Whatever the text opens is closed behind it, and what it closes was opened before it: so even
    an unfinished override ends with the text (Unicode Standard Annex 9, rules X5c and X6a).

    >>> isolated("Amal") == "\\u2068Amal\\u2069"
    True
    """
    opened = stray = 0
    for sign in text:
        if sign in _OPENING:
            opened += 1
        elif sign == _CLOSING:
            opened, stray = (opened - 1, stray) if opened else (0, stray + 1)
    before = "\N{FIRST STRONG ISOLATE}" * (stray + 1)
    return before + text + _CLOSING * (opened + 1)


def contained(text: str) -> str:
    """Return a text as it is; isolated only if it carries signs that turn the direction.

    >>> contained("Amal")
    'Amal'
    """
    return isolated(text) if _TURNING.intersection(text) else text


def is_written(text: str) -> bool:
    """Say whether a text shows anything: marks and signs of direction alone are no name.

    >>> is_written("\\u202e\\u200b"), is_written("አ")
    (False, True)
    """
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)
