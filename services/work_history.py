"""What a person did and wants to do: each entry in own words, linked to an occupation."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from domain.access import Actor
from domain.errors import NotFound
from domain.evidence import STATED, Evidence
from domain.experience import WorkKind
from models import Candidate, WorkExperience, db, transactional
from services.audit import record
from services.facts import correct, note, reread, take_away
from services.records import hold_record
from services.remembered_titles import remember_title
from services.steps import check_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work somebody did, learned or wishes for, in own words."""

    own_words: str
    years: int | None = None
    is_wish: bool = False
    kind: WorkKind = WorkKind.EMPLOYED
    country: str | None = None
    from_year: int | None = None
    to_year: int | None = None


@transactional
def add_work(
    *,
    actor: Actor,
    candidate: Candidate,
    work: Work,
    now: datetime,
    evidence: Evidence = STATED,
) -> WorkExperience:
    """Add what somebody did or wants to do; the same words again are the same entry."""
    hold_record(actor=actor, candidate=candidate, now=now)
    row = db.session.scalar(
        select(WorkExperience).where(
            WorkExperience.candidate_id == candidate.id,
            WorkExperience.own_words == work.own_words,
            WorkExperience.is_wish == work.is_wish,
        )
    )
    if row is None:
        row = WorkExperience(candidate_id=candidate.id, **asdict(work))
        note(row, actor=actor, evidence=evidence, now=now)
        db.session.add(row)
        db.session.flush()
    else:
        correct(row, asdict(work), actor=actor, evidence=evidence, now=now)
    reread(candidate)
    record(actor=actor, action="candidate.work_added", subject=candidate, other_id=row.id, now=now)
    return row


@transactional
def change_work(
    *,
    actor: Actor,
    candidate: Candidate,
    work_id: int,
    work: Work,
    now: datetime,
    evidence: Evidence = STATED,
    seen: str | None = None,
) -> WorkExperience:
    """Write an entry anew; other words need a new link to an occupation.

    Raises
    ------
    NotFound
        If the entry was taken away.
    ChangedMeanwhile
        If it is not what the page showed any more.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    row = _work_of(candidate, work_id)
    check_row(row, seen)
    same_words = row.own_words == work.own_words
    link = {"occupation_code": row.occupation_code if same_words else None}
    correct(row, asdict(work) | link, actor=actor, evidence=evidence, now=now)
    record(
        actor=actor, action="candidate.work_changed", subject=candidate, other_id=row.id, now=now
    )
    return row


@transactional
def link_occupation(
    *, actor: Actor, candidate: Candidate, work_id: int, code: str | None, now: datetime
) -> None:
    """Say which occupation the words mean; ``None``: it is none of the list.

    The link is the office's reading of the words, not a fact of its own.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    row = _work_of(candidate, work_id)
    row.occupation_code = code
    names = (candidate.full_name, candidate.own_script_name or "", candidate.place or "")
    remember_title(actor=actor, title=row.own_words, code=code, names=names, now=now)
    record(actor=actor, action="candidate.work_linked", subject=candidate, other_id=row.id, now=now)


@transactional
def remove_work(*, actor: Actor, candidate: Candidate, work_id: int, now: datetime) -> None:
    """Take an entry away; one that is gone already stays gone."""
    hold_record(actor=actor, candidate=candidate, now=now)
    row = find_work(candidate, work_id)
    if row is None:
        return
    take_away(row, actor=actor, now=now)
    reread(candidate)
    record(
        actor=actor, action="candidate.work_removed", subject=candidate, other_id=work_id, now=now
    )


def find_work(candidate: Candidate, work_id: int) -> WorkExperience | None:
    """Return one entry of this person."""
    return next((row for row in candidate.work if row.id == work_id), None)


def _work_of(candidate: Candidate, work_id: int) -> WorkExperience:
    row = find_work(candidate, work_id)
    if row is None:
        raise NotFound(work=work_id)
    return row
