"""Today: what waits for the office as a whole, and what is said where nothing waits."""

from __future__ import annotations

from datetime import date

import pytest

from domain.access import Role
from domain.labour_market import Access, Activity, Confidence
from models import OfficeRule, db, transactional
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient


@transactional
def a_draft(by: int) -> None:
    db.session.add(
        OfficeRule(
            document="ae_25_2_gfk",
            activity=Activity.EMPLOYMENT,
            valid_from=date(2027, 1, 1),
            access=Access.FREE,
            cite="§ 1",
            source="BGBl.",
            confidence=Confidence.HIGH,
            entered_by_id=by,
            entered_at=NOW,
        )
    )


def test_a_team_lead_reads_whom_nobody_looks_after_and_which_rule_waits(
    client: InspectingClient, office: Office
) -> None:
    me, colleague = office.account(Role.TEAM_LEAD), office.account(Role.TEAM_LEAD)
    sign_in_as(client, me)
    a_draft(by=me.id)
    assert "keine Regel wartet" in client.page("/desk")
    office.candidate(office_id=me.office_id)
    office.candidate(office_id=me.office_id, caseworker_id=office.caseworker().id)
    a_draft(by=colleague.id)
    page = client.page("/desk")
    assert "1 Person" in page
    assert 'href="/desk/team/"' in page
    assert "1 kommende Regel" in page
    assert "01.01.2027" in page


def test_an_officer_reads_which_rule_waits_but_not_whom_nobody_looks_after(
    client: InspectingClient, office: Office
) -> None:
    a_draft(by=office.account(Role.TEAM_LEAD).id)
    office.candidate()
    sign_in_as(client, office.officer())
    page = client.page("/desk")
    assert "Regel zu prüfen" in page
    assert "Ohne Fachkraft" not in page


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CASEWORKER, Role.TEAM_LEAD])
def test_an_empty_desk_speaks_of_the_work_of_the_role(
    client: InspectingClient, office: Office, role: Role
) -> None:
    sign_in_as(client, office.account(role))
    page = client.page("/desk")
    assert ("Firmen sind geprüft" in page) == (role is Role.OFFICER)
    assert ("Dokument Ihrer Leute" in page) == (role is Role.CASEWORKER)
