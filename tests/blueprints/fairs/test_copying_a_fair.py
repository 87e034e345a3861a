"""A fair made after an earlier one: everything but who comes, and a look at both."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.fairs import FairState
from models import Fair, FairInterpreter, Registration, Stand, db
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> InspectingClient:
    sign_in_as(client, office.officer())
    return client


def copied(officer: InspectingClient, fair: Fair, day: date) -> Fair:
    typed = {"day": [str(day.day), str(day.month), str(day.year)]}
    answer = officer.post(f"/desk/fairs/{fair.id}/copy", data=typed)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return db.session.scalars(select(Fair).where(Fair.copied_from_id == fair.id)).one()


def test_a_copy_says_everything_but_who_comes_and_keeps_the_times_on_the_wall(
    officer: InspectingClient, office: Office
) -> None:
    fair = office.fair(
        starts_at=datetime(2027, 1, 28, 9, tzinfo=UTC),
        ends_at=datetime(2027, 1, 28, 13, tzinfo=UTC),
        stand_deadline=datetime(2027, 1, 14, 23, tzinfo=UTC),
        title="Meeting Point <1>",
        bus_stop="Hansastraße",
        directions_in={"ar": "يمين"},
        bring=["cv"],
        bring_words={"de": "Brille"},
        fills_gaps=True,
        capacity=30,
    )
    fair.groups[0].languages = ["ar"]
    db.session.commit()
    office.group(fair=fair, name="Zweite", starts_at=fair.starts_at, ends_at=fair.ends_at)
    db.session.add(FairInterpreter(fair_id=fair.id, language="ar", number=2))
    db.session.commit()
    office.registration(fair=fair)
    office.stand(fair=fair)
    officer.page(f"/desk/fairs/{fair.id}/copy")
    made = copied(officer, fair, date(2027, 6, 24))
    assert made.state is FairState.DRAFT
    assert made.slug != fair.slug
    assert made.starts_at == datetime(2027, 6, 24, 8, tzinfo=UTC)
    assert made.stand_deadline == datetime(2027, 6, 10, 22, tzinfo=UTC)
    assert (made.title, made.bus_stop, made.fills_gaps) == (fair.title, "Hansastraße", True)
    assert (made.directions_in, made.bring) == ({"ar": "يمين"}, ["cv"])
    assert [(one.name, one.languages, one.taken) for one in made.groups] == [
        ("Alle", ["ar"], 0),
        ("Zweite", [], 0),
    ]
    of_copy = select(FairInterpreter.number).where(FairInterpreter.fair_id == made.id)
    assert db.session.scalars(of_copy).all() == [2]
    for kind in (Registration, Stand):
        assert db.session.scalar(select(kind).where(kind.fair_id == made.id)) is None


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (["1", "1", "2020"], "Dieser Tag ist schon vorbei"),
        (["31", "2", "2030"], "Diesen Tag gibt es nicht"),
        (["", "", ""], "Geben Sie den Tag ein"),
        (["x", "\x00", "9" * 4000], "Geben Sie Tag, Monat und Jahr in Zahlen ein"),
    ],
)
def test_a_day_that_cannot_be_makes_no_copy(
    officer: InspectingClient, office: Office, day: list[str], sentence: str
) -> None:
    fair = office.fair()
    answer = officer.post(f"/desk/fairs/{fair.id}/copy", data={"day": day})
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert db.session.scalars(select(Fair)).all() == [fair]


def test_a_night_in_which_a_time_is_missing_makes_no_copy(
    officer: InspectingClient, office: Office
) -> None:
    night = office.fair(
        starts_at=datetime(2027, 3, 21, 1, 30, tzinfo=UTC),
        ends_at=datetime(2027, 3, 21, 5, tzinfo=UTC),
    )
    typed = {"day": ["28", "3", "2027"]}
    answer = officer.post(f"/desk/fairs/{night.id}/copy", data=typed)
    assert answer.status_code == 422
    assert "wird die Uhr vorgestellt" in answer.get_data(as_text=True)


def test_a_copy_is_compared_with_its_pattern_at_the_same_distance(
    officer: InspectingClient, office: Office
) -> None:
    last = office.fair(
        starts_at=NOW - timedelta(days=60), ends_at=NOW - timedelta(days=60) + timedelta(hours=4)
    )
    early, late = NOW - timedelta(days=95), NOW - timedelta(days=65)
    for moment in (early, early, late):
        office.registration(fair=last, registered_at=moment, checked_in_at=moment)
    gone, again = office.employer(name="Nie wieder"), office.employer(name="Wieder da")
    for firm in (gone, again):
        office.stand(fair=last, employer=firm, booked_at=early)
    fair = office.fair(copied_from_id=last.id)
    office.registration(fair=fair)
    office.stand(fair=fair, employer=again)
    db.session.expire_all()
    with counted_statements() as sent:
        page = officer.page(f"/desk/fairs/{fair.id}/comparison")
    assert len(sent) <= BUDGET, sent
    assert "Nie wieder" in page
    assert "Wieder da" not in page
    row = page.split("Anmeldungen zu diesem Zeitpunkt")[1].split("</tr>")[0]
    assert "<bdi>2</bdi>" in row
    assert "<bdi>1</bdi>" in row
    assert "Kein letztes Mal" in officer.page(f"/desk/fairs/{last.id}/comparison")
    assert "Vergleich mit dem letzten Mal" in officer.page(f"/desk/fairs/{fair.id}")
