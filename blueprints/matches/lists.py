"""Ranked lists in the words of the office: filters, one sentence why, the lines of a score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from blueprints.matches.words import lines, sentence, shares
from domain.access import Actor
from models import Candidate, Position, Proposal, WorkExperience, db
from services.catalogue import skill_label
from services.ranking import Match
from services.visibility import visible

PAGE_LENGTH = 25

__all__ = ["lines", "sentence", "shares"]


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
    statement = visible(Proposal, actor).where(Proposal.position_id == position.id)
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
