"""The rule book of the office: the shipped tables and what two colleagues added to them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.clock import office_day
from domain.errors import NotAllowed, RuleBroken, WrongState
from domain.labour_market import (
    Access,
    AccessRule,
    Activity,
    Clock,
    ClockStart,
    Confidence,
    RuleBook,
    Rules,
    shipped_rules,
)
from domain.rules.rows import Evidence
from models import OfficeRule, db, transactional
from services.audit import record
from services.records import changed_rows

SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRule:
    """A coming rule as it was typed."""

    document: str
    valid_from: date
    valid_to: date | None = None
    access: Access
    waiting_months: int | None = None
    clock: Clock | None = None
    condition: str = ""
    cite: str
    source: str
    confidence: Confidence = Confidence.HIGH


def book_of_office() -> RuleBook:
    """Return the rules that count now: the shipped ones and every reviewed row.

    One short query; the book itself is made again only when its rows have changed.
    """
    return _book(tuple(_domain_rows(_reviewed_rows())))


def book_at(moment: datetime) -> RuleBook:
    """Return the rules as they stood at a moment: it replays a decision made then."""
    rows = [row for row in _reviewed_rows() if row.reviewed_at and row.reviewed_at <= moment]
    return _book(tuple(_domain_rows(rows)), office_day(moment))


def book_with(drafts: Iterable[OfficeRule], today: date) -> RuleBook:
    """Return the rules as they would stand if the drafts were reviewed today."""
    coming = _domain_rows(drafts, recorded_on=today)
    return _book((*_domain_rows(_reviewed_rows()), *coming))


@transactional
def enter_rules(
    *, actor: Actor, rule: NewRule, activities: Sequence[Activity], now: datetime
) -> list[OfficeRule]:
    """Write a coming rule down as drafts, one for each activity; they count in the rehearsal.

    Raises
    ------
    RuleBroken
        If the document is in no table, its days are not in order, or nothing starts its clock.
    """
    _check(rule, activities)
    drafts = [
        OfficeRule(
            activity=activity, entered_by_id=actor.account_id, entered_at=now, **asdict(rule)
        )
        for activity in dict.fromkeys(activities)
    ]
    db.session.add_all(drafts)
    db.session.flush()
    for draft in drafts:
        record(actor=actor, action="access_rule.entered", subject=draft, now=now)
    return drafts


@transactional
def review_rule(*, actor: Actor, rule: OfficeRule, now: datetime) -> None:
    """Confirm a draft as the second person; from now on it counts.

    Raises
    ------
    NotAllowed
        If the same person entered it.
    WrongState
        If somebody reviewed or discarded it meanwhile.
    """
    if rule.entered_by_id == actor.account_id:
        raise NotAllowed(rule=rule.id)
    _close(rule, reviewed_by_id=actor.account_id, reviewed_at=now)
    record(actor=actor, action="access_rule.reviewed", subject=rule, now=now)


@transactional
def discard_rule(*, actor: Actor, rule: OfficeRule, now: datetime) -> None:
    """Put a draft aside; the row stays readable and never counts.

    Raises
    ------
    WrongState
        If somebody reviewed or discarded it meanwhile.
    """
    _close(rule, discarded_at=now)
    record(actor=actor, action="access_rule.discarded", subject=rule, now=now)


def office_rules() -> Sequence[OfficeRule]:
    """Return what the office entered, drafts and the newest first, with the names of who did."""
    is_closed = or_(OfficeRule.reviewed_at.is_not(None), OfficeRule.discarded_at.is_not(None))
    return db.session.scalars(
        select(OfficeRule)
        .options(joinedload(OfficeRule.entered_by), joinedload(OfficeRule.reviewed_by))
        .order_by(is_closed, OfficeRule.id.desc())
        .limit(SHOWN)
    ).all()


def open_drafts() -> Sequence[OfficeRule]:
    """Return the rules that wait for a second person, in the order of their days."""
    return db.session.scalars(
        select(OfficeRule)
        .where(OfficeRule.reviewed_at.is_(None), OfficeRule.discarded_at.is_(None))
        .order_by(OfficeRule.valid_from, OfficeRule.id)
    ).all()


def _check(rule: NewRule, activities: Sequence[Activity]) -> None:
    if shipped_rules().document(rule.document) is None or not activities:
        raise RuleBroken(document=rule.document)
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise RuleBroken(valid_to=rule.valid_to)
    if rule.waiting_months and (rule.clock is None or rule.access is Access.PROHIBITED):
        raise RuleBroken(waiting_months=rule.waiting_months)


def _close(rule: OfficeRule, **values: object) -> None:
    """End a draft by one conditional UPDATE: of two colleagues only one succeeds."""
    closed = db.session.execute(
        update(OfficeRule)
        .where(
            OfficeRule.id == rule.id,
            OfficeRule.reviewed_at.is_(None),
            OfficeRule.discarded_at.is_(None),
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(closed) != 1:
        raise WrongState(rule=rule.id)
    db.session.refresh(rule)


def _reviewed_rows() -> Sequence[OfficeRule]:
    return db.session.scalars(
        select(OfficeRule)
        .where(OfficeRule.reviewed_at.is_not(None))
        .order_by(OfficeRule.reviewed_at, OfficeRule.id)
    ).all()


def _domain_rows(
    rows: Iterable[OfficeRule], recorded_on: date | None = None
) -> Iterable[tuple[AccessRule, ClockStart | None]]:
    """Return the rows as the rule book reads them, in the order in which they count."""
    for row in rows:
        known = shipped_rules().document(row.document)
        evidence = Evidence(
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            cite=row.cite,
            confidence=row.confidence,
            source=row.source,
            reviewer=str(row.reviewed_by_id or ""),
            recorded_on=recorded_on or office_day(row.reviewed_at or row.entered_at),
        )
        rule = AccessRule(
            document=row.document,
            title=known.title if known else row.document,
            legal_basis=known.legal_basis if known else "",
            activity=row.activity,
            access=row.access,
            waiting_months=row.waiting_months,
            condition=row.condition,
            **evidence,
        )
        yield rule, _other_clock(row, evidence)


def _other_clock(row: OfficeRule, evidence: Evidence) -> ClockStart | None:
    """Return what starts the clock of the rule, where it is not what starts it anyway."""
    usual = shipped_rules().clock_start_kind(row.document, row.valid_from)
    if row.clock is None or row.clock is usual:
        return None
    return ClockStart(document=row.document, clock=row.clock, condition="", **evidence)


@functools.lru_cache(maxsize=16)
def _book(
    added: tuple[tuple[AccessRule, ClockStart | None], ...], recorded_by: date | None = None
) -> RuleBook:
    """Return the shipped book with rows added; kept until the rows are others."""
    shipped = shipped_rules().rules
    if recorded_by is not None:
        shipped = shipped.recorded_by(recorded_by)
    return RuleBook(
        Rules(
            (*shipped.access, *(rule for rule, _ in added)),
            (*shipped.clock_starts, *(clock for _, clock in added if clock)),
            shipped.entries,
        )
    )
