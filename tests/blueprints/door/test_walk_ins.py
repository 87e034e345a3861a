"""People without a registration come in within a minute, and nobody loses a place by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from domain.consent import ConsentWay, Purpose
from domain.fairs import FairState, PlaceMoveKind, RegistrationState
from models import (
    Account,
    Candidate,
    Consent,
    Fair,
    FairGroup,
    PlaceMove,
    Registration,
    db,
    transactional,
)
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

TODAY = {"starts_at": NOW - timedelta(hours=1), "ends_at": NOW + timedelta(hours=3)}
GUEST = {
    "key": "walk-in-1",
    "given_name": "أمل",
    "language": "ar",
    "work": "Schneiderin",
    "german": "A2",
    "interpreter": "y",
    "agree": "y",
}


@pytest.fixture
def door(client: InspectingClient, office: Office) -> InspectingClient:
    sign_in_as(client, office.officer())
    return client


def newest() -> Registration:
    db.session.rollback()
    return db.session.scalars(select(Registration).order_by(Registration.id.desc())).first()


@transactional
def somebody_waits(fair: Fair) -> None:
    mine = FairGroup.fair_id == fair.id
    db.session.execute(update(FairGroup).where(mine).values(waiting=1, queue_last=1))


def moves() -> list[tuple[PlaceMoveKind, str]]:
    found = db.session.scalars(select(PlaceMove).order_by(PlaceMove.id)).all()
    return [(one.what, one.reason) for one in found]


def test_one_short_form_makes_record_place_and_check_in(
    door: InspectingClient, office: Office
) -> None:
    fair = office.fair(**TODAY)
    answer = door.post(f"/desk/door/{fair.id}/walk-in", data=GUEST)
    place = newest()
    assert place.walked_in
    assert place.checked_in_at is not None
    assert place.needs_interpreter
    assert (place.candidate.given_name, place.candidate.language) == ("أمل", "ar")
    assert place.candidate.work[0].occupation_code == "28222"
    assert moves() == [(PlaceMoveKind.BOOKED, "")]
    assert db.session.get_one(Fair, fair.id, populate_existing=True).taken == 1
    card = door.page(answer.location)
    assert "أمل" in card
    assert place.candidate.personal_codes[0].code[:3] in card


def test_the_same_form_sent_twice_takes_one_place(door: InspectingClient, office: Office) -> None:
    fair = office.fair(**TODAY)
    answers = {door.post(f"/desk/door/{fair.id}/walk-in", data=GUEST).location for _ in range(2)}
    assert len(answers) == 1
    assert len(db.session.scalars(select(Candidate)).all()) == 1


def test_a_full_fair_asks_for_a_reason_and_keeps_what_was_typed(
    door: InspectingClient, office: Office
) -> None:
    fair = office.fair(capacity=1, taken=1, **TODAY)
    refused = door.post(f"/desk/door/{fair.id}/walk-in", data=GUEST)
    assert refused.status_code == 422
    page = refused.get_data(as_text=True)
    assert "Mit einem Grund geht es trotzdem" in page
    assert "Schneiderin" in page
    given = door.post(f"/desk/door/{fair.id}/walk-in", data=GUEST | {"reason": "Weiter Weg"})
    assert given.status_code == 303
    assert moves() == [(PlaceMoveKind.OVERRIDDEN, "Weiter Weg")]
    group = newest().group
    assert (group.capacity, group.taken, group.beyond) == (1, 2, 1)


def test_before_the_day_staff_confirm_first(door: InspectingClient, office: Office) -> None:
    fair = office.fair()
    assert door.post(f"/desk/door/{fair.id}/walk-in", data=GUEST).status_code == 422
    sure = door.post(f"/desk/door/{fair.id}/walk-in", data=GUEST | {"sure": "y"})
    assert sure.status_code == 303


@pytest.mark.parametrize("state", [FairState.CANCELLED, FairState.DRAFT])
def test_a_fair_that_is_not_on_takes_nobody(
    door: InspectingClient, office: Office, state: FairState
) -> None:
    fair = office.fair(state=state, **TODAY)
    answer = door.post(f"/desk/door/{fair.id}/walk-in", data=GUEST)
    assert answer.status_code == 422
    assert "nimmt niemanden auf" in answer.get_data(as_text=True)


def test_who_is_known_by_a_code_gets_no_second_record(
    door: InspectingClient, office: Office
) -> None:
    fair = office.fair(**TODAY)
    person = office.candidate(given_name="José")
    code = person.personal_codes[0].code
    assert "José" in door.page(f"/desk/door/{fair.id}/walk-in?code={code}")
    door.post(f"/desk/door/{fair.id}/walk-in", data={"key": "k", "code": code, "agree": "y"})
    assert newest().candidate_id == person.id
    again = door.post(
        f"/desk/door/{fair.id}/walk-in", data={"key": "l", "code": code, "agree": "y"}
    )
    assert "hat einen Platz" in again.get_data(as_text=True)


def test_who_gave_the_place_back_comes_all_the_same(door: InspectingClient, office: Office) -> None:
    fair = office.fair(**TODAY)
    gone = office.registration(fair=fair, state=RegistrationState.CANCELLED)
    code = gone.candidate.personal_codes[0].code
    door.post(f"/desk/door/{fair.id}/walk-in", data={"key": "k", "code": code, "agree": "y"})
    back = db.session.get_one(Registration, gone.id, populate_existing=True)
    assert (back.state, back.walked_in) == (RegistrationState.REGISTERED, True)
    assert db.session.get_one(Fair, fair.id, populate_existing=True).taken == 1


def test_who_waits_comes_in_with_a_reason_and_leaves_the_list(
    door: InspectingClient, office: Office
) -> None:
    fair = office.fair(capacity=1, taken=1, **TODAY)
    somebody_waits(fair)
    waits = office.registration(fair=fair, state=RegistrationState.WAITING, queue_number=1)
    sent = {"key": "k", "code": waits.candidate.personal_codes[0].code, "agree": "y"}
    scan = {"scan": "s", "text": sent["code"]}
    assert "walk-in" in door.post(f"/desk/door/{fair.id}/scans", data=scan).get_json()["walk_in"]
    assert door.post(f"/desk/door/{fair.id}/walk-in", data=sent).status_code == 422
    door.post(f"/desk/door/{fair.id}/walk-in", data=sent | {"reason": "Termin um elf"})
    place = db.session.get_one(Registration, waits.id, populate_existing=True)
    group = db.session.get_one(FairGroup, place.group_id, populate_existing=True)
    assert (place.state, place.queue_number) == (RegistrationState.REGISTERED, None)
    assert (group.taken, group.beyond, group.waiting) == (2, 1, 0)


def test_who_was_offered_a_place_comes_in_on_it(door: InspectingClient, office: Office) -> None:
    fair = office.fair(capacity=1, taken=1, **TODAY)
    offered = office.registration(
        fair=fair, state=RegistrationState.OFFERED, offered_until=NOW + timedelta(hours=1)
    )
    sent = {"key": "k", "code": offered.candidate.personal_codes[0].code, "agree": "y"}
    assert door.post(f"/desk/door/{fair.id}/walk-in", data=sent).status_code == 303
    assert moves() == [(PlaceMoveKind.ACCEPTED, "")]
    assert db.session.get_one(Fair, fair.id, populate_existing=True).taken == 1


def test_an_empty_form_says_what_is_missing(door: InspectingClient, office: Office) -> None:
    fair = office.fair(**TODAY)
    for data in ({}, {"given_name": "\x00", "code": "\x00"}, GUEST | {"given_name": "x" * 1000}):
        assert door.post(f"/desk/door/{fair.id}/walk-in", data=data).status_code == 422
    assert db.session.scalars(select(Registration)).all() == []


def test_a_ticket_without_a_place_leads_to_the_form_that_knows_the_person(
    door: InspectingClient, office: Office
) -> None:
    fair, person = office.fair(**TODAY), office.candidate(given_name="José")
    scan = {"scan": "s", "text": f"https://example.org/t/{person.personal_codes[0].code}"}
    answer = door.post(f"/desk/door/{fair.id}/scans", data=scan).get_json()
    assert answer["outcome"] == "no_place"
    assert "José" in door.page(answer["walk_in"])


def test_who_finds_it_full_before_it_begins_waits_like_anybody_and_reads_the_number(
    door: InspectingClient, office: Office
) -> None:
    later = {"starts_at": NOW + timedelta(hours=1), "ends_at": NOW + timedelta(hours=3)}
    fair = office.fair(capacity=1, taken=1, **later)
    guest = GUEST | {"sure": "y"}  # late in the evening an hour later is another day
    asked = door.post(f"/desk/door/{fair.id}/walk-in", data=guest).get_data(as_text=True)
    assert "Auf die Warteliste" in asked
    sent = guest | {"wait": "1"}
    answers = {door.post(f"/desk/door/{fair.id}/walk-in", data=sent).location for _ in range(2)}
    shown = door.page(answers.pop())
    assert answers == set()
    assert "Nummer 1" in shown
    place = newest()
    assert (place.state, place.checked_in_at) == (RegistrationState.WAITING, None)
    assert place.needs_interpreter


def test_who_gave_the_place_back_waits_with_the_same_record(
    door: InspectingClient, office: Office
) -> None:
    later = {"starts_at": NOW + timedelta(hours=1), "ends_at": NOW + timedelta(hours=3)}
    fair = office.fair(capacity=1, taken=1, **later)
    gone = office.registration(fair=fair, state=RegistrationState.CANCELLED)
    code = gone.candidate.personal_codes[0].code
    sent = {"key": "k", "code": code, "agree": "y", "wait": "1"}
    for _twice in range(2):
        assert door.post(f"/desk/door/{fair.id}/walk-in", data=sent).status_code == 303
    back = db.session.get_one(Registration, gone.id, populate_existing=True)
    assert back.state is RegistrationState.WAITING
    assert back.group.waiting == 1


def test_once_it_has_begun_nobody_is_sent_to_a_list_that_leads_nowhere(
    door: InspectingClient, office: Office
) -> None:
    fair = office.fair(capacity=1, taken=1, **TODAY)
    page = door.post(f"/desk/door/{fair.id}/walk-in", data=GUEST).get_data(as_text=True)
    assert "Auf die Warteliste" not in page
    forced = door.post(f"/desk/door/{fair.id}/walk-in", data=GUEST | {"wait": "1"})
    assert forced.status_code == 422
    assert db.session.scalars(select(Registration)).all() == []


def consents() -> list[tuple[ConsentWay, int | None]]:
    rows = db.session.scalars(select(Consent).where(Consent.purpose == Purpose.FAIR))
    return [(one.way, one.recorded_by_id) for one in rows]


@transactional
def kept_by(caseworker: Account) -> int:
    """Give the newest person's case to somebody; return the person."""
    person = db.session.scalars(select(Candidate).order_by(Candidate.id.desc())).first()
    person.caseworker_id = caseworker.id
    return person.id


def test_a_yes_at_the_door_is_never_the_persons_own_click(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker(name="Frau Muster")
    sign_in_as(client, caseworker)
    fair = office.fair(**TODAY)
    refused = client.post(f"/desk/door/{fair.id}/walk-in", data=GUEST | {"agree": ""})
    assert "Ohne ihr Ja geht es nicht" in refused.get_data(as_text=True)
    client.post(f"/desk/door/{fair.id}/walk-in", data=GUEST)
    assert consents() == [(ConsentWay.AT_THE_DOOR, caseworker.id)]
    page = client.page(f"/desk/candidates/{kept_by(caseworker)}/consents")
    assert "mündlich am Einlass" in page
    assert "Frau Muster" in page


def test_somebody_known_who_says_yes_at_the_door_is_asked_once(
    client: InspectingClient, office: Office
) -> None:
    officer = office.officer()
    sign_in_as(client, officer)
    person = office.candidate()
    code = person.personal_codes[0].code
    for key in ("k", "l"):
        fair = office.fair(**TODAY)
        sent = {"key": key, "code": code, "agree": "y"}
        assert client.post(f"/desk/door/{fair.id}/walk-in", data=sent).status_code == 303
    assert consents() == [(ConsentWay.AT_THE_DOOR, officer.id)]


def test_the_database_refuses_a_click_somebody_else_made(office: Office) -> None:
    made_up = Consent(
        candidate_id=office.candidate().id,
        purpose=Purpose.FAIR,
        text_version="1",
        given_at=NOW,
        recorded_by_id=office.officer().id,
        way=ConsentWay.OWN_PAGE,
    )
    db.session.add(made_up)
    with pytest.raises(IntegrityError):
        db.session.commit()
    db.session.rollback()
