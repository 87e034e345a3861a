"""A firm posts, changes, copies and closes positions."""

import re

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.positions import PositionState
from models import Account, Letter, Position, db
from tests.blueprints.firms.test_first_steps import POSITION
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient, answer_without_address
from tests.statements import BUDGET, counted_statements

WOOD_IS_A_MUST = re.compile(
    r'name="skills-need-wood-machines">\s*<[^>]*>[^<]*</option>\s*<option value="must" selected'
)
DETAILS = "/positions/new/details?occupation=22342"


@pytest.fixture
def firm(client: InspectingClient, office: Office) -> Account:
    account = office.account(Role.EMPLOYER)
    sign_in_as(client, account)
    return account


def typed_again(position: Position, **changed: object) -> dict[str, object]:
    return {
        "kind": position.kind.value,
        "title": position.title,
        "tasks": position.tasks,
        "requirement_level": str(position.requirement_level),
        "german_understanding": position.german_understanding.value,
        "german_speaking": position.german_speaking.value,
        "german_reading": position.german_reading.value,
        "german_writing": position.german_writing.value,
        "version": str(position.version),
        "postcode": position.postcode,
        "place": position.place,
        "places": str(position.places),
    } | changed


@pytest.mark.usefixtures("firm")
def test_three_steps_without_script_lead_to_the_form(client: InspectingClient) -> None:
    client.page("/positions/new")
    first = client.get("/positions/new?kind=job&title=Schreiner/in")
    assert first.status_code == 302
    second = client.page(first.location)
    assert "Keiner davon" in second
    assert 'value="22342"' in second
    third = client.get(f"{first.location}&occupation=22342")
    page = client.page(third.location)
    assert "Schreiner/in" in page
    assert "Tischler/in" in page


@pytest.mark.usefixtures("firm")
def test_the_employers_words_stay_where_no_occupation_fits(client: InspectingClient) -> None:
    words = "Zauberlehrling 🪄 <i>"
    step = client.get("/positions/new/occupation", query_string={"kind": "job", "title": words})
    assert step.status_code == 200
    posted = client.post("/positions/new/details?occupation=none", data=POSITION | {"title": words})
    assert posted.status_code == 303
    position = db.session.scalars(select(Position)).one()
    assert (position.title, position.occupation_code) == (words, None)


@pytest.mark.usefixtures("firm")
@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", "Verkäufer, Muttersprachler", "Stufe Deutsch"),
        ("tasks", "Nur Frauen bis 35 Jahre", "Geschlecht"),
        ("title", "", "Dieses Feld wird gebraucht."),
        ("title", "x" * 1_000_000, "höchstens 160 Zeichen"),
        ("places", "0", "von 1 bis 999"),
        ("postcode", "3225", "fünf Ziffern"),
        ("place", "Kirchlengern", "Prüfen Sie Postleitzahl und Ort."),
        ("starts_on", ["30", "2", "2027"], "Tag, Monat und Jahr"),
        ("starts_on", ["١", "١", "٢٠٢٠"], "Dieser Tag ist vorbei"),
        ("german_speaking", "native", "Auswahl"),
        ("requirement_level", "9", "Auswahl"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_the_rest_stays(
    client: InspectingClient, field: str, typed: object, sentence: str
) -> None:
    response = client.post(DETAILS, data=POSITION | {field: typed})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert sentence in page
    assert field == "tasks" or str(POSITION["tasks"]) in page
    assert WOOD_IS_A_MUST.search(page)
    assert db.session.scalar(select(Position)) is None


@pytest.mark.usefixtures("firm")
def test_a_search_for_skills_offers_more_to_tick_and_saves_nothing(
    client: InspectingClient,
) -> None:
    typed = POSITION | {"skill_search": "Gabelstapler", "search": "1", "title": ""}
    page = client.post(DETAILS, data=typed).get_data(as_text=True)
    assert "skills-need-forklift-licence" in page
    assert WOOD_IS_A_MUST.search(page)
    assert db.session.scalar(select(Position)) is None


@pytest.mark.usefixtures("firm")
def test_a_forged_skill_is_not_kept(client: InspectingClient) -> None:
    forged = {"skills-need-muttersprache": "must", "skills-need-\x00": "must"}
    client.post(DETAILS, data=POSITION | forged)
    position = db.session.scalars(select(Position)).one()
    assert [skill.skill for skill in position.skills] == ["wood-machines"]


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"places": "5", "postcode": "32049", "place": "Herford"}, PositionState.RELEASED),
        ({"german_speaking": "B2"}, PositionState.SUBMITTED),
        ({"title": "Möbeltischler/in"}, PositionState.SUBMITTED),
        ({"skills-need-wood-machines": "must"}, PositionState.SUBMITTED),
    ],
)
def test_only_new_words_or_requirements_are_looked_at_again(
    client: InspectingClient,
    office: Office,
    firm: Account,
    changed: dict[str, object],
    state: PositionState,
) -> None:
    position = office.position(employer_id=firm.employer_id)
    assert "noch einmal an" in client.page(f"/positions/{position.id}/edit")
    data = typed_again(position, **changed)
    assert client.post(f"/positions/{position.id}/edit", data=data).status_code == 303
    db.session.expire_all()
    assert position.state is state


def test_a_position_sent_back_shows_the_reason_and_waits_again_after_the_change(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    position = office.position(employer_id=firm.employer_id)
    officer = office.officer()
    sign_in_as(client, officer)
    without = client.post(f"/office/positions/{position.id}/refuse", data={"reason": " "})
    assert without.status_code == 422
    for _ in range(2):
        refused = client.post(
            f"/office/positions/{position.id}/refuse", data={"reason": "Der Lohn fehlt."}
        )
        assert refused.status_code == 303
    assert list(db.session.scalars(select(Letter.kind))) == ["position-refused"]
    sign_in_as(client, firm)
    assert "Der Lohn fehlt." in client.page(f"/positions/{position.id}")
    assert "Der Lohn fehlt." in client.page("/firm")
    data = typed_again(position, tasks="Küchen bauen, 15 € je Stunde")
    assert client.post(f"/positions/{position.id}/edit", data=data).status_code == 303
    db.session.expire_all()
    assert (position.state, position.state_reason) == (PositionState.SUBMITTED, None)


def test_a_closed_position_can_be_copied_and_nothing_else(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    position = office.position(employer_id=firm.employer_id, title="Lager", must=("wood-machines",))
    client.page(f"/positions/{position.id}/close")
    for _ in range(2):
        assert client.post(f"/positions/{position.id}/close").status_code == 303
    db.session.expire_all()
    assert position.state is PositionState.CLOSED
    edited = client.post(f"/positions/{position.id}/edit", data=typed_again(position))
    assert edited.location == f"/positions/{position.id}"
    copy = client.get(f"/positions/{position.id}/copy")
    page = client.page(copy.location)
    assert 'value="Lager"' in page
    assert WOOD_IS_A_MUST.search(page)


def test_an_occupation_is_linked_anew(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    position = office.position(employer_id=firm.employer_id, occupation_code=None)
    client.page(f"/positions/{position.id}/occupation?q=Bäcker")
    path = f"/positions/{position.id}/occupation?q=Bäcker"
    assert client.post(path, data={"occupation": "29222"}).status_code == 303
    db.session.expire_all()
    assert (position.occupation_code, position.title) == ("29222", "Tischler/in")
    assert client.post(path, data={"occupation": "99999"}).status_code == 422


def test_the_position_of_another_firm_does_not_exist(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    foreign = office.position()
    for path in ("", "/edit", "/occupation", "/close", "/copy"):
        missing = answer_without_address(client, f"/positions/2147483647{path}")
        assert answer_without_address(client, f"/positions/{foreign.id}{path}") == missing
    for path in ("/edit", "/occupation", "/close"):
        assert client.post(f"/positions/{foreign.id}{path}").status_code == 404
    assert client.get(f"/positions/new/details?copy={foreign.id}").status_code == 404
    db.session.expire_all()
    assert foreign.state is PositionState.RELEASED


@pytest.mark.parametrize("url", ["/positions", "/firm"])
def test_a_list_costs_the_same_however_long(
    client: InspectingClient, office: Office, firm: Account, url: str
) -> None:
    client.page(url)
    counts = []
    for more in (2, 30):
        for _ in range(more):
            office.position(employer_id=firm.employer_id)
        db.session.expire_all()
        with counted_statements() as sent:
            client.page(url)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET
