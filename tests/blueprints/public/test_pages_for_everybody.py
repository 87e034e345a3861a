"""What everybody may read: the start, the fair, the legal pages, the feedback form."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Role
from domain.employers import EmployerState
from domain.fairs import FairState
from domain.page_languages import OFFERED
from domain.positions import PositionState
from models import Letter, db
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import counted_statements

PAGES = ["/", "/legal-notice", "/privacy", "/accessibility", "/feedback", "/occupations"]


@pytest.mark.sqlite_only
@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("language", OFFERED)
def test_every_page_opens_in_every_language(
    client: InspectingClient, url: str, language: str
) -> None:
    assert f'lang="{language}"' in client.page(f"{url}?lang={language}")


def test_who_runs_the_pages_is_told_without_empty_lines(
    app: Flask, client: InspectingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Telefon" not in client.page("/legal-notice")
    monkeypatch.setitem(app.config, "OPERATOR_PHONE", "05221 9999100")
    assert "05221 9999100" in client.page("/legal-notice")


def test_a_firm_that_registered_is_led_to_sign_in_in_its_language(
    client: InspectingClient,
) -> None:
    assert "Sign in now" in client.page("/firm/registered?lang=en")


def test_the_start_offers_the_next_open_fair(client: InspectingClient, office: Office) -> None:
    assert "keine Kontaktbörse geplant" in client.page("/")
    over = NOW - timedelta(days=3)
    office.fair(title="Vorbei", starts_at=over, ends_at=over + timedelta(hours=4))
    office.fair(title="Entwurf", state=FairState.DRAFT)
    office.fair(
        title="Später", starts_at=NOW + timedelta(days=60), ends_at=NOW + timedelta(days=61)
    )
    fair = office.fair(title="Im Winter")
    page = client.page("/")
    assert "Im Winter" in page
    assert f"/fairs/{fair.slug}/register" in page
    assert not [title for title in ("Vorbei", "Entwurf", "Später") if title in page]


def test_the_start_leads_to_the_waiting_list_once_the_fair_is_full(
    client: InspectingClient, office: Office
) -> None:
    fair = office.fair(capacity=2, taken=1)
    assert "Für eine Kontaktbörse anmelden" in client.page("/")
    fair.groups[0].taken = 2
    db.session.commit()
    db.session.expire_all()
    page = client.page("/")
    assert "Für eine Kontaktbörse anmelden" not in page
    assert "Auf die Warteliste" in page
    assert f"/fairs/{fair.slug}/register" in page


def test_a_fair_shows_verified_firms_and_released_positions_only(
    client: InspectingClient, office: Office
) -> None:
    fair = office.fair(title="Börse <1>", directions="Bus 421", capacity=10, taken=3)
    firm = office.employer(name="Küchen & Söhne")
    office.stand(fair=fair, employer=firm)
    office.stand(fair=fair, employer=office.employer(name="Gesperrt", state=EmployerState.BLOCKED))
    office.employer(name="Ohne Stand")
    office.position(employer=firm, title="Freigegebene Stelle")
    office.position(employer=firm, title="Wartende Stelle", state=PositionState.SUBMITTED)
    office.position(title="Stelle ohne Stand")
    page = client.page(f"/fairs/{fair.slug}")
    for seen in ("Börse &lt;1&gt;", "Bus 421", "Küchen &amp; Söhne", "Freigegebene Stelle", ">7<"):
        assert seen in page
    for hidden in ("Gesperrt", "Ohne Stand", "Wartende Stelle", "Stelle ohne Stand"):
        assert hidden not in page


@pytest.mark.parametrize("slug", ["nowhere", "%00", "a" * 5000, "%F0%9F%98%80", "'--"])
def test_a_fair_that_does_not_exist_or_is_a_draft_answers_404(
    client: InspectingClient, office: Office, slug: str
) -> None:
    draft = office.fair(state=FairState.DRAFT)
    assert client.get(f"/fairs/{slug}").status_code == 404
    assert client.get(f"/fairs/{draft.slug}").status_code == 404


def test_a_place_taken_or_another_title_shows_at_once(
    client: InspectingClient, office: Office
) -> None:
    fair = office.fair(capacity=10, taken=3)
    assert ">7<" in client.page(f"/fairs/{fair.slug}")
    fair.groups[0].taken, fair.title = 4, "Neuer Titel"
    db.session.commit()
    page = client.page(f"/fairs/{fair.slug}")
    assert ">6<" in page
    assert "Neuer Titel" in page


def test_what_is_kept_for_everybody_shows_nobody_who_is_signed_in(
    client: InspectingClient, office: Office
) -> None:
    reader = office.account(Role.EMPLOYER, name="Frau Privat")
    sign_in_as(client, reader)
    for page in (f"/fairs/{office.fair().slug}", "/"):
        assert "Frau Privat" in client.page(page)
        stranger = InspectingClient(client.application)
        assert "Frau Privat" not in stranger.page(page)
        assert "Frau Privat" in client.page(page)
        assert 'lang="ar"' in stranger.page(f"{page}?lang=ar")
        assert 'lang="en"' in stranger.page(f"{page}?lang=en")


def test_the_fair_costs_few_statements_however_many_firms_come(
    client: InspectingClient, office: Office
) -> None:
    client.page("/")
    counts = []
    for firms in (2, 30):
        fair = office.fair(stand_capacity=40)
        for _ in range(firms):
            stand = office.stand(fair=fair)
            office.position(employer_id=stand.employer_id)
        db.session.expire_all()
        with counted_statements() as sent:
            client.page(f"/fairs/{fair.slug}")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 6


def test_feedback_reaches_the_operator(client: InspectingClient) -> None:
    typed = {"text": "الزر صغير جدا 🙁\x00", "email": "leser@example.org"}
    assert client.post("/feedback", data=typed).status_code == 303
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.kind, letter.address) == ("feedback", "meeting-point@example.org")
    assert letter.facts == {"text": "الزر صغير جدا 🙁", "reply_to": "leser@example.org"}


@pytest.mark.parametrize("typed", [{}, {"text": " \x00 "}, {"text": "x" * 1_000_000}])
def test_feedback_without_words_or_without_end_is_refused(
    client: InspectingClient, typed: dict[str, str]
) -> None:
    assert client.post("/feedback", data=typed).status_code == 422
    assert db.session.scalar(select(Letter)) is None


@pytest.mark.sqlite_only
def test_nobody_sends_feedback_by_the_hundred(client: InspectingClient) -> None:
    typed = {"text": "immer wieder"}
    answers = [client.post("/feedback", data=typed).status_code for _ in range(21)]
    assert answers == [303] * 20 + [422]
    late = client.post("/feedback", data=typed).get_data(as_text=True)
    assert "immer wieder" in late
    assert "zu viele Versuche" in late


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    "typed", ["Bäcker", "schweis", "خباز", "welder", "", "\x00", "😀" * 99, "x" * 5000, "\u202ex"]
)
def test_any_words_are_answered_by_the_search_for_occupations(
    client: InspectingClient, typed: str
) -> None:
    answer = client.get("/occupations/search", query_string={"q": typed})
    assert answer.status_code == 200
    assert isinstance(answer.get_json()["items"], list)
    assert client.get("/occupations", query_string={"q": typed}).status_code == 200


def test_everyday_words_find_the_occupation(client: InspectingClient) -> None:
    found = client.get("/occupations/search?q=Bäckerin").get_json()
    assert found["occupations"][0]["code"] == "29222"
    arabic = client.get("/occupations/search?q=Bäckerin&lang=ar").get_json()
    assert arabic["items"][0] != found["items"][0]
