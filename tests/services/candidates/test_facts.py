"""Facts with their evidence: corrected by new ones, the old ones kept, nothing overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.access import Actor, Role
from domain.clock import office_day
from domain.education import EducationKind
from domain.errors import NotFound, WrongState
from domain.evidence import Check, Detail, Evidence, Source
from domain.languages import GERMAN, LanguageLevel, LanguageSkill
from domain.licences import Licence
from domain.recognition import RecognitionAction, RecognitionKind, RecognitionState
from models import (
    Account,
    Candidate,
    CandidateDetail,
    EarlierFact,
    LanguageKnowledge,
    Recognition,
    db,
)
from services.abilities import LanguagesTold, LicenceTold, set_languages, set_licences
from services.candidates import Contact, change_contact, start_profile
from services.conditions import AvailabilityTold, set_availability
from services.fact_checks import confirm_fact, earlier_facts, told_by_the_person
from services.recognitions import (
    RecognitionBegun,
    StepTold,
    begin_recognition,
    take_recognition_step,
)
from services.schooling import EducationTold, add_education, remove_education
from services.steps import ChangedMeanwhile, step_version
from tests.factories import Office
from tests.factories.office import NOW

SPEAKING = (GERMAN, LanguageSkill.SPEAKING)
AMAL = Contact(given_name="Amal", family_name="Haddad", birth_year=1990, phone="+491701234567")


@pytest.fixture
def caseworker(office: Office) -> Account:
    return office.caseworker()


@pytest.fixture
def amal(caseworker: Account, office: Office) -> Candidate:
    office.candidate(given_name="Noise")
    return start_profile(
        actor=caseworker.actor, contact=AMAL, agreed=True, creation_key="k", now=NOW
    )


def _self(person: Candidate) -> Actor:
    return Actor(role=Role.CANDIDATE, candidate_id=person.id)


def speak(caseworker: Account, person: Candidate, level: LanguageLevel, **more: Any) -> None:
    told = LanguagesTold(levels={SPEAKING: level})
    set_languages(actor=caseworker.actor, candidate=person, told=told, **{"now": NOW, **more})


def earlier(person: Candidate) -> list[EarlierFact]:
    return [one.fact for one in earlier_facts(person.id)]


def test_a_new_record_knows_who_said_each_detail(caseworker: Account, amal: Candidate) -> None:
    rows = db.session.scalars(select(CandidateDetail)).all()
    assert {row.detail for row in rows} == {
        *(Detail.NAME, Detail.BIRTH, Detail.CONTACT, Detail.LANGUAGE),
    }
    assert {(row.source, row.noted_by_id) for row in rows} == {(Source.PERSON, caseworker.id)}


def test_a_corrected_detail_keeps_the_old_value_and_touches_no_other(
    caseworker: Account, amal: Candidate
) -> None:
    later = NOW + timedelta(days=1)
    change_contact(
        actor=caseworker.actor,
        candidate=amal,
        contact=replace(AMAL, birth_year=1991, birth_month=3),
        evidence=Evidence(Check.SEEN),
        now=later,
    )
    (old,) = earlier(amal)
    assert (old.kind, old.values["birth_year"], old.check) == ("birth", 1990, Check.SELF_STATED)
    assert (old.replaced_at, old.replaced_by_id) == (later, caseworker.id)
    birth = db.session.scalars(
        select(CandidateDetail).where(CandidateDetail.detail == Detail.BIRTH)
    ).one()
    assert (birth.check, birth.source) == (Check.SEEN, Source.CASEWORKER)


def test_only_what_changed_takes_the_new_evidence(caseworker: Account, amal: Candidate) -> None:
    reading = (GERMAN, LanguageSkill.READING)
    told = LanguagesTold(levels={SPEAKING: LanguageLevel.A2, reading: LanguageLevel.A1})
    set_languages(actor=caseworker.actor, candidate=amal, told=told, now=NOW)
    better = LanguagesTold(levels={SPEAKING: LanguageLevel.B1, reading: LanguageLevel.A1})
    ends = date(2030, 1, 1)
    set_languages(
        actor=caseworker.actor,
        candidate=amal,
        told=better,
        evidence=Evidence(Check.CERTIFICATE, ends),
        now=NOW,
    )
    found = {row.skill: (row.check, row.holds_until) for row in amal.languages}
    assert found[LanguageSkill.SPEAKING] == (Check.CERTIFICATE, ends)
    assert found[LanguageSkill.READING] == (Check.SELF_STATED, None)
    assert [one.values["level"] for one in earlier(amal)] == ["A2"]


def test_saying_the_same_again_changes_nothing(caseworker: Account, amal: Candidate) -> None:
    for _ in range(3):
        speak(caseworker, amal, LanguageLevel.B1)
    assert earlier(amal) == []
    assert len(amal.languages) == 1


def test_the_level_lists_read_follows_german_by_skill(caseworker: Account, amal: Candidate) -> None:
    speak(caseworker, amal, LanguageLevel.B1)
    assert amal.german_level is LanguageLevel.B1
    understanding = LanguagesTold(
        levels={(GERMAN, LanguageSkill.UNDERSTANDING): LanguageLevel.A2}, asked=frozenset()
    )
    set_languages(actor=caseworker.actor, candidate=amal, told=understanding, now=NOW)
    assert amal.german_level is LanguageLevel.A2
    set_languages(actor=caseworker.actor, candidate=amal, told=LanguagesTold(levels={}), now=NOW)
    assert amal.german_level is None
    assert {one.is_taken_away for one in earlier(amal)} == {True}


def test_a_licence_taken_away_stays_readable(caseworker: Account, amal: Candidate) -> None:
    for licences in ([LicenceTold(licence=Licence.CAR)], []):
        set_licences(actor=caseworker.actor, candidate=amal, licences=licences, now=NOW)
    (old,) = earlier(amal)
    assert (old.kind, old.values["licence"], old.is_taken_away) == ("held_licence", "b", True)


def test_what_the_person_states_alone_waits_to_be_checked(
    caseworker: Account, amal: Candidate, office: Office
) -> None:
    told = AvailabilityTold(hours=("full_time",))
    set_availability(actor=_self(amal), candidate=amal, told=told, now=NOW)
    (fact,) = told_by_the_person(amal)
    assert (fact.source, fact.noted_by_id) == (Source.PERSON, None)
    confirm_fact(
        actor=caseworker.actor,
        candidate=amal,
        kind="availability",
        fact_id=fact.id,
        evidence=Evidence(Check.SEEN),
        now=NOW,
    )
    assert told_by_the_person(amal) == []
    assert [one.check for one in earlier(amal)] == [Check.SELF_STATED]


@pytest.mark.parametrize("kind", ["availability", "no_such_table", "candidate", ""])
def test_a_fact_of_somebody_else_cannot_be_confirmed(
    caseworker: Account, amal: Candidate, office: Office, kind: str
) -> None:
    other = office.candidate(caseworker=office.caseworker())
    set_availability(
        actor=_self(other), candidate=other, told=AvailabilityTold(hours=("marginal",)), now=NOW
    )
    with pytest.raises(NotFound):
        confirm_fact(
            actor=caseworker.actor,
            candidate=amal,
            kind=kind,
            fact_id=other.availability.id,
            evidence=Evidence(Check.SEEN),
            now=NOW,
        )


def test_a_step_changed_meanwhile_writes_nothing(caseworker: Account, amal: Candidate) -> None:
    seen = step_version(amal, "languages")
    speak(caseworker, amal, LanguageLevel.A1)
    with pytest.raises(ChangedMeanwhile):
        speak(caseworker, amal, LanguageLevel.C1, seen=seen)
    levels = db.session.scalars(select(LanguageKnowledge.level)).all()
    assert levels == [LanguageLevel.A1]


def test_a_recognition_goes_step_by_step_and_the_quicker_colleague_wins(
    caseworker: Account, amal: Candidate
) -> None:
    school = add_education(
        actor=caseworker.actor,
        candidate=amal,
        told=EducationTold(kind=EducationKind.TRAINING, own_words="Pflegeschule"),
        now=NOW,
    )
    row = begin_recognition(
        actor=caseworker.actor,
        candidate=amal,
        begun=RecognitionBegun(kind=RecognitionKind.PROCEDURE, education_id=school.id),
        now=NOW,
    )

    def step(action: RecognitionAction, seen: RecognitionState) -> None:
        take_recognition_step(
            actor=caseworker.actor,
            candidate=amal,
            recognition_id=row.id,
            seen=seen,
            told=StepTold(action=action, on=office_day(NOW)),
            now=NOW,
        )

    step(RecognitionAction.ADVISE, RecognitionState.NONE)
    step(RecognitionAction.APPLY, RecognitionState.ADVISED)
    with pytest.raises(WrongState):
        step(RecognitionAction.APPLY, RecognitionState.ADVISED)
    with pytest.raises(WrongState):
        step(RecognitionAction.GRANT, RecognitionState.APPLIED)
    db.session.expire_all()
    assert [one.state for one in row.steps] == [RecognitionState.ADVISED, RecognitionState.APPLIED]
    remove_education(actor=caseworker.actor, candidate=amal, education_id=school.id, now=NOW)
    db.session.expire_all()
    kept = db.session.scalars(select(Recognition)).one()
    assert (kept.education_id, kept.state) == (None, RecognitionState.APPLIED)
