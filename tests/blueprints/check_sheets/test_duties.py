"""What a firm is to keep and to report is the same for everybody: a duty can name a document."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta

import pytest

from domain.access import Role
from domain.clock import office_day
from domain.positions import PositionKind
from domain.residence import EmploymentEntry
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

ANSWERS = ("Keine Erlaubnis nötig", "Erlaubnisverfahren nötig", "Wird geklärt")
REPORTED = ("duldung_60d", "ae_18a", "duldung_60c", "ae_16g")
NOT_REPORTED = ("ae_25_4", "ae_25_3")


@pytest.mark.parametrize("kind", [PositionKind.JOB, PositionKind.APPRENTICESHIP])
def test_no_duty_of_a_firm_tells_one_document_from_another(
    client: InspectingClient, office: Office, kind: PositionKind
) -> None:
    firm, person = office.account(Role.EMPLOYER), office.candidate()
    position = office.position(employer_id=firm.employer_id, kind=kind)
    proposal = office.proposal(candidate=person, position=position)
    sign_in_as(client, firm)
    read: dict[str, set[str]] = defaultdict(set)
    for number, key in enumerate((*REPORTED, *NOT_REPORTED)):
        begins = office_day(NOW) - timedelta(days=300 - number)
        office.document(
            candidate=person, status_key=key, valid_from=begins, entry=EmploymentEntry.UNKNOWN
        )
        page = client.page(f"/proposals/{proposal.id}/check-sheet")
        answer = next(one for one in ANSWERS if one in page)
        duties = page[page.index("aufbewahrt und meldet") : page.index("Fragen beantwortet")]
        read[answer].add(re.sub(r"Ab \d\d\.\d\d\.\d{4}: [^<]*", "", duties))
        assert "manchmal nur 2 Wochen" in duties
    assert len(read) > 1
    assert {len(texts) for texts in read.values()} == {1}
