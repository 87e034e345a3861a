"""The caseworker's own pages: the list, the scheme, the handover, the stand-in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.clock import office_day
from domain.handovers import HandoverState
from domain.residence import EmploymentEntry
from models import (
    Account,
    Candidate,
    Handover,
    ResidenceDocument,
    SchemePeriod,
    StandIn,
    db,
    transactional,
)
from services.handovers import Packet, offer_case
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient, without_token
from tests.statements import BUDGET, counted_statements

TODAY = office_day(NOW)
URL = "/desk/cases/"


@transactional
def _document(person: Candidate, valid_until: date | None, noted_by: Account) -> None:
    db.session.add(
        ResidenceDocument(
            candidate_id=person.id,
            status_key="duldung_60a_kommune",
            entry=EmploymentEntry.UNKNOWN,
            valid_until=valid_until,
            noted_by_id=noted_by.id,
            noted_at=NOW,
        )
    )


@transactional
def _stand_in(absent: Account, stand_in: Account, first: date, last: date) -> None:
    db.session.add(StandIn(caseworker=absent, stand_in=stand_in, starts_on=first, ends_on=last))


def _offer(person: Candidate, a: Account, b: Account) -> Handover:
    packet = Packet(note="Kurs bis März")
    return offer_case(actor=a.actor, candidate=person, colleague=b, packet=packet, now=NOW)


def _dated(name: str, day: date) -> dict[str, list[str]]:
    return {name: [str(day.day), str(day.month), str(day.year)]}


def test_the_list_holds_own_people_and_those_stood_in_for_and_nobody_else(
    client: InspectingClient, office: Office
) -> None:
    own, absent = office.caseworker(), office.caseworker(name="Herr Abwesend")
    office.candidate(family_name="Eigen", caseworker=own)
    office.candidate(family_name="Vertreten", caseworker=absent)
    office.candidate(family_name="Fremd", caseworker=office.caseworker())
    _stand_in(absent, own, TODAY, TODAY)
    sign_in_as(client, own)
    page = client.page(URL)
    assert "Eigen" in page
    assert "in Vertretung für Herr Abwesend" in page
    assert "Fremd" not in page


def test_documents_the_authority_needs_now_are_one_press_away(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    for name, days in (("Bald", 56), ("Vorbei", -1), ("Später", 57)):
        person = office.candidate(family_name=name, caseworker=caseworker)
        _document(person, TODAY + timedelta(days=days), caseworker)
    renewed = office.candidate(family_name="Erneuert", caseworker=caseworker)
    _document(renewed, TODAY, caseworker)
    _document(renewed, TODAY + timedelta(days=400), caseworker)
    sign_in_as(client, caseworker)
    page = client.page(f"{URL}?part=documents")
    assert "Vorbei" in page
    assert "Bald" in page
    assert "Später" not in page
    assert "Erneuert" not in page


def test_the_hint_of_the_table_names_the_document_and_shows_no_key(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    office.document(candidate=person, status_key="ae_25_2_gfk")
    sign_in_as(client, caseworker)
    page = client.page(f"{URL}{person.id}/scheme")
    assert "§ 25 Abs. 2 AufenthG" in page
    assert "ae_25_2" not in page


def test_a_scheme_recorded_on_the_page_stands_in_the_file(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    sign_in_as(client, caseworker)
    url = f"{URL}{person.id}/scheme"
    client.page(url)
    told = {"scheme": "sgb2", "starts_on": ["١", "2", "2027"], "reason": "Bescheid"}
    preview = client.post(url, data=told)
    assert "01.02.2027: SGB II" in preview.get_data(as_text=True)
    assert db.session.scalars(select(SchemePeriod)).all() == []
    for _press in range(2):
        assert client.post(url, data=told | {"step": "record"}).status_code == 303
    period = db.session.scalars(select(SchemePeriod)).one()
    assert period.starts_on == date(2027, 2, 1)
    assert "01.02.2027" in client.page(url)
    assert "SGB II" in client.page(f"/desk/candidates/{person.id}")
    early = client.post(url, data={"scheme": "sgb3", "starts_on": ["1", "1", "2027"]})
    assert early.status_code == 422
    assert "überschneiden sich nie" in early.get_data(as_text=True)
    assert client.post(f"{url}/{period.id}/removal").status_code == 303
    assert db.session.scalars(select(SchemePeriod)).all() == []
    assert client.post(f"{url}/99999999999999/removal").status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"scheme": "sgb2", "starts_on": ["31", "2", "2027"]},
        {"scheme": "sgb2", "starts_on": ["1", "1", "99999"]},
        {"scheme": "sgb2", "starts_on": ["\x00", "🙂", "1" * 5000]},
        {"scheme": "sgb9", "starts_on": ["1", "1", "2027"]},
        {"scheme": "sgb2", "starts_on": ["1", "1", "2027"], "reason": "x" * 201},
    ],
)
def test_a_scheme_that_cannot_be_is_refused_with_a_sentence(
    client: InspectingClient, office: Office, told: dict[str, object]
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    sign_in_as(client, caseworker)
    assert client.post(f"{URL}{person.id}/scheme", data=told).status_code == 422
    assert db.session.scalars(select(SchemePeriod)).all() == []


def test_an_offer_shows_name_and_note_and_opens_the_record_only_when_accepted(
    client: InspectingClient, office: Office
) -> None:
    a, b = office.caseworker(), office.caseworker()
    person = office.candidate(family_name="Muster", phone="+495221123456", caseworker=a)
    sign_in_as(client, a)
    url = f"{URL}{person.id}/handover"
    client.page(url)
    told = {"colleague": str(b.id), "note": "Kurs bis März"}
    assert client.post(url, data=told).status_code == 303
    client.page(url)
    handover = db.session.scalars(select(Handover)).one()
    sign_in_as(client, b)
    page = client.page(f"{URL}handovers/{handover.id}")
    assert "Muster" in page
    assert "Kurs bis März" in page
    assert "+495221123456" not in page
    assert client.get(f"/desk/candidates/{person.id}").status_code == 404
    accepted = client.post(f"{URL}handovers/{handover.id}/acceptance")
    assert accepted.location == f"/desk/candidates/{person.id}"
    client.page(accepted.location)
    again = client.post(f"{URL}handovers/{handover.id}/acceptance")
    assert "nicht mehr offen" in client.page(again.location)
    sign_in_as(client, a)
    assert client.get(f"/desk/candidates/{person.id}").status_code == 404


def test_an_offer_is_refused_with_a_reason_only(client: InspectingClient, office: Office) -> None:
    a, b = office.caseworker(), office.caseworker()
    handover = _offer(office.candidate(caseworker=a), a, b)
    url = f"{URL}handovers/{handover.id}"
    sign_in_as(client, b)
    assert client.post(url, data={"reason": " "}).status_code == 422
    assert client.post(url, data={"reason": "x" * 401}).status_code == 422
    assert client.post(url, data={"reason": "Urlaub"}).status_code == 303
    assert "Kurs bis März" not in client.page(url)
    sign_in_as(client, a)
    assert "Urlaub" in client.page(url)


@pytest.mark.parametrize("path", ["", "/acceptance", "/revocation"])
def test_an_offer_among_others_answers_like_one_that_does_not_exist(
    client: InspectingClient, office: Office, path: str
) -> None:
    a, b = office.caseworker(), office.caseworker()
    handover = _offer(office.candidate(caseworker=a), a, b)
    sign_in_as(client, office.caseworker())
    foreign = client.post(f"{URL}handovers/{handover.id}{path}", data={"reason": "x"})
    missing = client.post(f"{URL}handovers/999999{path}", data={"reason": "x"})
    assert foreign.status_code == missing.status_code == 404
    assert without_token(foreign) == without_token(missing)
    db.session.expire_all()
    assert handover.state is HandoverState.OFFERED


def test_what_cannot_be_offered_gets_a_sentence(client: InspectingClient, office: Office) -> None:
    a, b = office.caseworker(), office.caseworker()
    person = office.candidate(caseworker=a)
    url = f"{URL}{person.id}/handover"
    sign_in_as(client, a)
    for colleague in ("", "x", str(a.id), str(office.officer().id), "9" * 30):
        assert client.post(url, data={"colleague": colleague}).status_code == 422
    assert client.post(url, data={"colleague": str(b.id), "note": "x" * 2001}).status_code == 422
    _offer(person, a, b)
    other = client.post(url, data={"colleague": str(office.caseworker().id)})
    assert other.status_code == 422


def test_a_stand_in_is_entered_once_and_ended(client: InspectingClient, office: Office) -> None:
    own, colleague = office.caseworker(), office.caseworker(name="Frau Vertretung")
    sign_in_as(client, own)
    url = f"{URL}stand-ins"
    client.page(url)
    days = _dated("starts_on", TODAY) | _dated("ends_on", TODAY + timedelta(days=7))
    for _press in range(2):
        told = {"colleague": str(colleague.id), **days}
        assert client.post(url, data=told).status_code == 303
    row = db.session.scalars(select(StandIn)).one()
    assert "Frau Vertretung" in client.page(url)
    sign_in_as(client, colleague)
    assert client.post(f"{url}/{row.id}/end").status_code == 404
    sign_in_as(client, own)
    assert client.post(f"{url}/{row.id}/end").status_code == 303
    assert db.session.scalars(select(StandIn)).all() == []


@pytest.mark.parametrize(("first", "last"), [(2, 1), (-9, -1)])
def test_days_that_run_backwards_or_are_over_are_refused(
    client: InspectingClient, office: Office, first: int, last: int
) -> None:
    colleague = office.caseworker()
    sign_in_as(client, office.caseworker())
    days = _dated("starts_on", TODAY + timedelta(days=first))
    days |= _dated("ends_on", TODAY + timedelta(days=last))
    answer = client.post(f"{URL}stand-ins", data={"colleague": str(colleague.id), **days})
    assert answer.status_code == 422
    assert db.session.scalars(select(StandIn)).all() == []


@transactional
def _add_cases(office: Office, caseworker: Account, count: int) -> None:
    for _number in range(count):
        person = office.candidate(caseworker=caseworker)
        _document(person, TODAY, caseworker)


def test_the_list_asks_as_little_for_a_thousand_cases_as_for_ten(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    sign_in_as(client, caseworker)
    counts = []
    for more in (10, 990):
        _add_cases(office, caseworker, more)
        client.page(URL)
        with counted_statements() as sent:
            client.page(URL)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET
