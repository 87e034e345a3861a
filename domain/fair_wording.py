"""Demands no advertisement may make: sex, age, nationality, religion, mother tongue.

Legal basis: §§ 1, 7, 11 AGG; the employment service must not consider such restrictions
(§ 36 SGB III). German is asked for by its level instead.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class UnfairDemand(StrEnum):
    """What a text demands that has nothing to do with the work."""

    MOTHER_TONGUE = "mother_tongue"
    NATIONALITY = "nationality"
    RELIGION = "religion"
    SEX = "sex"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class Finding:
    """A demand and the words that make it."""

    demand: UnfairDemand
    words: str


_NUMBER = r"\d{2}"
_EXPERIENCE = r"(?!\s*(?:berufs)?erfahrung|\s*praxis|\s*garantie|\s*vertrag)"

_SIGNS: tuple[tuple[UnfairDemand, re.Pattern[str]], ...] = (
    (
        UnfairDemand.MOTHER_TONGUE,
        re.compile(
            r"\w*mutter?sprach\w*|\bnative[ -]?(?:speaker|german)s?\w*|\bnative level\b"
            r"|\bals erstsprache\b|\bakzentfrei\w*|\bohne akzent\b|\bmother tongue\b"
        ),
    ),
    (
        UnfairDemand.NATIONALITY,
        re.compile(
            r"\w*staats(?:angehör|bürger)\w*|\bnationalität\w*|\bnur (?:für )?(?:deutsche[nr]?"
            r"|eu[- ]?bürger\w*)\b(?!\s*(?:sprach|kennt|führersch|norm|rechts))"
            r"|\bkeine? (?:ausländ\w+|flüchtling\w*|migrant\w*)"
            r"|\bdeutsche[rn]? (?:pass|herkunft|abstammung)\w*|\b(?:eu|deutsche)[- ]pass\b"
            r"|\b(?:german|eu) (?:citizen|national)\w*|\bcitizenship\b|\bno foreigners\b"
        ),
    ),
    (
        UnfairDemand.RELIGION,
        re.compile(
            r"\w*kopftuch\w*|\bkonfession(?!elle\w* (?:träger|einricht|kranken|haus|kita))\w*"
            r"|\w*religionszugehör\w*|\bkirchenzugehör\w*"
            r"|\b(?:christlich|muslimisch|evangelisch|katholisch|jüdisch)e[nrms]? glaube\w*"
            r"|\b(?:nur|keine) (?:christ|muslim|moslem|jude|hindu|alevit|jesid)\w*|\bhead ?scar\w+"
        ),
    ),
    (
        UnfairDemand.SEX,
        re.compile(
            r"\b(?:nur|ausschließlich|keine) (?:für )?(?:männer\w*|frauen\w*|herren|damen"
            r"|männlich\w*|weiblich\w*)|\b(?:männlich|weiblich)e[nrs]?\b|\b(?:fe)?males? only\b"
            r"|\b(?:only|no) (?:wo)?men\b|\bmännlich\b|\bweiblich\b|\bmuttis?\b"
            r"|\b(?:eine?n?|starke[rn]?|kräftige[rn]?) (?:mann|kerl|burschen?)\b"
        ),
    ),
    (
        UnfairDemand.AGE,
        re.compile(
            rf"\b(?:bis|unter|maximal|max\.?|höchstens|nicht älter als)(?: zu)? {_NUMBER}"
            rf" ?(?:jahren?|j\.?)\b{_EXPERIENCE}"
            rf"|\bzwischen {_NUMBER} und {_NUMBER} ?jahren?\b{_EXPERIENCE}"
            r"|\b(?:jung|jüngere?)e?[nrs]? (?:mitarbeit|mann|männer|frau|leute|menschen|person|"
            r"kolleg|verkäufer|bewerber|helfer|kraft|kräfte|aushilf)\w*"
            r"|\bnicht zu alt\b|\bkeine (?:älteren|rentner)\w*|\baltersgrenze\w*|\byoung (?:man|"
            r"woman|people|staff)\b"
        ),
    ),
)

_NEUTRAL = re.compile(r"\(\s*[mwdfx](?:\s*[/|,]\s*[mwdfx])*\s*\)|\bm/w/d\b")
_ALL_SEXES = re.compile(r"\bmännlich\w*\s*[/,|]\s*weiblich\w*(?:\s*[/,|]\s*divers\w*)?")
_TRAITS = (
    r"(?:staats(?:angehörigkeit|bürgerschaft)|nationalität|konfession|religion|geschlecht|herkunft"
    r"|weltanschauung|muttersprache|alter(?!sgrenze)|hautfarbe|behinderung|identität)\w*"
)
_BETWEEN = r"(?:[\s,/]|und|oder|sowie|von|ihre[rnms]?|der|des|dem|den|ethnische\w*|sexuelle\w*)"
_WELCOME = re.compile(
    r"\b(?:unabhängig von|ungeachtet|egal welche[nrs]?|gleich welche[nrs]?|regardless of|jede[nrs]?"
    rf"|alle[nr]?|viele[nr]?|verschiedene[nr]?){_BETWEEN}+{_TRAITS}(?:{_BETWEEN}+{_TRAITS})*"
    r"|\b\d+ nationalität\w*|\bunsere?[nrm]? (?:junge|weibliche|männliche)[nr]? \w+"
)
"""Who says that everybody is welcome, or who works there already, demands nothing."""
_LONGEST = 20_000


def unfair_demands(text: str) -> list[Finding]:
    """Return the demands a text of a firm must not make, one a kind.

    >>> unfair_demands("Verkäufer (m/w/d), Deutsch Muttersprachler")[0].words
    'muttersprachler'
    >>> unfair_demands("Altenpflegehelfer, Deutsch B1, 10 Jahre Erfahrung nicht nötig")
    []
    """
    plain = _plain(text)
    found = ((demand, sign.search(plain)) for demand, sign in _SIGNS)
    return [Finding(demand, match.group().strip()) for demand, match in found if match]


def _plain(text: str) -> str:
    """Return the text in lower case, without soft hyphens, (m/w/d) and words of welcome."""
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).lower()
    unseen = {ord(sign): None for sign in set(text) if unicodedata.category(sign) == "Cf"}
    text = text.translate(unseen) if unseen else text
    text = _ALL_SEXES.sub(" ", _NEUTRAL.sub(" ", text))
    return _WELCOME.sub(" … ", " ".join(text.split()))
