"""Looking at facts that a person stated: what is to check, confirming it, what it was before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from domain.access import Actor
from domain.errors import NotFound
from domain.evidence import Evidence
from models import (
    Account,
    Availability,
    Candidate,
    CandidateDetail,
    CandidateSkill,
    EarlierFact,
    Education,
    Fact,
    HeldLicence,
    LanguageKnowledge,
    Literacy,
    Wishes,
    WorkExperience,
    db,
    transactional,
)
from services.audit import record
from services.facts import confirm
from services.records import hold_record

_NEWEST = 200

KINDS: dict[str, type[Any]] = {
    kind.__tablename__: kind
    for kind in (
        CandidateDetail,
        LanguageKnowledge,
        Literacy,
        Education,
        WorkExperience,
        CandidateSkill,
        HeldLicence,
        Availability,
        Wishes,
    )
}
"""Every table of facts by its name."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier fact and who noted and who replaced it."""

    fact: EarlierFact
    noted_by: str | None
    replaced_by: str | None


def facts_of(candidate: Candidate) -> Iterator[Any]:
    """Return the facts of a person that hold now; what was loaded is not read again."""
    yield from candidate.details
    yield from candidate.languages
    yield from candidate.education
    yield from candidate.work
    yield from candidate.skills
    yield from candidate.licences
    yield from (
        one
        for one in (candidate.literacy, candidate.availability, candidate.wishes)
        if one is not None
    )


def told_by_the_person(candidate: Candidate) -> list[Any]:
    """Return what the person wrote alone and nobody has looked at yet."""
    return [fact for fact in facts_of(candidate) if _is_to_check(fact)]


def _is_to_check(fact: Fact) -> bool:
    return fact.noted_at is not None and fact.noted_by_id is None and fact.check.is_weakest


@transactional
def confirm_fact(
    *,
    actor: Actor,
    candidate: Candidate,
    kind: str,
    fact_id: int,
    evidence: Evidence,
    now: datetime,
) -> None:
    """Say how a fact was checked; it stays as it is and its earlier evidence stays readable.

    Raises
    ------
    NotFound
        If there is no such fact of this person (any more).
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    table = KINDS.get(kind)
    fact = db.session.get(table, fact_id) if table else None
    if fact is None or fact.candidate_id != candidate.id:
        raise NotFound(fact=fact_id)
    same = (fact.check, fact.holds_until) == (evidence.check, evidence.holds_until)
    if same and fact.noted_by_id == actor.account_id:
        return
    confirm(fact, actor=actor, evidence=evidence, now=now)
    record(
        actor=actor, action="candidate.fact_checked", subject=candidate, other_id=fact_id, now=now
    )


def earlier_facts(candidate_id: int) -> list[Earlier]:
    """Return what was said of a person before, the latest first."""
    return _earlier(EarlierFact.candidate_id == candidate_id, most=_NEWEST)


def find_taken_away(*, candidate_id: int, kind: str, fact_id: int) -> Earlier | None:
    """Return an entry of this person that somebody took away, as it was last."""
    found = _earlier(
        EarlierFact.candidate_id == candidate_id,
        EarlierFact.kind == kind,
        EarlierFact.fact_id == fact_id,
        EarlierFact.is_taken_away.is_(True),
        most=1,
    )
    return found[0] if found else None


def _earlier(*conditions: ColumnElement[bool], most: int) -> list[Earlier]:
    noted, replaced = Account.__table__.alias(), Account.__table__.alias()
    rows = db.session.execute(
        select(EarlierFact, noted.c.name, replaced.c.name)
        .outerjoin(noted, noted.c.id == EarlierFact.noted_by_id)
        .outerjoin(replaced, replaced.c.id == EarlierFact.replaced_by_id)
        .where(*conditions)
        .order_by(EarlierFact.replaced_at.desc(), EarlierFact.id.desc())
        .limit(most)
    )
    return [Earlier(fact, noted_by, replaced_by) for fact, noted_by, replaced_by in rows]
