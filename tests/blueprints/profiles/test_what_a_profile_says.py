"""The one-page profile says exactly what was released, as page and as file, while it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.clock import office_day
from domain.consent import Purpose
from domain.employers import EmployerState
from domain.positions import PositionState
from domain.proposals import EndReason, PersonsWord, ProposalState
from domain.releases import ReleasedField
from models import Account, AuditEntry, Candidate, Position, Proposal, db
from services.releases import end_release
from services.withdrawals import withdraw_consent
from tests.blueprints.profiles.reading import KINDS, NEVER, person_of, shown, text_of
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient, answer_without_address
from tests.statements import BUDGET, counted_statements

pytestmark = pytest.mark.page  # each file is set by a process of its own


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "released",
    [(), (ReleasedField.NAME,), (ReleasedField.PHONE, ReleasedField.PLACE), tuple(ReleasedField)],
    ids=len,
)
def test_a_firm_reads_what_was_released_and_not_a_mark_more(
    client: InspectingClient,
    office: Office,
    firm: Account,
    proposal: Proposal,
    released: Sequence[ReleasedField],
    kind: str,
) -> None:
    if released:
        office.released(proposal, *released)
    sign_in_as(client, firm)
    text = text_of(client, f"/proposals/{proposal.id}/profile{kind}")
    assert shown(text) == set(released)
    for seen in (proposal.reference, "Tischler/in", "8 Jahre", "B1", "Frau Yildirim"):
        assert seen in text
    assert [secret for secret in NEVER if secret in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_ended_or_ran_out_is_neither_on_the_page_nor_in_the_file(
    client: InspectingClient, office: Office, firm: Account, proposal: Proposal, kind: str
) -> None:
    yesterday = office_day(NOW) - timedelta(days=1)
    office.released(proposal, ReleasedField.EMAIL, until=yesterday)
    office.released(proposal, ReleasedField.NAME, ReleasedField.PHONE)
    end_release(actor=person_of(proposal), proposal=proposal, fields=[ReleasedField.NAME], now=NOW)
    sign_in_as(client, firm)
    text = text_of(client, f"/proposals/{proposal.id}/profile{kind}")
    assert shown(text) == {ReleasedField.PHONE}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_the_firms_or_is_over_does_not_exist(
    client: InspectingClient,
    office: Office,
    firm: Account,
    position: Position,
    proposal: Proposal,
    person: Candidate,
    kind: str,
) -> None:
    office.released(proposal)
    withdraw_consent(
        actor=person_of(proposal), candidate=person, purpose=Purpose.PLACEMENT, now=NOW
    )
    no = {"person_word": PersonsWord.NO, "end_reason": EndReason.PERSON_SAID_NO}
    closed = office.position(employer_id=firm.employer_id, state=PositionState.CLOSED)
    hidden = [
        proposal,
        office.proposal(position=position, state=ProposalState.WITHDRAWN, **no),
        office.proposal(position=position, released_until=office_day(NOW) - timedelta(days=1)),
        office.proposal(position=position, state=ProposalState.SHORTLISTED, proposed_at=None),
        office.proposal(position=closed),
        office.proposal(),
    ]
    sign_in_as(client, firm)
    missing = answer_without_address(client, f"/proposals/{2**31 - 1}/profile{kind}")
    assert missing[0] == 404
    for one in hidden:
        assert answer_without_address(client, f"/proposals/{one.id}/profile{kind}") == missing
    assert not db.session.scalars(select(AuditEntry).filter_by(action="proposal.viewed")).all()


@pytest.mark.parametrize("kind", KINDS)
def test_each_look_of_a_firm_is_written_down_and_the_persons_own_is_not(
    client: InspectingClient, firm: Account, proposal: Proposal, person: Candidate, kind: str
) -> None:
    sign_in_as(client, person)
    text_of(client, f"/my/proposals/{proposal.id}/profile{kind}")
    sign_in_as(client, firm)
    for _ in range(2):
        text_of(client, f"/proposals/{proposal.id}/profile{kind}")
    looks = db.session.scalars(select(AuditEntry).filter_by(action="proposal.viewed")).all()
    assert [(one.subject_id, one.account_id) for one in looks] == [(person.id, firm.id)] * 2


@pytest.mark.parametrize("kind", KINDS)
def test_the_person_reads_the_same_in_german_beside_the_own_language(
    client: InspectingClient, office: Office, proposal: Proposal, person: Candidate, kind: str
) -> None:
    office.released(proposal, ReleasedField.NAME)
    sign_in_as(client, person)
    url = f"/my/proposals/{proposal.id}/profile{kind}"
    text = text_of(client, f"{url}?lang=ar")
    assert shown(text) == {ReleasedField.NAME}
    assert text.count("Zarifa Geheimnis") == 2
    for word in ("Tischler/in", "8 Jahre", "نجار", "سنوات", "Deutsch", "العربية"):
        assert word in text
    assert [secret for secret in NEVER if secret in text] == []
    german = text_of(client, f"{url}?lang=de")
    assert german.count("Zarifa Geheimnis") == 1
    assert "نجار" not in german


@pytest.mark.parametrize("kind", KINDS)
def test_a_few_months_of_work_are_less_than_a_year_and_not_none(
    client: InspectingClient, firm: Account, proposal: Proposal, person: Candidate, kind: str
) -> None:
    for work in person.work:
        work.years = 0
    db.session.commit()
    sign_in_as(client, firm)
    text = text_of(client, f"/proposals/{proposal.id}/profile{kind}")
    assert "weniger als ein Jahr" in text
    assert "0 Jahre" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_the_person_has_the_page_while_the_firm_has_it(
    client: InspectingClient, office: Office, firm: Account, proposal: Proposal, kind: str
) -> None:
    someone_elses = office.proposal()
    asked = office.proposal(
        candidate=proposal.candidate,
        state=ProposalState.SHORTLISTED,
        proposed_at=None,
        person_word=PersonsWord.ASKED,
    )
    sign_in_as(client, proposal.candidate)
    missing = answer_without_address(client, f"/my/proposals/{2**31 - 1}/profile{kind}")
    for one in (someone_elses, asked):
        assert answer_without_address(client, f"/my/proposals/{one.id}/profile{kind}") == missing
    assert f"/my/proposals/{asked.id}/profile" not in client.page(f"/my/proposals/{asked.id}")
    url = f"/my/proposals/{proposal.id}"
    assert f"{url}/profile" in client.page(url)
    firm.employer.state = EmployerState.BLOCKED
    db.session.commit()
    assert answer_without_address(client, f"/my/proposals/{proposal.id}/profile{kind}") == missing


def test_the_page_costs_the_same_however_much_a_person_brings(
    client: InspectingClient, office: Office, firm: Account, position: Position
) -> None:
    sign_in_as(client, firm)
    counts = []
    for more in (1, 12):
        person = office.candidate(
            work=tuple(("Arbeit", "22342", n) for n in range(more)),
            skills=("wood-machines", "welding", "sewing")[: 1 + more // 6],
        )
        proposal = office.proposal(candidate=person, position=position)
        for url in (f"/proposals/{proposal.id}/profile", f"/proposals/{proposal.id}"):
            client.page(url)
            db.session.expire_all()
            with counted_statements() as sent:
                client.page(url)
            counts.append(len(sent))
    assert counts[:2] == counts[2:]
    assert max(counts) <= BUDGET


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.CANDIDATE])
def test_the_page_of_the_proposal_leads_to_both(
    client: InspectingClient, firm: Account, proposal: Proposal, person: Candidate, role: Role
) -> None:
    sign_in_as(client, firm if role is Role.EMPLOYER else person)
    url = f"/proposals/{proposal.id}" if role is Role.EMPLOYER else f"/my/proposals/{proposal.id}"
    assert f'href="{url}/profile"' in client.page(url)
    assert f'href="{url}/profile.pdf"' in client.page(f"{url}/profile")
