"""Whoever said they come later is not missed before: the door reads when."""

from __future__ import annotations

from datetime import timedelta

from domain.clock import BERLIN
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient


def test_the_time_somebody_chose_on_the_ticket_stands_at_the_door(
    client: InspectingClient, office: Office
) -> None:
    fair = office.fair(
        starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(hours=3), taken=2
    )
    amal = office.candidate(given_name="Amal", family_name="Haddad")
    place = office.registration(fair=fair, candidate=amal)
    office.registration(fair=fair, candidate=office.candidate(family_name="Haddadin"))
    page = f"/t/{amal.personal_codes[0].code}/later"
    at = place.group.starts_at + timedelta(minutes=90)
    assert client.post(page, data={"at": at.isoformat()}).status_code == 303
    sign_in_as(client, office.officer())
    door = client.page(f"/desk/door/{fair.id}?q=haddad")
    said = f"kommt um {at.astimezone(BERLIN):%H:%M}"
    assert door.count("kommt um") == 1
    assert door.index("Amal") < door.index(said)
