"""What everybody may know of a fair: its day, its firms, whom they look for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from domain.employers import EmployerState
from domain.fairs import FairState
from domain.languages import LanguageLevel
from domain.names import folded
from domain.page_languages import SOURCE
from domain.positions import PositionKind, PositionState
from models import Employer, Fair, Position, Stand, db
from services.catalogue import likely_occupation
from services.work_areas import occupations_of_area

_SAME_TRADE = 4
"""Digits of the KldB that helpers and specialists of one trade share."""


@dataclass(frozen=True, slots=True)
class OfferedPosition:
    """A released position of a firm at the fair."""

    title: str
    kind: PositionKind
    german_level: LanguageLevel
    places: int
    code: str | None = None
    occupation_code: str | None = None


@dataclass(frozen=True, slots=True)
class PublicStand:
    """A verified firm with its stand and what it offers."""

    number: int
    firm: str
    sector: str
    about: str
    positions: tuple[OfferedPosition, ...]


def public_fair(slug: str) -> Fair | None:
    """Return the fair of an address; a draft does not exist for the public."""
    if "\x00" in slug:
        return None
    found: Fair | None = db.session.scalar(
        select(Fair).where(Fair.slug == slug, Fair.state != FairState.DRAFT)
    )
    return found


def next_open_fair(*, now: datetime) -> Fair | None:
    """Return the nearest fair to come that takes registrations."""
    found: Fair | None = db.session.scalar(
        select(Fair)
        .where(Fair.state == FairState.OPEN, Fair.ends_at > now)
        .order_by(Fair.starts_at, Fair.id)
        .limit(1)
    )
    return found


def public_stands(fair_id: int) -> list[PublicStand]:
    """Return the stands of a fair by number, in two statements."""
    offered = _offered(fair_id)
    rows = db.session.execute(
        select(Stand.number, Employer.id, Employer.name, Employer.sector, Employer.about)
        .join(Employer, Employer.id == Stand.employer_id)
        .where(Stand.fair_id == fair_id, Employer.state == EmployerState.VERIFIED)
        .order_by(Stand.number)
    )
    return [
        PublicStand(number, name, sector, about, tuple(offered[employer_id]))
        for number, employer_id, name, sector, about in rows
    ]


def _offered(fair_id: int) -> dict[int, list[OfferedPosition]]:
    """Return the released positions of the firms at a fair, by firm."""
    rows = db.session.execute(
        select(
            Position.employer_id,
            Position.title,
            Position.kind,
            Position.german_level,
            Position.places,
            Position.public_code,
            Position.occupation_code,
        )
        .join(Stand, Stand.employer_id == Position.employer_id)
        .where(Stand.fair_id == fair_id, Position.state == PositionState.RELEASED)
        .order_by(Position.title, Position.id)
    )
    found: dict[int, list[OfferedPosition]] = defaultdict(list)
    for employer_id, title, kind, german_level, places, code, occupation in rows:
        position = OfferedPosition(title, kind, german_level, places, code, occupation)
        found[employer_id].append(position)
    return found


def fitting_stands(
    stands: Sequence[PublicStand], *, words: str = "", area: str = ""
) -> list[PublicStand]:
    """Return the stands that fit what was asked, each with the positions that fit.

    ``words`` finds firms, their trade and titles, and occupations typed in any language;
    ``area`` is an area of work as people sign up with it. A firm found by its own name keeps all
    its positions, and its name is no occupation.
    """
    is_a_firm = any(_says(words, stand.firm) for stand in stands)
    code = likely_occupation(words) if words and not is_a_firm else None
    trades = {one.code[:_SAME_TRADE] for one in occupations_of_area(area, SOURCE)}
    found = []
    for stand in stands:
        by_name = bool(words) and _says(words, stand.firm, stand.sector, stand.about)
        positions = tuple(
            one
            for one in stand.positions
            if (not area or (one.occupation_code or "")[:_SAME_TRADE] in trades)
            and (not words or by_name or _is_meant(one, words, code))
        )
        if positions or (by_name and not area):
            found.append(replace(stand, positions=positions))
    return found


def _is_meant(position: OfferedPosition, words: str, code: str | None) -> bool:
    own = position.occupation_code or ""
    return _says(words, position.title) or bool(code and own.startswith(code[:_SAME_TRADE]))


def _says(words: str, *texts: str) -> bool:
    return any(folded(words) in folded(text) for text in texts if folded(words))
