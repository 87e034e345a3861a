"""The protocol of a person: who looked, who changed, also in records merged into it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from blueprints.deeds import PROPOSAL_DEEDS
from blueprints.person_deeds import PERSON_DEEDS, deed_name
from blueprints.table_words import rows_name
from domain.access import Actor, Role
from domain.proposals import DONE
from models import Account, Base, Candidate, Merge, db, transactional
from services.audit import record
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

ROOT = Path(__file__).resolve().parents[3]


@transactional
def noted(person: Candidate, action: str, *, by: Actor, times: int = 1) -> None:
    for number in range(times):
        record(actor=by, action=action, subject=person, now=NOW + timedelta(minutes=number))


def actor(account: Account) -> Actor:
    return Actor(role=account.role, account_id=account.id, office_id=account.office_id)


def address(person: Candidate) -> str:
    return f"/desk/candidates/{person.id}/protocol"


def test_it_says_who_did_what_and_shows_nobody_elses_record(
    client: InspectingClient, office: Office
) -> None:
    officer, colleague = office.officer(), office.officer(name="Frau Nachbar")
    person, other = office.candidate(), office.candidate()
    noted(person, "candidate.skills_changed", by=actor(colleague))
    noted(other, "candidate.work_removed", by=actor(colleague))
    sign_in_as(client, officer)
    page = client.page(address(person))
    assert "Fertigkeiten geändert" in page
    assert "Frau Nachbar" in page
    assert "Arbeit oder Wunsch entfernt" not in page
    assert "Akte angesehen" in page  # the look at the protocol itself
    assert "Akte angesehen" not in client.page(address(person) + "?part=changes")
    assert address(person) in client.page(f"/desk/candidates/{person.id}")


def test_entries_of_a_merged_record_are_found_until_it_is_split(
    client: InspectingClient, office: Office
) -> None:
    officer = office.officer()
    kept, gone = office.candidate(), office.candidate()
    noted(gone, "candidate.place_changed", by=actor(officer))
    merge = a_merge(kept, gone, officer.id)
    sign_in_as(client, officer)
    page = client.page(address(kept))
    assert "Wohnort geändert" in page
    assert "mit ihr zusammengeführt" in page
    split(merge)
    assert "Wohnort geändert" not in client.page(address(kept))


@transactional
def a_merge(kept: Candidate, gone: Candidate, by: int) -> Merge:
    merge = Merge(kept_id=kept.id, gone_id=gone.id, merged_by_id=by, merged_at=NOW, story={})
    db.session.add(merge)
    return merge


@transactional
def split(merge: Merge) -> None:
    merge.undone_at = NOW


def test_a_colleague_without_the_case_finds_no_protocol(
    client: InspectingClient, office: Office
) -> None:
    person = office.candidate(caseworker_id=office.caseworker().id)
    sign_in_as(client, office.caseworker(name="Herr Fremd"))
    assert client.get(address(person)).status_code == 404


@pytest.mark.parametrize("page", ["0", "x", "-4", "99999999", "٢"])
def test_any_page_number_shows_a_page_for_the_same_price(
    client: InspectingClient, office: Office, page: str
) -> None:
    officer, person = office.officer(), office.candidate()
    sign_in_as(client, officer)
    client.page(address(person))
    counts = []
    for more in (2, 120):
        noted(person, "candidate.viewed", by=actor(officer), times=more)
        with counted_statements() as sent:
            client.page(f"{address(person)}?page={page}")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET


def test_what_the_person_did_is_called_so(client: InspectingClient, office: Office) -> None:
    person = office.candidate()
    noted(person, "candidate.signed_in", by=Actor(role=Role.CANDIDATE))
    sign_in_as(client, office.officer())
    assert "die Person selbst" in client.page(address(person))


def test_every_deed_the_services_write_has_a_name() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "services").rglob("*.py"))
    written = set(re.findall(r'"((?:candidate|proposal)\.[a-z_]+)"', source))
    written |= {f"proposal.{deed}" for deed in DONE.values()}
    assert {"candidate.merged", "proposal.viewed", "proposal.asked"} <= written
    assert {one for one in written if deed_name(one) == "anderer Eintrag"} == set()
    assert not set(PERSON_DEEDS) & set(PROPOSAL_DEEDS)


def test_every_table_about_a_person_has_a_name() -> None:
    about = [
        table.name
        for table in Base.metadata.sorted_tables
        if any(key.column.table.name in {"candidate", "proposal"} for key in table.foreign_keys)
    ]
    assert len(about) > 20
    assert [name for name in about if rows_name(name).startswith("Weitere Angaben")] == []
