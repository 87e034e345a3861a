"""What one cell says, in the words people use for it; unknown words are refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from domain.codes import western_digits
from domain.languages import LanguageLevel
from domain.licences import Licence
from domain.positions import EmployersWord, PayUnit, PositionKind, RequirementLevel
from domain.working_time import Hours, Shift
from services.position_files.columns import folded
from services.position_files.flaws import CellRefused, RowFlaw

T = TypeVar("T")
Words = Mapping[str, T]

NO_ANSWER = {"-", "–", "—", "?", "k.a.", "k. a.", "keine angabe", "n/a"}
_FORMULA = ("=", "+", "-", "@")
_NOW = {"sofort", "ab sofort", "asap", "jetzt", "baldmoeglichst", "naechstmoeglich"}
_GERMAN_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\.?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", re.DOTALL)
_NUMBER = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?")
_THOUSANDS = re.compile(r"[. ](?=\d{3}(?:\D|$))")
_SEPARATORS = re.compile(r"[,;/\n]| und ")

KINDS: Words[PositionKind] = {
    **dict.fromkeys(("arbeit", "job", "arbeitsplatz", "arbeitsstelle", "beschaeftigung", "stelle",
                     "vollzeit", "teilzeit", "minijob"), PositionKind.JOB),
    **dict.fromkeys(("leiharbeit", "zeitarbeit", "leiharbeit zeitarbeit",
                     "arbeitnehmerueberlassung"), PositionKind.TEMPORARY_WORK),
    **dict.fromkeys(("ausbildung", "ausbildungsplatz", "lehre", "ausbildung duales studium",
                     "apprenticeship"), PositionKind.APPRENTICESHIP),
    **dict.fromkeys(("einstiegsqualifizierung", "eq"), PositionKind.ENTRY_QUALIFICATION),
    "pflichtpraktikum": PositionKind.INTERNSHIP_MANDATORY,
    **dict.fromkeys(("orientierungspraktikum", "praktikum zur orientierung",
                     "schnupperpraktikum"), PositionKind.INTERNSHIP_ORIENTATION),
    **dict.fromkeys(("praktikum neben ausbildung oder studium", "begleitendes praktikum"),
                    PositionKind.INTERNSHIP_ACCOMPANYING),
    **dict.fromkeys(("freiwilliges praktikum", "laengeres freiwilliges praktikum"),
                    PositionKind.INTERNSHIP_VOLUNTARY),
    **dict.fromkeys(("probearbeit", "massnahme beim arbeitgeber", "mag", "probearbeit massnahme "
                     "beim arbeitgeber"), PositionKind.TRIAL),
}  # fmt: skip
LEVELS: Words[LanguageLevel] = {
    **{level.value.lower(): level for level in LanguageLevel if level is not LanguageLevel.NONE},
    **dict.fromkeys(("kein", "keine", "keins", "ohne", "nicht noetig", "kein deutsch",
                     "noch kein deutsch"), LanguageLevel.NONE),
}  # fmt: skip
REQUIREMENTS: Words[int] = {
    **dict.fromkeys(("1", "helfer", "helferin", "ungelernt", "angelernt", "keine"), 1),
    **dict.fromkeys(("2", "fachkraft", "gelernt", "mit ausbildung", "ausbildung"), 2),
    **dict.fromkeys(("3", "spezialist", "spezialistin", "meister", "techniker"), 3),
    **dict.fromkeys(("4", "experte", "expertin", "studium", "mit studium"), 4),
}
HOURS: Words[Hours | None] = {
    **dict.fromkeys(("vollzeit", "vz", "full time"), Hours.FULL_TIME),
    **dict.fromkeys(("teilzeit", "tz", "part time"), Hours.PART_TIME),
    **dict.fromkeys(("minijob", "mj", "geringfuegig", "520 euro job"), Hours.MARGINAL),
    **dict.fromkeys(("schicht nachtarbeit wochenende", "snw", "heim telearbeit", "ho"), None),
}
SHIFTS: Words[Shift] = {
    **dict.fromkeys(("tag", "tags", "tagsueber", "tagschicht"), Shift.DAY),
    **dict.fromkeys(("frueh", "fruehschicht"), Shift.EARLY),
    **dict.fromkeys(("spaet", "spaetschicht"), Shift.LATE),
    **dict.fromkeys(("nacht", "nachts", "nachtschicht"), Shift.NIGHT),
    **dict.fromkeys(("wochenende", "am wochenende", "samstag", "sonntag"), Shift.WEEKEND),
}
LICENCES: Words[Licence] = {
    **{one.value: one for one in Licence if len(one.value) <= 2},
    **dict.fromkeys(("ja", "auto", "pkw"), Licence.CAR),
    "lkw": Licence.LORRY,
    **dict.fromkeys(("stapler", "staplerschein", "gabelstaplerschein"), Licence.FORKLIFT),
    **dict.fromkeys(("kran", "kranschein"), Licence.CRANE),
    **dict.fromkeys(("schweissen", "schweisserschein", "schweisspruefung"), Licence.WELDING),
    **dict.fromkeys(("personenbefoerderungsschein", "p schein"), Licence.PASSENGER_TRANSPORT),
    **dict.fromkeys(("berufskraftfahrerqualifikation", "code 95"), Licence.DRIVER_QUALIFICATION),
    **dict.fromkeys(("gesundheitsbelehrung", "gesundheitszeugnis"), Licence.FOOD_HYGIENE),
    **dict.fromkeys(("34a", "sachkunde 34a", "bewachung"), Licence.GUARD),
}
ANSWERS: Words[EmployersWord] = {
    **dict.fromkeys(("ja", "j", "yes", "wahr", "true", "x"), EmployersWord.YES),
    **dict.fromkeys(("nein", "n", "no", "falsch", "false"), EmployersWord.NO),
    **dict.fromkeys(("unbekannt", "weiss ich nicht"), EmployersWord.UNKNOWN),
}
_UNITS: Words[PayUnit] = {
    **dict.fromkeys(("stunde", "std", "h", "stundenlohn", "je stunde"), PayUnit.HOUR),
    **dict.fromkeys(("monat", "mtl", "monatlich", "monatslohn", "je monat"), PayUnit.MONTH),
    "monatsgehalt": PayUnit.MONTH,
}
_SHOWN = {
    **{level.value.lower(): level.value for level in LanguageLevel},
    **{word: word.upper() for word in LICENCES if len(word) <= 2},
    **{"frueh": "früh", "spaet": "spät", "tag": "tags", "ja": "ja"},
}
"""How an example is written where its folded form reads badly."""
_BESIDE_PAY = {"euro", "eur", "je", "pro", "im", "in", "der", "die", "brutto", "ab", "ca", "lohn"}
"""Words a sum of money may stand among; a pay grade is no sum."""
_BEFORE_LICENCE = re.compile(r"^(?:fuehrerschein|klasse|fs|kl|§)\s+")


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet would calculate with this text; here nothing is calculated."""
    return text.startswith(_FORMULA)


def is_bullet(text: str) -> bool:
    """Return whether the first sign begins a list: "- Regale füllen"."""
    return text[:1] in {"-", "+"} and text[1:2].isspace()


def kind(text: str) -> PositionKind:
    """Return what is offered; a bare "Praktikum" could be any of four in the law."""
    if folded(text) in {"praktikum", "praktikum trainee", "internship"}:
        raise CellRefused(RowFlaw.WHICH_INTERNSHIP)
    return one_of(KINDS, text) if text not in set(PositionKind) else PositionKind(text)


def level(text: str) -> LanguageLevel:
    """Return a level of German: A1 to C2, or none."""
    return one_of(LEVELS, text)


def one_of(words: Words[T], text: str) -> T:
    """Return what a word means.

    Raises
    ------
    CellRefused
        If it means nothing here.
    """
    word = folded(text)
    if word not in words:
        raise CellRefused(RowFlaw.UNKNOWN_WORD, words=text[:80], known=_examples(words))
    return words[word]


def several_of(words: Words[T]) -> Callable[[str], tuple[T, ...]]:
    """Return a reader of lists such as "früh, spät"."""

    def read(text: str) -> tuple[T, ...]:
        parts = [_BEFORE_LICENCE.sub("", folded(part)) for part in _SEPARATORS.split(text)]
        return tuple(dict.fromkeys(one_of(words, part) for part in parts if part))

    return read


def day(text: str) -> date | None:
    """Return the day a cell names, ``None`` for "ab sofort".

    >>> day("1.12.2026"), day("2026-12-01T00:00:00"), day("ab sofort")
    (datetime.date(2026, 12, 1), datetime.date(2026, 12, 1), None)
    """
    if folded(text) in _NOW:
        return None
    plain = western_digits(text.strip())
    german, iso = _GERMAN_DAY.fullmatch(plain), _ISO_DAY.fullmatch(plain)
    parts = german.groups()[::-1] if german else iso.groups() if iso else None
    try:
        year, month, number = map(int, parts or ())
        return date(year + 2000 if year < 100 else year, month, number)
    except ValueError:
        raise CellRefused(RowFlaw.NO_DATE, words=text[:40]) from None


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers."""

    def read(text: str) -> int:
        number = amount(least, most)(text)
        if number != int(number):
            raise CellRefused(RowFlaw.NO_NUMBER, words=text[:40], least=least, most=most)
        return int(number)

    return read


def amount(least: int, most: int) -> Callable[[str], Decimal]:
    """Return a reader of numbers with at most two decimals, 2.600,00 or 15.20."""

    def read(text: str) -> Decimal:
        found = _NUMBER.fullmatch(western_digits(text.strip()).removesuffix("€").strip())
        number = _decimal(found[0]) if found else None
        if number is None or not least <= number <= most:
            raise CellRefused(RowFlaw.NO_NUMBER, words=text[:40], least=least, most=most)
        return number

    return read


def months(text: str) -> int:
    """Return a length in months: "6", "6 Monate", "3 Jahre"."""
    words = folded(text).split()
    times = 12 if words[1:2] in (["jahr"], ["jahre"]) else 1
    is_length = len(words) == 1 or words[1:] in (["monat"], ["monate"], ["jahr"], ["jahre"])
    return times * whole(1, 48)(words[0] if words and is_length else text)


def weeks(text: str) -> int:
    """Return a length in weeks: "4" or "4 Wochen"."""
    words = folded(text).split()
    is_length = len(words) == 1 or words[1:] in (["woche"], ["wochen"])
    return whole(1, 52)(words[0] if words and is_length else text)


def postcode(text: str) -> str:
    """Return five digits; Excel drops a nought in front, so four are not enough."""
    plain = western_digits(text).replace(" ", "").removeprefix("D-")
    if not (len(plain) == 5 and plain.isascii() and plain.isdigit()):
        raise CellRefused(RowFlaw.NO_POSTCODE, words=text[:20])
    return plain


def pay(text: str) -> tuple[int, PayUnit | None]:
    """Return cents and, where the cell says it, what they are paid for.

    >>> pay("14,50 € / Std."), pay("2.600 Euro im Monat")
    ((1450, <PayUnit.HOUR: 'hour'>), (260000, <PayUnit.MONTH: 'month'>))
    """
    plain = western_digits(text)
    numbers = _NUMBER.findall(plain)
    others = set(folded(_NUMBER.sub(" ", plain)).split()) - _BESIDE_PAY - set(_UNITS)
    number = _decimal(numbers[0]) if len(numbers) == 1 and not others else None
    if number is None or not 0 <= number <= 50_000:
        raise CellRefused(RowFlaw.NO_NUMBER, words=text[:80], least=0, most=50_000)
    return int(number * 100), unit(text)


def unit(text: str) -> PayUnit | None:
    """Return what pay is paid for, where a word of the text says it."""
    found = {_UNITS[word] for word in folded(text).split() if word in _UNITS}
    return found.pop() if len(found) == 1 else None


def pay_unit(text: str) -> PayUnit:
    """Return what pay is paid for."""
    found = unit(text)
    return found or one_of({"stunde": PayUnit.HOUR, "monat": PayUnit.MONTH}, text)


def requirement(text: str) -> int:
    """Return the requirement level of the KldB, 1 to 4."""
    return int(RequirementLevel(one_of(REQUIREMENTS, text)))


def _decimal(text: str) -> Decimal:
    return Decimal(_THOUSANDS.sub("", text).replace(",", "."))


def _examples(words: Words[Any]) -> str:
    first: dict[Any, str] = {}
    for word, meaning in words.items():
        first.setdefault(meaning, _SHOWN.get(word, word))
    return ", ".join(list(first.values())[:8])
