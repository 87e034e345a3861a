"""Files of the Bundesagentur: the KldB, titles, and what stands for what in ESCO."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from domain.official_files import OfficialKind, Relation, Vocabulary
from models import (
    CodedTitle,
    Concept,
    ConceptRelation,
    OccupationContent,
    db,
)
from services.catalogue import likely_occupation, occupation_label, suggest_occupations
from services.catalogue_imports.agency_files import import_kldb, import_mapping, import_titles
from services.catalogue_imports.esco import esco_export, import_esco
from services.known_codes import known_codes
from services.official_files.faults import FileRefused
from tests.factories.office import NOW
from tests.factories.official import (
    BAKER,
    DOUGH,
    ESCO,
    KLDB,
    crosswalk_file,
    esco_folder,
    kldb_file,
    titles_file,
)
from tests.selection import real_data
from tests.services.catalogue_imports.stories import TITLES, count, faults, labels, take_esco


def test_typed_words_of_the_list_have_their_number_at_once(app: Flask, tmp_path: Path) -> None:
    assert likely_occupation("Quendlerin") != "32122"
    done = import_titles(path=titles_file(tmp_path, TITLES), now=NOW)
    assert (done.version, done.entries) == ("2019-01-03", 3)
    assert likely_occupation("Quendlerin (m/w/d)") == "32122"
    found = suggest_occupations("quendler")
    assert (found[0].code, found[0].label) == ("32122", "Quendler/in")
    assert suggest_occupations("quendler", "en")[0].label == occupation_label("32122", "en")


@pytest.mark.parametrize("typed", ["Qendler", "Quenndler", "Quednler", "Quemdler", "Quendlre"])
def test_a_title_of_the_list_with_one_typing_error_is_found_and_somebody_picks(
    app: Flask, tmp_path: Path, typed: str
) -> None:
    import_titles(path=titles_file(tmp_path, TITLES), now=NOW)
    found = suggest_occupations(typed)
    assert found[0].code == "32122"
    assert not found[0].tenths
    assert likely_occupation(typed) is None
    for noise in ("Quend", "Qendlre", "Quendler Quendlerei", "Q"):
        assert "32122" not in [one.code for one in suggest_occupations(noise)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["29222", "Bäcker/in", "Bäcker", "Bäckerin"], "is no number like 'B 29222-100'"),
        (["B 29222-102", "", "", ""], "has no title"),
        (TITLES[0], "stands there twice"),
        (["B 99999-100", "Kosmonaut/in", "Kosmonaut", "Kosmonautin"], "is no type of the KldB"),
    ],
)
def test_a_wrong_title_refuses_the_list(
    app: Flask, tmp_path: Path, row: list[str], said: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        import_titles(path=titles_file(tmp_path, [*TITLES, row]), now=NOW)
    assert f"titles.xlsx, line 6: {row[0]}" in faults(refused)[0] or said in faults(refused)[0]
    assert said in faults(refused)[0]
    assert count(CodedTitle) == 0


def test_an_official_list_with_a_few_strange_rows_is_taken_without_them(
    app: Flask, tmp_path: Path
) -> None:
    many = [["B 29222-100", f"Bäcker {one}", "", ""] for one in map(chr, range(0x4E00, 0x4E80))]
    strange = ["B 99999-100", "Kosmonaut/in", "", ""]
    done = import_titles(path=titles_file(tmp_path, [*many, strange]), now=NOW)
    assert [one.what for one in done.passed_over] == ["99999 is no type of the KldB in use"]
    assert done.entries == len(many)


def test_what_is_no_list_of_titles_is_refused(app: Flask, tmp_path: Path) -> None:
    text = tmp_path / "titles.xlsx"
    text.write_text("no workbook")
    with pytest.raises(FileRefused):
        import_titles(path=text, now=NOW)
    with pytest.raises(FileRefused):
        import_titles(path=tmp_path / "none.xlsx", now=NOW)
    with pytest.raises(FileRefused) as refused:
        import_titles(path=titles_file(tmp_path, TITLES, day="today"), now=NOW)
    assert "add --version" in faults(refused)[0]


def test_a_new_kldb_brings_types_and_lets_others_go(app: Flask, tmp_path: Path) -> None:
    assert occupation_label("81122") == "81122"
    import_kldb(path=kldb_file(tmp_path), now=NOW)
    assert occupation_label("81122") == "Podologen"
    assert likely_occupation("Podologen") == "81122"
    assert occupation_label("32122").startswith("Maurer")
    assert "32122" not in [one.code for one in suggest_occupations("Maurer")]
    assert "29222" in [one.code for one in suggest_occupations("Bäcker")]


def _spoilt(rows: list[list[str]], place: int, row: list[str]) -> list[list[str]]:
    return [*rows[:place], row, *rows[place:]]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["29222", "5", "Bäcker", "Bäcker", ""], "29222 stands there twice"),
        (["29226", "5", "Bäcker", "Bäcker", ""], "ends with no requirement level"),
        (["33312", "5", "Dach", "Dach", ""], "lies below 3331, which does not come before it"),
        (["29221", "9", "Bäcker", "Bäcker", ""], "is no code of level '9'"),
        (["29221", "5", "", "", ""], "has no title"),
        (["2922x", "5", "Bäcker", "Bäcker", ""], "is no code of level"),
    ],
)
def test_a_wrong_row_refuses_the_kldb(
    app: Flask, tmp_path: Path, row: list[str], said: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        import_kldb(path=kldb_file(tmp_path, _spoilt(KLDB, 5, row)), now=NOW)
    assert said in faults(refused)[0]
    assert "kldb.csv, line 7" in faults(refused)[0]
    assert count(Concept) == 0


def test_a_number_the_file_calls_gone_is_none(app: Flask, tmp_path: Path) -> None:
    gone = [*KLDB[:-1], ["81122", "5", "(weggefallen)", "(weggefallen)", ""]]
    import_kldb(path=kldb_file(tmp_path, gone), now=NOW)
    assert "81122" not in known_codes()
    assert occupation_label("81122") == "81122"


def test_leading_zeros_a_spreadsheet_took_away_come_back(app: Flask, tmp_path: Path) -> None:
    army = [["0", "1", "Militär", "Militär", ""], ["1", "2", "Streitkräfte", "Streitkräfte", ""]]
    import_kldb(path=kldb_file(tmp_path, [*army, *KLDB]), now=NOW)
    assert labels("01") == [("de", "Streitkräfte"), ("de", "Streitkräfte")]


MATCH = [ESCO + BAKER, "Bäcker/Bäckerin", "B 29222-100", "Bäcker", "skos:exactMatch", ""]


def test_titles_of_esco_get_the_number_the_agency_maps_them_to(app: Flask, tmp_path: Path) -> None:
    mapping = crosswalk_file(tmp_path, "occupation", [MATCH])
    with pytest.raises(FileRefused) as refused:
        import_mapping(path=mapping, now=NOW)
    assert "run `flask catalogue import-esco` first" in faults(refused)[0]
    take_esco(esco_folder(tmp_path / "esco"))
    assert likely_occupation("Backwarenmeister") != "29222"
    assert import_mapping(path=mapping, now=NOW).kind is OfficialKind.CROSSWALK
    assert likely_occupation("Backwarenmeister") == "29222"
    take_esco(esco_folder(tmp_path / "esco"), "1.2.0")
    assert likely_occupation("Backwarenmeister") == "29222"


def test_competences_stand_beside_the_skills_of_esco(app: Flask, tmp_path: Path) -> None:
    take_esco(esco_folder(tmp_path / "esco"))
    rows = [
        [ESCO + DOUGH, "Teig kneten", "K 0101-001", "Teigbereitung", "skos:closeMatch", ""],
        ["", "", "K 0101-002", "Hochzeitsfloristik", "", "no relation"],
    ]
    done = import_mapping(path=crosswalk_file(tmp_path, "skill", rows), now=NOW)
    assert (done.kind, done.entries) == (OfficialKind.COMPETENCES, 1)
    row = db.session.scalar(
        select(ConceptRelation).where(ConceptRelation.relation == Relation.CLOSE)
    )
    assert row is not None
    assert db.session.get_one(Concept, row.other_id).scheme is Vocabulary.COMPETENCE
    assert labels("K 0101-001") == [("de", "Teigbereitung")]


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        (0, "urn:a1", "is no address of ESCO"),
        (2, "29222", "is no code of the Bundesagentur"),
        (4, "same as", "is no relation"),
        (0, ESCO + "occupation/none", "is not in the catalogue in use"),
    ],
)
def test_a_wrong_row_refuses_the_mapping(
    app: Flask, tmp_path: Path, place: int, text: str, said: str
) -> None:
    take_esco(esco_folder(tmp_path / "esco"))
    row = [*MATCH]
    row[place] = text
    with pytest.raises(FileRefused) as refused:
        import_mapping(path=crosswalk_file(tmp_path, "occupation", [row]), now=NOW)
    assert said in faults(refused)[0]
    assert "occupation.csv, line 5" in faults(refused)[0]


@pytest.mark.long
@pytest.mark.real_data
@pytest.mark.sqlite_only
def test_the_official_files_themselves_are_taken_over_and_teach_weights(app: Flask) -> None:
    data = real_data()
    esco, mapped = data / "esco_1.1.1", data / "crosswalks"
    done = import_esco(path=esco, export=esco_export(esco, (), None), now=NOW)
    assert (done.version, done.entries) == ("1.1.1", 18_162)
    assert import_mapping(path=mapped / "DE_occupations_esco.csv", now=NOW).entries > 8_500
    kept = db.session.scalars(select(OccupationContent)).one()
    assert kept.weights["esco"] > 0.1
    assert kept.explained > 0.19  # more than the shipped views alone
    assert len(kept.closes) < 4_000_000
    assert import_kldb(path=data / "ba" / "kldb_2010_v2020_structure.csv", now=NOW).entries > 2_000
    assert import_mapping(path=mapped / "DE_skills_esco.csv", now=NOW).entries > 24_000
    assert "81122" not in known_codes()
    assert likely_occupation("dough maker") or suggest_occupations("bakery operative")
