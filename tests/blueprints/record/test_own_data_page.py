"""The page with all own data shows what the file to take along holds, in each language."""

from __future__ import annotations

import json

import pytest

from blueprints.record import own_words
from domain.clock import office_day
from domain.letters import Channel
from domain.proposals import ProposalState
from domain.recognition import RecognitionAction, RecognitionKind, RecognitionState
from domain.support_scheme import Scheme, SchemeBasis
from models import (
    Base,
    Candidate,
    Letter,
    Recognition,
    RecognitionStep,
    SchemePeriod,
    db,
    transactional,
)
from services.own_data import INSIDE
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements


@pytest.fixture
def amal(client: InspectingClient, office: Office) -> Candidate:
    person = office.candidate(given_name="Amal", caseworker=office.caseworker())
    sign_in_as(client, person)
    return person


def test_the_page_shows_every_part_and_every_column_of_the_file() -> None:
    tables = {
        "residence_document": (own_words.DOCUMENT, {"status_key"}),
        "scheme_period": (own_words.SCHEME, {"scheme"}),
        "recognition": (own_words.RECOGNITION, {"kind", "reference_code"}),
        "consent": (own_words.CONSENT, {"purpose"}),
    }
    by_name = {one.class_.__tablename__: one for one in Base.registry.mappers}
    for table, (fields, in_title) in tables.items():
        columns = {column.key for column in by_name[table].column_attrs}
        assert columns - INSIDE == fields.keys() | in_title, table


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (
            "de",
            (
                "Schutz und humanitäre Gründe",
                "Original gesehen",
                "Bescheid gesehen",
                "Gebühr 550,00",
            ),
        ),
        (
            "en",
            ("Protection and humanitarian", "Original seen", "Decision seen", "Fee 550.00 euros"),
        ),
        (
            "ar",
            (
                "الحماية والأسباب الإنسانية",
                "تم الاطلاع على الأصل",
                "تم الاطلاع على القرار",
                "الرسوم",
            ),
        ),
    ],
)
def test_papers_office_recognition_dealings_and_letters_stand_on_the_page(
    client: InspectingClient,
    office: Office,
    amal: Candidate,
    language: str,
    shown: tuple[str, ...],
) -> None:
    office.document(candidate=amal, entry_words="Erwerbstätigkeit erlaubt bis auf Weiteres")
    told = office.proposal(candidate=amal, state=ProposalState.INTERESTED, proposed_at=NOW)
    _everything_else(amal)
    page = client.page(f"/my/data?lang={language}")
    file = json.loads(client.get("/my/data.json").get_data(as_text=True))
    for part in (*shown, told.position.title, "§-Bescheid", "IHK FOSA", "bis auf Weiteres"):
        assert part in page
    assert [(one["kind"], one["channel"]) for one in file["letters"]] == [("scheme-changed", "sms")]
    with counted_statements() as sent:
        client.page("/my/data")
    assert len(sent) <= BUDGET


@transactional
def _everything_else(person: Candidate) -> None:
    step = RecognitionStep(
        action=RecognitionAction.APPLY,
        state=RecognitionState.APPLIED,
        on=office_day(NOW),
        body="IHK FOSA",
        fee=550,
        missing="§-Bescheid",
        noted_at=NOW,
    )
    kind = RecognitionKind.PROCEDURE
    row = Recognition(candidate_id=person.id, kind=kind, state=RecognitionState.APPLIED)
    row.steps.append(step)
    scheme = SchemePeriod(
        candidate_id=person.id,
        scheme=Scheme.SGB3,
        starts_on=office_day(NOW),
        basis=SchemeBasis.NOTICE_SEEN,
        recorded_at=NOW,
    )
    letter = Letter(
        kind="scheme-changed",
        channel=Channel.SMS,
        address="+4917612345678",
        language="de",
        facts=dict.fromkeys(("apply", "contact", "office", "starts_on", "unit"), "–"),
        candidate_id=person.id,
        due_at=NOW,
        written_at=NOW,
    )
    db.session.add_all([row, scheme, letter])
