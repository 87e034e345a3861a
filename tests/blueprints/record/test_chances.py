"""The person's own page: what fits, what would help, in plain words and three languages."""

from __future__ import annotations

import pytest

from domain.languages import LanguageLevel
from models import Candidate, Consent, db, transactional
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

SPEAKS_B1 = {"german_speaking": LanguageLevel.B1, "german_understanding": LanguageLevel.B1}


@pytest.fixture
def joiner(office: Office) -> Candidate:
    for title in ("Tischler für Küchen", "Tischlerin im Ladenbau"):
        office.position(title=title, german_level=LanguageLevel.B1, **SPEAKS_B1)
    return office.candidate(work=(("Tischlerin", "22342", 8),), german_level=LanguageLevel.A2)


def test_the_person_reads_what_fits_what_helps_and_what_we_do_not_know(
    client: InspectingClient, joiner: Candidate
) -> None:
    sign_in_as(client, joiner)
    html = client.page("/my/chances?lang=de")
    assert "Tischler für Küchen" in html
    assert "Ihr Beruf passt." in html
    assert "Ihr Deutsch reicht." not in html
    assert "Deutschkurs bis Stufe B1" in html
    assert "Dann passen 2 Stellen mehr." in html
    assert "Punkte" not in html


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "German course up to level B1"), ("ar", "مهنتكم مناسبة.")]
)
def test_it_speaks_the_language_of_the_person(
    client: InspectingClient, joiner: Candidate, language: str, sentence: str
) -> None:
    sign_in_as(client, joiner)
    assert sentence in client.page(f"/my/chances?lang={language}")


def test_without_consent_nothing_is_compared(client: InspectingClient, joiner: Candidate) -> None:
    _withdraw(joiner.id)
    sign_in_as(client, joiner)
    html = client.page("/my/chances?lang=de")
    assert "Dafür fehlt Ihre Einwilligung" in html
    assert "Tischler" not in html


@transactional
def _withdraw(candidate_id: int) -> None:
    db.session.query(Consent).filter_by(candidate_id=candidate_id).delete()


def test_without_positions_the_page_says_so(client: InspectingClient, office: Office) -> None:
    sign_in_as(client, office.candidate())
    assert "Im Moment gibt es keine freien Stellen." in client.page("/my/chances?lang=de")
