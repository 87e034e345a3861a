"""What would lift a pair, what opens positions, and what to ask next, on the pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from domain.access import Role
from domain.languages import LanguageLevel, LanguageSkill
from domain.positions import PositionState
from models import Candidate, Position, db
from services.ranked_lists import refresh_lists
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

SPEAKS_B1 = {"german_speaking": LanguageLevel.B1, "german_understanding": LanguageLevel.B1}


@pytest.fixture
def position(office: Office) -> Position:
    return office.position(title="Tischler für Küchen", german_level=LanguageLevel.B1, **SPEAKS_B1)


@pytest.fixture
def joiner(office: Office) -> Candidate:
    return office.candidate(
        given_name="Rana",
        work=(("Tischlerin", "22342", 8),),
        german_level=LanguageLevel.A2,
    )


def pair_url(position: Position, person: Candidate) -> str:
    return f"/desk/matches/positions/{position.id}/candidates/{person.id}"


def test_the_pair_says_what_one_course_would_bring_and_which_place_that_is(
    client: InspectingClient, office: Office, position: Position, joiner: Candidate
) -> None:
    office.candidate(work=(("Tischler", "22342", 8),), german_level=LanguageLevel.B1)
    sign_in_as(client, office.officer())
    html = client.page(pair_url(position, joiner))
    assert "Rang 2 von 2" in html
    assert "Deutschkurs bis Stufe B1" in html
    course = html[html.index("Deutschkurs bis Stufe B1") :]
    assert course.index("5,0") < course.index("</tr>")


def test_a_team_lead_reads_why_what_would_help_and_where_else_and_decides_nothing(
    client: InspectingClient, office: Office, position: Position, joiner: Candidate
) -> None:
    office.position(title="Tischlerin", german_level=LanguageLevel.A2)
    stranger = office.candidate(given_name="Amal", office=office.office("Agentur"))
    refresh_lists(now=datetime.now(UTC))
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    ranked = client.page(f"/desk/matches/candidates/{joiner.id}")
    assert "Tischler für Küchen" in ranked
    assert "Fassung" in ranked
    assert "Vormerken" not in ranked
    pair = client.page(pair_url(position, joiner))
    for words in ("So entstehen die Punkte", "Deutschkurs bis Stufe B1", "Zweite Meinung"):
        assert words in pair
    assert f'/desk/matches/positions/{position.id}"' not in pair
    chances = client.page(f"/desk/matches/candidates/{joiner.id}/chances")
    assert "Was als Nächstes zu fragen ist" in chances
    assert client.get(pair_url(position, stranger)).status_code == 404
    assert client.get(f"/desk/matches/positions/{position.id}").status_code == 404


def test_the_list_leads_to_the_pair_and_the_pair_to_the_person(
    client: InspectingClient, office: Office, position: Position, joiner: Candidate
) -> None:
    sign_in_as(client, office.officer())
    assert pair_url(position, joiner) in client.page(f"/desk/matches/positions/{position.id}")
    assert f"/desk/matches/candidates/{joiner.id}/chances" in client.page(
        pair_url(position, joiner)
    )


def test_a_position_that_is_not_released_explains_nothing(
    client: InspectingClient, office: Office, joiner: Candidate
) -> None:
    paused = office.position(state=PositionState.PAUSED)
    sign_in_as(client, office.officer())
    assert "Rang" not in client.page(pair_url(paused, joiner))


def test_the_course_that_opens_most_positions_stands_first_for_a_caseworker(
    client: InspectingClient, office: Office, position: Position
) -> None:
    office.position(title="Tischlerin im Ladenbau", german_level=LanguageLevel.B1, **SPEAKS_B1)
    colleague = office.caseworker()
    mine = office.candidate(
        work=(("Tischlerin", "22342", 8),),
        german_level=LanguageLevel.A2,
        caseworker_id=colleague.id,
    )
    sign_in_as(client, colleague)
    html = client.page(f"/desk/matches/candidates/{mine.id}/chances")
    assert "0 von 2 freigegebenen Stellen" in html
    assert "Deutschkurs bis Stufe B1" in html
    assert "Tischlerin im Ladenbau" in html
    assert "Was als Nächstes zu fragen ist" in html


def test_the_interview_says_which_question_is_worth_asking_next(
    client: InspectingClient, office: Office, position: Position
) -> None:
    person = office.candidate(work=(("Tischlerin", "22342", 8),), german_level=None)
    sign_in_as(client, office.officer())
    html = client.page(f"/desk/candidates/{person.id}/availability")
    assert "Als Nächstes lohnt die Frage" in html
    assert "wie gut Deutsch gesprochen" in html
    assert "Die Antwort verschiebt nur Punkte." in html
    near = office.candidate(work=(("Holzmechaniker", "22302", 2),), german_level=None)
    html = client.page(f"/desk/candidates/{near.id}/availability")
    assert "Die Antwort kann bei 1 von 1 Stellen ändern, ob sie gut passt." in html


def test_a_talk_in_the_order_of_value_asks_each_step_once_and_ends_at_the_file(
    client: InspectingClient, office: Office, position: Position
) -> None:
    person = office.candidate(work=(("Tischlerin", "22342", 8),), german_level=None)
    sign_in_as(client, office.officer())
    at = f"/desk/candidates/{person.id}"
    assert f'href="{at}/languages?asked=contact"' in client.page(f"{at}/contact")
    passed = "contact.languages"
    while True:
        answer = client.post(f"{at}/availability?asked={passed}", data={"then": "next"})
        assert answer.status_code == 303
        if answer.location == at:
            break
        step, _, known = answer.location.removeprefix(f"{at}/").partition("?asked=")
        assert step not in known.split(".")
        assert "availability" in known.split(".")
        passed = f"{known}.{step}"
    assert {"languages", "availability", "education"} <= set(passed.split("."))


def test_steps_told_line_by_line_lead_on_in_the_same_order(
    client: InspectingClient, office: Office, position: Position
) -> None:
    person = office.candidate(work=(("Tischlerin", "22342", 8),), german_level=None)
    sign_in_as(client, office.officer())
    at = f"/desk/candidates/{person.id}"
    assert "Weiter zu Fertigkeiten" in client.page(f"{at}/work")
    html = client.page(f"{at}/work?asked=contact")
    assert "Weiter im Gespräch" in html
    assert f'href="{at}/languages?asked=contact.work"' in html


def test_a_made_up_order_in_the_address_is_passed_over(
    client: InspectingClient, office: Office, position: Position
) -> None:
    person = office.candidate(work=(("Tischlerin", "22342", 8),), german_level=None)
    sign_in_as(client, office.officer())
    html = client.page(f"/desk/candidates/{person.id}/work?asked=%22%3E.nothing.languages")
    assert "asked=languages.work" in html


def test_the_officer_reads_what_each_demand_costs(client: InspectingClient, office: Office) -> None:
    position = office.position(
        title="Tischler", requirement_level=1, german_level=LanguageLevel.B2,
        **{f"german_{skill}": LanguageLevel.NONE for skill in LanguageSkill}
        | {"german_writing": LanguageLevel.B2},
    )  # fmt: skip
    for level in (LanguageLevel.B2, LanguageLevel.B1, LanguageLevel.B1, LanguageLevel.A2):
        office.candidate(german_level=level)
    sign_in_as(client, office.officer())
    html = client.page(f"/office/positions/{position.id}")
    assert (
        "Deutsch: Schreiben B2 lässt 1 von 4 übrig; mit B1 und einem Kurs hier wären es 3." in html
    )


@pytest.mark.parametrize("is_stored", [True, False])
@pytest.mark.parametrize("page", ["pair", "chances", "own"])
def test_the_pages_keep_their_budget_of_statements(
    app: Flask, client: InspectingClient, office: Office, page: str, *, is_stored: bool
) -> None:
    positions = [office.position() for _ in range(8)]
    people = [office.candidate(german_level=LanguageLevel.A2) for _ in range(8)]
    if is_stored:
        refresh_lists(now=datetime.now(UTC))
    own = page == "own"
    sign_in_as(client, people[0] if own else office.officer())
    url = {
        "pair": pair_url(positions[0], people[0]),
        "chances": f"/desk/matches/candidates/{people[0].id}/chances",
        "own": "/my/chances",
    }[page]
    client.page(url)
    db.session.remove()
    with counted_statements() as sent:
        client.page(url)
    assert len(sent) <= BUDGET, sent


def test_the_stored_list_and_the_one_computed_at_once_say_the_same_places(
    client: InspectingClient, office: Office, position: Position, joiner: Candidate
) -> None:
    for years in (1, 4, 9):
        office.candidate(work=(("Tischler", "22342", years),), german_level=LanguageLevel.B1)
    sign_in_as(client, office.officer())
    before = told(client.page(pair_url(position, joiner)))
    refresh_lists(now=datetime.now(UTC))
    assert told(client.page(pair_url(position, joiner))) == before


def told(html: str) -> str:
    """Return what would lift the pair, without what changes with every page."""
    return html[html.index('id="lever"') : html.index('id="points"')]
