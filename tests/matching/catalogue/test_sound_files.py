"""The catalogue's files are sound, and the check says in one line what is not."""

import csv
import shutil
from pathlib import Path

import pytest

from matching.catalogue import HERE, Catalogue, load_catalogue
from matching.catalogue.build import main as build
from matching.catalogue.build import read_structure, structure_file, write_tables
from matching.catalogue.check import main as check


@pytest.fixture
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for file in HERE.glob("*.csv"):
        shutil.copy(file, tmp_path)
    return tmp_path


def change_cell(file: Path, column: str, value: str) -> None:
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    rows[0][column] = value
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_the_shipped_files_have_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert check([]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("file", "column", "value", "line"),
    [
        ("occupations.csv", "code", "01109", "five digits"),
        ("everyday.csv", "code", "29999", "unknown code 29999"),
        ("everyday.csv", "key", "baecker", "'baecker' stands there 2 times"),
        ("everyday.csv", "label_ar", "", "lacks its label in ar"),
        ("everyday.csv", "label_en", "خباز", "lacks its label in en"),
        ("everyday.csv", "female", "", "lacks its male, female or neutral form"),
        ("everyday.csv", "synonyms", "Bäcker", "stands for"),
        ("vocabulary.csv", "group", "999", "999 is no group"),
        ("skills.csv", "groups", "29222", "which is no group"),
        ("skills.csv", "label_en", "Cooking", "'Cooking' stands there 2 times"),
        ("tasks.csv", "occupations", "koch;koch", "needs 6 different occupations"),
        ("tasks.csv", "occupations", "a;b;c;d;e;f", "unknown occupation a"),
        ("everyday.csv", "label_en", "Tailor", "'tailor' stands there 2 times"),
        ("everyday.csv", "label_ar", "خياط", "'خياط' stands there 2 times"),
        ("profiles.csv", "isco", "921", "not four digits"),
        ("profiles.csv", "isco", "0110", "not four digits"),
        ("profiles.csv", "way_in", "luck", "unknown way in 'luck'"),
        ("profiles.csv", "regulated", "perhaps", "regulated 'perhaps'"),
        ("profiles.csv", "occupation", "arzt", "arzt stands there 2 times"),
        ("profiles.csv", "occupation", "kosmonaut", "kosmonaut is no occupation"),
        ("regulation.csv", "citation", " ", "lacks its citation"),
        ("regulation.csv", "occupation", "koch", "koch has a citation and is not regulated"),
        ("regulation.csv", "occupation", "offizier", "offizier has no profile"),
        ("occupation_skills.csv", "core", "", "has no skills"),
        ("occupation_skills.csv", "core", "harvesting;flying", "unknown skill flying"),
        ("occupation_skills.csv", "core", "planting;planting", "names planting 2 times"),
        ("occupation_skills.csv", "occupation", "offizier", "offizier has no profile"),
        ("occupation_tasks.csv", "label_ar", "", "a task without its text in ar"),
        ("occupation_tasks.csv", "occupation", "kosmonaut", "kosmonaut has no profile"),
        ("occupation_tasks.csv", "label_en", "Weed fields and beds", "2 times"),
        ("synonyms.csv", "occupation", "kosmonaut", "kosmonaut is no occupation"),
        ("synonyms.csv", "language", "fr", "in no language"),
        ("synonyms.csv", "synonym", "Bäcker", "stands for"),
        ("skills.csv", "key", "never-used", "no occupation uses never-used"),
        ("transitions.csv", "to_code", "99999", "names an unknown code"),
        ("transitions.csv", "to_code", "25122", "leads nowhere"),
        ("transitions.csv", "to_code", "24512", "stands there twice"),
        ("transitions.csv", "months", "48", "48 of 42 months, which cannot count"),
        ("transitions.csv", "citation", "", "needs where both numbers stand"),
        ("transitions.csv", "length_citation", "", "needs where both numbers stand"),
    ],
)
def test_a_mistake_is_named_in_one_line(
    copy: Path, capsys: pytest.CaptureFixture[str], file: str, column: str, value: str, line: str
) -> None:
    change_cell(copy / file, column, value)
    assert check([str(copy)]) == 1
    assert any(file in said and line in said for said in capsys.readouterr().err.splitlines())


def test_a_folder_without_a_catalogue_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check([str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_it_is_as_rich_as_promised(catalogue: Catalogue) -> None:
    assert len(catalogue.occupations) == 1300
    assert len({one.code for one in catalogue.everyday}) >= 300
    assert len(catalogue.skills) >= 400
    assert len(catalogue.profiles) >= 300
    assert len(catalogue.tasks) >= 12


@pytest.mark.parametrize(
    ("column", "value", "line"),
    [
        ("occupation", "offizier", "offizier of level 4 has the helper's ISCO 9211"),
        ("regulated", "work", "landwirtschaftshelfer lacks its citation"),
    ],
)
def test_what_two_files_say_must_fit(
    copy: Path, capsys: pytest.CaptureFixture[str], column: str, value: str, line: str
) -> None:
    change_cell(copy / "profiles.csv", column, value)
    assert check([str(copy)]) == 1
    assert line in capsys.readouterr().err


def test_every_group_has_an_everyday_occupation(catalogue: Catalogue) -> None:
    groups = {one.code[:3] for one in catalogue.occupations}
    assert groups == {one.code[:3] for one in catalogue.everyday}


def test_codes_keep_their_leading_zero(catalogue: Catalogue) -> None:
    assert catalogue.by_code["01104"].title == "Offiziere"


def test_a_code_has_a_name_in_each_language(catalogue: Catalogue) -> None:
    assert catalogue.title("32122") == "Maurer/in"
    assert catalogue.title("32122", "en") == "bricklayer"
    assert catalogue.title("32122", "ar") == "بناء (معمار طوب)"
    assert catalogue.title("99999", "ar") == "99999"


@pytest.mark.real_data
def test_the_build_writes_what_is_shipped(tmp_path: Path) -> None:
    write_tables(read_structure(structure_file()), tmp_path)
    for file in ("occupations.csv", "groups.csv"):
        assert (tmp_path / file).read_bytes() == (HERE / file).read_bytes()


def test_a_build_without_its_source_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MEETING_POINT_DATA", str(tmp_path))
    assert build() == 1
    assert capsys.readouterr().err.count("\n") == 1
