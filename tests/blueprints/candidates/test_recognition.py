"""A procedure of recognition knows from the catalogue whether its occupation is regulated."""

from __future__ import annotations

import pytest

from models import Recognition, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient


@pytest.mark.parametrize(
    ("reference", "said", "kept"),
    [
        ("81302", "", True),
        ("51312", "", False),
        ("", "", None),
        ("81302", "no", False),
        ("51312", "yes", True),
    ],
)
def test_without_an_answer_the_catalogue_says_whether_an_occupation_is_regulated(
    client: InspectingClient, office: Office, reference: str, said: str, kept: bool | None
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    sign_in_as(client, caseworker)
    told = {"kind": "procedure", "reference": reference, "is_regulated": said}
    answer = client.post(f"/desk/candidates/{person.id}/recognition", data=told)
    assert answer.status_code == 303
    assert db.session.query(Recognition).one().is_regulated is kept


def test_regulated_occupations_are_marked_where_one_chooses(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    sign_in_as(client, caseworker)
    page = client.page(f"/desk/candidates/{person.id}/recognition?q=Pflegefachmann")
    assert "– reglementiert</option>" in page
    assert "– reglementiert</option>" not in client.page(
        f"/desk/candidates/{person.id}/recognition?q=Lagerhelfer"
    )
