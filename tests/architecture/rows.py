"""Rows of the small world that need nothing but their parents."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from domain.access import Role
from domain.clock import office_day
from domain.courses import CourseKind
from domain.deletion import DeletionReason
from domain.education import EducationKind
from domain.fairness_groups import Trait
from domain.labour_market import Access, Activity, Confidence
from matching.ranking import RANKING_VERSION
from matching.scorecard import Weights
from models import (
    Account,
    Candidate,
    Course,
    CoursePart,
    Education,
    Floor,
    Interview,
    LearnedVersion,
    OfficeRule,
    PersonDeletion,
    RememberedTitle,
    Stand,
    WorkExperience,
    db,
)
from tests.factories.office import NOW


def course() -> Course:
    return Course(
        name="Deutsch B2",
        provider="Volkshochschule",
        kind=CourseKind.VOCATIONAL_LANGUAGE,
        starts_on=office_day(NOW),
        taken=1,
        created_at=NOW,
        changed_at=NOW,
    )


def part(candidate: Candidate, course_id: int) -> CoursePart:
    return CoursePart(
        course_id=course_id,
        candidate_id=candidate.id,
        starts_on=office_day(NOW),
        recorded_at=NOW,
    )


def school(candidate: Candidate) -> Education:
    kind = EducationKind.SCHOOL
    return Education(candidate_id=candidate.id, kind=kind, own_words="Schule in Aleppo")


def work(candidate: Candidate) -> WorkExperience:
    return WorkExperience(candidate_id=candidate.id, own_words="Koch", years=3)


def talk(stand: Stand, candidate: Candidate, colleague: Account) -> Interview:
    return Interview(
        stand_id=stand.id,
        desk=1,
        starts_at=stand.fair.starts_at + timedelta(minutes=stand.number),
        candidate_id=candidate.id,
        booked_by_id=colleague.id,
        booked_at=NOW,
    )


def rule(colleague: Account) -> OfficeRule:
    """Return a draft that waits for a second person."""
    return OfficeRule(
        document="duldung_60b",
        activity=Activity.EMPLOYMENT,
        valid_from=office_day(NOW) + timedelta(days=100),
        access=Access.FREE,
        cite="§ 60b AufenthG",
        source="Entwurf",
        confidence=Confidence.LOW,
        entered_by_id=colleague.id,
        entered_at=NOW,
    )


def deletion(colleague: Account) -> PersonDeletion:
    """Return the proof that somebody of the colleague's office was deleted."""
    return PersonDeletion(
        reason=DeletionReason.ASKED,
        role=Role.CASEWORKER,
        office_id=colleague.office_id,
        done_at=NOW,
        deleted={"candidate": 1},
        unlinked={},
    )


def synonym(colleague: Account) -> RememberedTitle:
    """Return a word the office remembers; each call takes another one."""
    number = db.session.query(RememberedTitle).count()
    word = "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")
    return RememberedTitle(
        key=word, title=word, code="29222", account_id=colleague.id, remembered_at=NOW
    )


def learned() -> LearnedVersion:
    """A version as a training writes it, which the gate lets pass; its file is none."""
    last = db.session.scalar(select(func.max(LearnedVersion.number))) or 0
    told = {"accepted": 20, "rejected": 20, "lists": 4, "shown": 90, "held_out_lists": 4}
    measured = {"recipe": "held", "gains": {}, "before": 0.6, "after": 0.7, "ahead": 0.1,
                "error": 0.02, "attention": [1.0, 0.7], "groups": []}  # fmt: skip
    return LearnedVersion(
        number=last + 1,
        trained_at=NOW,
        engine=RANKING_VERSION,
        compared_with=0,
        prior=0,
        decisions=40,
        points=Weights().points(),
        card=told | measured,
        bands=[[40.0, 80.0, 18, 30]],
        refusals=[],
        model=b"none",
        check_number="0" * 64,
    )


def floor(colleague: Account) -> Floor:
    """Return a floor of the office of a colleague that counts for half a year."""
    used = db.session.scalar(select(func.max(Floor.number))) or 0
    return Floor(
        number=used + 1,
        trait=Trait.SEX,
        group="female",
        part=1.0,
        reason="Frauen stehen seltener vorn",
        basis="§ 5 AGG",
        last_day=office_day(NOW) + timedelta(days=180),
        set_by_id=colleague.id,
        set_at=NOW,
    )
