"""Whoever was deleted after a backup is deleted again when it is restored, and nobody else."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from blueprints.deletion_list import deletion_list
from domain.access import Actor, Role
from domain.deletion import DeletionReason
from models import Candidate, Merge, PersonDeletion, Registration, db
from services.deletion_list import DeletionList, installation_mark
from services.deletions import delete_and_prove
from services.merging import keep_records_together, split_again
from tests.databases import NewDatabase
from tests.factories import Office
from tests.services.backups.test_backup_and_restore import application, refused, run


def fill(office: Office) -> Candidate:
    person = office.candidate(skills=("welding",), phone="+491512345")
    office.registration(fair=office.fair(taken=1), candidate=person)
    return person


def delete(person_id: int, *, now: datetime | None = None) -> PersonDeletion:
    return delete_and_prove(
        actor=Actor(role=Role.CANDIDATE, candidate_id=person_id),
        candidate_id=person_id,
        reason=DeletionReason.ASKED,
        folders=[],
        ledger=deletion_list(),
        now=now or datetime.now(UTC),
    )


def people() -> set[int]:
    db.session.rollback()
    return set(db.session.scalars(select(Candidate.id)))


def backed_up(app: Flask, tmp_path: Path) -> Path:
    file = tmp_path / "monday.backup"
    assert run(app, "backup", str(file)).exit_code == 0
    return file


@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
def test_who_was_deleted_since_is_deleted_again_with_a_proof(
    app: Flask, office: Office, new_database: NewDatabase, tmp_path: Path, into: str
) -> None:
    before, leaves, stays = fill(office), fill(office), fill(office)
    delete(before.id)
    file, kept = backed_up(app, tmp_path), {stays.id}
    delete(leaves.id)
    with application(new_database(into), tmp_path) as other:
        result = run(other, "restore", str(file))
        assert result.exit_code == 0, result.output
        assert "1 people deleted since were deleted again" in result.output
        assert people() == kept
        assert set(db.session.scalars(select(Registration.candidate_id))) == kept
        proof = db.session.scalars(
            select(PersonDeletion).where(PersonDeletion.reason == DeletionReason.REPEATED)
        ).one()
        assert proof.leftovers == {}
        assert proof.check_number


def test_the_list_holds_numbers_and_moments_only_and_is_for_its_owner(
    app: Flask, office: Office
) -> None:
    person = fill(office)
    number = person.id
    delete(number)
    path = deletion_list().path
    (line,) = path.read_text("utf-8").splitlines()
    assert set(json.loads(line)) == {"at", "mark", "id"}
    assert json.loads(line)["id"] == number
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.sqlite_only
def test_without_the_list_nothing_is_restored_unless_somebody_is_sure(
    app: Flask, office: Office, new_database: NewDatabase, tmp_path: Path
) -> None:
    leaves, stays = fill(office), fill(office)
    file, everybody = backed_up(app, tmp_path), {leaves.id, stays.id}
    away = tmp_path / "elsewhere"
    away.mkdir()
    with application(new_database("sqlite"), away) as other:
        assert "--deleted FILE" in refused(other, "restore", str(file))
        assert run(other, "restore", str(file), "--nobody-deleted").exit_code == 0
        assert people() == everybody
    delete(leaves.id)
    with application(new_database("sqlite"), away / "two") as other:
        named = str(tmp_path / "deleted-people.jsonl")
        assert run(other, "restore", str(file), "--deleted", named).exit_code == 0
        assert people() == everybody - {min(everybody)}


@pytest.mark.sqlite_only
def test_the_list_of_another_installation_deletes_nobody(
    app: Flask, office: Office, new_database: NewDatabase, tmp_path: Path
) -> None:
    person = fill(office)
    file, everybody = backed_up(app, tmp_path), {person.id}
    deletion_list().add(everybody, mark="somebody else", now=datetime.now(UTC))
    old = datetime.now(UTC) - timedelta(days=1)
    deletion_list().add(everybody, mark=installation_mark(), now=old)
    with application(new_database("sqlite"), tmp_path) as other:
        assert run(other, "restore", str(file)).exit_code == 0
        assert people() == everybody


@pytest.mark.sqlite_only
def test_a_broken_list_is_said_before_anything_is_restored(
    app: Flask, office: Office, new_database: NewDatabase, tmp_path: Path
) -> None:
    fill(office)
    file = backed_up(app, tmp_path)
    with deletion_list().path.open("a") as lines:
        lines.write("12\n")
    with application(new_database("sqlite"), tmp_path) as other:
        assert "line 1, is not a line of a deletion list" in refused(other, "restore", str(file))
        assert run(other, "db", "current").exit_code == 0
    (tmp_path / "deleted-people.jsonl").unlink()


def test_a_deletion_the_database_refused_is_taken_back(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = fill(office)
    number, moment = person.id, datetime.now(UTC)

    def refuse() -> None:
        raise OperationalError("COMMIT", {}, Exception("disk full"))

    with monkeypatch.context() as patch:
        patch.setattr(db.session(), "commit", refuse)
        with pytest.raises(OperationalError):
            delete(number)
    assert number in people()
    mark = installation_mark()
    assert deletion_list().since(moment, mark) == []
    delete(number)
    assert deletion_list().since(moment, mark) == [number]


def test_both_numbers_of_a_merged_person_are_on_the_list(app: Flask, office: Office) -> None:
    lead = office.account(Role.TEAM_LEAD).actor
    kept, gone, apart = (office.candidate().id for _number in range(3))
    merges: list[Merge] = [
        keep_records_together(
            actor=lead, kept_id=kept, gone_id=one, from_gone=frozenset(), now=datetime.now(UTC)
        )
        for one in (gone, apart)
    ]
    split_again(actor=lead, merge_id=merges[1].id, now=datetime.now(UTC))
    moment = datetime.now(UTC)
    delete(kept)
    assert deletion_list().since(moment, installation_mark()) == [kept, gone]


@pytest.mark.sqlite_only
def test_a_record_that_is_part_of_another_in_the_backup_is_named(
    app: Flask, office: Office, new_database: NewDatabase, tmp_path: Path
) -> None:
    lead = office.account(Role.TEAM_LEAD).actor
    kept, gone = office.candidate().id, office.candidate().id
    merge = keep_records_together(
        actor=lead, kept_id=kept, gone_id=gone, from_gone=frozenset(), now=datetime.now(UTC)
    )
    file = backed_up(app, tmp_path)
    split_again(actor=lead, merge_id=merge.id, now=datetime.now(UTC))
    delete(gone)
    with application(new_database("sqlite"), tmp_path) as other:
        result = run(other, "restore", str(file))
        assert result.exit_code == 1
        assert f"record {gone} is part of record {kept}" in result.output
        assert people() == {kept}


def test_many_who_write_at_once_leave_whole_lines(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    noted = DeletionList(tmp_path / "list.jsonl")
    moment = datetime.now(UTC)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: noted.add([one], mark="m", now=moment), range(200)))
    assert sorted(noted.since(moment, "m")) == list(range(200))
