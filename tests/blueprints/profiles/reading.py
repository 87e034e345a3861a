"""Reads a profile as somebody does who opens the page or the file."""

from __future__ import annotations

import io

import pypdf

from domain.access import Actor, Role
from domain.releases import ReleasedField
from models import Proposal
from tests.inspection import InspectingClient

MARKS = {
    ReleasedField.NAME: "Zarifa Geheimnis",
    ReleasedField.PHONE: "0176 04069111",
    ReleasedField.EMAIL: "zarifa@example.org",
    ReleasedField.PLACE: "32049 Herford",
}
NEVER = ("1991", "female", "weiblich", "Hassan", "Aleppo", "Omar", "Syri", "ظريفة", "Duldung")
KINDS = ("", ".pdf")
"""The page to print and the file: what holds for one holds for the other."""


def pdf(client: InspectingClient, url: str) -> pypdf.PdfReader:
    """Return the file behind an address."""
    answer = client.get(url)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), answer.location
    return pypdf.PdfReader(io.BytesIO(answer.data))


def text_of(client: InspectingClient, url: str) -> str:
    """Return what the page or the file says, without the marks that keep directions apart."""
    if url.partition("?")[0].endswith(".pdf"):
        said = "".join(page.extract_text() for page in pdf(client, url).pages)
    else:
        said = client.page(url)
        said = said[said.index("<main") : said.index("</main>")]
    return " ".join(said.translate(dict.fromkeys((0x2068, 0x2069))).split())


def shown(text: str) -> set[ReleasedField]:
    """Return which fields a text tells by name."""
    return {field for field, mark in MARKS.items() if mark in text}


def person_of(proposal: Proposal) -> Actor:
    """Return the person of a proposal, acting."""
    return Actor(role=Role.CANDIDATE, candidate_id=proposal.candidate_id)
