"""The ticket on paper: a file of one page that reads well in both directions."""

from __future__ import annotations

import io

import pypdf
import pytest

from blueprints import pdf_answers
from domain.codes import spaced
from models import Registration
from services.pdf_files import PdfNotMadeError
from tests.factories import Office
from tests.inspection import InspectingClient

pytestmark = [pytest.mark.page, pytest.mark.sqlite_only]


@pytest.fixture
def place(office: Office) -> Registration:
    fair = office.fair(title="Meeting Point Herford", directions="Bus 3 bis Hansastraße.")
    for number in range(1, 25):
        office.stand(fair=fair, number=number)
    return office.registration(fair=fair)


def address(place: Registration) -> str:
    return f"/t/{place.candidate.personal_codes[0].code}"


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_paper_says_what_the_ticket_says(
    client: InspectingClient, place: Registration, language: str
) -> None:
    client.page(f"{address(place)}?lang={language}")
    answer = client.get(f"{address(place)}/ticket.pdf")
    assert answer.mimetype == "application/pdf"
    assert len(answer.data) <= 80_000
    reader = pypdf.PdfReader(io.BytesIO(answer.data))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text().translate(dict.fromkeys((0x2066, 0x2068, 0x2069)))
    for said in (spaced(place.candidate.personal_codes[0].code), "32049 Herford", "Hansastraße."):
        assert said in text
    assert place.candidate.given_name not in text
    fonts = [one.get_object() for one in reader.pages[0]["/Resources"]["/Font"].values()]
    for font in fonts:
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_without_the_file_the_page_is_printed(
    client: InspectingClient, place: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_page: object, **_static: object) -> bytes:
        raise PdfNotMadeError("library missing")

    monkeypatch.setattr(pdf_answers, "make_pdf", refuse)
    answer = client.get(f"{address(place)}/ticket.pdf")
    assert answer.location == f"{address(place)}?pdf=none"
    assert "Drucken Sie diese Seite" in client.page(str(answer.location))


def test_who_has_no_place_has_no_paper(client: InspectingClient, office: Office) -> None:
    person = office.candidate()
    assert client.get(f"/t/{person.personal_codes[0].code}/ticket.pdf").status_code == 404
