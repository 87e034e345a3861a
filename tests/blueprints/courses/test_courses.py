"""The pages of courses: made, changed, joined, broken off with a reason."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from domain.clock import office_day
from domain.courses import CourseKind, PartState
from models import Account, Course, CoursePart, db
from services.courses import CourseFacts, join_course, make_course
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

TODAY = office_day(NOW)
URL = "/desk/courses/"
TOLD = {
    "name": "Deutsch B2",
    "provider": "Volkshochschule",
    "kind": "vocational_language",
    "starts_on": ["1", "2", "2027"],
    "ends_on": ["30", "6", "2027"],
    "seats": "٢",
}


def _course(account: Account, **facts: object) -> Course:
    known = {"name": "Deutsch B1", "provider": "VHS", "kind": CourseKind.INTEGRATION}
    told = CourseFacts(**(known | {"starts_on": TODAY} | facts))
    return make_course(actor=account.actor, facts=told, now=NOW)


def test_a_course_is_made_joined_and_broken_off(client: InspectingClient, office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(family_name="Muster", caseworker=caseworker)
    sign_in_as(client, caseworker)
    client.page(f"{URL}new")
    made = client.post(f"{URL}new", data=TOLD)
    assert made.status_code == 303
    course = db.session.scalars(select(Course)).one()
    assert (course.seats, course.kind) == (2, CourseKind.VOCATIONAL_LANGUAGE)
    assert "Deutsch B2" in client.page(URL)
    own = f"{URL}of/{person.id}"
    client.page(own)
    assert client.post(own, data={"course": str(course.id)}).status_code == 303
    assert "geplant" in client.page(own)
    assert "Muster" in client.page(f"{URL}{course.id}")
    part = db.session.scalars(select(CoursePart)).one()
    url = f"{URL}parts/{part.id}"
    client.page(url)
    told = {"state": "broken_off", "ends_on": ["3", "3", "2027"]}
    refused = client.post(url, data=told)
    assert refused.status_code == 422
    assert "Nennen Sie den Grund" in refused.get_data(as_text=True)
    assert client.post(url, data=told | {"reason": "Umzug"}).status_code == 303
    assert "Umzug" in client.page(own)
    assert "bleibt so in der Akte" in client.page(url)
    assert "Deutsch B2" in client.page(f"/desk/candidates/{person.id}")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": ["31", "1", "2027"]}, "liegt vor dem ersten"),
        ({"starts_on": ["30", "2", "2027"]}, "Tag, Monat und Jahr"),
        ({"starts_on": ["", "", ""]}, "wird gebraucht"),
        ({"seats": "0"}, "Zahl von 1 bis 9999"),
        ({"name": "x" * 161}, "höchstens 160 Zeichen"),
        ({"kind": "yoga"}, "Auswahl"),
    ],
)
def test_a_course_that_cannot_be_gets_a_sentence_and_keeps_what_was_typed(
    client: InspectingClient, office: Office, wrong: dict[str, object], sentence: str
) -> None:
    sign_in_as(client, office.caseworker())
    answer = client.post(f"{URL}new", data=TOLD | wrong)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert "Volkshochschule" in answer.get_data(as_text=True)
    assert db.session.query(Course).count() == 0


def test_a_changed_course_keeps_its_people(client: InspectingClient, office: Office) -> None:
    caseworker = office.caseworker()
    course = _course(caseworker)
    people = [office.candidate(caseworker=caseworker) for _ in range(2)]
    for one in people:
        join_course(actor=caseworker.actor, candidate=one, course=course, starts_on=None, now=NOW)
    sign_in_as(client, caseworker)
    url = f"{URL}{course.id}/edit"
    client.page(url)
    assert client.post(url, data=TOLD | {"seats": "1"}).status_code == 422
    assert client.post(url, data=TOLD).status_code == 303
    db.session.expire_all()
    assert (course.name, course.taken) == ("Deutsch B2", 2)


def test_the_part_of_a_colleagues_person_is_not_there(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(family_name="Fremd", caseworker=caseworker)
    course = _course(caseworker)
    part = join_course(
        actor=caseworker.actor, candidate=person, course=course, starts_on=None, now=NOW
    )
    sign_in_as(client, office.caseworker())
    for path in (f"parts/{part.id}", f"of/{person.id}"):
        assert client.get(URL + path).status_code == 404
        assert client.post(URL + path, data={"state": "running"}).status_code == 404
    assert "Fremd" not in client.page(f"{URL}{course.id}")
    assert part.state is PartState.PLANNED


def test_the_list_asks_as_little_for_many_courses_as_for_few(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    sign_in_as(client, caseworker)
    counts = []
    for more in (10, 90):
        for number in range(more):
            _course(caseworker, starts_on=TODAY + timedelta(days=number))
        client.page(URL)
        with counted_statements() as sent:
            client.page(URL)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET


SEEN = re.compile(r'name="seen"[^>]*value="([0-9a-f]*)"')


def _seen(page: str) -> str:
    found = SEEN.search(page)
    assert found
    return found[1]


def test_two_who_change_one_course_see_both_versions_and_lose_nothing(
    app: Flask, office: Office
) -> None:
    olga, otto = InspectingClient(app), InspectingClient(app)
    keeper = office.caseworker(name="Olga Zuerst")
    sign_in_as(olga, keeper)
    sign_in_as(otto, office.caseworker(name="Otto Danach"))
    url = f"{URL}{_course(keeper, name='Deutsch B2').id}/edit"
    first, second = _seen(olga.page(url)), _seen(otto.page(url))
    theirs = TOLD | {"seats": "14", "seen": first}
    assert olga.post(url, data=theirs).status_code == 303
    mine = TOLD | {"provider": "Handwerkskammer", "seats": "10", "seen": second}
    answer = otto.post(url, data=mine)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    for shown in ("Olga Zuerst", ">14<", 'value="10"', ">Volkshochschule<", 'value="Handwerks'):
        assert shown in page
    db.session.expire_all()
    assert db.session.scalars(select(Course.seats)).one() == 14
    assert otto.post(url, data=mine | {"seen": _seen(page)}).status_code == 303
    db.session.expire_all()
    assert db.session.scalars(select(Course.seats)).one() == 10


def test_pressing_save_twice_and_a_seat_taken_meanwhile_are_no_conflict(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    course = _course(caseworker)
    sign_in_as(client, caseworker)
    url = f"{URL}{course.id}/edit"
    told = TOLD | {"seen": _seen(client.page(url))}
    person = office.candidate(caseworker=caseworker)
    join_course(actor=caseworker.actor, candidate=person, course=course, starts_on=None, now=NOW)
    answers = [client.post(url, data=told).status_code for _ in range(2)]
    assert answers == [303, 303]
