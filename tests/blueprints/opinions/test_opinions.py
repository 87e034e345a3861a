"""How it was: three faces without an account, five questions for firms."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.fairs import FairState
from domain.opinions import ComesAgain, Mood, Suited
from models import Account, FirmOpinion, Letter, Registration, Stand, VisitorOpinion, db
from services.opinions import ask_firms
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

OVER = {"starts_at": NOW - timedelta(hours=7), "ends_at": NOW - timedelta(hours=3)}
ANSWERS = {"mood": "good", "suited": "some", "steps": "٣", "again": "yes", "words": "Mehr Licht"}


@pytest.fixture
def place(office: Office) -> Registration:
    return office.registration(fair=office.fair(**OVER), checked_in_at=NOW - timedelta(hours=6))


@pytest.fixture
def firm(client: InspectingClient, office: Office) -> Account:
    account = office.account(Role.EMPLOYER)
    sign_in_as(client, account)
    return account


def page_of(place: Registration) -> str:
    return f"/t/{place.candidate.personal_codes[0].code}/opinion"


def said() -> list[tuple[Mood, str]]:
    db.session.rollback()
    return [(one.mood, one.words) for one in db.session.scalars(select(VisitorOpinion))]


def answered() -> list[FirmOpinion]:
    db.session.rollback()
    return list(db.session.scalars(select(FirmOpinion)))


@pytest.mark.parametrize(("language", "word"), [("de", "gut"), ("en", "good"), ("ar", "جيد")])
def test_a_face_is_pressed_in_the_own_language(
    client: InspectingClient, place: Registration, language: str, word: str
) -> None:
    assert word in client.page(f"{page_of(place)}?lang={language}")
    client.post(page_of(place), data={"mood": "good"})
    assert said() == [(Mood.GOOD, "")]


def test_a_sentence_is_added_and_the_face_changed(
    client: InspectingClient, place: Registration
) -> None:
    client.post(page_of(place), data={"words": "nothing yet"})
    assert said() == []
    client.post(page_of(place), data={"mood": "bad"})
    client.post(page_of(place), data={"words": "شكرا"})
    client.post(page_of(place), data={"mood": "so_so"})
    assert said() == [(Mood.SO_SO, "شكرا")]
    too_long = client.post(page_of(place), data={"words": "x" * 401})
    assert too_long.status_code == 422
    assert said() == [(Mood.SO_SO, "شكرا")]


def test_the_ticket_asks_those_who_were_there(
    client: InspectingClient, office: Office, place: Registration
) -> None:
    assert page_of(place) in client.page(page_of(place).removesuffix("/opinion"))
    absent = office.registration(fair=place.fair)
    month = timedelta(days=31)
    old = office.registration(
        fair=office.fair(starts_at=NOW - 2 * month, ends_at=NOW - month - timedelta(minutes=1)),
        checked_in_at=NOW - 2 * month,
    )
    for one in (absent, old):
        assert client.get(page_of(one)).status_code == 404
        assert client.post(page_of(one), data={"mood": "good"}).status_code == 404
    assert said() == []


def test_a_firm_answers_five_questions_and_changes_its_mind(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    stand = office.stand(fair=office.fair(**OVER), employer=firm.employer)
    for answers in (ANSWERS, ANSWERS | {"again": "maybe"}):
        assert client.post(f"/stands/{stand.id}/opinion", data=answers).status_code == 303
    [one] = answered()
    assert (one.mood, one.suited, one.steps) == (Mood.GOOD, Suited.SOME, 3)
    assert (one.again, one.words) == (ComesAgain.MAYBE, "Mehr Licht")


def test_a_firm_is_told_what_is_missing_and_before_the_fair_it_is_too_early(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    stand = office.stand(fair=office.fair(**OVER), employer=firm.employer)
    for wrong in ({}, ANSWERS | {"steps": "201"}, ANSWERS | {"mood": "angry"}):
        assert client.post(f"/stands/{stand.id}/opinion", data=wrong).status_code == 422
    later = office.stand(fair=office.fair(), employer=firm.employer)
    client.post(f"/stands/{later.id}/opinion", data=ANSWERS)
    assert answered() == []


def test_the_stand_of_another_firm_does_not_exist(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    other = office.stand(fair=office.fair(**OVER))
    assert client.post(f"/stands/{other.id}/opinion", data=ANSWERS).status_code == 404


def letters() -> list[str]:
    return list(db.session.scalars(select(Letter.kind)))


def stand_at(office: Office, account: Account, **fair: object) -> Stand:
    return office.stand(fair=office.fair(**fair), employer=account.employer)


def test_firms_are_asked_once_after_the_fair_and_not_at_night(office: Office) -> None:
    account = office.account(Role.EMPLOYER)
    ends = datetime.fromisoformat("2026-11-20T19:00:00+00:00")  # eight in the evening in Herford
    stand_at(office, account, starts_at=ends - timedelta(hours=4), ends_at=ends)
    night, morning = ends + timedelta(hours=3), ends + timedelta(hours=12)
    assert (ask_firms(now=ends), ask_firms(now=night)) == (0, 0)
    assert (ask_firms(now=morning), ask_firms(now=morning)) == (1, 0)
    assert letters() == ["stand-fair-over"]


def test_firms_of_cancelled_and_of_old_fairs_are_not_asked(office: Office) -> None:
    account = office.account(Role.EMPLOYER)
    long_ago = NOW - timedelta(days=60)
    stand_at(office, account, state=FairState.CANCELLED, **OVER)
    stand_at(office, account, starts_at=long_ago, ends_at=long_ago + timedelta(hours=4))
    assert ask_firms(now=NOW + timedelta(days=1)) == 0
    assert letters() == []
