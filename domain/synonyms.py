"""Which typed words may be remembered as the title of an occupation: never anything personal."""

from __future__ import annotations

import re
import unicodedata

from domain.fair_wording import unfair_demands

LONGEST = 60
MOST_WORDS = 6
_WORD = re.compile(r"[^\W\d_]+")
_NO_TITLE = re.compile(
    r"[\d@<>{}\[\]#&=+%$€]|https?:|www\.|[.!?;:]\s+\S|\b(?:ich|mein\w*|bei|firma|gmbh|herr|frau|"
    r"familie|vater|mutter|bruder|onkel|tel|str|straße|weg)\b",
    re.IGNORECASE,
)
"""Digits, addresses, sentences, and words that speak of somebody instead of an occupation."""


def plain_title(text: str, names: tuple[str, ...] = ()) -> str:
    """Return typed words as a title that may be remembered, nothing where they may not.

    ``names`` are those of the person or firm the words came from.

    >>> plain_title("  Kfz-Schrauber "), plain_title("Koch bei Mehmet", ("Mehmet Kaya",))
    ('Kfz-Schrauber', '')
    >>> plain_title("Fahrer 0171 234567"), plain_title("Kaya Bäcker", ("Mehmet Kaya",))
    ('', '')
    """
    title = " ".join(unicodedata.normalize("NFC", text).split())
    words = _WORD.findall(title.lower())
    if not words or len(title) > LONGEST or len(words) > MOST_WORDS or not title.isprintable():
        return ""
    if _NO_TITLE.search(title) or unfair_demands(title):
        return ""
    own = {word for name in names for word in _WORD.findall(name.lower()) if len(word) > 1}
    return "" if own & set(words) else title
