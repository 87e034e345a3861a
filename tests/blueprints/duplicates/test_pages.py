"""The hint on saving and while typing, the list of pairs, merging and splitting on pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from models import Account, Candidate, DuplicatePair, Merge, db
from services.duplicates import look_for_duplicates
from services.merging import keep_records_together, merges_to_split
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

pytestmark = pytest.mark.page

TYPED = {
    "given_name": "Muhamad",
    "family_name": "Al-Haddad",
    "birth": ["3", "4", "1990"],
    "language": "de",
    "creation_key": "one press",
}
BORN = {"birth_year": 1990, "birth_month": 4, "birth_day": 3}


@pytest.fixture
def caseworker(office: Office, client: InspectingClient) -> Account:
    account = office.caseworker(name="Karin Albers")
    sign_in_as(client, account)
    return account


def _known(office: Office, **values: object) -> Candidate:
    given = {"given_name": "Mohammed", "family_name": "Haddad"} | BORN | values
    return office.candidate(**given)


def test_whoever_is_known_already_is_shown_with_reasons_and_nothing_is_kept(
    office: Office, client: InspectingClient, caseworker: Account
) -> None:
    known = _known(office, caseworker_id=caseworker.id)
    page = client.post("/desk/candidates/new", data=TYPED)
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "Vielleicht schon da" in text
    assert f"/desk/candidates/{known.id}" in text
    assert "gleiches Geburtsdatum" in text
    assert 'value="Muhamad"' in text
    assert db.session.query(Candidate).count() == 1


def test_somebody_else_is_kept_and_the_pair_is_not_shown_again(
    office: Office, client: InspectingClient, caseworker: Account
) -> None:
    _known(office, caseworker_id=caseworker.id)
    typed = TYPED | {"then": "somebody_else"}
    assert client.post("/desk/candidates/new", data=typed).status_code == 303
    assert db.session.query(Candidate).count() == 2
    assert db.session.scalars(select(DuplicatePair.told_apart_by_id)).all() == [caseworker.id]
    look_for_duplicates(now=NOW)
    assert "Kein Paar" in client.get("/desk/duplicates/").get_data(as_text=True)


def test_of_a_colleagues_case_only_the_colleague_is_named(
    office: Office, client: InspectingClient, caseworker: Account
) -> None:
    other = office.caseworker(name="Petra Neumann")
    known = _known(office, caseworker_id=other.id, place="Vlotho")
    typed = TYPED
    text = client.post("/desk/candidates/new", data=typed).get_data(as_text=True)
    while_typing = client.post("/desk/candidates/similar", data=typed)
    assert "Petra Neumann" in text
    for answer in (text, while_typing.get_data(as_text=True)):
        assert "Mohammed" not in answer
        assert "Vlotho" not in answer
        assert f"/desk/candidates/{known.id}" not in answer
    assert while_typing.json == {
        "items": [{"text": "Vielleicht gibt es schon eine Akte. Zuständig: Petra Neumann"}]
    }


def test_nobody_alike_and_half_a_form_say_nothing(
    office: Office, client: InspectingClient, caseworker: Account
) -> None:
    _known(office, caseworker_id=caseworker.id)
    for typed in (TYPED | {"given_name": "Rana"}, {}, {"given_name": "Mohammed"}):
        answer = client.post("/desk/candidates/similar", data=typed)
        assert (answer.status_code, answer.json) == (200, {"items": []})


def test_a_day_that_does_not_exist_does_not_stop_the_hint(
    office: Office, client: InspectingClient, caseworker: Account
) -> None:
    _known(office, caseworker_id=caseworker.id)
    typed = TYPED | {"birth": ["31", "2", "1990"], "family_name": "Haddad"}
    typed |= {"given_name": "Mohammed"}
    answer = client.post("/desk/candidates/similar", data=typed)
    assert "unbekannt" in str(answer.json) or "nicht überall bekannt" in str(answer.json)


def test_a_pair_is_merged_looked_at_and_split_on_its_pages(
    office: Office, client: InspectingClient, caseworker: Account
) -> None:
    one = _known(office, caseworker_id=caseworker.id, place="Herford")
    two = _known(office, caseworker_id=caseworker.id, given_name="Muhamad", place="Bünde")
    one_id, two_id = one.id, two.id
    look_for_duplicates(now=NOW)
    assert "Muhamad" in client.get("/desk/duplicates/").get_data(as_text=True)
    address = f"/desk/duplicates/{two_id}/{one_id}/merge"
    assert client.post(address, data={"field_place": "gone"}).status_code == 422
    done = client.post(address, data={"sure": "y", "field_place": "gone"})
    assert done.status_code == 303
    db.session.rollback()
    assert db.session.get(Candidate, two_id) is None
    assert db.session.get_one(Candidate, one_id).place == "Bünde"
    merge = db.session.scalars(select(Merge)).one()
    assert "Wieder trennen" in client.get(f"/desk/duplicates/merges/{merge.id}").get_data(
        as_text=True
    )
    assert client.get(f"/desk/candidates/{two_id}").status_code == 303
    assert client.post(f"/desk/duplicates/merges/{merge.id}/split").status_code == 303
    again = client.post(f"/desk/duplicates/merges/{merge.id}/split")
    assert again.status_code == 303
    assert "geht nicht mehr" in client.get(f"/desk/duplicates/merges/{merge.id}").get_data(
        as_text=True
    )
    db.session.rollback()
    assert db.session.get_one(Candidate, two_id).place == "Bünde"
    assert db.session.get_one(Candidate, one_id).place == "Herford"


def test_a_merge_is_found_again_in_the_list_until_it_is_taken_back_or_too_old(
    office: Office, client: InspectingClient, caseworker: Account
) -> None:
    one = _known(office, caseworker_id=caseworker.id, language="ar")
    two = _known(office, caseworker_id=caseworker.id, given_name="Muhamad", language="de")
    address = f"/desk/duplicates/{one.id}/{two.id}/merge"
    preview = client.page(address)
    assert "Arabisch" in preview
    assert "Deutsch" in preview
    client.post(address, data={"sure": "y"})
    merge = db.session.scalars(select(Merge)).one()
    way_back = f"/desk/duplicates/merges/{merge.id}"
    assert way_back in client.page("/desk/duplicates/")
    late = merges_to_split(actor=caseworker.actor, now=NOW + timedelta(days=31))
    assert not late
    client.post(f"{way_back}/split")
    assert way_back not in client.page("/desk/duplicates/")
    _merge_of_a_stranger(office, client)
    assert "noch trennbar" not in client.page("/desk/duplicates/")


def _merge_of_a_stranger(office: Office, client: InspectingClient) -> None:
    people = [_known(office), _known(office, given_name="Muhamad")]
    keep_records_together(
        actor=office.account(Role.TEAM_LEAD).actor,
        kept_id=people[0].id,
        gone_id=people[1].id,
        from_gone=frozenset(),
        now=NOW,
    )


def test_strangers_and_oneself_cannot_be_merged(
    office: Office, client: InspectingClient, caseworker: Account
) -> None:
    own, foreign = _known(office, caseworker_id=caseworker.id), _known(office)
    for pair in ((own.id, foreign.id), (foreign.id, own.id), (own.id, own.id)):
        assert client.get(f"/desk/duplicates/{pair[0]}/{pair[1]}/merge").status_code == 404


def test_the_pages_keep_their_budget_however_many_pairs_there_are(
    office: Office, client: InspectingClient, caseworker: Account
) -> None:
    people = [_known(office, caseworker_id=caseworker.id) for _number in range(5)]
    pair = f"/desk/duplicates/{people[0].id}/{people[1].id}/merge"
    while look_for_duplicates(now=NOW):
        pass
    for address in ("/desk/duplicates/", pair):
        client.get(address)
        with counted_statements() as sent:
            client.get(address)
        assert len(sent) <= BUDGET, f"{address}: {len(sent)}"
