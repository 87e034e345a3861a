"""Which kind of work a position is decides what the law answers."""

from __future__ import annotations

import pytest

from domain.labour_market import Activity, activity_of
from domain.position_rules import Terms, objections
from domain.positions import PayUnit, PositionKind
from domain.residence import EmploymentEntry
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

DAY = NOW.date()


def test_each_kind_of_position_is_an_activity_of_the_law() -> None:
    activities = {kind: activity_of(kind, DAY) for kind in PositionKind}
    assert None not in activities.values()
    assert activities[PositionKind.TEMPORARY_WORK] is Activity.TEMPORARY_WORK
    assert activities[PositionKind.INTERNSHIP_VOLUNTARY] is Activity.EMPLOYMENT


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (PositionKind.JOB, "Erlaubnis + BA nötig"),
        (PositionKind.TEMPORARY_WORK, "nicht erlaubt"),
    ],
)
def test_an_agency_may_not_hire_out_whom_a_firm_may_employ(
    client: InspectingClient, office: Office, kind: PositionKind, answer: str
) -> None:
    person = office.candidate(caseworker=office.caseworker())
    office.document(candidate=person, status_key="ae_18a", entry=EmploymentEntry.UNKNOWN)
    position = office.position(kind=kind)
    office.proposal(candidate=person, position=position)
    sign_in_as(client, office.officer())
    assert f">{answer}<" in client.page(f"/desk/check-sheets/{person.id}/{position.id}")


def test_an_agency_pays_the_minimum_wage_too() -> None:
    terms = Terms(PositionKind.TEMPORARY_WORK, pay_cents=1000, pay_unit=PayUnit.HOUR)
    assert [one.field for one in objections(terms, DAY)] == ["pay_cents"]
