"""`flask positions import` prints a result for each row and ends with a status that says it all."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from models import ImportBatch, Position, db
from tests.factories import Office

GOOD = "Titel;PLZ;Ort\nKoch;32049;Herford\nMaler;32257;Bünde\n"
BAD = GOOD + "Fahrer;320;Enger\n"


def run(app: Flask, *arguments: str, typed: str = "") -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["positions", *arguments], input=typed)
    assert "Traceback" not in result.output
    return result.exit_code, result.output


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "stellen.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def titles() -> list[str]:
    return list(db.session.scalars(select(Position.title).order_by(Position.id)))


def test_good_rows_become_positions(app: Flask, office: Office, file: Path) -> None:
    firm = office.employer()
    status, output = run(app, "import", str(file), "--employer", firm.name, "--yes")
    assert status == 0, output
    assert "2\tnew\tKoch\t32049 Herford" in output
    assert "2 positions imported" in output
    assert titles() == ["Koch", "Maler"]


def test_a_row_with_an_error_is_named_and_sets_the_status(
    app: Flask, office: Office, file: Path
) -> None:
    file.write_text(BAD, encoding="utf-8")
    status, output = run(app, "import", str(file), "--employer", str(office.employer().id), "--yes")
    assert status == 1
    assert "4\tError\tFahrer" in output
    assert "! PLZ: “320” is not a postcode of five digits" in output
    assert titles() == ["Koch", "Maler"]


@pytest.mark.parametrize(("option", "typed"), [("--dry-run", ""), (None, "n\n")])
def test_without_a_yes_nothing_is_kept(
    app: Flask, office: Office, file: Path, option: str | None, typed: str
) -> None:
    more = [option] if option else []
    firm = str(office.employer().id)
    status, output = run(app, "import", str(file), "--employer", firm, *more, typed=typed)
    assert status == 0
    assert "Nothing was imported." in output
    assert titles() == []
    assert db.session.query(ImportBatch).count() == 0


def test_an_import_is_taken_back_once(app: Flask, office: Office, file: Path) -> None:
    run(app, "import", str(file), "--employer", str(office.employer().id), "--yes")
    number = str(db.session.scalars(select(ImportBatch.id)).one())
    status, output = run(app, "undo", number)
    assert (status, output) == (0, "2 positions removed.\n")
    assert titles() == []
    assert run(app, "undo", number)[0] == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b'[{"titel"', "The JSON is incomplete"),
        (b"PK\x03\x04", "This Excel file is damaged."),
    ],
)
def test_what_cannot_be_read_is_one_line(
    app: Flask, office: Office, file: Path, content: bytes, says: str
) -> None:
    file.write_bytes(content)
    status, output = run(app, "import", str(file), "--employer", str(office.employer().id))
    assert status == 1
    assert says in output
    assert len(output.strip().splitlines()) == 1


def test_a_missing_file_and_an_unknown_firm_are_one_line(
    app: Flask, office: Office, file: Path
) -> None:
    firm = str(office.employer().id)
    for path, name in ((f"{file}.no", firm), (str(file), "Nirgendwo")):
        status, output = run(app, "import", path, "--employer", name)
        assert status == 1
        assert len(output.strip().splitlines()) == 1
