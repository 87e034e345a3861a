"""Ranked lists in the words of the office: filters, one sentence why, the lines of a score."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from flask import abort
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, load_only

from blueprints.matches.words import in_words, lines, sentence, shares
from blueprints.sessions import current_actor
from domain.access import Actor
from domain.evidence import Check, Source
from models import Availability, Candidate, Exclusion, Position, Proposal, db
from services.catalogue import skill_label
from services.line_sources import PARTS, told_by
from services.ranking import Match
from services.visibility import scope

PAGE_LENGTH = 25
Row = TypeVar("Row")

__all__ = ["lines", "sentence", "shares"]


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Row]):
    """The part of a ranked list that one page shows."""

    rows: list[Row]
    page: int
    pages: int
    total: int


def page_of(matches: list[Row], typed_page: str) -> ListPage[Row]:
    """Return one page of a list; a page that does not exist is the nearest one that does."""
    pages = max(1, -(-len(matches) // PAGE_LENGTH))
    page = min(max(1, int(typed_page) if typed_page.isdecimal() else 1), pages)
    rows = matches[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    return ListPage(rows, page, pages, len(matches))


class Listed(NamedTuple):
    """One person of a list, and who said what the lines of the score rest on."""

    person: Candidate
    told: dict[str, str]
    """By part of the score."""


def people_of(ids: Collection[int], *asked: ColumnElement[bool]) -> dict[int, Listed]:
    """Return these people by id, only those who answer what is asked."""
    told = told_by(ids)
    found = db.session.execute(
        select(Candidate, told.c.kind, told.c.source, told.c.checked)
        .outerjoin(Availability, Availability.candidate_id == Candidate.id)
        .outerjoin(told, told.c.owner == Candidate.id)
        .where(Candidate.id.in_(ids), *asked)
        .options(load_only(Candidate.given_name, Candidate.family_name, Candidate.place))
    )
    people: dict[int, Listed] = {}
    for person, kind, source, check in found:
        listed = people.setdefault(person.id, Listed(person, {}))
        for part in PARTS.get(kind, ()):
            told_how = f"{in_words(Source(source))} ({in_words(Check(check))})"
            listed.told[part] = "; ".join(filter(None, (listed.told.get(part), told_how)))
    return people


def listed_or_404(candidate_id: int) -> Listed:
    """Return a person who is there for whoever asks, with who said what, in one statement."""
    mine = scope(Candidate, current_actor())
    found = people_of([candidate_id], mine) if candidate_id < 2**31 else {}
    return found.get(candidate_id) or abort(404)


class Standing(NamedTuple):
    """One position of a person's list, and what was decided about the pair so far."""

    position: Position
    proposal: Proposal | None
    exclusion: Exclusion | None


def standings_of(rows: list[Match], candidate: Candidate, actor: Actor) -> dict[int, Standing]:
    """Return the positions of a list by id, with all decisions, in one statement."""
    proposed = (Proposal.position_id == Position.id) & (Proposal.candidate_id == candidate.id)
    held = (Exclusion.position_id == Position.id) & (Exclusion.candidate_id == candidate.id)
    is_held = held & Exclusion.lifted_at.is_(None) & scope(Exclusion, actor)
    found = db.session.execute(
        select(Position, Proposal, Exclusion)
        .outerjoin(Proposal, proposed)
        .outerjoin(Exclusion, is_held)
        .where(Position.id.in_([row.id for row in rows]))
        .options(joinedload(Position.employer), joinedload(Exclusion.set_by))
    )
    return {row[0].id: Standing(row[0], row[1], row[2]) for row in found}


def skills_text(position: Position) -> str:
    """Return the skills a position asks for, by name."""
    return ", ".join(skill_label(one.skill) for one in position.skills)
