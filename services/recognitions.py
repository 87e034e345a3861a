"""The way of a foreign qualification to its recognition, step by step."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from domain.access import Actor
from domain.errors import NotFound, WrongState
from domain.recognition import (
    RecognitionAction,
    RecognitionKind,
    RecognitionState,
    next_state,
)
from models import Candidate, Recognition, RecognitionStep, db, transactional
from services.audit import record
from services.facts import reread
from services.records import changed_rows, hold_record
from services.schooling import find_education


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionBegun:
    """What a procedure is about; the reference occupation is a KldB 2010 code."""

    kind: RecognitionKind
    education_id: int | None = None
    reference_code: str | None = None
    is_regulated: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTold:
    """One step as it happened; ``missing`` may be read by an employer, the rest never."""

    action: RecognitionAction
    on: date
    body: str | None = None
    fee: Decimal | None = None
    deadline: date | None = None
    file_reference: str | None = None
    missing: str | None = None


def recognitions_of(candidate_id: int) -> list[Recognition]:
    """Return the procedures of a person with their steps."""
    return list(
        db.session.scalars(
            select(Recognition)
            .where(Recognition.candidate_id == candidate_id)
            .options(selectinload(Recognition.steps))
            .order_by(Recognition.id)
        )
    )


@transactional
def begin_recognition(
    *, actor: Actor, candidate: Candidate, begun: RecognitionBegun, now: datetime
) -> Recognition:
    """Begin a procedure; one that is open for the same thing is the same one.

    Raises
    ------
    NotFound
        If the education is not this person's.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    if begun.education_id and find_education(candidate, begun.education_id) is None:
        raise NotFound(education=begun.education_id)
    wanted = (begun.kind, begun.education_id, begun.reference_code)
    for row in candidate.recognitions:
        is_new = row.state is RecognitionState.NONE
        if is_new and (row.kind, row.education_id, row.reference_code) == wanted:
            return row
    row = Recognition(candidate_id=candidate.id, state=RecognitionState.NONE, **asdict(begun))
    db.session.add(row)
    db.session.flush()
    _record("candidate.recognition_begun", actor, candidate, row.id, now)
    return row


@transactional
def take_recognition_step(
    *,
    actor: Actor,
    candidate: Candidate,
    recognition_id: int,
    seen: RecognitionState,
    told: StepTold,
    now: datetime,
) -> None:
    """Write down the next step; ``seen`` is the state the page showed.

    Raises
    ------
    NotFound
        If the procedure is not this person's.
    WrongState
        If the step does not follow from the state, or somebody was quicker.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    row = next((one for one in candidate.recognitions if one.id == recognition_id), None)
    if row is None:
        raise NotFound(recognition=recognition_id)
    state = next_state(row.kind, seen, told.action)
    moved = db.session.execute(
        update(Recognition)
        .where(Recognition.id == recognition_id, Recognition.state == seen)
        .values(state=state)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(moved) != 1:
        raise WrongState(kind=row.kind, state=row.state, action=told.action)
    db.session.add(
        RecognitionStep(
            recognition_id=recognition_id,
            state=state,
            noted_by_id=actor.account_id,
            noted_at=now,
            **asdict(told),
        )
    )
    _record("candidate.recognition_step", actor, candidate, recognition_id, now)


def _record(
    action: str, actor: Actor, candidate: Candidate, recognition_id: int, now: datetime
) -> None:
    reread(candidate)
    record(actor=actor, action=action, subject=candidate, other_id=recognition_id, now=now)
