"""School, training and studies of a person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import update

from domain.access import Actor
from domain.education import EducationKind, SchoolCertificate
from domain.errors import NotFound
from domain.evidence import STATED, Evidence
from models import Candidate, Education, Recognition, db, transactional
from services.audit import record
from services.facts import correct, note, reread, take_away
from services.records import hold_record
from services.steps import check_row


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationTold:
    """One school, training, studies or course."""

    kind: EducationKind
    own_words: str
    country: str | None = None
    from_year: int | None = None
    to_year: int | None = None
    years: int | None = None
    is_finished: bool | None = None
    certificate: SchoolCertificate | None = None
    level: int | None = None


@transactional
def add_education(
    *,
    actor: Actor,
    candidate: Candidate,
    told: EducationTold,
    now: datetime,
    evidence: Evidence = STATED,
) -> Education:
    """Add what somebody learned; the same words of the same kind again are the same entry."""
    hold_record(actor=actor, candidate=candidate, now=now)
    row = next(
        (
            one
            for one in candidate.education
            if (one.kind, one.own_words) == (told.kind, told.own_words)
        ),
        None,
    )
    if row is None:
        row = Education(candidate_id=candidate.id, **asdict(told))
        note(row, actor=actor, evidence=evidence, now=now)
        db.session.add(row)
        db.session.flush()
    else:
        correct(row, asdict(told), actor=actor, evidence=evidence, now=now)
    _record("candidate.education_added", actor, candidate, row.id, now)
    return row


@transactional
def change_education(
    *,
    actor: Actor,
    candidate: Candidate,
    education_id: int,
    told: EducationTold,
    now: datetime,
    evidence: Evidence = STATED,
    seen: str | None = None,
) -> None:
    """Write an entry anew.

    Raises
    ------
    NotFound
        If the entry was taken away.
    ChangedMeanwhile
        If it is not what the page showed any more.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    row = find_education(candidate, education_id)
    if row is None:
        raise NotFound(education=education_id)
    check_row(row, seen)
    correct(row, asdict(told), actor=actor, evidence=evidence, now=now)
    _record("candidate.education_changed", actor, candidate, row.id, now)


@transactional
def remove_education(
    *, actor: Actor, candidate: Candidate, education_id: int, now: datetime
) -> None:
    """Take an entry away; a recognition that was about it stays, without it."""
    hold_record(actor=actor, candidate=candidate, now=now)
    row = find_education(candidate, education_id)
    if row is None:
        return
    db.session.execute(
        update(Recognition)
        .where(Recognition.education_id == education_id)
        .values(education_id=None)
        .execution_options(synchronize_session=False)
    )
    take_away(row, actor=actor, now=now)
    _record("candidate.education_removed", actor, candidate, education_id, now)


def find_education(candidate: Candidate, education_id: int) -> Education | None:
    """Return one entry of this person."""
    return next((row for row in candidate.education if row.id == education_id), None)


def _record(
    action: str, actor: Actor, candidate: Candidate, education_id: int, now: datetime
) -> None:
    reread(candidate)
    record(actor=actor, action=action, subject=candidate, other_id=education_id, now=now)
