"""Titles as plain words: in one form for all genders, each word once."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from matching.wording import LONGEST_TITLE, forget_titles, title_words

# Ways of writing both genders that only capital letters tell: TrainerIn, interkulturelleR.
_CAPITAL_IN = re.compile(r"(?<=[a-zäöüß])(?:Innen|In|IN)\b")
_CAPITAL_R = re.compile(r"(?<=[a-zäöüß])R\b")
_ER_IN = re.compile(r"\((?:er/-?in|er/-?e|e/-?in)\)", re.IGNORECASE)
_E_R = re.compile(r"\((?:e/-?r|r/-?e)\)", re.IGNORECASE)
# Frauenarzt/-ärztin, Gemeindeschwester/pfleger: the second word replaces the end of the first.
_TWO_WORDS = re.compile(r"(\w{4,})\s?/\s?-?(\w{3,})")
# What a woman is called by another word or ending, after "in" has gone.
_OTHER_WORDS = (
    ("entbindungspfleger", "hebamme"), ("schwester", "pfleger"), ("stewardess", "steward"),
    ("purserette", "purser"), ("gehilfe", "helfer"), ("gehilf", "helfer"),
    ("hilfsarbeiter", "helfer"), ("magistra", "magister"), ("directrice", "modelleur"),
    ("direktrice", "modelleur"), ("woman", "man"),
    ("mutter", "vater"), ("iere", "ier"), ("euse", "eur"), ("erer", "er"),
)  # fmt: skip
# What lists of titles shorten, with a full stop.
_SHORTENED = {
    "dipl": "diplom", "ing": "ingenieur", "techn": "technischer", "kaufm": "kaufmännischer",
    "geh": "gehobener", "mittl": "mittlerer", "höh": "höherer", "wiss": "wissenschaftlicher",
    "staatl": "staatlich", "gepr": "geprüfter", "landw": "landwirtschaftlicher",
    "mech": "mechanischer", "med": "medizinischer", "öff": "öffentlicher", "verw": "verwaltung",
}  # fmt: skip
_SHORT = re.compile(rf"\b({'|'.join(_SHORTENED)})\.", re.IGNORECASE)
_FEMALE = re.compile(r"(?<=\w{3})(?:innen|in)$")
_INSIDE = re.compile(r"(?<=\w{3}er)innen(?=\w)")
# Adjectives and participles, which take another ending for each gender and case.
_ADJECTIVE = re.compile(
    r"(isch|lich|ig|iv|ell|ial|onal|unal|ural|tral|bar|sam|los|haft|uft|igt|llt|agt|end|amt"
    r"|tet|iert|annt|lernt|ndet|dnet|privat|ulant|dox|erst|zweit|dritt)(?:er|en|em|es|e)$"
)
# Men whose name ends in e: Psychologe and Psychologin, Matrose and Matrosin.
_MALE_E = re.compile(
    r"(log|agog|opad|trop|teg|tros|lots|kolleg|expert|bot|zeug|schutz|kund|urg|nost|hirt|pars)e$"
)
_NO_FEMALE = frozenset({"benzin", "medizin", "termin", "magazin", "kamin", "disziplin", "admin"})
_IS_LATIN = re.compile(r"[a-z]+\Z")
KEPT_WORDS = 2**14  # whose one form is remembered: as many as the shipped lists have


@lru_cache(KEPT_WORDS)
def genderless(word: str) -> str:
    """Return a folded word in one form for all genders, adjectives also for all cases.

    >>> genderless("geprufter") == genderless("geprufte"), genderless("matrosin")
    (True, 'matros')
    """
    if len(word) < 4 or not _IS_LATIN.match(word):
        return word
    if word not in _NO_FEMALE:
        word = _INSIDE.sub("", _FEMALE.sub("", word))
    for female, one in _OTHER_WORDS:
        if word.endswith(female):
            word = word.removesuffix(female) + one
    return _MALE_E.sub(r"\1", _ADJECTIVE.sub(r"\1", word))


def forget_words() -> None:
    """Forget titles and words read so far: what was fitted from them has no need of them."""
    forget_titles()
    genderless.cache_clear()


def plain_words(text: str) -> list[str]:
    """Return the words of a title without gender or shortening, each once.

    >>> plain_key("Dipl.-Ing. (FH)") == plain_key("Diplom-Ingenieurin (FH)")
    True
    >>> plain_words("Leiter/Leiterin des Einkaufs") == plain_words("Leiterin des Einkaufs")
    True
    """
    text = unicodedata.normalize("NFKC", text[:LONGEST_TITLE])
    text = _CAPITAL_R.sub("r", _CAPITAL_IN.sub("", text))
    text = _SHORT.sub(lambda short: _SHORTENED[short[1].lower()] + " ", text)
    text = _TWO_WORDS.sub(_as_one, _E_R.sub("er", _ER_IN.sub("er", text)))
    return list(dict.fromkeys(genderless(word) for word in title_words(text)))


def _as_one(found: re.Match[str]) -> str:
    """Return the first of two words with a slash between if the second is its other gender."""
    first, second = ("".join(map(genderless, title_words(part))) for part in found.groups())
    same = first.endswith(second) if second else True
    return found[1] if same else f"{found[1]} {found[2]}"


def plain_key(text: str) -> str:
    """Return the plain words as one string: equal keys are one title in another form."""
    return " ".join(plain_words(text))
