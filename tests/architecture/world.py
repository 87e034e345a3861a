"""A small world with something of everybody: what is one's own, and what is somebody else's."""

from __future__ import annotations

from domain.access import Role
from models import Account, Candidate
from tests.factories import Office

NOBODY = 2_000_000_000
_NAMES = (
    *("candidate_id", "work_id", "position_id", "employer_id", "proposal_id", "fair_id"),
    *("stand_id", "registration_id", "interview_id", "handover_id", "account_id", "session_id"),
    *("task_id", "stand_in_id", "consent_id", "letter_id", "period_id", "document_id"),
    "talk_id",
)
MISSING: dict[str, object] = dict.fromkeys(_NAMES, NOBODY) | {
    "slug": "nosuchfair",
    "code": "222222222",
    "token": "nosuchtoken",
    "filename": "nosuchfile",
    "action": "open",
}

EVERYBODYS: dict[Role, set[str]] = {
    Role.PUBLIC: {"slug"},
    Role.CANDIDATE: {"slug"},
    Role.EMPLOYER: {"slug", "fair_id"},
    Role.OFFICER: {
        *("slug", "fair_id", "position_id", "employer_id", "stand_id", "registration_id"),
        *("talk_id", "task_id", "letter_id", "action"),
    },
    Role.CASEWORKER: {"slug", "fair_id", "registration_id"},
    Role.TEAM_LEAD: {"slug"},
    Role.ADMINISTRATOR: {"slug", "account_id"},
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

    def own(self, role: Role) -> dict[str, object]:
        """Return ids of fresh objects that are the role's own."""
        office = self.office
        caseworker = self.people[Role.CASEWORKER]
        employer = self.people[Role.EMPLOYER].employer
        candidate = office.candidate(caseworker_id=caseworker.id, work=(("Tischler", "22342", 3),))
        position = office.position(employer=employer)
        fair = office.fair()
        registration = office.registration(fair=fair, candidate=candidate)
        return {
            "candidate_id": candidate.id,
            "work_id": candidate.work[0].id,
            "position_id": position.id,
            "employer_id": employer.id,
            "proposal_id": office.proposal(candidate=candidate, position=position).id,
            "fair_id": fair.id,
            "slug": fair.slug,
            "stand_id": office.stand(fair=fair, employer=employer).id,
            "registration_id": registration.id,
            "account_id": self.people[Role.OFFICER].id,
            "code": candidate.personal_codes[0].code,
        }

    def _make_foreign(self) -> dict[str, object]:
        """Make a person without consent in another office, another firm, and what is theirs."""
        office = self.office
        elsewhere = office.office("Agentur für Arbeit Minden")
        stranger = office.candidate(
            agreed=False,
            office=elsewhere,
            caseworker_id=office.caseworker(office=elsewhere).id,
            work=(("Koch", "29302", 3),),
        )
        position = office.position(state="submitted")
        fair = office.fair()
        return {
            "candidate_id": stranger.id,
            "work_id": stranger.work[0].id,
            "position_id": position.id,
            "employer_id": position.employer_id,
            "proposal_id": office.proposal(candidate=stranger, position=position).id,
            "fair_id": fair.id,
            "slug": fair.slug,
            "stand_id": office.stand(fair=fair).id,
            "registration_id": office.registration(fair=fair, candidate=stranger).id,
            "account_id": office.officer().id,
        }
