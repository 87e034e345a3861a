"""The profile as a file: one accessible page, kept nowhere; without Pango the page to print."""

from __future__ import annotations

import ctypes
import io
from typing import Any

import pypdf
import pytest

from domain.access import Role
from domain.page_languages import OFFERED
from domain.proposals import PersonsWord, ProposalState
from domain.recognition import RecognitionKind, RecognitionState
from domain.releases import ReleasedField
from matching.catalogue import load_catalogue
from models import Account, Candidate, Position, Proposal, Recognition, db
from tests.blueprints.profiles.reading import pdf, text_of
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

pytestmark = pytest.mark.page  # each file is set by a process of its own


def test_the_file_is_kept_nowhere_and_its_name_tells_nobody_who_it_is(
    client: InspectingClient, office: Office, firm: Account, proposal: Proposal
) -> None:
    office.released(proposal)
    sign_in_as(client, firm)
    answer = client.get(f"/proposals/{proposal.id}/profile.pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    named = f'attachment; filename="profil-{proposal.reference}.pdf"'
    assert answer.headers["Content-Disposition"] == named
    reader = pypdf.PdfReader(io.BytesIO(answer.data))
    assert reader.metadata is not None
    assert reader.metadata.title == f"Profil {proposal.reference}"
    assert "Geheimnis" not in " ".join(map(repr, reader.metadata.values()))


@pytest.mark.parametrize("language", OFFERED)
def test_the_file_is_tagged_and_says_its_language_and_that_of_each_column(
    client: InspectingClient, proposal: Proposal, person: Candidate, language: str
) -> None:
    sign_in_as(client, person)
    root = pdf(client, f"/my/proposals/{proposal.id}/profile.pdf?lang={language}").trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    kinds, languages = set(), set()
    for one in tags(root["/StructTreeRoot"]):
        kinds.add(str(one.get("/S")))
        languages.add(str(one.get("/Lang", language)))
    assert {"/H1", "/H2", "/P"} <= kinds
    if language != "de":
        assert {"/Table", "/TH", "/TD", "/Caption"} <= kinds
        assert {"de", language} <= languages


def tags(node: Any) -> list[Any]:
    """Return a tag of the file and all tags below it."""
    node = node.get_object()
    if isinstance(node, list):
        return [tag for one in node for tag in tags(one)]
    if not isinstance(node, dict):
        return []
    return [node, *(tags(node["/K"]) if "/K" in node else [])]


def test_the_arabic_column_runs_from_the_right(
    client: InspectingClient, proposal: Proposal, person: Candidate
) -> None:
    sign_in_as(client, person)
    page = pdf(client, f"/my/proposals/{proposal.id}/profile.pdf?lang=ar").pages[0]
    starts: dict[str, float] = {}

    def note(text: str, _cm: object, place: list[float], _font: object, _size: object) -> None:
        starts.setdefault(text.strip(), place[4])

    page.extract_text(visitor_text=note)
    middle = float(page.mediabox.width) / 2
    german, arabic = (
        next(x for word, x in starts.items() if mark in word) for mark in ("Kenntnisse", "المهارات")
    )
    assert german < middle / 2 < middle * 1.5 < arabic


@pytest.fixture
def crowded(office: Office, position: Position) -> Proposal:
    """Return a proposal about somebody with everything, in the longest words there are."""
    catalogue = load_catalogue()
    skills = sorted(catalogue.skills, key=lambda one: -max(map(len, one.labels.values())))
    codes = sorted(catalogue.by_code, key=lambda code: -len(catalogue.title(code)))
    person = office.candidate(
        given_name="Anna-Magdalena-" * 4,
        family_name="von der Aller-Weser-" * 4,
        phone="+4917604069111",
        email=f"{'zarifa' * 10}@{'geheimnis' * 6}.example.org",
        work=tuple(("x", code, years % 30) for years, code in enumerate(codes[:40])),
        skills=tuple(one.key for one in skills[20:60]),
    )
    procedure, partly = RecognitionKind.PROCEDURE, RecognitionState.PARTIAL
    db.session.add_all(
        Recognition(candidate_id=person.id, kind=procedure, state=partly, reference_code=code)
        for code in codes[:9]
    )
    db.session.commit()
    wanted = office.position(
        employer_id=position.employer_id, must=tuple(one.key for one in skills[:20])
    )
    proposal = office.proposal(
        candidate=person,
        position=wanted,
        officer=office.officer(name="Frau " + "Yildirim-" * 8, phone="+49522112345"),
        state=ProposalState.INTERESTED,
        person_word=PersonsWord.YES,
    )
    office.released(proposal, *ReleasedField)
    return proposal


@pytest.mark.parametrize("language", OFFERED)
def test_whatever_somebody_brings_is_one_page_that_counts_what_it_left_out(
    client: InspectingClient, crowded: Proposal, firm: Account, language: str
) -> None:
    sign_in_as(client, crowded.candidate)
    url = f"/my/proposals/{crowded.id}/profile.pdf?lang={language}"
    assert len(pdf(client, url).pages) == 1
    said = text_of(client, url)
    for left_out in (34, 28, 12, 6):  # of 40 occupations, 40 skills, 20 wanted ones, 9 recognitions
        assert f"und {left_out} weitere Angaben, für die hier kein Platz ist" in said
    assert "29 Jahre" in said  # the longest work is told
    sign_in_as(client, firm)
    assert len(pdf(client, f"/proposals/{crowded.id}/profile.pdf?lang={language}").pages) == 1


def test_a_usual_profile_leaves_nothing_out(
    client: InspectingClient, firm: Account, proposal: Proposal
) -> None:
    sign_in_as(client, firm)
    assert "kein Platz" not in text_of(client, f"/proposals/{proposal.id}/profile.pdf")


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.CANDIDATE])
def test_where_pango_is_missing_the_link_leads_to_the_page_with_a_sentence(
    client: InspectingClient,
    monkeypatch: pytest.MonkeyPatch,
    firm: Account,
    proposal: Proposal,
    person: Candidate,
    role: Role,
) -> None:
    hide_pango(monkeypatch)
    sign_in_as(client, firm if role is Role.EMPLOYER else person)
    url = f"/proposals/{proposal.id}/profile"
    url = url if role is Role.EMPLOYER else f"/my{url}"
    answer = client.get(f"{url}.pdf?lang=de")
    assert (answer.status_code, answer.location) == (302, f"{url}?pdf=none")
    page = client.page(answer.location)
    assert "Eine PDF-Datei kann gerade nicht erstellt werden." in page
    assert f"{url}.pdf" not in page
    health = client.get("/healthz")
    assert (health.status_code, health.json and health.json["pdf"]) == (200, False)


def hide_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the loader of the system answer as on a machine without Pango."""
    load = ctypes.CDLL

    def refuse(name: str, *args: Any, **kwargs: Any) -> ctypes.CDLL:
        if "pango" in str(name):
            raise OSError(f"{name}: cannot open shared object file: No such file or directory")
        return load(name, *args, **kwargs)

    monkeypatch.setattr(ctypes, "CDLL", refuse)
