"""`flask catalogue check` says in one line each what is wrong, and ends with a status."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask

from matching.catalogue import HERE
from tests.factories import Office
from tests.factories.linkers import learn_few
from tests.factories.official import (
    BAKER,
    ESCO,
    crosswalk_file,
    esco_folder,
    kldb_file,
    titles_file,
)


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["catalogue", *arguments])
    return result.exit_code, result.output


@pytest.fixture(autouse=True)
def few_titles_to_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    learn_few(monkeypatch)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for file in HERE.glob("*.csv"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_the_shipped_catalogue_is_in_order(app: Flask) -> None:
    status, said = run(app, "check")
    assert status == 0
    counted, english, arabic, verdict = said.splitlines()
    assert counted.endswith("each with its label in de, en, ar.")
    assert int(counted.split()[0]) >= 300
    assert english.startswith("en: machine-made, read by nobody yet: everyday.csv")
    assert arabic.startswith("ar: machine-made")
    assert verdict == "The catalogue is in order."


def test_a_label_whose_origin_nobody_recorded_is_a_mistake(app: Flask, copy: Path) -> None:
    origins = copy / "label_origins.csv"
    lines = origins.read_text(encoding="utf-8").splitlines(keepends=True)
    origins.write_text("".join(line for line in lines if "skills.csv,ar" not in line))
    status, said = run(app, "check", str(copy))
    assert status == 1
    assert "label_origins.csv: skills.csv lacks the origin of its labels in ar" in said


TITLES = [["B 32122-101", "Quendler/in", "Quendler", "Quendlerin"]]


def test_an_import_reports_what_it_did_by_numbers_only(
    app: Flask, office: Office, tmp_path: Path
) -> None:
    person = office.candidate(work=(("Quendler", None, 2),))
    path = str(titles_file(tmp_path, TITLES))
    status, said = run(app, "import-titles", path, "--dry-run")
    assert status == 0
    assert "This was a dry run: nothing was kept." in said
    status, said = run(app, "import-titles", path)
    assert status == 0
    assert "titles 2019-01-03: 1 entries, 0 passed over." in said
    assert f"1 linked now\n\twork_experience {person.work[0].id}: none -> 32122" in said
    assert "Quendler" not in said
    assert "Samira" not in said
    status, said = run(app, "files")
    assert status == 0
    assert "titles 2019-01-03 (de): 1 entries" in said
    assert "Berufsbezeichnungen: Bundesagentur für Arbeit." in said


def test_each_import_has_its_command(app: Flask, tmp_path: Path) -> None:
    folder = esco_folder(tmp_path / "ESCO v1.2.0")
    assert run(app, "import-esco", str(folder), "--language", "de")[0] == 0
    assert run(app, "import-kldb", str(kldb_file(tmp_path)))[0] == 0
    row = [ESCO + BAKER, "Bäcker", "B 29222-100", "Bäcker", "skos:exactMatch", ""]
    mapping = crosswalk_file(tmp_path, "occupation", [row])
    assert run(app, "import-competences", str(mapping))[0] == 0
    said = run(app, "files")[1]
    assert "esco 1.2.0 (de)" in said
    assert "crosswalk 20220518" in said


def test_every_wrong_row_has_its_line_and_the_last_says_that_nothing_changed(
    app: Flask, tmp_path: Path
) -> None:
    rows = [["29222", "a", "", ""], ["B 29222-100", "", "", ""]]
    status, said = run(app, "import-titles", str(titles_file(tmp_path, rows)))
    assert status == 1
    first, last = said.splitlines()
    assert first.startswith("titles.xlsx, line 3: '29222' is no number")
    assert last.startswith("Error: titles.xlsx, line 4: B 29222-100 has no title")
    assert last.endswith("Nothing was taken over; what is in use stays.")
    assert run(app, "files")[1].startswith("Only the shipped catalogue is in use.\n")


@pytest.mark.parametrize(
    "command", ["import-esco", "import-kldb", "import-titles", "import-competences"]
)
def test_what_is_not_there_is_one_line(app: Flask, tmp_path: Path, command: str) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for place in (tmp_path / "nowhere", empty):
        status, said = run(app, command, str(place))
        assert status == 1
        assert len(said.splitlines()) == 1, said


def test_a_flaw_is_named_and_the_status_says_so(app: Flask, copy: Path) -> None:
    with (copy / "occupation_skills.csv").open("a", encoding="utf-8") as file:
        file.write("kosmonaut,floating,\n")
    status, said = run(app, "check", str(copy))
    assert status == 1
    assert said.splitlines() == [
        "occupation_skills.csv: kosmonaut has no profile in profiles.csv",
        "Error: 1 mistakes in the catalogue.",
    ]


def test_a_folder_that_is_none_is_one_line(app: Flask) -> None:
    status, said = run(app, "check", "/nowhere")
    assert status == 1
    assert said == "Error: /nowhere is no folder: name the folder that holds the files.\n"


def test_an_import_learns_its_titles_and_the_files_say_so(app: Flask, tmp_path: Path) -> None:
    assert (
        "linkers: No linkers were learned yet. Run `flask catalogue learn`." in run(app, "files")[1]
    )
    assert "stored as" in run(app, "import-titles", str(titles_file(tmp_path, TITLES)))[1]
    assert "know this catalogue" in run(app, "files")[1]
    assert "know the catalogue in use" in run(app, "learn", "--if-needed")[1]
    assert run(app, "import-kldb", str(kldb_file(tmp_path)), "--dry-run")[0] == 0
    assert "know this catalogue" in run(app, "files")[1]


def test_a_spoilt_file_of_linkers_is_named_in_one_line_and_learned_anew(app: Flask) -> None:
    said = run(app, "learn")[1]
    path = Path(said.split("stored as ")[1].strip().removesuffix("."))
    path.write_bytes(path.read_bytes()[:-100])
    line = run(app, "files")[1].splitlines()[-1]
    assert line == (
        "linkers: The model is damaged: its sha256 is another. Run `flask catalogue learn`."
    )
    assert "stored as" in run(app, "learn", "--if-needed")[1]
    assert "know this catalogue" in run(app, "files")[1]
