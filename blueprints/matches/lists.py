"""Ranked lists in the words of the office: filters, one sentence why, the lines of a score."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict

from domain.access import Actor
from domain.languages import LanguageLevel
from domain.proposals import ProposalState
from matching.explanation import Part
from models import Candidate, Position, Proposal, WorkExperience, db
from services.catalogue import occupation_label, skill_label
from services.ranking import Match
from services.visibility import visible

PAGE_LENGTH = 25
PART_LABELS = {
    "occupation": "Beruf",
    "level": "Anforderungsniveau",
    "experience": "Erfahrung",
    "skills": "Kenntnisse",
    "german": "Deutsch",
    "distance": "Entfernung",
}
NOTHING_ASKED = {
    "occupation": "nichts verlangt",
    "level": "nichts verlangt",
    "experience": "je länger, desto mehr Punkte",
    "skills": "nichts verlangt",
    "german": "nichts verlangt",
    "distance": "je näher, desto mehr Punkte",
}
IN_ROW = ("occupation", "skills", "german")
"""The three bars each row shows; the others are one click away."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation as people read it."""

    label: str
    requirement: str
    fact: str
    points: str
    is_known: bool
    could_add: str
    share: float


@dataclass(frozen=True, slots=True)
class ListPage:
    """The part of a ranked list that one page shows."""

    rows: list[Match]
    page: int
    pages: int
    total: int


def page_of(matches: list[Match], typed_page: str) -> ListPage:
    """Return one page of a list; a page that does not exist is the nearest one that does."""
    pages = max(1, -(-len(matches) // PAGE_LENGTH))
    page = min(max(1, int(typed_page) if typed_page.isdecimal() else 1), pages)
    rows = matches[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    return ListPage(rows, page, pages, len(matches))


def lines(match: Match) -> list[Line]:
    """Return the explanation of a match, line by line."""
    return [_line(part) for part in match.ranked.parts]


def shares(match: Match) -> list[tuple[str, float]]:
    """Return label and share (0 to 1) of the parts a row shows as bars."""
    by_name = {part.name: part for part in match.ranked.parts}
    return [(PART_LABELS[name], _share(by_name[name])) for name in IN_ROW]


def sentence(match: Match) -> str:
    """Return in one sentence what speaks for the match."""
    parts = {part.name: part for part in match.ranked.parts}
    said = (_say_work(parts), _say_skills(parts["skills"]), _say_german(parts["german"]))
    return "; ".join(one for one in said if one)


def filtered(matches: Iterable[Match], args: MultiDict[str, str]) -> list[Match]:
    """Keep the matches the query string asks for: German met, skills met, within kilometres."""
    tests: list[Callable[[dict[str, Part]], bool]] = []
    if args.get("german") == "met":
        tests.append(lambda parts: _is_full(parts["german"]))
    if args.get("skills") == "met":
        tests.append(lambda parts: _is_full(parts["skills"]))
    reach = args.get("km", "")
    if reach.isdecimal():
        tests.append(lambda parts: (parts["distance"].fact or 0) <= int(reach))
    return [match for match in matches if _passes(match, tests)]


def _passes(match: Match, tests: list[Callable[[dict[str, Part]], bool]]) -> bool:
    parts = {part.name: part for part in match.ranked.parts}
    return all(test(parts) for test in tests)


def people_of(rows: list[Match]) -> dict[int, Candidate]:
    """Return the people of one page by id."""
    ids = [row.id for row in rows]
    found = db.session.scalars(select(Candidate).where(Candidate.id.in_(ids)))
    return {person.id: person for person in found}


def trades_of(rows: Iterable[int]) -> dict[int, str]:
    """Return the trade of each person: the work of most years, in own words."""
    ids = list(rows)
    if not ids:
        return {}
    found = db.session.execute(
        select(WorkExperience.candidate_id, WorkExperience.own_words)
        .where(WorkExperience.candidate_id.in_(ids))
        .order_by(WorkExperience.years)
    )
    return {owner: str(words) for owner, words in found}


def states_of(condition: ColumnElement[bool]) -> list[Proposal]:
    """Return the proposals of a position or person that are already there."""
    return list(db.session.scalars(select(Proposal).where(condition).order_by(Proposal.id)))


def chosen_for(position: Position, actor: Actor) -> list[Proposal]:
    """Return the proposals of a position, with their people, as far as the actor sees them."""
    statement = visible(Proposal, actor).where(
        Proposal.position_id == position.id, Proposal.state != ProposalState.WITHDRAWN
    )
    found = db.session.scalars(
        statement.options(joinedload(Proposal.candidate)).order_by(Proposal.id)
    )
    return list(found)


def positions_of(rows: list[Match]) -> dict[int, Position]:
    """Return the positions of one page by id, with their firms."""
    ids = [row.id for row in rows]
    statement = select(Position).where(Position.id.in_(ids))
    found = db.session.scalars(statement.options(joinedload(Position.employer)))
    return {position.id: position for position in found}


def skills_text(position: Position) -> str:
    """Return the skills a position asks for, by name."""
    return ", ".join(skill_label(one.skill) for one in position.skills)


def _line(part: Part) -> Line:
    return Line(
        label=PART_LABELS[part.name],
        requirement=_SAY[part.name](part.requirement) or NOTHING_ASKED[part.name],
        fact=_fact(part),
        points=f"{_number(part.points)} von {_number(part.max_points)}",
        is_known=part.known,
        could_add=_number(part.could_add) if part.could_add else "",
        share=_share(part),
    )


def _fact(part: Part) -> str:
    if not part.known:
        return "unbekannt – bitte nachfragen"
    return _SAY[part.name](part.fact) or "nichts davon"


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _share(part: Part) -> float:
    return part.points / part.max_points if part.max_points else 0.0


def _is_full(part: Part) -> bool:
    return part.points >= part.max_points - 1e-9


def _say_occupation(code: str | None) -> str:
    return f"{occupation_label(code)} ({code})" if code else ""


def _say_level(level: int | None) -> str:
    return ("", "Helfer", "Fachkraft", "Spezialist", "Experte")[level] if level else ""


def _say_years(years: float | None) -> str:
    if years is None:
        return ""
    return "1 Jahr" if years == 1 else f"{years:g} Jahre"


def _say_skill_keys(keys: tuple[str, ...] | None) -> str:
    return ", ".join(skill_label(key) for key in keys or ())


def _say_level_of_german(level: LanguageLevel | None) -> str:
    if level is None:
        return ""
    return "kein Deutsch" if level is LanguageLevel.NONE else str(level.value)


def _say_kilometres(km: float | None) -> str:
    return "" if km is None else f"{km:.0f} km"


_SAY: dict[str, Callable[[Any], str]] = {
    "occupation": _say_occupation,
    "level": _say_level,
    "experience": _say_years,
    "skills": _say_skill_keys,
    "german": _say_level_of_german,
    "distance": _say_kilometres,
}


def _say_work(parts: dict[str, Part]) -> str:
    code = parts["occupation"].fact
    if not code:
        return "Beruf unbekannt"
    years = _say_years(parts["experience"].fact)
    return f"{years} {occupation_label(code)}".strip()


def _say_skills(part: Part) -> str:
    if not part.requirement:
        return ""
    return f"{len(part.fact or ())} von {len(part.requirement)} Kenntnissen"


def _say_german(part: Part) -> str:
    if part.fact is None:
        return "Deutsch unbekannt"
    asked = _say_level_of_german(part.requirement)
    return f"Deutsch {_say_level_of_german(part.fact)}" + (f" (verlangt {asked})" if asked else "")
