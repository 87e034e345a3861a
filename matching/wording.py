"""How occupation titles are written: gender forms, noise and spelling brought to one form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_TITLE = 300  # signs that are read; what follows in a longer text adds nothing
KEPT_TITLES = 2**14  # whose words are remembered: the shipped lists have 13,000

_NOISE = re.compile(
    r"\(\s*(?:[mwdfx]|div|gn|all[e]?)(?:\s*[/|,]\s*(?:[mwdfx]|div|gn|all[e]?))*\s*\)"
    r"|\b[mwd]\s*/\s*[mwd](?:\s*/\s*[mwdx])?\b"
)
_GENDER_SIGNS = (
    (re.compile(r"[/:*_·•]\s*-?\s*innen\b|\(innen\)"), ""),
    (re.compile(r"/\s*-?\s*(?:frau|mann)\b|\(\s*(?:frau|mann)\s*\)"), ""),
    (re.compile(r"(?<=\w)(?:[/:*_·•]\s*-?\s*in\b|\(in\)|/-?r?in\b)"), ""),
    (re.compile(r"\(er/in\)|\(e/in\)|\(r\)|\(n\)|/-?[rn]\b|/-?e\b|[:*_]r\b"), ""),
    (re.compile(r"(\w{4,})/\s*-?\w*in\b"), r"\1"),
)
_WORD = re.compile(r"[^\W_]+")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_FOLD = str.maketrans({"ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d"})
# Letters that Arabic, Persian and Kurdish keyboards write differently; the tatweel is none.
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ی": "ي", "ې": "ي", "ێ": "ي",
     "ؤ": "و", "ۆ": "و", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "ڪ": "ك",
     "گ": "ك", "ـ": "", "ء": "", "\u200c": "", "\u200d": ""}
)  # fmt: skip
_IS_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARTICLES = ("وال", "بال", "لل", "ال")  # "and the", "with the", "for the", "the"
_HELPERS = {
    "aushilfe", "aushilfskraft", "hilfskraft", "hilfsarbeiter", "gehilfe", "gehilfin", "handlanger",
    "hilfe", "minijob", "minijobber", "ungelernt", "ungelernter", "helferin", "zuarbeiter",
}  # fmt: skip
_FILLERS = {
    "als", "am", "an", "auf", "aus", "bei", "beim", "bereich", "das", "dem", "den", "der", "des",
    "die", "ein", "eine", "einem", "einen", "einer", "eines", "fachrichtung", "fuer", "fur",
    "gesucht", "im", "in", "m", "mit", "o", "oder", "od", "richtung", "s", "schwerpunkt", "sonst",
    "sonstige", "sowie", "spezialisierung", "spezialisierungsrichtung", "u", "und", "von", "w",
    "zum", "zur",
}  # fmt: skip
_FEMININE = re.compile(r"(?<=\w{3})(?:erin|orin|istin|entin|antin|eurin|ogin|[^aeiou]in)(nen)?$")
# Parts that make a helper of a compound, and what a helper is called in all titles.
_HELPER_ENDS = ("aushilfskraft", "hilfskraft", "hilfsarbeiter", "aushilfe", "gehilfe", "hilfe")
_PLURALS = (
    ("frauen", "mann"),
    ("frau", "mann"),
    ("leute", "mann"),
    ("manner", "mann"),
    ("krafte", "kraft"),
)
_DOUBLE_VOWEL = re.compile(r"(?<![aeoq])ue|(?<![aeo])oe|ae")
_KEPT_IN = {"benzin", "medizin", "termin", "magazin", "kamin", "disziplin", "zirkon", "design"}


def strip_gender(text: str) -> str:
    """Return ``text`` in lower case without (m/w/d) and with one form for all genders.

    >>> strip_gender("Bäcker/in (m/w/d)")
    'bäcker'
    >>> strip_gender("Kaufmann/-frau im Einzelhandel")
    'kaufmann im einzelhandel'
    """
    text = _NOISE.sub(" ", unicodedata.normalize("NFKC", text[:LONGEST_TITLE]).lower())
    for sign, instead in _GENDER_SIGNS:
        text = sign.sub(instead, text)
    return " ".join(text.split())


def title_words(text: str) -> list[str]:
    """Return the folded words of a title: no gender, no umlauts, no fillers.

    >>> title_words("Bäckerin") == title_words("Baecker/in (m/w/d)")
    True
    """
    return list(_title_words(text[:LONGEST_TITLE]))


@lru_cache(KEPT_TITLES)
def _title_words(text: str) -> tuple[str, ...]:
    words = [_masculine(word) for word in _WORD.findall(_fold(strip_gender(text)))]
    return tuple(word for word in words if word and word not in _FILLERS)


def forget_titles() -> None:
    """Forget the words of titles read so far."""
    _title_words.cache_clear()


def title_key(text: str) -> str:
    """Return the words of a title as one string: equal keys are the same title."""
    return " ".join(title_words(text))


def western_digits(text: str) -> str:
    """Return ``text`` with the digits of every script as 0 to 9.

    >>> western_digits("٢٩٢٢٢ ۲۹ २९")
    '29222 29 29'
    """
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def _fold(text: str) -> str:
    """Return ``text`` without umlauts, accents, vowel signs and variants of Arabic letters."""
    text = western_digits(text)
    text = unicodedata.normalize("NFKD", text.translate(_FOLD).translate(_ARABIC))
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return _DOUBLE_VOWEL.sub(lambda found: found[0][0], text)


def _masculine(word: str) -> str:
    """Return a folded word in the one form that stands for all genders and numbers."""
    if _IS_ARABIC.match(word):
        return _bare_arabic(word)
    word = _helper(word)
    for end, one in _PLURALS:
        if word.endswith(end):
            word = word.removesuffix(end) + one
    if word in _KEPT_IN or len(word) < 6 or not _FEMININE.search(word):
        return word
    return word.removesuffix("nen").removesuffix("in")


def _helper(word: str) -> str:
    """Return the one word for a helper: "kuchenhilfskraft" and "kuchenhilfe" are the same."""
    if word in _HELPERS:
        return "helfer"
    for end in _HELPER_ENDS:
        if word.endswith(end) and len(word) - len(end) > 3:
            return word.removesuffix(end) + "helfer"
    return word


def _bare_arabic(word: str) -> str:
    """Return an Arabic word without its article and without the ending of the feminine.

    >>> _bare_arabic("الخبازه")
    'خباز'
    """
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) > 2:
            word = word.removeprefix(article)
            break
    return word.removesuffix("ه") if len(word) > 3 else word
