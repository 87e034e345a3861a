"""A small world with something of everybody: what is one's own, and what is somebody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

from sqlalchemy import func, select

from domain.access import STAFF, Role
from domain.clock import office_day
from domain.consent import Purpose
from domain.exclusions import ExclusionReason
from domain.fairs import StandWaitingState
from domain.letters import Channel, LetterState
from domain.recognition import RecognitionKind
from domain.support_scheme import Scheme
from models import (
    Account,
    Base,
    Candidate,
    Consent,
    EmployerContact,
    Exclusion,
    Handover,
    Letter,
    LoginSession,
    Position,
    Recognition,
    SchemePeriod,
    StandIn,
    StandWaiting,
    Task,
    TaskKind,
    db,
    transactional,
)
from services.blank_cards import issue_cards
from services.merging import keep_records_together
from services.sessions import begin_session
from tests.architecture.rows import (
    course,
    deletion,
    floor,
    learned,
    part,
    rule,
    school,
    synonym,
    talk,
    work,
)
from tests.factories import Office
from tests.factories.imports import ready_batch
from tests.factories.office import NOW

Row = TypeVar("Row", bound=Base)
NOBODY = 2_000_000_000
_NAMES = (
    *("candidate_id", "work_id", "position_id", "employer_id", "proposal_id", "fair_id"),
    *("stand_id", "registration_id", "interview_id", "handover_id", "account_id", "session_id"),
    *("task_id", "stand_in_id", "consent_id", "letter_id", "period_id", "document_id"),
    *("talk_id", "rule_id", "course_id", "part_id"),
    *("education_id", "recognition_id", "contact_id", "other_id", "merge_id"),
    *("batch_id", "exclusion_id", "synonym_id", "waiting_id", "version_number", "floor_id"),
)
MISSING: dict[str, object] = dict.fromkeys(_NAMES, NOBODY) | {
    "slug": "nosuchfair",
    "code": "222222222",
    "job_code": "222222222",
    "token": "nosuchtoken",
    "filename": "nosuchfile",
    "action": "open",
    "kind": "audit",
    "deletion_id": NOBODY,
    "number": NOBODY,
    "kldb": "99999",
    "which": "names",
    "batch": "222222222",
}

EVERYBODYS: dict[Role, set[str]] = {
    Role.PUBLIC: {"slug", "code"},
    Role.CANDIDATE: {"slug", "code"},
    Role.EMPLOYER: {"slug", "code", "fair_id"},
    Role.OFFICER: {
        *("slug", "code", "fair_id", "position_id", "employer_id", "stand_id", "registration_id"),
        *("talk_id", "task_id", "letter_id", "action", "rule_id"),
        *("batch_id", "kldb", "which", "batch", "synonym_id", "waiting_id"),
        *("number", "version_number"),
    },
    Role.CASEWORKER: {
        *("slug", "code", "fair_id", "registration_id", "course_id", "kldb", "which", "batch"),
        *("synonym_id", "version_number"),
    },
    Role.TEAM_LEAD: {
        *("slug", "code", "kind", "rule_id", "kldb", "fair_id", "synonym_id", "version_number"),
        "floor_id",
    },
    Role.ADMINISTRATOR: {"slug", "code", "account_id"},
}
"""Objects that exist for the whole role: nobody of the role can be a stranger to them."""


class World:
    """Makes the people of each role and objects on both sides."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.people: dict[Role, Account | Candidate] = {
            role: office.account(role) for role in Role if role not in {Role.PUBLIC, Role.CANDIDATE}
        }
        self.people[Role.CANDIDATE] = office.candidate()
        self._foreign = self._make_foreign()

    def foreign(self, role: Role) -> dict[str, object]:
        """Return ids of real objects that are not the role's."""
        return MISSING | self._foreign

    @transactional
    def own(self, role: Role) -> dict[str, object]:
        """Return ids of fresh objects that are the role's own."""
        caseworker = self.people[Role.CASEWORKER]
        employer = self.people[Role.EMPLOYER].employer
        candidate = self.office.candidate(
            caseworker_id=caseworker.id, work=(("Tischler", "22342", 3),)
        )
        if role is Role.CANDIDATE:
            candidate = self.people[Role.CANDIDATE]
        position = self.office.position(employer=employer)
        colleague = self.people[role if role in STAFF else Role.CASEWORKER]
        things = self._things(candidate, position, caseworker, colleague)
        theirs = self.office.account(Role.EMPLOYER, employer=employer)
        account = theirs if role is Role.EMPLOYER else self.office.officer()
        return things | {"account_id": account.id, "token": MISSING["token"]}

    @transactional
    def _make_foreign(self) -> dict[str, object]:
        """Make a person without consent in another office, another firm, and what is theirs."""
        office = self.office
        elsewhere = office.office("Agentur für Arbeit Minden")
        caseworker = office.caseworker(office=elsewhere)
        stranger = office.candidate(
            agreed=False,
            office=elsewhere,
            caseworker_id=caseworker.id,
            work=(("Koch", "29302", 3),),
        )
        position = office.position(state="submitted")
        things = self._things(stranger, position, caseworker, office.officer(office=elsewhere))
        return things | {"account_id": office.officer().id}

    def _things(
        self, candidate: Candidate, position: Position, caseworker: Account, colleague: Account
    ) -> dict[str, object]:
        """Make what can belong to a person, a firm, a caseworker and a member of staff."""
        office = self.office
        fair = office.fair(taken=1, stands_taken=1)
        stand = office.stand(fair=fair, employer=position.employer)
        line = StandWaiting(fair_id=fair.id, employer_id=position.employer_id, **LEFT_THE_LINE)
        handover = Handover(
            candidate_id=candidate.id,
            from_id=caseworker.id,
            to_id=office.caseworker(office=caseworker.office).id,
            offered_at=NOW,
        )
        twins = {"office": caseworker.office, "caseworker_id": caseworker.id, "agreed": False}
        other, third = office.candidate(**twins), office.candidate(**twins)
        return {
            "other_id": other.id,
            "merge_id": _merge(caseworker, other, third),
            "candidate_id": candidate.id,
            "work_id": _id(work(candidate)),
            "education_id": _id(school(candidate)),
            "recognition_id": _id(Recognition(candidate_id=candidate.id, kind=PROCEDURE)),
            "position_id": position.id,
            "job_code": position.public_code,
            "contact_id": _id(EmployerContact(employer_id=position.employer_id, name="Kai")),
            "employer_id": position.employer_id,
            "proposal_id": office.proposal(candidate=candidate, position=position).id,
            "fair_id": fair.id,
            "slug": fair.slug,
            "code": candidate.personal_codes[0].code,
            "stand_id": stand.id,
            "waiting_id": _id(line),
            "registration_id": office.registration(fair=fair, candidate=candidate).id,
            "talk_id": _id(talk(stand, candidate, colleague)),
            "handover_id": _id(handover) if _is_free(candidate) else NOBODY,
            "stand_in_id": _id(_stand_in(caseworker, handover.to_id)),
            "course_id": (course_id := _id(course())),
            "part_id": _id(part(candidate, course_id)),
            "period_id": _id(_period(candidate, caseworker)),
            "consent_id": _id(Consent(candidate_id=candidate.id, **GIVEN)),
            "session_id": _session_id(colleague),
            "task_id": _id(_task(candidate)),
            "action": "open",
            "number": 1,
            "kind": "audit",
            "kldb": "29222",
            "which": "names",
            "deletion_id": _id(deletion(colleague)),
            "rule_id": _id(rule(caseworker)),
            "batch_id": ready_batch(position).id,
            "batch": issue_cards(actor=colleague.actor, count=2, now=NOW),
            "exclusion_id": _id(_exclusion(candidate, position, colleague)),
            "synonym_id": _id(synonym(colleague)),
            "version_number": _stored(learned()).number,
            "floor_id": _id(floor(colleague)),
        }


LEFT_THE_LINE = {"state": StandWaitingState.LEFT, "queue_number": 1, "queued_at": NOW}
PROCEDURE = RecognitionKind.PROCEDURE
GIVEN = {"purpose": Purpose.FAIR, "text_version": "1", "given_at": NOW}


@transactional
def _stored(row: Row) -> Row:
    """Store a row and return it."""
    db.session.add(row)
    db.session.flush()
    return row


def _id(row: Base) -> int:
    """Store a row and return its id."""
    return int(_stored(row).id)


def _exclusion(candidate: Candidate, position: Position, colleague: Account) -> Exclusion:
    return Exclusion(
        candidate_id=candidate.id,
        position_id=position.id,
        reason=ExclusionReason.GERMAN,
        set_by_id=colleague.id,
        set_at=NOW,
    )


def _merge(caseworker: Account, kept: Candidate, gone: Candidate) -> int:
    merge = keep_records_together(
        actor=caseworker.actor, kept_id=kept.id, gone_id=gone.id, from_gone=frozenset(), now=NOW
    )
    return merge.id


def _is_free(candidate: Candidate) -> bool:
    return not db.session.query(Handover).filter_by(candidate_id=candidate.id).count()


def _stand_in(caseworker: Account, stand_in_id: int) -> StandIn:
    day = office_day(NOW) + timedelta(days=400)
    return StandIn(caseworker_id=caseworker.id, stand_in_id=stand_in_id, starts_on=day, ends_on=day)


def _period(candidate: Candidate, caseworker: Account) -> SchemePeriod:
    used = db.session.query(SchemePeriod).filter_by(candidate_id=candidate.id).count()
    day = office_day(NOW) + timedelta(days=100 + 10 * used)
    return SchemePeriod(
        candidate_id=candidate.id,
        scheme=Scheme.SGB2,
        starts_on=day,
        ends_on=day,
        recorded_by_id=caseworker.id,
        recorded_at=NOW,
    )


def _session_id(account: Account) -> int:
    begin_session(now=NOW, lasts=timedelta(hours=9), account=account, second_factor=True)
    newest = select(func.max(LoginSession.id)).where(LoginSession.account_id == account.id)
    return int(db.session.scalar(newest) or 0)


def _task(candidate: Candidate) -> Task:
    letter = Letter(
        kind="scheme-changed",
        channel=Channel.SMS,
        address="+4917604069000",
        language="de",
        facts={
            "office": "Jobcenter Herford",
            "starts_on": "2027-01-01",
            "unit": "",
            "contact": "",
            "apply": False,
        },
        candidate_id=candidate.id,
        state=LetterState.DEAD,
        due_at=NOW,
        written_at=NOW,
    )
    return Task(
        kind=TaskKind.LETTER_DEAD,
        letter_id=_id(letter),
        candidate_id=candidate.id,
        created_at=NOW,
    )
