"""When, where and how a person can and wants to begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from domain.access import Actor
from domain.evidence import STATED, Evidence
from domain.working_time import Childcare
from models import Availability, Candidate, Wishes, db, transactional
from services.audit import record
from services.facts import correct, note, reread
from services.steps import hold_step


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityTold:
    """When, how much and how far away somebody can work; None is unknown."""

    hours: tuple[str, ...] = ()
    weekly_hours: int | None = None
    shifts: tuple[str, ...] = ()
    radius_km: int | None = None
    childcare: Childcare | None = None
    starts_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishesTold:
    """Which kinds of beginning somebody wants, and what else matters in own words."""

    kinds: tuple[str, ...] = ()
    own_words: str | None = None


@transactional
def set_availability(
    *,
    actor: Actor,
    candidate: Candidate,
    told: AvailabilityTold,
    now: datetime,
    evidence: Evidence = STATED,
    seen: str | None = None,
) -> None:
    """Write when, how much and how far away the person can work.

    Raises
    ------
    ChangedMeanwhile
        If the step is not what the page showed any more.
    """
    hold_step(actor=actor, candidate=candidate, step="availability", seen=seen, now=now)
    values = asdict(told) | {"hours": list(told.hours), "shifts": list(told.shifts)}
    _write(Availability, candidate.availability, candidate, values, actor, evidence, now)
    reread(candidate)
    record(actor=actor, action="candidate.availability_changed", subject=candidate, now=now)


@transactional
def set_wishes(
    *,
    actor: Actor,
    candidate: Candidate,
    told: WishesTold,
    now: datetime,
    evidence: Evidence = STATED,
    seen: str | None = None,
) -> None:
    """Write what kind of beginning the person wants.

    Raises
    ------
    ChangedMeanwhile
        If the step is not what the page showed any more.
    """
    hold_step(actor=actor, candidate=candidate, step="wishes", seen=seen, now=now)
    values = asdict(told) | {"kinds": list(told.kinds)}
    _write(Wishes, candidate.wishes, candidate, values, actor, evidence, now)
    reread(candidate)
    record(actor=actor, action="candidate.wishes_changed", subject=candidate, now=now)


def _write(
    kind: type[Availability] | type[Wishes],
    row: Availability | Wishes | None,
    candidate: Candidate,
    values: Mapping[str, Any],
    actor: Actor,
    evidence: Evidence,
    now: datetime,
) -> None:
    if row is not None:
        correct(row, values, actor=actor, evidence=evidence, now=now)
    elif any(values.values()):
        row = kind(candidate_id=candidate.id, **values)
        note(row, actor=actor, evidence=evidence, now=now)
        db.session.add(row)
