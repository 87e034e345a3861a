"""Letters of Arabic, Persian, Cyrillic and Ethiopic as the sounds they can stand for.

A sound is a capital (a class of consonants that spellings mix up: K for k, q, g, gh), a small
letter (a vowel) or ``?`` (a vowel the script does not write). A letter has one or more readings.

Sources of the correspondences: Arabic and Persian ISO 233, ISO 233-3, ALA-LC romanization
tables and the BGN/PCGN systems; Cyrillic ISO 9, BGN/PCGN and the Ukrainian resolution 55 of
2010; Ethiopic BGN/PCGN 1967 (Amharic) and 1994 (Tigrinya). German spellings (sch, tsch, ch, w,
j) come from the transcription of the German dictionaries.
"""

from __future__ import annotations

UNWRITTEN = "?"

ARABIC: dict[str, tuple[str, ...]] = {
    "ا": ("a",), "آ": ("a",), "أ": ("a",), "إ": ("i",), "ٱ": ("a",), "ء": ("",),
    "ؤ": ("u",), "ئ": ("i",), "ى": ("i", "a"), "ة": ("a",), "ۀ": ("a",),
    "ب": ("B",), "پ": ("B",), "ت": ("T",), "ث": ("S", "T"), "ج": ("J", "K"), "چ": ("C",),
    "ح": ("H",), "خ": ("H",), "د": ("D",), "ذ": ("D", "S"), "ر": ("R",), "ز": ("S",),
    "ژ": ("X",), "س": ("S",), "ش": ("X",), "ص": ("S",), "ض": ("D", "S"), "ط": ("T",),
    "ظ": ("S", "D"), "ع": ("?",), "غ": ("K",), "ف": ("F",), "ق": ("K",), "ك": ("K",),
    "ک": ("K",), "گ": ("K",), "ل": ("L",), "م": ("M",), "ن": ("N",), "ه": ("H",), "ھ": ("H",),
    "و": ("u", "F"), "ي": ("i",), "ی": ("i",), "ڤ": ("F",),
}  # fmt: skip

CYRILLIC: dict[str, tuple[str, ...]] = {
    "а": ("a",), "б": ("B",), "в": ("F",), "г": ("K", "H"), "ґ": ("K",), "д": ("D",),
    "е": ("e",), "є": ("ie",), "ё": ("iu", "e"), "ж": ("X",), "з": ("S",), "и": ("i",),
    "і": ("i",), "ї": ("i",), "й": ("i",), "ј": ("i",), "к": ("K",), "л": ("L",), "м": ("M",),
    "н": ("N",), "о": ("u",), "п": ("B",), "р": ("R",), "с": ("S",), "т": ("T",), "у": ("u",),
    "ў": ("u",), "ф": ("F",), "х": ("H",), "ц": ("S",), "ч": ("C",), "ш": ("X",), "щ": ("X",),
    "ъ": ("",), "ы": ("i",), "ь": ("",), "э": ("e",), "ю": ("iu",), "я": ("ia",),
}  # fmt: skip

_ROWS = (
    *("H", "L", "H", "M", "S", "R", "S", "X", "K", "Kf", "K", "Kf", "B", "F", "T", "C", "H", "Hf"),
    *("N", "Ni", "?", "K", "Kf", "H", "Hf", "F", "?", "S", "X", "i", "D", "D", "J", "K", "Kf"),
    *("K", "T", "C", "B", "S", "S", "F", "B"),
)
"""Consonants of the Ethiopic syllables from U+1200 on, eight syllables each."""
_ORDERS = ("e", "u", "i", "a", "e", "", "u", "ua")
_FIRST = 0x1200

ETHIOPIC: dict[str, tuple[str, ...]] = {
    chr(_FIRST + 8 * row + order): (consonant.replace("f", "u").strip("?") + vowel,)
    for row, consonant in enumerate(_ROWS)
    for order, vowel in enumerate(_ORDERS)
}

LATIN_LETTERS = str.maketrans(
    {"š": "sh", "ş": "sh", "ș": "sh", "ž": "zh", "č": "tsch", "ć": "tsch", "ç": "tsch"}
    | {"ğ": "", "ġ": "gh", "ḫ": "kh", "ẖ": "kh", "ḵ": "kh", "ţ": "ts", "ț": "ts", "ß": "ss"}
    | {"ł": "l", "đ": "d", "ı": "i", "ə": "e", "ø": "o", "æ": "e", "œ": "o", "þ": "th", "ð": "d"}
)
"""Latin letters that mean another sound than their base letter; other accents just go."""

LATIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("schtsch", ("X",)), ("shtsch", ("X",)), ("shch", ("X",)), ("tsch", ("C",)),
    ("dsch", ("J",)), ("dzh", ("J",)), ("sch", ("X",)), ("tch", ("C",)),
    ("sh", ("X",)), ("zh", ("X",)), ("cz", ("C",)), ("kh", ("H",)), ("ch", ("H", "C", "X", "K")),
    ("ph", ("F",)), ("gh", ("K",)), ("th", ("T", "S")), ("dh", ("D", "S")), ("dj", ("J",)),
    ("ts", ("S",)), ("tz", ("S",)), ("ck", ("K",)), ("ou", ("u",)), ("oo", ("u",)),
    ("ee", ("i",)), ("ue", ("u",)), ("x", ("KS",)), ("q", ("K",)), ("k", ("K",)),
    ("c", ("K", "J", "S")), ("g", ("K",)), ("j", ("J", "i")), ("w", ("F", "u")), ("v", ("F",)),
    ("f", ("F",)), ("b", ("B",)), ("p", ("B",)), ("d", ("D",)), ("t", ("T",)), ("s", ("S",)),
    ("z", ("S",)), ("m", ("M",)), ("n", ("N",)), ("r", ("R",)), ("l", ("L",)), ("h", ("H",)),
    ("a", ("a",)), ("e", ("e",)), ("i", ("i",)), ("y", ("i",)), ("o", ("u",)), ("u", ("u",)),
)  # fmt: skip
"""Latin spellings, longer ones first: a German, an English, a Turkish and a French ear."""
