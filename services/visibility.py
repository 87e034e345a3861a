"""The scope of each role: which rows exist for whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true

from domain.access import Actor, Role
from domain.clock import office_day
from domain.consent import Purpose
from domain.employers import SHUT, EmployerState
from domain.fairs import FairState
from domain.handovers import HandoverState
from domain.positions import PositionState
from domain.proposals import SEEN_BY_EMPLOYER, PersonsWord, ProposalState
from models import (
    Account,
    Base,
    Candidate,
    Consent,
    Course,
    CoursePart,
    Employer,
    EmployerContact,
    Exclusion,
    Fair,
    FieldRelease,
    Floor,
    Handover,
    ImportBatch,
    Interview,
    Letter,
    Merge,
    OfficeRule,
    PersonDeletion,
    Position,
    Proposal,
    Registration,
    RememberedTitle,
    SchemePeriod,
    Stand,
    StandIn,
    StandWaiting,
    Task,
    TaskKind,
)

Row = TypeVar("Row", bound=Base)
Scope = ColumnElement[bool]


def visible(kind: type[Row], actor: Actor) -> Select[Row]:
    """Return a query for the rows of ``kind`` that exist for ``actor``; none by default."""
    return select(kind).where(scope(kind, actor))


def scope(kind: type[Base], actor: Actor) -> Scope:
    """Return the condition that makes a row of ``kind`` exist for ``actor``."""
    rule = _SCOPES.get((kind, actor.role))
    return rule(actor) if rule else false()


def agreed_to_placement() -> Scope:
    """Return the condition that a candidate's consent to placement holds."""
    return exists().where(
        Consent.candidate_id == Candidate.id,
        Consent.purpose == Purpose.PLACEMENT,
        Consent.withdrawn_at.is_(None),
    )


def looked_after_by(account_id: int | None, today: date) -> Scope:
    """Return the condition that a candidate is the caseworker's own or stood in for."""
    stood_in_for = select(StandIn.caseworker_id).where(
        StandIn.stand_in_id == account_id,
        StandIn.starts_on <= today,
        StandIn.ends_on >= today,
    )
    return or_(
        Candidate.caseworker_id == account_id,
        Candidate.caseworker_id.in_(stood_in_for.scalar_subquery()),
    )


def _today() -> date:
    return office_day(datetime.now(UTC))


def _all(_actor: Actor) -> Scope:
    return true()


def _own_cases(actor: Actor) -> Scope:
    return looked_after_by(actor.account_id, _today())


def _of_candidates(column: Any, candidates: Callable[[Actor], Scope]) -> Callable[[Actor], Scope]:
    """Return the scope of rows that belong to the candidates of another scope."""

    def rule(actor: Actor) -> Scope:
        return exists().where(Candidate.id == column, candidates(actor))

    return rule


def _placeable(_actor: Actor) -> Scope:
    return agreed_to_placement()


def _own_office(actor: Actor) -> Scope:
    return Candidate.office_id == actor.office_id


def _done_in_own_office(actor: Actor) -> Scope:
    return PersonDeletion.office_id == actor.office_id


def shown_position() -> Scope:
    """Return the condition that a position is released and its firm verified."""
    verified = exists().where(
        Employer.id == Position.employer_id, Employer.state == EmployerState.VERIFIED
    )
    return and_(Position.state == PositionState.RELEASED, verified)


def _let_in() -> Scope:
    """Proposals to firms that are not shut out; letting one in again brings them back."""
    return exists().where(
        Position.id == Proposal.position_id,
        Employer.id == Position.employer_id,
        Employer.state.not_in(SHUT),
    )


def _proposals_about(candidates: Callable[[Actor], Scope]) -> Callable[[Actor], Scope]:
    of_candidates = _of_candidates(Proposal.candidate_id, candidates)
    return lambda actor: and_(of_candidates(actor), _let_in())


def _own_released_proposals(actor: Actor) -> Scope:
    """Proposals made to the firm, while released, open and while the person still agrees."""
    own = exists().where(
        Position.id == Proposal.position_id,
        Position.employer_id == actor.employer_id,
        Position.state != PositionState.CLOSED,
    )
    agreed = exists().where(Candidate.id == Proposal.candidate_id, agreed_to_placement())
    in_time = Proposal.released_until >= _today()
    said_no = Proposal.person_word == PersonsWord.NO
    return and_(Proposal.state.in_(SEEN_BY_EMPLOYER), ~said_no, own, agreed, in_time, _let_in())


def _own_released_fields(actor: Actor) -> Scope:
    """What of a person the firm may know by name now: released to it, not ended, not run out."""
    wanted_by_both = exists().where(
        Proposal.id == FieldRelease.proposal_id,
        Proposal.state == ProposalState.INTERESTED,
        Proposal.person_word == PersonsWord.YES,
        _own_released_proposals(actor),
    )
    return and_(
        FieldRelease.released_at.is_not(None),
        FieldRelease.ended_at.is_(None),
        FieldRelease.until >= _today(),
        wanted_by_both,
    )


def told_to_person() -> Scope:
    """Return the condition that a person knows of a proposal: told, or asked about it."""
    asked = Proposal.person_word != PersonsWord.NOT_ASKED
    closed = and_(Proposal.state == ProposalState.CLOSED, Proposal.proposed_at.is_not(None))
    return or_(Proposal.state.in_(SEEN_BY_EMPLOYER), asked, closed)


def _own_told_proposals(actor: Actor) -> Scope:
    return and_(Proposal.candidate_id == actor.candidate_id, told_to_person())


def _releases_of(proposals: Callable[[Actor], Scope]) -> Callable[[Actor], Scope]:
    return lambda actor: exists().where(Proposal.id == FieldRelease.proposal_id, proposals(actor))


_SCOPES: dict[tuple[type[Base], Role], Callable[[Actor], Scope]] = {
    (Candidate, Role.CANDIDATE): lambda actor: Candidate.id == actor.candidate_id,
    (Candidate, Role.OFFICER): _placeable,
    (Candidate, Role.CASEWORKER): _own_cases,
    (Candidate, Role.TEAM_LEAD): _own_office,
    (Employer, Role.EMPLOYER): lambda actor: Employer.id == actor.employer_id,
    (Employer, Role.OFFICER): _all,
    (EmployerContact, Role.EMPLOYER): lambda actor: (
        EmployerContact.employer_id == actor.employer_id
    ),
    (Position, Role.EMPLOYER): lambda actor: Position.employer_id == actor.employer_id,
    (Position, Role.OFFICER): _all,
    (Position, Role.CASEWORKER): lambda _actor: shown_position(),
    (Position, Role.TEAM_LEAD): lambda _actor: shown_position(),
    (ImportBatch, Role.EMPLOYER): lambda actor: ImportBatch.employer_id == actor.employer_id,
    (ImportBatch, Role.OFFICER): _all,
    (Proposal, Role.EMPLOYER): _own_released_proposals,
    (Proposal, Role.CANDIDATE): _own_told_proposals,
    (Proposal, Role.OFFICER): _proposals_about(_placeable),
    (Proposal, Role.CASEWORKER): _proposals_about(_own_cases),
    (Exclusion, Role.OFFICER): _of_candidates(Exclusion.candidate_id, _placeable),
    (FieldRelease, Role.EMPLOYER): _own_released_fields,
    (FieldRelease, Role.CANDIDATE): _releases_of(_own_told_proposals),
    (FieldRelease, Role.OFFICER): _releases_of(_proposals_about(_placeable)),
    (FieldRelease, Role.CASEWORKER): _releases_of(_proposals_about(_own_cases)),
    (Fair, Role.OFFICER): _all,
    (Fair, Role.CASEWORKER): _all,
    (Fair, Role.TEAM_LEAD): _all,
    (Fair, Role.EMPLOYER): lambda _actor: Fair.state != FairState.DRAFT,
    (Stand, Role.OFFICER): _all,
    (StandWaiting, Role.OFFICER): _all,
    (Stand, Role.EMPLOYER): lambda actor: Stand.employer_id == actor.employer_id,
    (Registration, Role.OFFICER): _all,
    (Registration, Role.CASEWORKER): _all,
    (Interview, Role.OFFICER): _all,
    (SchemePeriod, Role.CASEWORKER): _of_candidates(SchemePeriod.candidate_id, _own_cases),
    (Course, Role.CASEWORKER): _all,
    (RememberedTitle, Role.OFFICER): _all,
    (RememberedTitle, Role.CASEWORKER): _all,
    (RememberedTitle, Role.TEAM_LEAD): _all,
    (CoursePart, Role.CASEWORKER): _of_candidates(CoursePart.candidate_id, _own_cases),
    (Handover, Role.CANDIDATE): lambda actor: and_(
        Handover.candidate_id == actor.candidate_id, Handover.state == HandoverState.ACCEPTED
    ),
    (Handover, Role.CASEWORKER): lambda actor: or_(
        Handover.from_id == actor.account_id, Handover.to_id == actor.account_id
    ),
    (Merge, Role.CASEWORKER): _of_candidates(Merge.kept_id, _own_cases),
    (Merge, Role.TEAM_LEAD): _of_candidates(Merge.kept_id, _own_office),
    (Account, Role.ADMINISTRATOR): _all,
    (Account, Role.EMPLOYER): lambda actor: and_(
        Account.employer_id == actor.employer_id, Account.disabled_at.is_(None)
    ),
    (Task, Role.OFFICER): lambda _actor: Task.kind != TaskKind.SCHEME_BEGAN,
    (Task, Role.CASEWORKER): _of_candidates(Task.candidate_id, _own_cases),
    (Task, Role.TEAM_LEAD): _of_candidates(Task.candidate_id, _own_office),
    (Letter, Role.OFFICER): _all,
    (PersonDeletion, Role.CASEWORKER): _done_in_own_office,
    (PersonDeletion, Role.TEAM_LEAD): _done_in_own_office,
    (Floor, Role.TEAM_LEAD): _all,
    (OfficeRule, Role.TEAM_LEAD): _all,
    (OfficeRule, Role.OFFICER): _all,
}
