"""Today: what waits, the most harmful first, each with its action."""

from datetime import date, timedelta

import pytest

from domain.access import Role
from domain.clock import office_day
from domain.employers import EmployerState
from domain.positions import PositionState
from domain.proposals import ProposalState
from domain.retention import PERIODS, Kept
from models import (
    AuditEntry,
    Base,
    Candidate,
    DeletionRequest,
    Handover,
    Task,
    TaskKind,
    db,
    transactional,
)
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

LATER = timedelta(days=60)


YESTERDAY = office_day(NOW) - timedelta(days=1)


@transactional
def stored(row: Base) -> None:
    db.session.add(row)


def wants_to_go(person: Candidate, due_on: date = YESTERDAY) -> None:
    stored(DeletionRequest(candidate_id=person.id, asked_at=NOW, due_on=due_on))


def an_old_entry(age: int = 4000) -> None:
    stored(
        AuditEntry(
            at=NOW - timedelta(days=age),
            role=Role.OFFICER,
            action="x",
            subject_kind="fair",
            subject_id=1,
        )
    )


def a_full_desk(office: Office) -> None:
    office.employer(name="Wartende Firma", state=EmployerState.PENDING)
    office.position(title="Wartende Stelle", state=PositionState.SUBMITTED)


def test_answers_come_before_firms_and_firms_before_positions(
    client: InspectingClient, office: Office
) -> None:
    officer = office.officer()
    a_full_desk(office)
    office.proposal(
        position=office.position(title="Stelle mit Interesse"),
        officer=officer,
        state=ProposalState.INTERESTED,
        answered_at=NOW,
    )
    office.proposal(
        position=office.position(title="Sache der Kollegin"),
        state=ProposalState.INTERESTED,
        answered_at=NOW,
    )
    office.employer(name="Geprüfte Firma")
    sign_in_as(client, officer)
    page = client.page("/desk")
    order = [page.index(text) for text in ("Stelle mit Interesse", "Wartende Firma")]
    assert [*order, page.index("Wartende Stelle")] == sorted(
        [*order, page.index("Wartende Stelle")]
    )
    assert "Sache der Kollegin" not in page
    assert "Geprüfte Firma" not in page


def test_an_empty_desk_says_so_and_offers_the_next_useful_thing(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.officer())
    assert "Nichts wartet" in client.page("/desk")
    office.position(title="Noch niemand da")
    assert "Noch niemand da" in client.page("/desk")


def test_a_caseworker_sees_offered_cases_and_tasks_of_own_people(
    client: InspectingClient, office: Office
) -> None:
    me, colleague = office.caseworker(), office.caseworker(name="Herr Colon")
    mine = office.candidate(caseworker_id=me.id, family_name="Eigene")
    foreign = office.candidate(caseworker_id=colleague.id, family_name="Fremde")
    offered = office.candidate(caseworker_id=colleague.id, family_name="Angebotene")
    db.session.add_all(
        [
            Task(kind=TaskKind.LETTER_DEAD, candidate_id=mine.id, created_at=NOW),
            Task(kind=TaskKind.LETTER_DEAD, candidate_id=foreign.id, created_at=NOW),
            Handover(candidate_id=offered.id, from_id=colleague.id, to_id=me.id, offered_at=NOW),
        ]
    )
    db.session.commit()
    a_full_desk(office)
    sign_in_as(client, me)
    page = client.page("/desk")
    assert "Eigene" in page
    assert "Angebotene" in page
    assert "Herr Colon" in page
    for hidden in ("Fremde", "Wartende Firma", "Wartende Stelle"):
        assert hidden not in page


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CASEWORKER, Role.TEAM_LEAD])
def test_the_desk_costs_the_same_however_much_waits(
    client: InspectingClient, office: Office, role: Role
) -> None:
    somebody = office.account(role)
    sign_in_as(client, somebody)
    client.page("/desk")
    counts = []
    for more in (2, 20):
        for _ in range(more):
            a_full_desk(office)
            person = office.candidate(caseworker_id=somebody.id)
            stored(Task(kind=TaskKind.LETTER_DEAD, candidate_id=person.id, created_at=NOW))
            wants_to_go(person)
            an_old_entry()
        db.session.expire_all()
        with counted_statements() as sent:
            client.page("/desk")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET


def test_an_answer_leads_to_the_talk_where_both_sides_come_to_the_same_fair(
    client: InspectingClient, office: Office
) -> None:
    officer, fair, later = (
        office.officer(),
        office.fair(),
        office.fair(starts_at=NOW + LATER, ends_at=NOW + LATER * 1.01),
    )
    for title in ("Beide kommen", "Firma kommt nicht"):
        proposal = office.proposal(
            position=office.position(title=title),
            officer=officer,
            state=ProposalState.INTERESTED,
            answered_at=NOW,
        )
        for one in (later, fair):
            office.registration(fair=one, candidate=proposal.candidate)
            if title == "Beide kommen":
                office.stand(fair=one, employer=proposal.position.employer)
    sign_in_as(client, officer)
    page = client.page("/desk")
    assert page.count("Gespräch vereinbaren") == 1
    assert page.count("Antwort ansehen") == 1
    assert f"/desk/fairs/{fair.id}/talks/" in page, "the next fair, not the one after"
    assert f"/desk/fairs/{later.id}/talks/" not in page


def test_an_officer_reads_no_name_of_somebody_who_did_not_agree(
    client: InspectingClient, office: Office
) -> None:
    agreed = office.candidate(given_name="Aziza")
    hidden = office.candidate(given_name="Verborgen", agreed=False)
    for person in (agreed, hidden):
        db.session.add(Task(kind=TaskKind.LETTER_DEAD, candidate_id=person.id, created_at=NOW))
    db.session.commit()
    sign_in_as(client, office.officer())
    page = client.page("/desk")
    assert "Aziza" in page
    assert "Verborgen" not in page
    assert f"Person Nr. {hidden.id}" in page


def test_overdue_deletions_stand_on_the_desk_of_whoever_answers_for_them(
    client: InspectingClient, office: Office
) -> None:
    mine, lead = office.caseworker(), office.account(Role.TEAM_LEAD)
    own = office.candidate(caseworker_id=mine.id, family_name="Zuspät")
    foreign = office.candidate(caseworker_id=office.caseworker().id, family_name="Vonkollegin")
    in_time = office.candidate(caseworker_id=mine.id, family_name="Hatzeit")
    for person in (own, foreign):
        wants_to_go(person)
    wants_to_go(in_time, due_on=office_day(NOW))
    an_old_entry()
    sign_in_as(client, mine)
    page = client.page("/desk")
    assert f"/desk/privacy/people/{own.id}" in page
    for hidden in ("Vonkollegin", "Hatzeit", "Aufbewahrungsfristen"):
        assert hidden not in page
    sign_in_as(client, lead)
    page = client.page("/desk")
    for shown in (
        "Zuspät",
        "Vonkollegin",
        "Aufbewahrungsfristen",
        "1 Eintrag sollte",
        "Löschung überf",
    ):
        assert shown in page
    assert "Hatzeit" not in page
    sign_in_as(client, office.officer())
    page = client.page("/desk")
    assert "Zuspät" not in page
    assert "Aufbewahrungsfristen" not in page


def test_what_is_due_tonight_is_not_overdue(client: InspectingClient, office: Office) -> None:
    day = PERIODS[Kept.AUDIT].days
    an_old_entry(age=day + 1)  # goes in the first hours of today
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    assert "Aufbewahrungsfristen" not in client.page("/desk")
    an_old_entry(age=day + 2)
    assert "1 Eintrag sollte" in client.page("/desk")
    an_old_entry(age=day + 3)
    assert "2 Einträge sollten" in client.page("/desk")


def test_more_overdue_people_than_are_shown_are_counted(
    client: InspectingClient, office: Office
) -> None:
    for _number in range(11):
        wants_to_go(office.candidate())
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    page = client.page("/desk")
    assert page.count("Löschung überfällig") == 8
    assert "3 weitere" in page


def test_a_firm_that_stays_silent_after_a_reminder_is_a_call_with_its_number(
    client: InspectingClient, office: Office
) -> None:
    officer = office.officer()
    firm = office.employer(name="Stille GmbH", contact_phone="+49522112345")
    long_ago = NOW - timedelta(days=20)
    office.proposal(
        officer=officer,
        position=office.position(employer=firm),
        proposed_at=long_ago,
        firm_reminded_at=NOW - timedelta(days=13),
    )
    office.proposal(officer=officer, proposed_at=long_ago)  # not reminded yet
    sign_in_as(client, officer)
    page = client.page("/desk")
    assert page.count("Anrufen und notieren") == 1
    assert "Stille GmbH" in page
    assert "+49522112345" in page
