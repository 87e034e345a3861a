"""Finding records of one person by index: who is found, what is shown, what is remembered."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.errors import NotFound
from domain.identity import Birth, Identity
from models import AuditEntry, Candidate, Comparison, DuplicatePair, NameKey, db, transactional
from services.duplicates import (
    find_alike,
    likely_same,
    look_for_duplicates,
    note_hint,
    suspected_pairs,
    tell_apart,
    write_missing_keys,
)
from tests.factories import Office
from tests.factories.office import NOW
from tests.statements import counted_statements

BORN = {"birth_year": 1990, "birth_month": 4, "birth_day": 3}
MOHAMMED = Identity(given_name="محمد", family_name="حداد", birth=Birth(1990, 3, 4))


def _mohammed(office: Office, **values: object) -> Candidate:
    given = {"given_name": "Mohammed", "family_name": "Haddad", "email": None} | BORN | values
    return office.candidate(**given)


def _noise(office: Office) -> None:
    """A brother with the same telephone, a namesake of another year, and somebody else."""
    _mohammed(office, given_name="Rami", phone="+4917604069001")
    _mohammed(office, birth_year=1961)
    office.candidate()


def test_a_person_is_found_in_another_script_and_nobody_else(office: Office) -> None:
    known = _mohammed(office, phone="+4917604069001")
    _noise(office)
    assert [one for one, _why in find_alike(MOHAMMED)] == [known.id]


def test_a_caseworker_learns_of_a_strangers_case_only_who_is_responsible(office: Office) -> None:
    colleague, asking = office.caseworker(name="Karin Albers"), office.caseworker()
    _mohammed(office, caseworker_id=colleague.id)
    (found,) = likely_same(actor=asking.actor, identity=MOHAMMED)
    assert found.responsible == "Karin Albers"
    assert (found.candidate_id, found.name, found.own_script_name, found.suspicion) == (
        *(None, "", None, None),
    )


def test_an_officer_learns_nothing_about_who_has_not_agreed(office: Office) -> None:
    _mohammed(office, agreed=False)
    known = _mohammed(office, agreed=True, birth_day=4)
    found = likely_same(actor=office.officer().actor, identity=MOHAMMED)
    assert [one.candidate_id for one in found if one.suspicion] == [known.id]
    assert [one.responsible for one in found if not one.suspicion] == ["Jobcenter Herford"]


def test_who_was_pointed_to_is_in_the_audit_trail(office: Office) -> None:
    known = _mohammed(office)
    note_hint(actor=office.caseworker().actor, identity=MOHAMMED, now=NOW)
    hints = select(AuditEntry.subject_id).where(AuditEntry.action == "candidate.hinted")
    assert db.session.scalars(hints).all() == [known.id]


def test_the_keys_follow_a_change_of_name(office: Office) -> None:
    person = _mohammed(office)

    @transactional
    def marry() -> None:
        db.session.get_one(Candidate, person.id).family_name = "Khatib"

    assert find_alike(MOHAMMED)
    marry()
    assert not find_alike(MOHAMMED)
    khatib = Identity(given_name="Muhamad", family_name="Al-Khatib", birth=Birth(1990))
    assert [one for one, _why in find_alike(khatib)] == [person.id]


def test_people_who_came_in_by_a_bulk_of_rows_get_their_keys(office: Office) -> None:
    person = _mohammed(office)

    @transactional
    def forget() -> None:
        db.session.query(NameKey).delete()

    forget()
    assert not find_alike(MOHAMMED)
    assert write_missing_keys() > 0
    assert [one for one, _why in find_alike(MOHAMMED)] == [person.id]
    assert write_missing_keys() == 0


def test_pairs_are_listed_by_score_until_somebody_tells_them_apart(office: Office) -> None:
    lead = office.account("team_lead")
    one, other = _mohammed(office), _mohammed(office, given_name="Muhamad")
    _mohammed(office, given_name="Mohamad", birth_month=None, birth_day=None)
    _noise(office)
    while look_for_duplicates(now=NOW):
        pass
    pairs = suspected_pairs(lead.actor)
    scores = [why.score for _pair, why in pairs]
    assert len(pairs) == 3
    assert scores == sorted(scores, reverse=True)
    assert {pairs[0][0].one_id, pairs[0][0].other_id} == {one.id, other.id}
    tell_apart(actor=lead.actor, one_id=other.id, other_id=one.id, now=NOW)
    assert len(suspected_pairs(lead.actor)) == 2


def test_what_was_told_apart_stays_so_when_a_record_changes(office: Office) -> None:
    lead = office.account("team_lead")
    one, other = _mohammed(office), _mohammed(office)
    look_for_duplicates(now=NOW)
    tell_apart(actor=lead.actor, one_id=one.id, other_id=other.id, now=NOW)

    @transactional
    def change() -> None:
        db.session.get_one(Candidate, one.id).phone = "+4917604069002"

    change()
    assert db.session.get(Comparison, one.id) is None
    assert look_for_duplicates(now=NOW) == 1
    assert suspected_pairs(lead.actor) == []
    assert db.session.scalars(select(DuplicatePair.told_apart_by_id)).all() == [lead.id]


def test_a_caseworker_sees_pairs_of_own_cases_only(office: Office) -> None:
    mine, theirs = office.caseworker(), office.caseworker()
    _mohammed(office, caseworker_id=mine.id)
    foreign = _mohammed(office, caseworker_id=theirs.id)
    look_for_duplicates(now=NOW)
    assert suspected_pairs(mine.actor) == []
    with pytest.raises(NotFound):
        tell_apart(actor=mine.actor, one_id=foreign.id, other_id=foreign.id - 1, now=NOW)
    assert len(suspected_pairs(office.account("team_lead").actor)) == 1


def test_asking_takes_as_many_statements_however_many_there_are(office: Office) -> None:
    actor = office.caseworker().actor
    likely_same(actor=actor, identity=MOHAMMED)
    with counted_statements() as few:
        likely_same(actor=actor, identity=MOHAMMED)
    for _number in range(12):
        _mohammed(office)
    with counted_statements() as many:
        likely_same(actor=actor, identity=MOHAMMED)
    assert len(few) <= len(many) <= 4
