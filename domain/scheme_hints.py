"""What the table of support schemes suggests for a document: a hint with its source, never more.

The table `rules/rechtskreis_rules.csv` is dated; both ends of a row are inclusive, an empty end
is open. Nothing here decides: the Jobcenter, the Agentur and the social office do.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from domain.support_scheme import Scheme

_TABLE = Path(__file__).parent / "rules" / "rechtskreis_rules.csv"
_HIGH = "high"


class Participation(StrEnum):
    """Whether somebody is free to come to a fair, as far as the rule says."""

    VOLUNTARY = "voluntary"
    MAY_BE_OBLIGED = "may_be_obliged"
    CASE_BY_CASE = "case_by_case"
    NOT_INVITED = "not_invited"


PARTICIPATION = {
    Scheme.SGB3: Participation.VOLUNTARY,
    Scheme.ASYLBLG: Participation.VOLUNTARY,
    Scheme.NONE: Participation.VOLUNTARY,
    Scheme.SGB2: Participation.MAY_BE_OBLIGED,
}
PARTICIPATION_CITE = "§ 59 SGB II mit § 309 SGB III"
"""The duty to report; a formal invitation is issued by the Jobcenter's own procedure."""


def participation_hint(scheme: Scheme | None) -> Participation:
    """Return what the scheme of the day says about taking part; unknown is never a duty."""
    return PARTICIPATION[scheme] if scheme else Participation.CASE_BY_CASE


@dataclass(frozen=True, slots=True)
class SchemeRule:
    """One dated row of the table."""

    status_key: str
    case_de: str
    valid_from: date
    valid_to: date | None
    support_system: str
    benefit_system: str
    participation: Participation
    condition_de: str
    cite: str
    confidence: str

    @property
    def to_verify(self) -> bool:
        """Return whether a colleague is asked to verify the row."""
        return self.confidence != _HIGH

    def holds_on(self, day: date) -> bool:
        """Return whether the row is in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class SchemeHint:
    """One answer of the table and the kinds of document in it that give this answer."""

    rule: SchemeRule
    status_keys: tuple[str, ...]


def hints_for(status_key: str | None, day: date) -> list[SchemeHint]:
    """Return the different answers of the table for a document on a day.

    One answer means the table agrees with itself; several mean the kind of title decides;
    none means the table says nothing.
    """
    answers: dict[tuple[str, ...], list[SchemeRule]] = {}
    for rule in scheme_rules():
        if rule.status_key == status_key and rule.holds_on(day):
            said = (rule.support_system, rule.benefit_system, rule.cite, rule.condition_de)
            answers.setdefault(said, []).append(rule)
    return [
        SchemeHint(rules[0], tuple(one.status_key for one in rules)) for rules in answers.values()
    ]


@functools.cache
def scheme_rules() -> tuple[SchemeRule, ...]:
    """Return the table as it stands in the repository."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_rule(row) for row in csv.DictReader(file))


def _rule(row: dict[str, str]) -> SchemeRule:
    words = {name: row[name] for name in _WORDS}
    return SchemeRule(
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        participation=Participation(row["participation"]),
        **words,
    )


_WORDS = (
    *("status_key", "case_de", "support_system", "benefit_system"),
    *("condition_de", "cite", "confidence"),
)
