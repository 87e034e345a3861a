"""The pages of a visitor and of the door ask the database a few times, however full the fair is."""

from __future__ import annotations

import pytest

from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements


@pytest.mark.sqlite_only
@pytest.mark.parametrize("rows", [2, 40])
def test_ticket_start_and_door_stay_within_their_budget(
    client: InspectingClient, office: Office, rows: int
) -> None:
    fair = office.fair()
    for _row in range(rows):
        office.position(employer=office.stand(fair=fair).employer)
        place = office.registration(fair=fair)
    code = place.candidate.personal_codes[0].code
    pages = [f"/t/{code}", f"/t/{code}/change", f"/fairs/{fair.slug}/register"]
    for page in pages:
        with counted_statements() as sent:
            client.page(page)
        assert len(sent) <= BUDGET, (page, sent)
    sign_in_as(client, office.officer())
    with counted_statements() as sent:
        client.page(f"/desk/door/{fair.id}")
    assert len(sent) <= BUDGET, sent
