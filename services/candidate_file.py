"""Everything the office keeps of one person, read in few statements for one page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, String, cast, literal, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from domain.consent import Purpose
from domain.expiry import Expiry, expiry_of
from domain.profile_gaps import Gap, ProfileFacts, gaps
from domain.residence_chain import Standing, covered_until, standing_on
from domain.support_scheme import Scheme, scheme_on
from models import (
    Account,
    Candidate,
    Consent,
    Employer,
    Fair,
    Handover,
    Interview,
    Letter,
    PersonalCode,
    Position,
    Proposal,
    Registration,
    SchemePeriod,
    Stand,
    db,
)
from services.lead_times import weeks_by_kind

_NEWEST = 60


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a person: a letter, a proposal, a talk, a scheme."""

    kind: str
    at: datetime
    title: str
    detail: str
    state: str


@dataclass(frozen=True, slots=True)
class CandidateFile:
    """One person as a good file shows them."""

    candidate: Candidate
    schemes: list[SchemePeriod]
    scheme_today: Scheme | None
    events: list[Event]
    gaps: list[Gap]
    standing: Standing
    covered_until: date | None
    expiry: Expiry | None

    @property
    def placement(self) -> Consent | None:
        """Return the consent to placement that holds."""
        return placement_consent(self.candidate)

    @property
    def code(self) -> PersonalCode | None:
        """Return the personal code that works."""
        return next(reversed(self.candidate.personal_codes), None)


FEW = (
    Candidate.literacy,
    Candidate.availability,
    Candidate.wishes,
    Candidate.details,
    Candidate.licences,
    Candidate.recognitions,
)
"""Facts of which somebody has one or a few: read along with the person."""

MANY = (Candidate.languages, Candidate.education, Candidate.work, Candidate.skills)
"""Facts of which somebody may have many: one statement each."""

WHOLE = (
    joinedload(Candidate.caseworker),
    joinedload(Candidate.office),
    joinedload(Candidate.consents.and_(Consent.withdrawn_at.is_(None))),
    joinedload(Candidate.personal_codes.and_(PersonalCode.revoked_at.is_(None))),
    *(joinedload(one) for one in FEW),
    *(selectinload(one) for one in MANY),
    selectinload(Candidate.residence_documents),
)
"""What to read along with the person; of consents and codes what holds, for rows multiply."""


def held_consents(candidate: Candidate) -> list[Consent]:
    """Return the consents that hold now with who took them, in the order they were given."""
    return list(
        db.session.scalars(
            select(Consent)
            .where(Consent.candidate_id == candidate.id, Consent.withdrawn_at.is_(None))
            .options(joinedload(Consent.recorded_by))
            .order_by(Consent.id)
        )
    )


def placement_consent(candidate: Candidate) -> Consent | None:
    """Return the consent to placement that holds now, if any."""
    held = (row for row in candidate.consents if row.withdrawn_at is None)
    return next((row for row in held if row.purpose is Purpose.PLACEMENT), None)


def read_file(candidate: Candidate, *, today: date) -> CandidateFile:
    """Return the file of a person that was checked to be visible, and read with ``WHOLE``."""
    schemes = scheme_periods(candidate.id)
    today_is = scheme_on((row.period for row in schemes), today)
    chain = [row.link for row in candidate.residence_documents]
    standing = standing_on(chain, today)
    until = covered_until(chain, today)
    expiry = expiry_of(chain, candidate.postcode, weeks_by_kind(), today)
    facts = _facts(candidate, today_is, standing)
    found = gaps(replace(facts, expiry=expiry, end_unknown=bool(chain) and until is None), today)
    return CandidateFile(
        candidate, schemes, today_is, _events(candidate.id), found, standing, until, expiry
    )


def scheme_periods(candidate_id: int) -> list[SchemePeriod]:
    """Return the support schemes of a person, the latest first."""
    return list(
        db.session.scalars(
            select(SchemePeriod)
            .where(SchemePeriod.candidate_id == candidate_id)
            .order_by(SchemePeriod.starts_on.desc())
        )
    )


def _facts(person: Candidate, scheme: Scheme | None, standing: Standing) -> ProfileFacts:
    return ProfileFacts(
        agreed=placement_consent(person) is not None,
        has_caseworker=person.caseworker_id is not None,
        can_be_reached=bool(person.email or person.phone),
        postcode=person.postcode,
        german_level=person.german_level,
        works=len(person.work),
        linked_works=sum(row.occupation_code is not None for row in person.work),
        skills=len(person.skills),
        document=standing.rights.status_key if standing.rights else None,
        entry=standing.entry,
        expiry=None,
        end_unknown=False,
        has_scheme=scheme is not None,
    )


def _events(candidate_id: int) -> list[Event]:
    """Return what happened, the newest first: one statement over all tables."""
    told = union_all(
        _told("letter", Letter.written_at, Letter.kind, state=Letter.state).where(
            Letter.candidate_id == candidate_id
        ),
        _told("proposal", Proposal.shortlisted_at, Position.title, Employer.name, Proposal.state)
        .join_from(Proposal, Position)
        .join(Employer, Employer.id == Position.employer_id)
        .where(Proposal.candidate_id == candidate_id),
        _told(
            "registration",
            Registration.registered_at,
            Fair.title,
            Fair.place,
            Registration.state,
        )
        .join_from(Registration, Fair)
        .where(Registration.candidate_id == candidate_id),
        _told("talk", Interview.starts_at, Employer.name)
        .join_from(Interview, Stand)
        .join(Employer, Employer.id == Stand.employer_id)
        .where(Interview.candidate_id == candidate_id),
        _told("handover", Handover.offered_at, Account.name, state=Handover.state)
        .join_from(Handover, Account, Account.id == Handover.to_id)
        .where(Handover.candidate_id == candidate_id),
        _told(
            "scheme",
            SchemePeriod.recorded_at,
            SchemePeriod.scheme,
            SchemePeriod.reason,
            SchemePeriod.starts_on,
        ).where(SchemePeriod.candidate_id == candidate_id),
    ).subquery()
    newest = select(told).order_by(told.c.at.desc()).limit(_NEWEST)
    return [Event(*row) for row in db.session.execute(newest)]


def _told(kind: str, at: Any, title: Any, detail: Any = None, state: Any = None) -> Select[Any]:
    return select(
        literal(kind).label("kind"),
        at.label("at"),
        _words(title).label("title"),
        _words(detail).label("detail"),
        _words(state).label("state"),
    )


def _words(column: Any) -> Any:
    return literal("") if column is None else cast(column, String)
