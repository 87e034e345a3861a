"""Who may do what: roles, permissions, and the one table that joins them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The parts people play. A candidate has no account; the public has no session."""

    PUBLIC = "public"
    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    OFFICER = "officer"
    CASEWORKER = "caseworker"
    TEAM_LEAD = "team_lead"
    ADMINISTRATOR = "administrator"


STAFF = frozenset({Role.OFFICER, Role.CASEWORKER, Role.TEAM_LEAD, Role.ADMINISTRATOR})
"""Roles that sign in with a second factor and read German pages."""

WITH_ACCOUNT = STAFF | {Role.EMPLOYER}


class Permission(StrEnum):
    """One word per thing somebody may do; a view names exactly one."""

    ACCOUNT_OWN = "account.own"
    ACCOUNT_MANAGE = "account.manage"
    SETTINGS_MANAGE = "settings.manage"
    FIRM_OWN = "firm.own"
    FIRM_VERIFY = "firm.verify"
    POSITION_OWN = "position.own"
    POSITION_RELEASE = "position.release"
    POSITION_IMPORT = "position.import"
    CANDIDATE_READ = "candidate.read"
    CANDIDATE_EDIT = "candidate.edit"
    CANDIDATE_SEARCH = "candidate.search"
    RECORD_OWN = "record.own"
    MATCH_PEOPLE = "match.people"
    MATCH_POSITIONS = "match.positions"
    ABSENTEES_READ = "absentees.read"
    PROPOSAL_MAKE = "proposal.make"
    PROPOSAL_ANSWER = "proposal.answer"
    PROPOSAL_FOLLOW = "proposal.follow"
    FAIR_MANAGE = "fair.manage"
    STAND_BOOK = "stand.book"
    INTERVIEW_BOOK = "interview.book"
    CHECK_IN = "check_in"
    RESULTS_READ = "results.read"
    SCHEME_RECORD = "scheme.record"
    HANDOVER_OFFER = "handover.offer"
    CASE_OWN = "case.own"
    COURSE_KEEP = "course.keep"
    INVITATION_SEND = "invitation.send"
    CASE_ASSIGN = "case.assign"
    DUPLICATE_JUDGE = "duplicate.judge"
    LEAD_TIME_SET = "lead_time.set"
    TASK_WORK = "task.work"
    LETTER_READ = "letter.read"
    PERSON_DELETE = "person.delete"
    RETENTION_SET = "retention.set"
    WEIGHTS_READ = "weights.read"
    WEIGHTS_SET = "weights.set"
    FAIRNESS_READ = "fairness.read"
    FLOOR_SET = "floor.set"
    RULE_ENTER = "rule.enter"
    RULE_REVIEW = "rule.review"
    OCCUPATION_READ = "occupation.read"
    SYNONYM_FORGET = "synonym.forget"


_EVERY_ACCOUNT = {Permission.ACCOUNT_OWN}
_PLACEMENT = {
    Permission.CANDIDATE_READ,
    Permission.CANDIDATE_EDIT,
    Permission.CANDIDATE_SEARCH,
    Permission.OCCUPATION_READ,
    Permission.SYNONYM_FORGET,
    Permission.TASK_WORK,
    Permission.CHECK_IN,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.PUBLIC: frozenset(),
    Role.CANDIDATE: frozenset({Permission.RECORD_OWN}),
    Role.EMPLOYER: frozenset(
        _EVERY_ACCOUNT
        | {
            Permission.FIRM_OWN,
            Permission.POSITION_OWN,
            Permission.POSITION_IMPORT,
            Permission.PROPOSAL_ANSWER,
            Permission.STAND_BOOK,
        }
    ),
    Role.OFFICER: frozenset(
        _EVERY_ACCOUNT
        | _PLACEMENT
        | {
            Permission.FIRM_VERIFY,
            Permission.POSITION_RELEASE,
            Permission.POSITION_IMPORT,
            Permission.MATCH_PEOPLE,
            Permission.WEIGHTS_READ,
            Permission.MATCH_POSITIONS,
            Permission.ABSENTEES_READ,
            Permission.PROPOSAL_MAKE,
            Permission.PROPOSAL_FOLLOW,
            Permission.FAIR_MANAGE,
            Permission.INTERVIEW_BOOK,
            Permission.LETTER_READ,
            Permission.RULE_REVIEW,
            Permission.RESULTS_READ,
        }
    ),
    Role.CASEWORKER: frozenset(
        _EVERY_ACCOUNT
        | _PLACEMENT
        | {
            Permission.MATCH_POSITIONS,
            Permission.ABSENTEES_READ,
            Permission.WEIGHTS_READ,
            Permission.PROPOSAL_FOLLOW,
            Permission.CASE_OWN,
            Permission.SCHEME_RECORD,
            Permission.COURSE_KEEP,
            Permission.INVITATION_SEND,
            Permission.HANDOVER_OFFER,
            Permission.DUPLICATE_JUDGE,
            Permission.PERSON_DELETE,
        }
    ),
    Role.TEAM_LEAD: frozenset(
        _EVERY_ACCOUNT
        | {
            Permission.CANDIDATE_READ,
            Permission.CANDIDATE_SEARCH,
            Permission.CASE_ASSIGN,
            Permission.DUPLICATE_JUDGE,
            Permission.LEAD_TIME_SET,
            Permission.PERSON_DELETE,
            Permission.RETENTION_SET,
            Permission.WEIGHTS_READ,
            Permission.WEIGHTS_SET,
            Permission.FAIRNESS_READ,
            Permission.FLOOR_SET,
            Permission.ABSENTEES_READ,
            Permission.MATCH_POSITIONS,
            Permission.OCCUPATION_READ,
            Permission.SYNONYM_FORGET,
            Permission.TASK_WORK,
            Permission.RULE_ENTER,
            Permission.RULE_REVIEW,
            Permission.RESULTS_READ,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        _EVERY_ACCOUNT | {Permission.ACCOUNT_MANAGE, Permission.SETTINGS_MANAGE}
    ),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting: a role and the ids its scope is made of.

    ``candidate_id`` is set for a candidate, ``employer_id`` for an employer member,
    ``office_id`` for staff; ``account_id`` for everybody who has an account.
    """

    role: Role = Role.PUBLIC
    account_id: int | None = None
    employer_id: int | None = None
    office_id: int | None = None
    candidate_id: int | None = None

    def may(self, permission: Permission) -> bool:
        """Return whether the role carries the permission."""
        return permission in GRANTS[self.role]

    @property
    def is_staff(self) -> bool:
        """Return whether this is a member of the office."""
        return self.role in STAFF


PUBLIC = Actor()
SYSTEM = Actor()
"""Acts in timed jobs and on the command line: no role, no ids."""
