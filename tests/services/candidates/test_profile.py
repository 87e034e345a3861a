"""The interview: what a colleague writes down step by step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.consent import Purpose
from domain.errors import NotFound, RuleBroken
from models import Account, AuditEntry, Candidate, Consent, WorkExperience, db
from services.abilities import set_skills
from services.candidates import (
    Contact,
    change_contact,
    start_profile,
)
from services.consents import give_consent
from services.personal_codes import current_code, replace_code, revoke_codes
from services.withdrawals import withdraw_consent
from services.work_history import Work, add_work, change_work, link_occupation, remove_work
from tests.factories import Office
from tests.factories.office import NOW


def _start(account: Account, *, key: str = "one press", agreed: bool = True) -> Candidate:
    return start_profile(
        actor=account.actor,
        contact=Contact(given_name="Amal", phone="+491701234567", language="ar"),
        agreed=agreed,
        creation_key=key,
        now=NOW,
    )


def _deeds(person: Candidate) -> list[str]:
    return list(
        db.session.scalars(
            select(AuditEntry.action)
            .where(AuditEntry.subject_id == person.id, AuditEntry.subject_kind == "candidate")
            .order_by(AuditEntry.id)
        )
    )


def test_a_caseworker_is_responsible_for_the_person_she_writes_down(office: Office) -> None:
    caseworker = office.caseworker()
    person = _start(caseworker, agreed=False)
    assert (person.caseworker_id, person.office_id) == (caseworker.id, caseworker.office_id)
    assert current_code(person) is not None
    assert _deeds(person) == ["candidate.created", "candidate.code_issued"]


def test_an_officer_keeps_only_who_agreed_and_leaves_the_assignment_to_the_team_lead(
    office: Office,
) -> None:
    officer = office.officer()
    with pytest.raises(RuleBroken):
        _start(officer, agreed=False)
    assert db.session.query(Candidate).count() == 0
    person = _start(officer)
    assert person.caseworker_id is None
    consent = db.session.scalars(select(Consent)).one()
    assert (consent.purpose, consent.recorded_by_id) == (Purpose.PLACEMENT, officer.id)


def test_pressing_save_twice_keeps_one_person_for_each_colleague(office: Office) -> None:
    caseworker, colleague = office.caseworker(), office.caseworker()
    first, again, other = _start(caseworker), _start(caseworker), _start(colleague)
    assert first.id == again.id
    assert other.id != first.id
    assert len(first.personal_codes) == 1


def test_a_colleague_without_the_case_changes_nothing(office: Office) -> None:
    person = _start(office.caseworker())
    with pytest.raises(NotFound):
        change_contact(
            actor=office.caseworker().actor,
            candidate=person,
            contact=Contact(given_name="Eve"),
            now=NOW,
        )
    assert person.given_name == "Amal"
    assert "candidate.contact_changed" not in _deeds(person)


def test_a_changed_name_is_found_under_its_new_spelling(office: Office) -> None:
    caseworker = office.caseworker()
    person = _start(caseworker)
    changed = Contact(given_name="Änne", family_name="Öztürk", own_script_name="أمل")
    change_contact(actor=caseworker.actor, candidate=person, contact=changed, now=NOW)
    assert person.name_folded == "anne ozturk امل"


def test_the_same_words_twice_are_one_entry_and_other_words_lose_the_link(
    office: Office,
) -> None:
    caseworker = office.caseworker()
    actor = caseworker.actor
    person = _start(caseworker)
    row = add_work(actor=actor, candidate=person, work=Work(own_words="Bäcker"), now=NOW)
    add_work(actor=actor, candidate=person, work=Work(own_words="Bäcker", years=8), now=NOW)
    link_occupation(actor=actor, candidate=person, work_id=row.id, code="29222", now=NOW)
    assert [(work.years, work.occupation_code) for work in person.work] == [(8, "29222")]
    changed = Work(own_words="Konditor", years=8)
    change_work(actor=actor, candidate=person, work_id=row.id, work=changed, now=NOW)
    assert row.occupation_code is None


def test_the_work_of_another_person_cannot_be_reached_through_an_own_one(office: Office) -> None:
    caseworker = office.caseworker()
    own = _start(caseworker)
    foreign = office.candidate(work=(("Schneider", "28222", 5),)).work[0]
    with pytest.raises(NotFound):
        link_occupation(
            actor=caseworker.actor, candidate=own, work_id=foreign.id, code=None, now=NOW
        )
    remove_work(actor=caseworker.actor, candidate=own, work_id=foreign.id, now=NOW)
    assert db.session.get(WorkExperience, foreign.id) is not None


def test_skills_are_what_was_ticked_last(office: Office) -> None:
    caseworker = office.caseworker()
    person = _start(caseworker)
    for ticked in (["a", "b"], ["b", "c"], ["b", "c"]):
        set_skills(actor=caseworker.actor, candidate=person, skills=ticked, now=NOW)
    db.session.expire(person)
    assert [row.skill for row in person.skills] == ["b", "c"]


def test_a_withdrawn_consent_keeps_its_proof_and_can_be_given_again(office: Office) -> None:
    caseworker = office.caseworker()
    person = _start(caseworker)
    facts = {"actor": caseworker.actor, "candidate": person, "purpose": Purpose.PLACEMENT}
    later = NOW + timedelta(hours=1)
    give_consent(**facts, now=later)
    withdraw_consent(**facts, now=later)
    withdraw_consent(**facts, now=later + timedelta(hours=1))
    give_consent(**facts, now=later)
    rows = list(db.session.scalars(select(Consent).order_by(Consent.id)))
    assert [row.withdrawn_at for row in rows] == [later, None]
    assert _deeds(person).count("candidate.consent_withdrawn") == 1


def test_after_a_withdrawal_the_officer_who_still_has_the_page_open_changes_nothing(
    office: Office,
) -> None:
    officer, caseworker = office.officer(), office.caseworker()
    person = _start(caseworker)
    withdraw_consent(actor=caseworker.actor, candidate=person, purpose=Purpose.PLACEMENT, now=NOW)
    with pytest.raises(NotFound):
        set_skills(actor=officer.actor, candidate=person, skills=["x"], now=NOW)


def test_a_code_replaced_by_a_double_press_is_replaced_once(office: Office) -> None:
    caseworker = office.caseworker()
    person = _start(caseworker)
    seen = current_code(person)
    assert seen is not None
    facts = {"actor": caseworker.actor, "candidate": person, "now": NOW}
    fresh = replace_code(**facts, seen_id=seen.id)
    assert replace_code(**facts, seen_id=seen.id).id == fresh.id != seen.id
    assert seen.revoked_at == NOW
    revoke_codes(**facts)
    assert current_code(person) is None
    assert replace_code(**facts, seen_id=None).revoked_at is None
