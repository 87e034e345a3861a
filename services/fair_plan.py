"""Preparing a fair: interpreters engaged, steps done, and what is due."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.clock import office_day
from domain.fair_plan import PlannedStep, Step, planned_steps
from domain.fairs import FairState
from models import Fair, FairInterpreter, FairStep, db, transactional
from services.audit import record
from services.records import changed_rows
from services.steps import ChangedMeanwhile, fingerprint


def interpreters_of(fair_id: int) -> dict[str, int]:
    """Return how many interpreters are engaged for each language."""
    rows = db.session.execute(
        select(FairInterpreter.language, FairInterpreter.number)
        .where(FairInterpreter.fair_id == fair_id)
        .order_by(FairInterpreter.language)
    )
    return {row.language: row.number for row in rows}


def interpreters_version(engaged: Mapping[str, int]) -> str:
    """Return a fingerprint of who is engaged."""
    return fingerprint(sorted(engaged.items()))


@transactional
def engage_interpreters(
    *, actor: Actor, fair_id: int, numbers: Mapping[str, int], seen: str, now: datetime
) -> None:
    """Write down how many interpreters of each language are engaged; none takes the row away.

    Raises
    ------
    ChangedMeanwhile
        If a colleague wrote another list since the page was opened.
    """
    fair = db.session.get_one(Fair, fair_id, with_for_update=True, populate_existing=True)
    if interpreters_version(interpreters_of(fair_id)) != seen:
        raise ChangedMeanwhile(fair=fair_id)
    db.session.execute(delete(FairInterpreter).where(FairInterpreter.fair_id == fair_id))
    db.session.add_all(
        FairInterpreter(fair_id=fair_id, language=language, number=number)
        for language, number in numbers.items()
        if number
    )
    record(actor=actor, action="fair.interpreters-set", subject=fair, now=now)


@transactional
def finish_step(*, actor: Actor, fair_id: int, step: Step, now: datetime) -> None:
    """Note that a step is done; a colleague who was faster did it already."""
    row = FairStep(fair_id=fair_id, step=step, done_at=now, done_by_id=actor.account_id)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return
    record(actor=actor, action="fair.step-done", subject=row, now=now, other_id=fair_id)


@transactional
def reopen_step(*, actor: Actor, fair_id: int, step: Step, now: datetime) -> None:
    """Note that a step is to be done after all."""
    gone = delete(FairStep).where(FairStep.fair_id == fair_id, FairStep.step == step)
    if changed_rows(db.session.execute(gone)):
        fair = db.session.get_one(Fair, fair_id)
        record(actor=actor, action="fair.step-reopened", subject=fair, now=now)


def steps_of(fair: Fair, *, not_needed: Collection[Step] = ()) -> list[PlannedStep]:
    """Return the steps of a fair by day; one that shows itself needs no tick."""
    done = set(db.session.scalars(select(FairStep.step).where(FairStep.fair_id == fair.id)))
    if fair.state is not FairState.DRAFT:
        done.add(Step.OPEN_SIGN_UP)
    return planned_steps(fair_day=office_day(fair.starts_at), done=done, not_needed=not_needed)


def due_this_week(steps: Collection[PlannedStep], today: date) -> list[PlannedStep]:
    """Return what is open and late or due within seven days."""
    return [one for one in steps if one.is_due(today)]
