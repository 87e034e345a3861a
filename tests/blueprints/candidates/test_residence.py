"""The pages of a person's documents: the chain, corrections, and what work is allowed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.clock import office_day
from domain.residence import EmploymentEntry
from domain.rules.words import Clock
from models import AuditEntry, Candidate, ResidenceDocument, db
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

TODAY = office_day(NOW)
TOLD: dict[str, Any] = {
    "status_key": "gestattung_kommune",
    "entry": "nur_mit_erlaubnis",
    "entry_words": "Beschäftigung nur mit Genehmigung der Ausländerbehörde gestattet",
    "valid_from": ["1", "9", "2026"],
    "valid_until": ["28", "2", "2027"],
    "issued_by": "abh_kreis_herford",
    "in_facility": "no",
    "place_restriction": "Wohnsitz im Kreis Herford",
    "evidence": "seen",
    "clock_start": ["١", "٩", "٢٠٢٦"],
    "clock_kind": "permitted_stay",
    "clock_source": "Ankunftsnachweis",
}


@pytest.fixture
def person(client: InspectingClient, office: Office) -> Candidate:
    caseworker = office.caseworker()
    sign_in_as(client, caseworker)
    return office.candidate(caseworker=caseworker)


def rows() -> list[ResidenceDocument]:
    db.session.expire_all()
    return list(db.session.scalars(select(ResidenceDocument).order_by(ResidenceDocument.id)))


def url(person: Candidate, page: str = "residence") -> str:
    return f"/desk/candidates/{person.id}/{page}"


def test_a_document_is_noted_with_dates_of_any_script_and_stands_in_the_chain(
    client: InspectingClient, person: Candidate
) -> None:
    assert client.post(url(person), data=TOLD).status_code == 303
    (row,) = rows()
    assert (row.valid_from, row.valid_until) == (date(2026, 9, 1), date(2027, 2, 28))
    assert (row.clock_start, row.clock_kind) == (date(2026, 9, 1), Clock.PERMITTED_STAY)
    assert row.in_facility is False
    page = client.page(url(person))
    for shown in (
        "wohnt nicht (mehr) in Aufnahmeeinrichtung",
        "28.02.2027",
        "Ankunftsnachweis",
        "Aufnahmeeinrichtung: nein",
        "Ausländerbehörde des Kreises Herford",
        "Wohnsitz im Kreis Herford",
        "Original gesehen, <bdi>caseworker",
    ):
        assert shown in page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("valid_until", ["30", "2", "2027"], "Diesen Tag gibt es nicht."),
        ("valid_until", ["31", "8", "2026"], "Das Ende liegt vor dem Beginn."),
        ("valid_from", ["x", "🙂", "1" * 400], "Tag, Monat und Jahr"),
        ("is_unlimited", "y", "Ein unbefristetes Dokument hat kein Ende."),
        ("clock_start", ["1", "1", "2099"], "Dieser Tag liegt in der Zukunft."),
        ("clock_start", ["", "", ""], "Dazu fehlt der Tag."),
        ("clock_kind", "", "Sagen Sie, was an diesem Tag begann."),
        ("clock_source", " ", "Sagen Sie, woher der Tag bekannt ist."),
        ("in_facility", "yes", "Das widerspricht dem gewählten Dokument."),
        ("corrects", "99999999", "Diese Zeile gibt es nicht."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_typed_is_lost(
    client: InspectingClient, person: Candidate, field: str, typed: Any, sentence: str
) -> None:
    answer = client.post(url(person), data=TOLD | {field: typed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page or field == "corrects"
    assert TOLD["entry_words"] in page
    assert rows() == []


def test_a_wrong_entry_is_put_right_by_a_new_row_and_stays_readable(
    client: InspectingClient, office: Office, person: Candidate
) -> None:
    wrong = office.document(candidate=person, status_key="ae_25_4")
    page = client.page(f"{url(person)}?corrects={wrong.id}")
    assert "Eintrag berichtigen" in page
    told = TOLD | {"corrects": str(wrong.id), "status_key": "ae_25_2_gfk", "in_facility": "unknown"}
    assert client.post(url(person), data=told).status_code == 303
    first, second = rows()
    assert (second.corrects_id, first.status_key) == (first.id, "ae_25_4")
    assert "berichtigt" in client.page(url(person))
    again = client.post(url(person), data=told | {"entry_words": "anders"})
    assert again.status_code == 422
    assert "inzwischen berichtigt" in again.get_data(as_text=True)


def test_the_page_says_for_each_activity_what_holds_today_and_on_another_day(
    client: InspectingClient, office: Office, person: Candidate
) -> None:
    office.document(candidate=person, valid_until=TODAY + timedelta(days=10))
    later = TODAY + timedelta(days=11)
    asked = f"?day={later.day}&day={later.month}&day={later.year}"
    page = client.page(url(person, "work-access") + asked)
    assert "Leiharbeit" in page
    assert f"am {later:%d.%m.%Y}" in page
    assert "frei" in page
    assert "Das Dokument ist an diesem Tag abgelaufen." in page
    assert "§ 4a" in page


def test_what_is_missing_is_named_and_unknown_is_never_a_yes(
    client: InspectingClient, office: Office, person: Candidate
) -> None:
    assert "kein Dokument notiert" in client.page(url(person, "work-access"))
    office.document(
        candidate=person,
        status_key="gestattung_ae",
        entry=EmploymentEntry.WITH_PERMISSION,
        in_facility=True,
    )
    page = client.page(url(person, "work-access"))
    assert "Es fehlt der Tag, ab dem die Wartezeit zählt" in page
    assert ">frei<" not in page


@pytest.mark.parametrize("asked", ["?day=30&day=2&day=2027", "?day=x", "?day=&day=&day="])
def test_a_day_that_cannot_be_gets_a_sentence_or_the_usual_day(
    client: InspectingClient, person: Candidate, asked: str
) -> None:
    answer = client.get(url(person, "work-access") + asked)
    assert answer.status_code == (200 if asked.endswith("day=") else 422)


def test_looking_at_the_answers_is_noted_and_needs_few_statements(
    client: InspectingClient, office: Office, person: Candidate
) -> None:
    for number in range(10):
        begins = TODAY - timedelta(days=400 - number)
        office.document(candidate=person, valid_from=begins)
    with counted_statements() as sent:
        client.page(url(person, "work-access"))
    assert len(sent) <= BUDGET
    views = db.session.query(AuditEntry).filter_by(action="candidate.viewed").count()
    assert views == 1


def test_a_firm_and_a_foreign_caseworker_find_nothing(
    client: InspectingClient, office: Office, person: Candidate
) -> None:
    for page in ("residence", "work-access"):
        sign_in_as(client, office.caseworker())
        assert client.get(url(person, page)).status_code == 404
