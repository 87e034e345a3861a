"""The fair at a glance: needs added up, steps ticked, interpreters against what is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.employers import EmployerState
from domain.fairs import RegistrationState, StandWaitingState
from models import AuditEntry, Fair, FairInterpreter, FairStep, StandStaff, StandWaiting, db
from services.fair_orders import order_list, people_needs, stand_needs
from services.fair_plan import interpreters_of
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> InspectingClient:
    sign_in_as(client, office.officer())
    return client


@pytest.fixture
def fair(office: Office) -> Fair:
    """A fair with two stands that need things and people of two languages."""
    fair = office.fair(capacity=20)
    firm = office.employer(name="Küchenwerk")
    first = office.stand(
        fair=fair, employer=firm, desks=2, power=True, tables=1, interpreters=["ti"]
    )
    office.stand(fair=fair, desks=1, power=True, screens=2, needs="Viel Platz <b>")
    shut = office.employer(state=EmployerState.BLOCKED)
    office.stand(fair=fair, employer=shut, desks=9, power=True, screens=5)
    for _ in range(13):
        office.registration(fair=fair, needs_interpreter=True)
    office.registration(fair=fair, needs_child_care=True, children=3, needs_ramp=True)
    office.registration(
        fair=fair, state=RegistrationState.CANCELLED, needs_interpreter=True, needs_ramp=True
    )
    office.registration(needs_ramp=True)
    db.session.add(StandStaff(stand_id=first.id, number=1, name="Petra Öz", languages=["tr"]))
    db.session.commit()
    return fair


def test_needs_of_stands_and_people_add_up_to_one_order_list(fair: Fair) -> None:
    people, stands = people_needs(fair), stand_needs(fair)
    assert (people.placed, people.interpreter, people.children, people.ramp) == (14, 13, 3, 1)
    assert (stands.stands, stands.desks, stands.power, stands.screens) == (2, 3, 2, 2)
    assert stands.without_staff == 1
    numbers = {one.step.value: one.number for one in order_list(people, stands, [])}
    assert numbers == {
        "order_interpreters": 0,
        "order_child_care": 3,
        "order_ramp": 1,
        "order_power": 2,
        "order_tables": 4,
        "order_screens": 2,
    }


def test_the_cockpit_counts_down_and_every_number_leads_to_its_list(
    officer: InspectingClient, fair: Fair
) -> None:
    page = officer.page(f"/desk/fairs/{fair.id}")
    home = f"/desk/fairs/{fair.id}"
    assert "Tage noch" in page
    for link in (
        f'href="{home}/registrations?group=1"',
        f'href="{home}/waiting?group=1"',
        f'href="{home}/registrations?need=interpreter&amp;language=ar"',
        f'href="{home}/interpreters"',
        f'href="{home}/stands"',
        f'href="{home}/preparation"',
    ):
        assert link in page
    assert "etwa 2" in page
    assert "Stellwände bestellen" in page


def test_steps_are_ticked_once_and_opened_again(
    officer: InspectingClient, office: Office, fair: Fair
) -> None:
    steps = f"/desk/fairs/{fair.id}/steps"
    for _ in range(2):
        answer = officer.post(steps, data={"step": "order_power", "done": "yes"})
        assert answer.status_code == 303
    assert list(db.session.scalars(select(FairStep.step))) == ["order_power"]
    assert "bestellt" in officer.page(f"/desk/fairs/{fair.id}")
    officer.post(steps, data={"step": "order_power", "done": "no"})
    assert db.session.scalar(select(FairStep)) is None
    officer.post(steps, data={"step": "fly", "done": "\x00"})
    assert "Diesen Schritt gibt es nicht" in officer.page(f"/desk/fairs/{fair.id}/preparation")
    deeds = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert deeds == ["fair.step-done", "fair.step-reopened"]


def test_interpreters_are_engaged_by_language(officer: InspectingClient, fair: Fair) -> None:
    address = f"/desk/fairs/{fair.id}/interpreters"
    page = officer.page(address)
    assert "13 gefragt, etwa 2 nötig" in page
    typed = {"in_ar": "٢", "in_ti": "", "language": "uk", "number": "1"}
    assert officer.post(address, data=typed).status_code == 303
    assert interpreters_of(fair.id) == {"ar": 2, "uk": 1}
    assert "genug" in officer.page(f"/desk/fairs/{fair.id}")
    for typed, sentence in (
        ({"language": "so"}, "Wie viele Dolmetschende"),
        ({"number": "2"}, "Wählen Sie die Sprache"),
        ({"in_ar": "100"}, "Geben Sie eine Zahl von 0 bis 99 ein"),
        ({"language": "xx", "number": "1"}, ""),
    ):
        answer = officer.post(address, data=typed)
        assert answer.status_code == 422
        assert sentence in answer.get_data(as_text=True)


def test_of_two_officers_the_second_sees_both_lists_of_interpreters(
    officer: InspectingClient, fair: Fair
) -> None:
    address = f"/desk/fairs/{fair.id}/interpreters"
    seen = officer.page(address).split('name="seen" type="hidden" value="')[1].split('"')[0]
    db.session.add(FairInterpreter(fair_id=fair.id, language="ar", number=5))
    db.session.commit()
    answer = officer.post(address, data={"in_ar": "3", "seen": seen})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Beide Fassungen" in page
    assert interpreters_of(fair.id) == {"ar": 5}
    again = page.split('name="seen" type="hidden" value="')[1].split('"')[0]
    assert officer.post(address, data={"in_ar": "3", "seen": again}).status_code == 303
    assert interpreters_of(fair.id) == {"ar": 3}


def test_stands_are_listed_with_staff_needs_and_firms_that_wait(
    officer: InspectingClient, office: Office, fair: Fair
) -> None:
    waiting = StandWaiting(
        fair_id=fair.id,
        employer_id=office.employer(name="Wartewerk").id,
        state=StandWaitingState.WAITING,
        queue_number=1,
        queued_at=NOW,
    )
    db.session.add(waiting)
    db.session.commit()
    page = officer.page(f"/desk/fairs/{fair.id}/stands")
    for told in ("Petra Öz", "Türkisch", "Übersetzung: Tigrinya", "Viel Platz &lt;b&gt;"):
        assert told in page
    assert "Wartewerk" in page
    assert "Auf der Warteliste: 1" in officer.page(f"/desk/fairs/{fair.id}")


@pytest.mark.parametrize("firms", [1, 12])
def test_the_pages_of_the_preparation_need_few_statements(
    officer: InspectingClient, office: Office, firms: int
) -> None:
    fair = office.fair()
    for _ in range(firms):
        office.position(employer=office.stand(fair=fair).employer)
        office.registration(fair=fair, needs_interpreter=True)
    for part in ("", "/stands", "/preparation", "/interpreters"):
        db.session.expire_all()
        with counted_statements() as sent:
            officer.page(f"/desk/fairs/{fair.id}{part}")
        assert len(sent) <= BUDGET, (part, sent)


def test_of_two_officers_who_change_a_fair_the_second_sees_both_versions(
    officer: InspectingClient, office: Office
) -> None:
    fair = office.fair(title="Alt")
    edit = f"/desk/fairs/{fair.id}/edit"
    page = officer.page(edit)
    seen = page.split('name="seen" type="hidden" value="')[1].split('"')[0]
    day = (NOW + timedelta(days=30)).date()
    typed = {
        "title": "Meins",
        "day": [str(day.day), str(day.month), str(day.year)],
        "starts": "10:00",
        "ends": "14:00",
        "venue": "Agentur für Arbeit",
        "street": "Hansastraße 33",
        "postcode": "32049",
        "place": "Herford",
        "capacity": "300",
        "stand_capacity": "20",
        "bring": ["cv"],
        "seen": seen,
    }
    fair.title = "Ihres"
    db.session.commit()
    answer = officer.post(edit, data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Beide Fassungen" in page
    assert "Ihres" in page
    db.session.expire_all()
    assert fair.title == "Ihres"
    again = page.split('name="seen" type="hidden" value="')[1].split('"')[0]
    assert officer.post(edit, data=typed | {"seen": again}).status_code == 303
    db.session.expire_all()
    assert (fair.title, fair.bring) == ("Meins", ["cv"])


def test_only_officers_prepare_a_fair(client: InspectingClient, office: Office) -> None:
    fair = office.fair()
    sign_in_as(client, office.account(Role.EMPLOYER))
    for part in ("", "/stands", "/preparation", "/interpreters"):
        assert client.get(f"/desk/fairs/{fair.id}{part}").status_code == 404
