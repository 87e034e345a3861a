"""One sheet, three readers: staff read all, the firm never why, the person plain words."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from blueprints.check_sheets.sentences import WORDS
from domain.access import Role
from domain.check_sheet import Instruction
from domain.clock import office_day
from domain.labour_market import shipped_rules
from domain.positions import EmployersWord, PositionKind
from domain.recognition import RecognitionKind, RecognitionState
from domain.residence import DocumentGroup, EmploymentEntry, documents_by_group
from domain.rules.words import Clock
from models import Account, AuditEntry, Candidate, Proposal, Recognition, db, transactional
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

TODAY = office_day(NOW)
WORDS_OF_DOCUMENTS = (
    *("aufenthalt", "duldung", "gestattung", "fiktion", "asyl", "flüchtling", "geflüchtet"),
    *("dokument", "ausweis", "ankunftsnachweis", "einreise", "aufnahmeeinrichtung", "bleibe"),
    *("staatsangehör", "nationalität", "herkunft", "wartezeit", "nebenbestimmung", "bielefeld"),
)
IN_OTHER_LANGUAGES = {
    "de": WORDS_OF_DOCUMENTS,
    "en": (
        *("residence", "tolerat", "asylum", "refugee", "nationality", "origin", "document"),
        *("passport", "reception", "waiting period"),
    ),
    "ar": ("إقامة", "لجوء", "لاجئ", "جنسية", "وثيقة", "مستند", "جواز"),
}
ANSWERS = ("keine erlaubnis nötig", "erlaubnisverfahren nötig", "wird geklärt")
KEYS = [kind.key for group in DocumentGroup for kind in documents_by_group()[group]]


@pytest.fixture
def firm(office: Office) -> Account:
    return office.account(Role.EMPLOYER)


@pytest.fixture
def person(office: Office) -> Candidate:
    return office.candidate(caseworker=office.caseworker(), language="de")


@pytest.fixture
def proposal(office: Office, firm: Account, person: Candidate) -> Proposal:
    position = office.position(employer_id=firm.employer_id)
    return office.proposal(candidate=person, position=position)


def visible_text(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"<[^>]+>", " ", main).casefold()


def facts_for(key: str) -> dict[str, Any]:
    day = TODAY - timedelta(days=200)
    kind = shipped_rules().clock_start_kind(key, TODAY)
    told: dict[str, Any] = {"status_key": key, "entry": EmploymentEntry.UNKNOWN}
    if "_ae" in key or key == "ankunftsnachweis":
        told["in_facility"] = True
    if "kommune" in key:
        told["in_facility"] = False
    if kind is not None:
        told |= {"clock_start": day, "clock_kind": kind, "clock_source": "Ankunftsnachweis"}
    return told


def test_a_firm_reads_no_status_no_document_and_no_nationality_whatever_the_person_holds(
    client: InspectingClient, office: Office, firm: Account, proposal: Proposal, person: Candidate
) -> None:
    sign_in_as(client, firm)
    answers = set()
    entries = list(EmploymentEntry)
    for number, key in enumerate(KEYS):
        facts = facts_for(key) | {"entry": entries[number % len(entries)]}
        begins = TODAY - timedelta(days=300 - number)
        row = office.document(candidate=person, valid_from=begins, **facts)
        page = client.page(f"/proposals/{proposal.id}/check-sheet")
        text = visible_text(page)
        answers |= {word for word in ANSWERS if word in text}
        told = [word for word in WORDS_OF_DOCUMENTS if word in text]
        told += [one for one in (key, row.entry.value) if one in page and one != "unknown"]
        told += [one.title for one in shipped_rules().documents() if one.title.casefold() in text]
        assert not told, key
    assert len(answers) == 3


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_firm_reads_as_little_in_other_languages(
    client: InspectingClient,
    office: Office,
    firm: Account,
    proposal: Proposal,
    person: Candidate,
    language: str,
) -> None:
    sign_in_as(client, firm)
    for number, key in enumerate(("gestattung_kommune", "duldung_60b", "ae_24", "duldung_60d")):
        begins = TODAY - timedelta(days=300 - number)
        office.document(candidate=person, valid_from=begins, **facts_for(key))
        text = visible_text(client.page(f"/proposals/{proposal.id}/check-sheet?lang={language}"))
        assert not [word for word in IN_OTHER_LANGUAGES[language] if word in text], key


@pytest.mark.parametrize("key", list(Instruction))
def test_the_words_for_a_firm_are_the_same_in_every_template_and_name_no_document(
    client: InspectingClient, key: Instruction
) -> None:
    with client.application.test_request_context(headers={"Accept-Language": "de"}):
        text = str(WORDS[key].firm or "").casefold()
    assert not [word for word in WORDS_OF_DOCUMENTS if word in text]


def test_staff_read_document_paragraph_rule_day_and_what_is_missing(
    client: InspectingClient, office: Office, person: Candidate, proposal: Proposal
) -> None:
    office.document(
        candidate=person,
        status_key="gestattung_kommune",
        entry=EmploymentEntry.WITH_PERMISSION,
        in_facility=False,
    )
    sign_in_as(client, office.officer())
    url = f"/desk/check-sheets/{person.id}/{proposal.position_id}"
    page = client.page(url)
    for shown in (
        "Aufenthaltsgestattung, wohnt nicht (mehr) in Aufnahmeeinrichtung",
        "Es fehlt der Tag, ab dem die Wartezeit zählt",
        "§ 61",
        "Ausländerbehörde der Stadt Herford",
        "Wird geklärt",
    ):
        assert shown in page
    assert db.session.query(AuditEntry).filter_by(action="candidate.viewed").count() == 1


def test_staff_ask_for_another_day_and_a_day_that_cannot_be_gets_a_sentence(
    client: InspectingClient, office: Office, person: Candidate, proposal: Proposal
) -> None:
    office.document(candidate=person, valid_until=TODAY)
    sign_in_as(client, office.officer())
    url = f"/desk/check-sheets/{person.id}/{proposal.position_id}"
    day = TODAY + timedelta(days=1)
    assert ">frei<" in client.page(url)
    later = client.page(f"{url}?day={day.day}&day={day.month}&day={day.year}")
    assert "Das Dokument ist an diesem Tag abgelaufen." in later
    refused = client.get(f"{url}?day=30&day=2&day=2027")
    assert refused.status_code == 422
    assert 'value="30"' in refused.get_data(as_text=True)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("de", "Sie dürfen diese Arbeit machen."), ("en", "You may do this work."), ("ar", "يمكنك")],
)
def test_the_person_reads_it_in_the_own_record_in_the_own_language(
    client: InspectingClient,
    office: Office,
    person: Candidate,
    proposal: Proposal,
    language: str,
    sentence: str,
) -> None:
    office.document(candidate=person)
    sign_in_as(client, person)
    url = f"/my/check-sheets/{proposal.id}"
    assert url in client.page("/my")
    assert sentence in client.page(f"{url}?lang={language}")
    viewed = db.session.query(AuditEntry).filter_by(action="proposal.check_sheet_viewed").one()
    assert (viewed.subject_id, viewed.other_id) == (person.id, proposal.position_id)


def test_the_firm_has_it_only_for_a_person_proposed_to_it_and_released(
    client: InspectingClient, office: Office, firm: Account, proposal: Proposal
) -> None:
    url = f"/proposals/{proposal.id}/check-sheet"
    sign_in_as(client, firm)
    assert url in client.page(f"/proposals/{proposal.id}")
    sign_in_as(client, office.account(Role.EMPLOYER))
    assert client.get(url).status_code == 404
    over = office.proposal(position=proposal.position, released_until=TODAY - timedelta(days=1))
    shortlisted = office.proposal(position=proposal.position, state="shortlisted")
    sign_in_as(client, firm)
    for hidden in (over, shortlisted):
        assert client.get(f"/proposals/{hidden.id}/check-sheet").status_code == 404


def test_a_person_finds_the_sheet_of_nobody_else(
    client: InspectingClient, office: Office, proposal: Proposal
) -> None:
    sign_in_as(client, office.candidate())
    assert client.get(f"/my/check-sheets/{proposal.id}").status_code == 404


@pytest.mark.parametrize("kind", list(PositionKind))
def test_each_kind_of_position_has_a_sheet_within_the_budget(
    client: InspectingClient, office: Office, person: Candidate, kind: PositionKind
) -> None:
    facts = {"clock_start": TODAY - timedelta(days=200), "clock_kind": Clock.PERMITTED_STAY}
    office.document(
        candidate=person,
        status_key="gestattung_kommune",
        entry=EmploymentEntry.WITH_PERMISSION,
        in_facility=False,
        **facts,
    )
    position = office.position(kind=kind)
    sign_in_as(client, office.officer())
    with counted_statements() as sent:
        client.page(f"/desk/check-sheets/{person.id}/{position.id}")
    assert len(sent) <= BUDGET


NURSE = "81302"


def nurse(office: Office, firm: Account, person: Candidate, **facts: Any) -> Proposal:
    office.document(candidate=person)
    told = {"occupation_code": NURSE, "is_regulated": EmployersWord.YES, "title": "Pflege"} | facts
    position = office.position(employer_id=firm.employer_id, **told)
    return office.proposal(candidate=person, position=position)


@pytest.mark.parametrize(
    ("language", "firm_reads", "person_reads"),
    [
        ("de", "Diesen Nachweis haben wir noch nicht", "zuerst die Anerkennung"),
        ("en", "We do not have this proof yet", "you first need recognition"),
        ("ar", "ليس لدينا هذا الإثبات بعد", "تحتاجون أولًا إلى الاعتراف"),
    ],
)
def test_regulated_work_without_recognition_is_a_condition_in_three_wordings(
    client: InspectingClient,
    office: Office,
    firm: Account,
    person: Candidate,
    language: str,
    firm_reads: str,
    person_reads: str,
) -> None:
    proposal = nurse(office, firm, person)
    sign_in_as(client, firm)
    page = client.page(f"/proposals/{proposal.id}/check-sheet?lang={language}")
    assert firm_reads in page
    assert not [word for word in IN_OTHER_LANGUAGES[language] if word in visible_text(page)]
    sign_in_as(client, person)
    assert person_reads in client.page(f"/my/check-sheets/{proposal.id}?lang={language}")
    sign_in_as(client, office.officer())
    staff = client.page(f"/desk/check-sheets/{person.id}/{proposal.position_id}")
    for shown in ("Reglementierter Beruf", "noch nichts geschehen", "PflBG", "Wird geklärt"):
        assert shown in staff


@transactional
def _recognised(person: Candidate) -> None:
    kind, state = RecognitionKind.PROCEDURE, RecognitionState.FULL
    row = Recognition(candidate_id=person.id, kind=kind, state=state, reference_code=NURSE)
    db.session.add(row)


def test_with_a_full_recognition_the_firm_is_only_told_to_have_it_shown(
    client: InspectingClient, office: Office, firm: Account, person: Candidate
) -> None:
    proposal = nurse(office, firm, person)
    _recognised(person)
    sign_in_as(client, firm)
    text = visible_text(client.page(f"/proposals/{proposal.id}/check-sheet"))
    assert "keine erlaubnis nötig" in text
    assert "lassen sie sich den nachweis vor dem ersten tag zeigen" in text


def test_staff_read_that_nobody_knows_whether_work_is_regulated_and_the_firm_does_not(
    client: InspectingClient, office: Office, firm: Account, person: Candidate
) -> None:
    proposal = nurse(office, firm, person, is_regulated=EmployersWord.NO)
    sign_in_as(client, office.officer())
    url = f"/desk/check-sheets/{person.id}/{proposal.position_id}"
    assert "Ist die Arbeit reglementiert?" in client.page(url)
    sign_in_as(client, firm)
    page = client.page(f"/proposals/{proposal.id}/check-sheet")
    assert "reglementiert" not in visible_text(page)
