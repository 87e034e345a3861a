"""Rows of the tables beside labour-market access: support scheme and safe countries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.rules.rows import Row, RowBroken, Words, read_evidence, read_filled, read_word
from domain.scheme_hints import Participation


class SupportSystem(StrEnum):
    """Who supports a person with this document in finding work."""

    SGB3 = "sgb3"
    SGB2 = "sgb2"
    CASE_BY_CASE = "case_by_case"
    NONE = "none"


class BenefitSystem(StrEnum):
    """Which law pays for the livelihood."""

    ASYLBLG = "asylblg"
    SGB2 = "sgb2"
    CASE_BY_CASE = "case_by_case"


class CountryList(StrEnum):
    """The lists of safe countries of origin."""

    NATIONAL = "national"
    ORDINANCE = "verordnung_29b"
    EU = "eu_liste"
    EU_CANDIDATE = "eu_beitrittskandidat"


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeRule(Row):
    """Support scheme and kind of participation with one document."""

    document: str
    case: str
    support: SupportSystem
    benefits: BenefitSystem
    participation: Participation
    condition: str

    @property
    def key(self) -> tuple[str, ...]:
        """Return what must have one rule a day."""
        return (self.document,)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeCountry(Row):
    """A country on a list of safe countries; read by staff, never by a rule."""

    country: str
    name: str
    listed_in: CountryList
    condition: str

    @property
    def key(self) -> tuple[str, ...]:
        """Return what must have one rule a day."""
        return self.country, self.listed_in


def read_scheme_rule(words: Words) -> SchemeRule:
    """Return a row of ``rechtskreis_rules.csv``."""
    return SchemeRule(
        document=read_filled(words, "status_key"),
        case=read_filled(words, "case_de"),
        support=read_word(SupportSystem, words, "support_system"),
        benefits=read_word(BenefitSystem, words, "benefit_system"),
        participation=read_word(Participation, words, "participation"),
        condition=words["condition_de"],
        **read_evidence(words),
    )


def read_safe_country(words: Words) -> SafeCountry:
    """Return a row of ``safe_countries_of_origin.csv``."""
    country = words["country_iso2"]
    if not (len(country) == 2 and country.isascii() and country.isupper()):
        raise RowBroken(says=f"country_iso2 {country!r} is no code of two capital letters")
    return SafeCountry(
        country=country,
        name=read_filled(words, "country_de"),
        listed_in=read_word(CountryList, words, "list"),
        condition=words["condition_de"],
        **read_evidence(words),
    )
