"""A firm as somebody sees it who chooses whom to meet: picture, what it does, whom it needs."""

from __future__ import annotations

from dataclasses import dataclass

from blueprints.layout import listed
from blueprints.stand_words import looked_for
from domain.positions import EmployersWord
from services.fair_stands import StandEntry
from services.work_areas import area_of, nearness

MOST_TITLES = 4
MOST_SIGNS = 90
ALIKE = 3
"""So many leading digits of the KldB in common is the same trade (a group of occupations)."""


@dataclass(frozen=True, slots=True)
class FirmCard:
    """What the page of the firms says about one of them."""

    picture: str
    does: str
    needs: str
    by_bus: bool
    suits: bool


def firm_card(entry: StandEntry, occupation_code: str | None) -> FirmCard:
    """Return the card of a firm; whom it needs is said in the reader's language."""
    firm = entry.stand.employer
    codes = [one.occupation_code for one in entry.positions]
    return FirmCard(
        picture=area_of(codes) or "firm",
        does=_cut(firm.about or firm.sector),
        needs=listed(looked_for(entry)[:MOST_TITLES]),
        by_bus=any(one.reachable_by_bus is EmployersWord.YES for one in entry.positions),
        suits=any(nearness(code, occupation_code) >= ALIKE for code in codes),
    )


def named(entry: StandEntry) -> str:
    """Return the firm and its town."""
    firm = entry.stand.employer
    return f"{firm.name}, {firm.place}"


def _cut(text: str) -> str:
    line = text.strip().partition("\n")[0]
    if len(line) <= MOST_SIGNS:
        return line
    return line[:MOST_SIGNS].rpartition(" ")[0] + " …"
