"""What was shown is written down; how old a list is stands beside it; odd positions are said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from blueprints.labels import label
from domain.evidence import Check, Source
from domain.languages import LanguageLevel
from domain.licences import Licence, LicenceState
from models import Account, Candidate, HeldLicence, Position, RankingMark, ShownMatch, db
from services.ranked_lists import refresh_lists
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

EARLIER = datetime.now(UTC) - timedelta(hours=2)


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> Account:
    found = office.officer()
    sign_in_as(client, found)
    return found


@pytest.fixture
def position(office: Office) -> Position:
    return office.position(title="Tischler für Küchen")


def url_of(position: Position) -> str:
    return f"/desk/matches/positions/{position.id}"


def joiners(office: Office, count: int) -> list[Candidate]:
    return [office.candidate(work=(("Tischler", "22342", 1 + n),)) for n in range(count)]


def noted() -> list[ShownMatch]:
    return list(db.session.scalars(select(ShownMatch).order_by(ShownMatch.id)))


def test_each_row_a_page_showed_is_noted_with_version_rank_seed_and_moment(
    client: InspectingClient, office: Office, officer: Account, position: Position
) -> None:
    people = joiners(office, 3)
    page = client.page(url_of(position))
    rows = noted()
    assert [one.place for one in rows] == [1, 2, 3]
    assert [one.candidate_id for one in rows] == [one.id for one in reversed(people)]
    assert {(one.account_id, one.position_id, one.of_position) for one in rows} == {
        (officer.id, position.id, True)
    }
    assert all(one.seed in page and one.version in page for one in rows)
    assert len({one.at for one in rows}) == 1
    assert rows[0].score > rows[2].score


def test_only_what_was_on_the_screen_is_noted(
    client: InspectingClient, office: Office, officer: Account, position: Position
) -> None:
    joiners(office, 30)
    client.page(f"{url_of(position)}?page=2")
    assert [one.place for one in noted()] == [26, 27, 28, 29, 30]


def test_the_list_of_a_person_is_noted_too(
    client: InspectingClient, office: Office, officer: Account, position: Position
) -> None:
    person = joiners(office, 1)[0]
    client.page(f"/desk/matches/candidates/{person.id}")
    assert [(one.candidate_id, one.position_id, one.of_position) for one in noted()] == [
        (person.id, position.id, False)
    ]


def test_the_age_of_a_stored_list_is_shown_and_that_something_changed_since(
    client: InspectingClient, office: Office, officer: Account, position: Position
) -> None:
    joiners(office, 2)
    assert "Eben berechnet." in client.page(url_of(position))
    refresh_lists(now=EARLIER)
    page = client.page(url_of(position))
    assert "Berechnet am" in page
    assert "Inzwischen hat sich etwas geändert" not in page
    db.session.add(RankingMark(about="candidate", at=EARLIER + timedelta(minutes=1)))
    db.session.commit()
    assert "Inzwischen hat sich etwas geändert" in client.page(url_of(position))


@pytest.mark.parametrize("which", ["positions", "candidates"])
def test_a_list_can_be_computed_anew_at_once_without_hiding_that_others_are_old(
    client: InspectingClient, office: Office, officer: Account, position: Position, which: str
) -> None:
    person = joiners(office, 2)[0]
    refresh_lists(now=EARLIER)
    newcomer = office.candidate(given_name="Nura", work=(("Tischlerin", "22342", 9),))
    newer = office.position(title="Tischlerin für Treppen")
    db.session.add(RankingMark(about="candidate", at=EARLIER + timedelta(minutes=1)))
    db.session.commit()
    url = url_of(position) if which == "positions" else f"/desk/matches/candidates/{person.id}"
    new = newcomer.given_name if which == "positions" else newer.title
    assert new not in client.page(url).split("<table")[-1]
    answer = client.post(f"{url}/refresh")
    assert answer.status_code == 303
    page = client.page(url)
    assert new in page.split("<table")[-1]
    assert "Inzwischen hat sich etwas geändert" not in page
    assert db.session.scalar(select(func.count()).select_from(RankingMark)) >= 1


def test_a_position_that_asks_for_nothing_says_what_to_do(
    client: InspectingClient, office: Office, officer: Account, position: Position
) -> None:
    joiners(office, 2)
    bare = office.position(occupation_code=None, german_level=LanguageLevel.NONE)
    assert "Diese Stelle verlangt nichts" in client.page(url_of(bare))
    assert "Diese Stelle verlangt nichts" not in client.page(url_of(position))


def test_a_code_that_left_the_catalogue_is_said_and_the_list_still_comes(
    client: InspectingClient, office: Office, officer: Account, position: Position
) -> None:
    office.candidate(given_name="Rana", work=(("Tischlerin", "99999", 8),))
    lost = office.position(title="Tischler", occupation_code="99999")
    page = client.page(url_of(lost))
    assert "Die Kennziffer des Berufs gibt es nicht mehr" in page
    assert "Rana" in page
    assert "gibt es nicht mehr" not in client.page(url_of(position))


def test_a_person_without_any_fact_is_shown_with_everything_unknown(
    client: InspectingClient, office: Office, officer: Account, position: Position
) -> None:
    office.candidate(given_name="Zala", german_level=None, postcode=None, place=None)
    page = client.page(url_of(position))
    assert "Zala" in page
    assert page.count("unbekannt – bitte nachfragen") >= 5


def test_a_line_names_who_said_the_fact_and_how_it_was_checked(
    client: InspectingClient, office: Office, officer: Account, position: Position
) -> None:
    person = joiners(office, 1)[0]
    person.work[0].source, person.work[0].check = Source.CASEWORKER, Check.CERTIFICATE
    db.session.add(HeldLicence(candidate_id=person.id, licence=Licence.CAR,
                               state=LicenceState.GERMAN, source=Source.DOCUMENT,
                               check=Check.SEEN))  # fmt: skip
    db.session.commit()
    page = client.page(url_of(position))
    work = f"Sagt: {label(Source.CASEWORKER)} ({label(Check.CERTIFICATE)})."
    assert page.count(work) == 2
    assert f"Sagt: {label(Source.DOCUMENT)} ({label(Check.SEEN)})." in page
    assert page.count("Sagt: ") == 3


def test_the_list_of_a_person_names_who_said_the_fact_and_so_does_the_comparison(
    client: InspectingClient, office: Office, officer: Account, position: Position
) -> None:
    one, other = joiners(office, 2)
    one.work[0].source, one.work[0].check = Source.OFFICER, Check.TESTED
    other.work[0].source, other.work[0].check = Source.DOCUMENT, Check.SEEN
    db.session.commit()
    page = client.page(f"/desk/matches/candidates/{one.id}")
    said = f"Sagt: {label(Source.OFFICER)} ({label(Check.TESTED)})."
    seen = f"Sagt: {label(Source.DOCUMENT)} ({label(Check.SEEN)})."
    assert page.count(said) == 2
    assert seen not in page
    page = client.page(f"{url_of(position)}/compare?who={one.id}&who={other.id}")
    assert page.count(said) == page.count(seen) == 2
    pair = client.page(f"/desk/matches/positions/{position.id}/candidates/{one.id}")
    assert pair.count(said) == 2
    assert seen not in pair
