"""Suggests Latin letters for a name; the office may write it as the documents have it.

Cyrillic follows the table of machine-readable passports (ICAO Doc 9303, part 3, section 6), with
the Ukrainian letters where the name is Ukrainian. Arabic and Persian are written without short
vowels: common names come from a list (rules/known_names.csv), others get an "a" between two
consonants. Ethiopic signs are syllables and are taken apart by their place in Unicode.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from domain.names import folded

_KNOWN = Path(__file__).parent / "rules" / "known_names.csv"


def _words(text: str) -> list[str]:
    return text.split()


_RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        _words("a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia"),
        strict=True,
    )
) | {"ь": ""}
_UKRAINIAN = _RUSSIAN | {"г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i"}
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_ONLY_UKRAINIAN = set("ґєії")

_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th",
    "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f",
    "ق": "q", "ک": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a",
    "و": "u", "ؤ": "u", "ی": "i", "ي": "i", "ى": "a", "ئ": "i", "ء": "", "ـ": "", "ڕ": "r",
    "ڵ": "l", "ێ": "e", "ۆ": "o", "ە": "e", "ڤ": "v", "ټ": "t", "ډ": "d", "ړ": "r", "ښ": "sh",
    "ګ": "g", "ڼ": "n", "ې": "e", "ۍ": "ai", "ځ": "dz", "څ": "ts", "ږ": "zh",
}  # fmt: skip
_VOWEL_SIGNS = {"\u064e": "a", "\u064f": "u", "\u0650": "i"}
_VOWELS = set("aeiou")
_SERVANT_OF, _ARTICLE = "عبد", "ال"
_FIRST_GLIDES = {"و": "w", "ي": "y", "ی": "y"}

_ETHIOPIC = _words(
    "h l h m s r s sh q qw q qw b v t ch h hw n ny - k kw kh khw w - z zh y d d j g gw ng t ch p "
    "ts ts f p"
)
_ETHIOPIC_FIRST, _ETHIOPIC_LAST = 0x1200, 0x1357
_ORDERS = ("e", "u", "i", "a", "ie", "", "o", "wa")


def suggested_latin(name: str) -> str:
    """Return a name in Latin letters; words that are Latin already stay.

    >>> suggested_latin("Олена Шевченко")
    'Olena Shevchenko'
    >>> suggested_latin("محمد حداد")
    'Mohammad Haddad'
    >>> suggested_latin("عبد الرحمن حداد")
    'Abdulrahman Haddad'
    >>> suggested_latin("ተስፋይ")
    'Tesfay'
    """
    words = _joined(unicodedata.normalize("NFC", name).split())
    is_ukrainian = bool(_ONLY_UKRAINIAN & set(name.lower()))
    return " ".join(filter(None, (_word(word, is_ukrainian) for word in words)))


def _joined(words: list[str]) -> list[str]:
    """Write "servant of" and the name of God that follows as one word: together they are a name."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == _SERVANT_OF and word.startswith(_ARTICLE):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _word(word: str, is_ukrainian: bool) -> str:
    known = _known_names().get(folded(word))
    if known:
        return known
    script = _script(word)
    if script == "ARABIC":
        latin = _arabic(word)
        return latin[:1].upper() + latin[1:]
    if script == "CYRILLIC":
        return _cyrillic(word.lower(), is_ukrainian).title()
    if script == "ETHIOPIC":
        return _ethiopic(word).capitalize()
    return word


def _script(word: str) -> str:
    letter = next((sign for sign in word if sign.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def _cyrillic(word: str, is_ukrainian: bool) -> str:
    table = _UKRAINIAN if is_ukrainian else _RUSSIAN
    first = _UKRAINIAN_FIRST.get(word[:1], "") if is_ukrainian else ""
    rest = word[1:] if first else word
    return first + "".join(table.get(sign, sign if sign == "-" else "").strip() for sign in rest)


def _arabic(word: str) -> str:
    servant = _SERVANT_OF + _ARTICLE
    if word.startswith(servant) and len(word) > len(servant):
        return f"abdul{_word(word.removeprefix(servant), is_ukrainian=False).lower()}"
    if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1:
        return f"al-{_word(word.removeprefix(_ARTICLE), is_ukrainian=False)}"
    letters = [_ARABIC.get(sign) or _VOWEL_SIGNS.get(sign, "") for sign in word]
    letters[0] = _FIRST_GLIDES.get(word[0], letters[0])
    latin = ""
    for letter in filter(None, letters):
        needs_vowel = latin and not _VOWELS & {latin[-1], letter[0]} and latin.count("a") < 1
        latin += f"a{letter}" if needs_vowel else letter
    return re.sub(r"aa+", "a", latin)


def _ethiopic(word: str) -> str:
    """Take syllables apart; a word that would begin with two consonants gets an "i"."""
    syllables = [_syllable(ord(sign)) for sign in word if _is_ethiopic(sign)]
    if len(syllables) > 1 and not syllables[0][1] and syllables[1][0]:
        syllables[0] = (syllables[0][0], "i")
    return "".join(consonant + vowel for consonant, vowel in syllables)


def _is_ethiopic(sign: str) -> bool:
    return _ETHIOPIC_FIRST <= ord(sign) <= _ETHIOPIC_LAST


def _syllable(code: int) -> tuple[str, str]:
    row, order = divmod(code - _ETHIOPIC_FIRST, len(_ORDERS))
    consonant, vowel = _ETHIOPIC[row].strip("-"), _ORDERS[order]
    if vowel == "e" and consonant in {"", "h"}:
        vowel = "a"
    if not consonant:
        vowel = {"ie": "e", "": "i"}.get(vowel, vowel)
    return consonant, vowel


@lru_cache(maxsize=1)
def _known_names() -> dict[str, str]:
    with _KNOWN.open(encoding="utf-8") as file:
        return {folded(row["own_script"]): row["latin"] for row in csv.DictReader(file)}
