"""The team lead's page: who waits for a caseworker, and how much everybody has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from domain.access import Actor, Role
from domain.handovers import HandoverState
from models import Account, Candidate, Handover, db

PAGE = 50
_HAS_LEFT = or_(Account.disabled_at.is_not(None), Account.role != Role.CASEWORKER)


@dataclass(frozen=True, slots=True)
class Load:
    """How much one caseworker has of the office's people."""

    caseworker_id: int
    name: str
    has_left: bool
    """Disabled, or in another role by now: whoever is left behind needs somebody else."""
    cases: int
    offers: int


@dataclass(frozen=True, slots=True)
class TeamPage:
    """One page of people of the office."""

    rows: list[Any]
    total: int
    page: int
    pages: int


def load_of_team(actor: Actor) -> list[Load]:
    """Return the caseworkers of the office with numbers; who left shows while cases remain."""
    cases = (
        select(func.count(Candidate.id))
        .where(Candidate.caseworker_id == Account.id, Candidate.office_id == actor.office_id)
        .correlate(Account)
        .scalar_subquery()
    )
    offers = (
        select(func.count(Handover.id))
        .where(Handover.from_id == Account.id, Handover.state == HandoverState.OFFERED)
        .correlate(Account)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Account.id, Account.name, _HAS_LEFT, cases, offers)
        .where(or_(_of_the_team(actor), and_(_HAS_LEFT, _has_people_of(actor))))
        .order_by(Account.name, Account.id)
    )
    load = [Load(*row) for row in rows]
    return [one for one in load if one.cases or not one.has_left]


def cases_to_reassign(actor: Actor) -> list[Load]:
    """Return who left and still is responsible for people of the office: a team lead's task.

    It is asked and not stored, so it is there however somebody left, and gone when nobody
    waits any more.
    """
    if actor.role is not Role.TEAM_LEAD:
        return []
    return [one for one in load_of_team(actor) if one.has_left]


def _of_the_team(actor: Actor) -> ColumnElement[bool]:
    return and_(Account.office_id == actor.office_id, Account.role == Role.CASEWORKER)


def _has_people_of(actor: Actor) -> ColumnElement[bool]:
    return exists().where(
        Candidate.caseworker_id == Account.id, Candidate.office_id == actor.office_id
    )


def people_of_team(*, actor: Actor, caseworker_id: int | None, page: int = 1) -> TeamPage:
    """Return people without a caseworker, or those of one; who waits longest first."""
    which = (
        Candidate.office_id == actor.office_id,
        Candidate.caseworker_id.is_(None)
        if caseworker_id is None
        else Candidate.caseworker_id == caseworker_id,
    )
    total = db.session.scalar(select(func.count()).select_from(Candidate).where(*which)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    rows = db.session.execute(
        select(
            Candidate.id,
            Candidate.given_name,
            Candidate.family_name,
            Candidate.place,
            Candidate.german_level,
            Candidate.language,
            Candidate.created_at,
        )
        .where(*which)
        .order_by(Candidate.created_at, Candidate.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    return TeamPage(list(rows), total, page, pages)
