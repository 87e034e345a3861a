"""Who may open a person's record, and that each look is noted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.access import Role
from domain.clock import office_day
from models import AuditEntry, Candidate, StandIn, db, transactional
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient, without_token

STEPS = (
    *("", "/contact", "/languages", "/education", "/work", "/skills", "/licences"),
    *("/availability", "/wishes", "/residence", "/consents", "/card", "/history", "/recognition"),
)


@transactional
def _stand_in(**values: Any) -> None:
    db.session.add(StandIn(**values))


def _views(person: Candidate) -> int:
    return (
        db.session.scalar(
            select(func.count())
            .select_from(AuditEntry)
            .where(AuditEntry.action == "candidate.viewed", AuditEntry.subject_id == person.id)
        )
        or 0
    )


@pytest.mark.parametrize("step", STEPS)
def test_a_colleagues_person_answers_like_one_that_does_not_exist(
    client: InspectingClient, office: Office, step: str
) -> None:
    person = office.candidate(caseworker=office.caseworker())
    sign_in_as(client, office.caseworker())
    foreign = client.get(f"/desk/candidates/{person.id}{step}")
    missing = client.get(f"/desk/candidates/999999{step}")
    assert foreign.status_code == missing.status_code == 404
    assert without_token(foreign) == without_token(missing)
    assert _views(person) == 0


@pytest.mark.parametrize("step", STEPS)
def test_every_page_of_a_record_is_noted_once_when_a_colleague_looks(
    client: InspectingClient, office: Office, step: str
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker, work=(("Koch", "29302", 2),))
    sign_in_as(client, caseworker)
    client.page(f"/desk/candidates/{person.id}{step}")
    assert _views(person) == 1


@pytest.mark.parametrize(
    ("first", "last", "sees"),
    [(0, 0, True), (-3, 0, True), (0, 5, True), (1, 5, False), (-5, -1, False)],
)
def test_a_stand_in_sees_the_record_from_the_first_to_the_last_day(
    client: InspectingClient, office: Office, first: int, last: int, sees: bool
) -> None:
    absent, stand_in = office.caseworker(), office.caseworker()
    person = office.candidate(caseworker=absent)
    day = office_day(NOW)
    _stand_in(
        caseworker=absent,
        stand_in=stand_in,
        starts_on=day + timedelta(days=first),
        ends_on=day + timedelta(days=last),
    )
    sign_in_as(client, stand_in)
    answer = client.get(f"/desk/candidates/{person.id}")
    assert answer.status_code == (200 if sees else 404)


def test_a_team_lead_reads_the_file_and_changes_nothing(
    client: InspectingClient, office: Office
) -> None:
    person = office.candidate(agreed=False)
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    assert f"/desk/candidates/{person.id}/contact" not in client.page(
        f"/desk/candidates/{person.id}"
    )
    for step in STEPS[1:]:
        assert client.get(f"/desk/candidates/{person.id}{step}").status_code == 404


def test_after_a_withdrawal_the_person_is_gone_for_officers(
    client: InspectingClient, office: Office
) -> None:
    person = office.candidate(family_name="Verschwunden")
    sign_in_as(client, office.officer())
    home = f"/desk/candidates/{person.id}"
    client.page(f"{home}/consents")
    assert client.post(f"{home}/consents/withdrawal").location == "/desk/candidates/"
    assert "Verschwunden" not in client.page("/desk/candidates/")
    assert client.get(home).status_code == 404
