"""The demo fair: published counts, fictional, the same each time, never mixed with real data."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.access import Actor, Role
from domain.clock import office_day
from domain.courses import PartState
from domain.errors import RuleBroken
from domain.establishment_number import is_establishment_number
from domain.fairs import HELD, PlaceMoveKind
from domain.handovers import HandoverState, check_number
from domain.invitations import InvitationKind
from domain.languages import GERMAN
from domain.positions import PositionKind
from domain.residence_chain import Document, Doubt, standing_on
from domain.support_scheme import Scheme
from models import (
    Candidate,
    Consent,
    Course,
    CoursePart,
    Education,
    Employer,
    Fair,
    FairGroup,
    Handover,
    Invitation,
    LanguageKnowledge,
    Position,
    Registration,
    ResidenceDocument,
    SchemePeriod,
    db,
    transactional,
)
from services.demo.load import DemoSize, load_demo
from services.installation import is_demo
from services.law import open_drafts
from services.place_counts import differences
from services.place_moves import moves_of
from services.position_facts import facts_of
from services.rehearsal import rehearse
from services.retention import overdue
from services.waiting_pages import queue_page
from tests.factories import Office
from tests.factories.office import NOW

DAY = date(2026, 11, 22)


def load(**values: Any) -> None:
    defaults = {"day": DAY, "size": DemoSize(), "random_state": 0, "progress": lambda count: None}
    load_demo(**(defaults | values))


def count(kind: Any, *conditions: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(kind).where(*conditions)) or 0


@pytest.mark.sqlite_only
def test_demo_positions_keep_to_the_law_and_fill_the_fields_of_their_kind(app: Flask) -> None:
    load(size=DemoSize(candidates=20))
    positions = list(db.session.scalars(select(Position)))
    facts = [facts_of(position) for position in positions]
    assert [one for one in facts if one.objections(DAY) or one.unfair_demands()] == []
    assert {one.kind for one in facts} >= {PositionKind.JOB, PositionKind.TRIAL}
    assert all(
        one.german_level is row.german_level for one, row in zip(facts, positions, strict=True)
    )
    assert all(row.contact.employer_id == row.employer_id for row in positions)
    numbers = [one for one in db.session.scalars(select(Employer.establishment_number)) if one]
    assert len(numbers) == 40
    assert all(is_establishment_number(one) for one in numbers)


@pytest.mark.sqlite_only
def test_the_demo_has_the_published_counts_of_2016(app: Flask) -> None:
    load()
    assert count(Candidate) == 1_100
    assert count(Candidate, Candidate.sex == "male") == 850
    assert count(Candidate, Candidate.sex == "female") == 250
    in_sgb2 = count(
        SchemePeriod, SchemePeriod.scheme == Scheme.SGB2, SchemePeriod.ends_on.is_(None)
    )
    assert in_sgb2 == round(1_100 * 0.41)
    assert count(Employer) == 60
    assert count(Position) == 250
    places = set(db.session.scalars(select(Candidate.place)))
    assert len(places) == 9
    assert is_demo()


@pytest.mark.sqlite_only
def test_names_are_also_written_in_their_scripts(app: Flask) -> None:
    load(size=DemoSize(candidates=300, positions=60))
    names = " ".join(
        db.session.scalars(select(Candidate.own_script_name).where(Candidate.own_script_name != ""))
    )
    scripts = {unicodedata.name(sign).split()[0] for sign in names if sign.isalpha()}
    assert {"ARABIC", "ETHIOPIC", "CYRILLIC"} <= scripts


HOMES = {
    "ARABIC": {("ar", "SY"), ("ar", "IQ"), ("fa_AF", "AF"), ("fa", "IR")},
    "ETHIOPIC": {("ti", "ER")},
    "CYRILLIC": {("uk", "UA"), ("ru", "UA")},
    "LATIN": {("ku", "TR"), ("tr", "TR"), ("fr", "GN")},
}


@pytest.mark.sqlite_only
def test_who_somebody_is_fits_together(app: Flask) -> None:
    """Script of the name, mother tongue, country of the school and kind of protection."""
    load(size=DemoSize(candidates=300, positions=60))
    rows = db.session.execute(
        select(
            Candidate.given_name,
            Candidate.own_script_name,
            LanguageKnowledge.language,
            Education.country,
            ResidenceDocument.status_key,
        )
        .join(LanguageKnowledge, LanguageKnowledge.candidate_id == Candidate.id)
        .join(Education, Education.candidate_id == Candidate.id)
        .join(ResidenceDocument, ResidenceDocument.candidate_id == Candidate.id)
        .where(LanguageKnowledge.language != GERMAN)
    )
    found = Counter[str]()
    for given, own, language, country, paper in rows:
        script = unicodedata.name((own or given)[0]).split()[0]
        assert (language, country) in HOMES[script]
        if paper == "ae_24":
            assert script == "CYRILLIC"
        elif script == "CYRILLIC":
            assert paper == "fiktion_81_4"  # while it is renewed
        found[script] += 1
    assert set(found) == set(HOMES)


@pytest.mark.sqlite_only
def test_documents_and_schemes_are_valid_on_the_loading_day(app: Flask) -> None:
    load(size=DemoSize(candidates=300, positions=60))
    chains: dict[int, list[Document]] = {}
    for row in db.session.scalars(select(ResidenceDocument)):
        chains.setdefault(row.candidate_id, []).append(row.link)
    assert len(chains) == 300
    doubts = [set(standing_on(chain, DAY).doubts) for chain in chains.values()]
    assert set().union(*doubts) <= {Doubt.NOT_NAMED, Doubt.ONLY_STATED}
    assert doubts.count(set()) > 240
    assert count(SchemePeriod, SchemePeriod.ends_on.is_(None), SchemePeriod.starts_on <= DAY) == 300


@pytest.mark.sqlite_only
def test_one_fair_was_and_one_is_to_come_and_their_places_add_up(app: Flask) -> None:
    load(size=DemoSize(candidates=300, positions=60))
    before, after = db.session.scalars(select(Fair).order_by(Fair.starts_at)).all()
    assert office_day(before.starts_at) < DAY < office_day(after.starts_at)
    for fair in (before, after):
        assert fair.taken == count(
            Registration, Registration.fair_id == fair.id, Registration.state.in_(HELD)
        )
        assert fair.stands_taken == len(fair.stands)


@pytest.mark.sqlite_only
def test_a_group_of_the_coming_fair_is_full_and_a_family_waits_for_it(app: Flask) -> None:
    load(size=DemoSize(candidates=300, positions=60))
    group = db.session.scalars(select(FairGroup).where(FairGroup.waiting > 0)).one()
    assert group.taken == group.capacity
    waiting = queue_page(group, 1).parties
    assert [(one.position, len(one.people)) for one in waiting] == [(1, 2), (2, 1), (3, 1)]
    assert any(one.what is PlaceMoveKind.JUMPED and one.reason for one in moves_of(group.id))
    assert differences(NOW) == []
    assert overdue(today=DAY) == []
    late = select(Registration).where(Registration.comes_later_at.is_not(None))
    assert db.session.scalars(late).one().group_id == group.id


@pytest.mark.sqlite_only
def test_courses_have_people_whose_parts_fit_and_seats_that_add_up(app: Flask) -> None:
    load(size=DemoSize(candidates=400, positions=20))
    courses = db.session.scalars(select(Course)).all()
    parts = db.session.scalars(select(CoursePart)).all()
    assert len({part.candidate_id for part in parts}) == len(parts) > 80
    assert {part.state for part in parts} == set(PartState)
    for course in courses:
        own = [part for part in parts if part.course_id == course.id]
        seated = [part for part in own if part.state is not PartState.BROKEN_OFF]
        assert course.taken == len(seated), course.name
        assert all(bool(part.reason) is (part not in seated) for part in own)
        assert "(Demo)" in course.provider


@pytest.mark.sqlite_only
def test_people_are_invited_to_the_coming_fair_formally_only_by_the_jobcenter(app: Flask) -> None:
    load(size=DemoSize(candidates=400, positions=20))
    coming = db.session.scalars(select(Fair.id).order_by(Fair.starts_at.desc())).first()
    guests = db.session.scalars(select(Invitation).options(joinedload(Invitation.candidate))).all()
    assert {guest.fair_id for guest in guests} == {coming}
    assert all(guest.invited_by_id == guest.candidate.caseworker_id for guest in guests)
    formal = [guest for guest in guests if guest.kind is InvitationKind.FORMAL]
    assert 0 < len(formal) < len(guests)
    assert {guest.candidate.office.name for guest in formal} == {"Jobcenter Herford"}


@pytest.mark.sqlite_only
def test_a_made_up_coming_rule_waits_for_a_second_person_and_changes_something(app: Flask) -> None:
    load(size=DemoSize(candidates=400, positions=60))
    drafts = open_drafts()
    assert drafts
    assert all(draft.valid_from > DAY and "Demo" in draft.cite for draft in drafts)
    for role, office_id in ((Role.OFFICER, 1), (Role.TEAM_LEAD, 2)):
        actor = Actor(role=role, account_id=1, office_id=office_id)
        assert rehearse(actor=actor, now=datetime.combine(DAY, time(12), UTC)).total > 0


@pytest.mark.sqlite_only
def test_cases_are_offered_accepted_and_refused_with_a_frozen_summary(app: Flask) -> None:
    load(size=DemoSize(candidates=100, positions=20))
    handovers = db.session.scalars(select(Handover)).all()
    states = Counter(one.state for one in handovers)
    assert states == {
        HandoverState.OFFERED: 3,
        HandoverState.ACCEPTED: 1,
        HandoverState.REFUSED: 1,
    }
    for one in handovers:
        assert one.summary is not None
        assert one.check_number == check_number(one.summary)
    taken = next(one for one in handovers if one.state is HandoverState.ACCEPTED)
    assert taken.candidate.caseworker_id == taken.to_id


def test_the_same_state_and_day_give_the_same_people_and_another_state_others(app: Flask) -> None:
    small = DemoSize(candidates=40, positions=0)  # proposals leave entries nobody may delete
    names = []
    for state in (0, 0, 1):
        load(size=small, random_state=state)
        rows = db.session.execute(
            select(Candidate.given_name, Candidate.postcode).order_by(Candidate.id)
        )
        names.append([tuple(row) for row in rows])
        _wipe()
    assert names[0] == names[1]
    assert names[0] != names[2]


def test_after_the_demo_new_rows_get_new_numbers(app: Flask, office: Office) -> None:
    load(size=DemoSize(candidates=40, positions=20))
    assert office.candidate(office_id=1).id == 41
    assert office.position(employer_id=1).id == 21


def test_a_database_with_a_single_person_takes_no_demo(app: Flask, office: Office) -> None:
    office.candidate()
    with pytest.raises(RuleBroken):
        load(size=DemoSize(candidates=1, positions=0))
    assert not is_demo()
    assert count(Candidate) == 1


def test_the_demo_is_loaded_only_once(app: Flask) -> None:
    load(size=DemoSize(candidates=5, positions=5))
    with pytest.raises(RuleBroken):
        load(size=DemoSize(candidates=5, positions=5))
    assert count(Consent) > 0


@transactional
def _wipe() -> None:
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
