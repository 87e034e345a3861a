"""The lists of a caseworker: own people and those stood in for, the next work on top."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from domain.access import Actor, Role
from domain.expiry import Expiry
from domain.handovers import HandoverState
from models import (
    Account,
    Candidate,
    Handover,
    ResidenceDocument,
    SchemePeriod,
    StandIn,
    db,
)
from services.expiry_radar import due_among
from services.residence_documents import latest_document
from services.visibility import looked_after_by

PAGE = 25


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many cases there are, and how many of them wait for something."""

    cases: int
    running_out: int
    without_scheme: int


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of cases; a row has the columns of ``_cases``."""

    rows: list[Any]
    total: int
    page: int
    pages: int


def due_cases(*, actor: Actor, today: date) -> dict[int, Expiry]:
    """Return whose document somebody must act on now, judged as on the radar."""
    return due_among(looked_after_by(actor.account_id, today), today)


def count_cases(*, actor: Actor, today: date, due: Collection[int]) -> CaseCounts:
    """Return the numbers on top of the page: one statement."""
    told = _cases(today).where(looked_after_by(actor.account_id, today)).subquery()
    row = db.session.execute(
        select(
            func.count(),
            func.count(case((told.c.scheme.is_(None), 1))),
        ).select_from(told)
    ).one()
    return CaseCounts(cases=row[0], running_out=len(due), without_scheme=row[1])


def list_cases(
    *, actor: Actor, today: date, due: Collection[int], only: str = "", page: int = 1
) -> CasePage:
    """Return own people and those stood in for, whose document ends first on top.

    ``only``: ``documents`` that run out, or people without ``scheme``; anything else is all.
    """
    which = [looked_after_by(actor.account_id, today), *_narrowed(only, due)]
    statement = _cases(today).where(*which)
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    ends = func.coalesce(ResidenceDocument.valid_until, date.max)
    ordered = statement.order_by(ends, Candidate.family_name, Candidate.given_name, Candidate.id)
    rows = db.session.execute(ordered.limit(PAGE).offset((page - 1) * PAGE)).all()
    return CasePage(list(rows), total, page, pages)


def waiting_offers(actor: Actor) -> list[Handover]:
    """Return the open offers to and from a caseworker, the oldest first."""
    return list(
        db.session.scalars(
            select(Handover)
            .where(
                Handover.state == HandoverState.OFFERED,
                or_(Handover.to_id == actor.account_id, Handover.from_id == actor.account_id),
            )
            .options(
                joinedload(Handover.candidate),
                joinedload(Handover.from_account),
                joinedload(Handover.to_account),
            )
            .order_by(Handover.offered_at, Handover.id)
        )
    )


def open_offer(candidate_id: int) -> Handover | None:
    """Return the open offer of a case, if there is one."""
    return db.session.scalar(
        select(Handover)
        .where(Handover.candidate_id == candidate_id, Handover.state == HandoverState.OFFERED)
        .options(joinedload(Handover.to_account))
    )


def colleagues(actor: Actor) -> list[Account]:
    """Return the other caseworkers of all offices, with their office."""
    return list(
        db.session.scalars(
            select(Account)
            .where(
                Account.role == Role.CASEWORKER,
                Account.disabled_at.is_(None),
                Account.id != actor.account_id,
            )
            .options(joinedload(Account.office))
            .order_by(Account.name, Account.id)
        )
    )


def own_stand_ins(*, actor: Actor, today: date) -> list[StandIn]:
    """Return the stand-ins of and by a caseworker that are not over."""
    mine = or_(StandIn.caseworker_id == actor.account_id, StandIn.stand_in_id == actor.account_id)
    return _stand_ins(mine, today)


def office_stand_ins(*, actor: Actor, today: date) -> list[StandIn]:
    """Return the stand-ins for caseworkers of the own office that are not over."""
    of_office = select(Account.id).where(Account.office_id == actor.office_id)
    return _stand_ins(StandIn.caseworker_id.in_(of_office), today)


def _stand_ins(which: ColumnElement[bool], today: date) -> list[StandIn]:
    return list(
        db.session.scalars(
            select(StandIn)
            .where(which, StandIn.ends_on >= today)
            .options(joinedload(StandIn.caseworker), joinedload(StandIn.stand_in))
            .order_by(StandIn.starts_on, StandIn.id)
        )
    )


def _narrowed(only: str, due: Collection[int]) -> list[ColumnElement[bool]]:
    if only == "documents":
        return [Candidate.id.in_(due)]
    if only == "scheme":
        return [SchemePeriod.id.is_(None)]
    return []


def _cases(today: date) -> Any:
    """Return people with their latest document and the scheme of the day."""
    latest = latest_document(Candidate.id)
    holds = and_(
        SchemePeriod.candidate_id == Candidate.id,
        SchemePeriod.starts_on <= today,
        or_(SchemePeriod.ends_on.is_(None), SchemePeriod.ends_on >= today),
    )
    return (
        select(
            Candidate.id,
            Candidate.given_name,
            Candidate.family_name,
            Candidate.caseworker_id,
            Candidate.german_level,
            Candidate.place,
            Account.name.label("caseworker"),
            ResidenceDocument.status_key.label("document"),
            ResidenceDocument.valid_until,
            ResidenceDocument.is_unlimited,
            SchemePeriod.scheme,
        )
        .join(Account, Account.id == Candidate.caseworker_id)
        .join(ResidenceDocument, ResidenceDocument.id == latest, isouter=True)
        .join(SchemePeriod, holds, isouter=True)
    )
