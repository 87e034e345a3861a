"""A backup taken while people work is restored whole, on either database."""

from __future__ import annotations

import errno
import json
import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from domain.access import Actor, Role
from models import Account, AuditEntry, Candidate, Letter, Registration, db, transactional
from services.audit import record, record_view
from services.passwords import hash_password
from tests.databases import NewDatabase
from tests.factories import Office
from tests.inspection import InspectingClient

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=list(arguments))


def fill(office: Office) -> Candidate:
    person = office.candidate(
        given_name="زهرة",
        work=(("Schweißer", "24422", 7),),
        skills=("welding",),
        phone="+491512345",
    )
    office.registration(candidate=person)
    office.proposal(candidate=person)
    record_view(actor=Actor(role=Role.OFFICER), subject=person, now=NOW)
    return person


@contextmanager
def application(url: str, folder: Path) -> Iterator[Flask]:
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "another key",
            "SQLALCHEMY_DATABASE_URI": url,
            "WTF_CSRF_ENABLED": False,
            "OUTBOX": str(folder),
            "DELETED_PEOPLE": str(folder / "deleted-people.jsonl"),
            "LOG_LEVEL": "CRITICAL",
        }
    )
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def contents() -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table as the models see it."""
    db.session.rollback()
    return {
        table.name: sorted(tuple(map(repr, row)) for row in db.session.execute(select(table)))
        for table in db.metadata.sorted_tables
        if table.name != "job_run"
    }


@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
def test_a_backup_restores_every_row_on_either_database(
    app: Flask, office: Office, new_database: NewDatabase, tmp_path: Path, into: str
) -> None:
    person = fill(office)
    file = tmp_path / "monday.backup"
    assert run(app, "backup", str(file)).exit_code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    before = contents()
    with application(new_database(into), tmp_path) as other:
        result = run(other, "restore", str(file))
        assert result.exit_code == 0, result.output
        assert contents() == before
        assert db.session.get_one(Candidate, person.id).full_name == person.full_name
        another = Office().candidate(office_id=person.office_id, email="new@example.org")
        assert another.id > person.id, "numbers go on after the last one"
        assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == 1


def test_people_sign_in_after_a_restore(
    app: Flask, office: Office, new_database: NewDatabase, tmp_path: Path
) -> None:
    member = office.account(Role.EMPLOYER, password_hash=hash_password("vier kleine Wörter"))
    file = tmp_path / "monday.backup"
    run(app, "backup", str(file))
    with application(new_database(db.engine.dialect.name), tmp_path) as other:
        run(other, "restore", str(file))
        client = InspectingClient(other)
        typed = {"email": member.email, "password": "vier kleine Wörter"}
        assert client.post("/sign-in", data=typed | {"password": "falsch"}).status_code == 422
        assert client.post("/sign-in", data=typed).status_code == 303
        assert client.get("/account/password").status_code == 200


@transactional
def _one_more(number: int) -> None:
    """Write a person, a letter and an entry together; a backup has all three or none."""
    with db.session.no_autoflush:
        office_id = db.session.scalar(select(Candidate.office_id).limit(1))
    person = Candidate(
        given_name=f"Nummer {number}", office_id=office_id, created_at=NOW, changed_at=NOW
    )
    db.session.add(person)
    db.session.flush()
    record(actor=Actor(role=Role.OFFICER), action="candidate.made", subject=person, now=NOW)


def test_a_backup_under_load_is_one_moment(app: Flask, office: Office, tmp_path: Path) -> None:
    office.candidate()
    stop, written = threading.Event(), []

    def keep_writing() -> None:
        with app.app_context():
            while not stop.is_set():
                _one_more(len(written))
                written.append(1)

    writers = [threading.Thread(target=keep_writing) for _number in range(2)]
    for writer in writers:
        writer.start()
    try:
        files = [tmp_path / f"{number}.backup" for number in range(4)]
        results = [run(app, "backup", str(file)) for file in files]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert [result.exit_code for result in results] == [0] * 4
    counts = [table_counts(file) for file in files]
    assert all(one["candidate"] - 1 == one["audit_entry"] for one in counts)
    assert counts[-1]["candidate"] > counts[0]["candidate"], "people were written meanwhile"


def table_counts(file: Path) -> dict[str, int]:
    with zipfile.ZipFile(file) as archive:
        tables = json.loads(archive.read("manifest.json"))["tables"]
    return {name: facts["rows"] for name, facts in tables.items()}


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    app: Flask, office: Office, new_database: NewDatabase, tmp_path: Path
) -> None:
    from flask_migrate import downgrade, upgrade

    office.office("Jobcenter Herford")
    file = tmp_path / "old.backup"
    downgrade(revision="0002")
    run(app, "backup", str(file))
    upgrade()
    with application(new_database("sqlite"), tmp_path) as other:
        result = run(other, "restore", str(file))
        assert result.exit_code == 0, result.output
        assert InspectingClient(other).get("/healthz").status_code == 200
        assert db.session.scalar(select(func.count()).select_from(Account.__table__)) == 0


@pytest.fixture
def file(app: Flask, office: Office, tmp_path: Path) -> Path:
    fill(office)
    file = tmp_path / "good.backup"
    assert run(app, "backup", str(file)).exit_code == 0
    return file


def refused(app: Flask, *arguments: str) -> str:
    """Return the one line a command says when it refuses."""
    result = run(app, *arguments)
    assert result.exit_code == 1, result.output
    (line,) = result.output.splitlines()
    return line


@pytest.mark.sqlite_only
def test_a_backup_never_overwrites_a_file(app: Flask, file: Path) -> None:
    before = file.read_bytes()
    assert "exists: choose another name" in refused(app, "backup", str(file))
    assert file.read_bytes() == before


def test_a_database_with_anything_in_it_takes_no_backup(app: Flask, file: Path) -> None:
    assert "The database is not empty" in refused(app, "restore", str(file))


def damage(file: Path, how: str) -> None:
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        people = archive.getinfo("tables/candidate.jsonl")
    inside = people.header_offset + 60 + people.compress_size // 2
    if how == "cut off":
        del content[inside:]
    else:
        content[inside] ^= 0xFF
    file.write_bytes(content)


@pytest.mark.parametrize("how", ["cut off", "one byte differs"])
def test_a_damaged_backup_restores_nothing(
    app: Flask, file: Path, new_database: NewDatabase, tmp_path: Path, how: str
) -> None:
    damage(file, how)
    with application(new_database("sqlite"), tmp_path) as empty:
        assert "is damaged" in refused(empty, "restore", str(file))
        assert db.session.scalar(select(func.count()).select_from(Candidate)) == 0


@pytest.mark.sqlite_only
def test_a_row_changed_with_its_own_checksum_is_found(app: Flask, file: Path) -> None:
    forged = file.with_name("forged.backup")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(forged, "w") as new:
        for name in old.namelist():
            new.writestr(
                name, old.read(name).replace(b"Samira", b"Samara").replace(b"2026", b"2025")
            )
    assert "is damaged" in refused(app, "restore", str(forged))


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not a backup"),
        (b"PK\x05\x06" + bytes(18), "is not a backup"),
        (b"%PDF-1.7", "is not"),
    ],
)
def test_another_file_is_not_a_backup(
    app: Flask, tmp_path: Path, content: bytes, sentence: str
) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(content)
    assert sentence in refused(app, "restore", str(other))
    assert "No such file" in refused(app, "restore", str(tmp_path / "missing"))


@pytest.mark.sqlite_only
def test_a_backup_of_a_newer_version_is_refused(app: Flask, file: Path) -> None:
    newer = file.with_name("newer.backup")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                facts = json.loads(content) | {"revision": "9999"}
                content = json.dumps(facts).encode()
            new.writestr(name, content)
    assert "newer version of Meeting Point (migration 9999)" in refused(app, "restore", str(newer))


@pytest.mark.sqlite_only
def test_a_full_disk_leaves_no_half_file(
    app: Flask, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    fill(office)
    folder = tmp_path / "full"
    folder.mkdir()
    monkeypatch.setattr("services.backups.write.os.fsync", full)
    assert "The disk is full" in refused(app, "backup", str(folder / "x.backup"))
    assert list(folder.iterdir()) == []


@pytest.mark.sqlite_only
def test_a_database_that_is_away_is_one_line_and_no_file(tmp_path: Path) -> None:
    with application("postgresql+psycopg://nobody@127.0.0.1:1/none", tmp_path) as away:
        line = refused(away, "backup", str(tmp_path / "x.backup"))
    assert "does not answer" in line
    assert list(tmp_path.iterdir()) == []


def test_letters_that_were_due_are_due_after_a_restore(
    app: Flask, office: Office, new_database: NewDatabase, tmp_path: Path
) -> None:
    from tests.factories.letters import written_letter

    written_letter(office.officer())
    file = tmp_path / "x.backup"
    run(app, "backup", str(file))
    with application(new_database("sqlite"), tmp_path) as other:
        run(other, "restore", str(file))
        assert run(other, "letters", "send").output == "1 letters sent.\n"
        assert db.session.scalars(select(Letter)).one().facts == {}
        assert db.session.scalar(select(func.count()).select_from(Registration)) == 0
