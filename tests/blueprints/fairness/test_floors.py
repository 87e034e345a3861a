"""Turning a floor on with its price shown, ending it by one click, and the order beside a list."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.clock import office_day
from domain.exclusions import ExclusionReason
from models import Account, Floor, Position, ShownMatch, db
from services.exclusions import exclude
from services.floors import end_floor
from services.ranked_lists import list_people, refresh_lists
from tests.factories import Office, sign_in_as
from tests.factories.floors import floor_for_women, uneven_list
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

NOW = datetime.now(UTC)
TODAY = office_day(NOW)
LAST = TODAY + timedelta(days=60)
GOOD = {
    "which": "sex.female.100",
    "last_day": [str(LAST.day), str(LAST.month), str(LAST.year)],
    "reason": "Frauen stehen nie vorn",
    "basis": "§ 5 AGG, Personalrat beteiligt",
}


@pytest.fixture
def lead(office: Office) -> Account:
    return office.account(Role.TEAM_LEAD, name="Ute Leitung")


@pytest.fixture
def officer(office: Office) -> Account:
    return office.officer()


@pytest.fixture
def position(office: Office) -> Position:
    return uneven_list(office, NOW)


def list_url(position: Position) -> str:
    return f"/desk/matches/positions/{position.id}"


def order_url(position: Position) -> str:
    return f"{list_url(position)}/floor"


def test_a_team_lead_sees_the_price_turns_it_on_and_ends_it_by_one_click(
    client: InspectingClient, lead: Account, position: Position
) -> None:
    sign_in_as(client, lead)
    page = client.page("/desk/fairness")
    assert "Keiner eingeschaltet" in page
    assert "was ein Mindestanteil für eine Gruppe kosten würde" in page
    offered = re.findall(r'href="(/desk/fairness/floor\?which=[^"]+)"', page)
    assert offered == [f"/desk/fairness/floor?which=sex.{one}" for one in
                       ("female.80", "female.100", "male.80", "male.100")]  # fmt: skip
    form = client.page(offered[1])
    assert "Geschlecht weiblich, 100 %: 1 von 1 Listen, " in form
    assert re.search(r'<option[^>]*value="sex.female.100"[^>]*selected', form) or re.search(
        r'<option selected[^>]*value="sex.female.100"', form
    )
    answer = client.post("/desk/fairness/floor", data=GOOD)
    assert answer.status_code == 303
    page = client.page("/desk/fairness")
    for said in ("Ute Leitung", *(str(GOOD[one]) for one in ("reason", "basis")),
                 "Geschlecht weiblich, mindestens 100"):  # fmt: skip
        assert said in page
    assert "Keiner eingeschaltet" not in page
    one = db.session.scalars(select(Floor)).one()
    assert client.post(f"/desk/fairness/floors/{one.id}/end").status_code == 303
    page = client.page("/desk/fairness")
    assert "Keiner eingeschaltet" in page
    assert "beendet am" in page
    client.post(f"/desk/fairness/floors/{one.id}/end")
    assert "gilt schon nicht mehr" in client.page("/desk/fairness")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"which": ""}, "Dieses Feld wird gebraucht"),
        ({"which": "residence.protection.100"}, "Keine gültige Auswahl"),
        ({"which": "sex.diverse.80"}, "Keine gültige Auswahl"),
        ({"last_day": ["31", "2", "2027"]}, "Diesen Tag gibt es nicht"),
        ({"last_day": ["", "", ""]}, "Dieses Feld wird gebraucht"),
        ({"last_day": ["1", "1", "2020"]}, "Der letzte Tag liegt zwischen heute und dem"),
        ({"last_day": ["1", "1", str(TODAY.year + 2)]}, "Der letzte Tag liegt zwischen heute"),
        ({"reason": "   "}, "Dieses Feld wird gebraucht"),
        ({"basis": "x" * 401}, "Bitte höchstens 400 Zeichen"),
    ],
)
def test_a_wrong_entry_is_named_beside_its_field_and_what_was_typed_stays(
    client: InspectingClient, lead: Account, position: Position, wrong: dict[str, object], said: str
) -> None:
    sign_in_as(client, lead)
    answer = client.post("/desk/fairness/floor", data={**GOOD, **wrong})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    field = next(iter(wrong))
    beside = re.search(rf'id="{field}[^"]*error[^"]*"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert beside
    assert said in beside[1]
    if field != "reason":
        assert str(GOOD["reason"]) in page
    assert db.session.scalars(select(Floor.id)).all() == []


def test_who_comes_second_is_told_that_one_is_on(
    client: InspectingClient, lead: Account, position: Position
) -> None:
    sign_in_as(client, lead)
    floor_for_women(lead.actor, NOW)
    answer = client.post("/desk/fairness/floor", data=GOOD)
    assert answer.status_code == 422
    assert "Es gilt schon ein Mindestanteil" in answer.get_data(as_text=True)
    assert "/desk/fairness/floor?" not in client.page("/desk/fairness")


def test_the_form_without_lists_says_what_is_missing(
    client: InspectingClient, lead: Account
) -> None:
    sign_in_as(client, lead)
    assert "Es gibt noch keinen Preis zu nennen" in client.page("/desk/fairness/floor")
    assert client.post("/desk/fairness/floor", data=GOOD).status_code == 422


@pytest.mark.parametrize("role", [role for role in Role if role in {
    Role.OFFICER, Role.CASEWORKER, Role.ADMINISTRATOR, Role.EMPLOYER}])  # fmt: skip
def test_nobody_else_turns_one_on_or_ends_it(
    client: InspectingClient, office: Office, lead: Account, position: Position, role: Role
) -> None:
    one = floor_for_women(lead.actor, NOW)
    sign_in_as(client, office.account(role))
    assert client.get("/desk/fairness/floor").status_code == 404
    assert client.post("/desk/fairness/floor", data=GOOD).status_code == 404
    assert client.post(f"/desk/fairness/floors/{one.id}/end").status_code == 404
    if role is not Role.OFFICER:
        assert client.get(order_url(position)).status_code == 404


def test_while_none_is_on_no_page_and_no_statement_is_another(
    client: InspectingClient, office: Office, lead: Account, officer: Account, position: Position
) -> None:
    sign_in_as(client, officer)
    acting, listed, second = lead.actor, list_url(position), order_url(position)
    before, sent = _looked(client, listed)
    assert "Mindestanteil" not in before
    assert client.get(second).status_code == 404
    one = floor_for_women(acting, NOW)
    during, also_sent = _looked(client, listed)
    assert second in during
    assert len(also_sent) == len(sent)
    end_floor(actor=acting, floor=one, now=NOW)
    assert "Mindestanteil" not in _looked(client, listed)[0]
    assert client.get(second).status_code == 404


def _looked(client: InspectingClient, url: str) -> tuple[str, list[str]]:
    client.page(url)
    db.session.expunge_all()  # a page knows no row of the one before
    with counted_statements() as sent:
        page = client.page(url)
    return page, list(sent)


def test_an_officer_sees_who_came_in_who_left_and_the_price(
    client: InspectingClient, lead: Account, officer: Account, position: Position
) -> None:
    floor_for_women(lead.actor, NOW)
    sign_in_as(client, officer)
    page = client.page(order_url(position))
    assert page.count("Durch den Mindestanteil unter den ersten zehn, Platz") == 3
    assert "3 von zehn sind andere als in der Rangliste; im Mittel" in page
    assert "Dafür nicht unter den ersten zehn" in page
    assert "Ute Leitung" in page
    assert "Über jede Person entscheiden Sie" in page
    rows = db.session.scalars(select(ShownMatch).order_by(ShownMatch.id)).all()
    assert [one.floor_place for one in rows] == [*range(1, 11), None, None, None]
    assert {one.account_id for one in rows} == {officer.id}


def test_a_decision_leads_back_and_who_was_left_out_makes_room(
    client: InspectingClient, lead: Account, officer: Account, position: Position
) -> None:
    floor_for_women(lead.actor, NOW)
    sign_in_as(client, officer)
    page = client.page(order_url(position))
    picked = re.search(r'action="(/desk/matches/positions/\d+/shortlist/(\d+)[^"]*)"', page)
    assert picked
    answer = client.post(picked[1].replace("&amp;", "&"))
    assert answer.headers["Location"].endswith(order_url(position))
    assert f"/shortlist/{picked[2]}" not in client.page(order_url(position))
    ranked = list_people(position=position, actor=officer.actor, now=NOW)
    exclude(actor=officer.actor, candidate_id=ranked.rows[9].id, position=position,
            reason=ExclusionReason.GERMAN, now=NOW)  # fmt: skip
    assert f"/shortlist/{ranked.rows[9].id}" not in client.page(order_url(position))


def test_a_list_of_ten_has_no_second_order(
    client: InspectingClient, office: Office, lead: Account, officer: Account, position: Position
) -> None:
    floor_for_women(lead.actor, NOW)
    for one in list_people(position=position, actor=officer.actor, now=NOW).rows[10:]:
        exclude(actor=officer.actor, candidate_id=one.id, position=position,
                reason=ExclusionReason.GERMAN, now=NOW)  # fmt: skip
    sign_in_as(client, officer)
    assert "Mindestanteil" not in client.page(list_url(position))
    assert client.get(order_url(position)).status_code == 404


def test_the_pages_keep_the_budget_of_statements_whatever_the_length_of_the_list(
    client: InspectingClient, office: Office, lead: Account, officer: Account
) -> None:
    short = uneven_list(office, NOW, people=30)
    floor_for_women(lead.actor, NOW)
    leading, url = InspectingClient(client.application), order_url(short)
    sign_in_as(leading, lead)
    sign_in_as(client, officer)
    _, few = _looked(client, url)
    uneven_list(office, NOW, people=60)
    refresh_lists(now=NOW)
    _, many = _looked(client, url)
    assert len(few) == len(many) <= BUDGET
    for page in ("/desk/fairness", "/desk/fairness/floor"):
        assert len(_looked(leading, page)[1]) <= BUDGET


def test_no_firm_and_no_person_ever_reads_of_it(
    client: InspectingClient, office: Office, lead: Account, officer: Account, position: Position
) -> None:
    """Pages of the firm whose position it is, of the person brought in, and the public ones."""
    floor_for_women(lead.actor, NOW)
    sign_in_as(client, officer)
    control = client.page(order_url(position))
    name = r"/desk/candidates/(\d+)[^>]*>[^<]*<bdi>[^<]*</bdi></a>"
    brought_in = re.search(name + r"\s*<p[^>]*><strong>Durch den", control)
    assert brought_in
    proposal = office.proposal(candidate_id=int(brought_in[1]), position=position)
    firm = office.account(Role.EMPLOYER, employer_id=position.employer_id)
    sign_in_as(client, firm)
    told = [client.page(url) for url in ("/firm", f"/proposals/{proposal.id}")]
    assert all("Mindestanteil" not in page for page in told)
    assert "Mindestanteil" in control
