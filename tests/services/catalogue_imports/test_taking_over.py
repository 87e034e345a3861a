"""Official files are taken over whole or not at all, and everybody's words are looked up anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.official_files import OfficialKind, Relation, Scheme
from domain.positions import PositionState
from models import (
    CodedTitle,
    Concept,
    ConceptLabel,
    ConceptRelation,
    OfficialFile,
    Position,
    PositionChange,
    WorkExperience,
    db,
)
from services.catalogue import likely_occupation, occupation_label, suggest_occupations
from services.catalogue_imports.agency_files import import_kldb, import_mapping, import_titles
from services.catalogue_imports.esco import esco_export, import_esco
from services.catalogue_imports.files import Imported
from services.files_in_use import file_in_use
from services.linkers import linker_in_use, prepare_linker
from services.official_files.faults import FileRefused
from tests.factories import Office
from tests.factories.office import NOW
from tests.factories.official import (
    BAKER,
    DOUGH,
    ESCO,
    KLDB,
    crosswalk_file,
    esco_folder,
    esco_tables,
    kldb_file,
    titles_file,
    zipped,
)
from tests.selection import real_data

TITLES = [
    ["B 29222-100", "Bäcker/in", "Bäcker", "Bäckerin"],
    ["B 29222-101", "Teigtechnologe/-technologin", "Teigtechnologe", "Teigtechnologin"],
    ["B 32122-101", "Quendler/in", "Quendler", "Quendlerin"],
]


def take_esco(path: Path, version: str = "1.1.1", *, dry_run: bool = False) -> Imported:
    export = esco_export(path, (), version)
    return import_esco(path=path, export=export, now=NOW, dry_run=dry_run)


def faults(refused: pytest.ExceptionInfo[FileRefused]) -> list[str]:
    return [str(one) for one in refused.value.faults]


def labels(code: str) -> list[tuple[str, str]]:
    rows = db.session.execute(
        select(ConceptLabel.language, ConceptLabel.text)
        .join(Concept, Concept.id == ConceptLabel.concept_id)
        .where(Concept.code == code)
        .order_by(ConceptLabel.language, ConceptLabel.place)
    )
    return [(row.language, row.text) for row in rows]


def count(kind: type) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_an_export_brings_labels_groups_and_relations(app: Flask, tmp_path: Path) -> None:
    done = take_esco(esco_folder(tmp_path / "esco"))
    assert (done.entries, done.passed_over) == (7, [])
    assert labels(BAKER) == [
        ("de", "Bäcker/Bäckerin"), ("de", "Teigmacher"), ("de", "Backwarenmeister")
    ]  # fmt: skip
    pairs = db.session.execute(select(ConceptRelation.relation)).scalars().all()
    assert sorted(pairs) == ["broader"] * 4 + ["essential", "optional"]
    in_use = file_in_use(OfficialKind.ESCO)
    assert in_use is not None
    assert (in_use.version, in_use.languages, len(in_use.check_number)) == ("1.1.1", ["de"], 64)
    assert in_use.attribution == (
        "This service uses the ESCO classification of the European Commission."
    )


def test_an_archive_and_a_further_language_are_taken_too(app: Flask, tmp_path: Path) -> None:
    take_esco(zipped(esco_folder(tmp_path / "german")))
    ukrainian = esco_tables("uk")
    ukrainian["occupations_uk.csv"][1][3] = "Пекар"
    take_esco(esco_folder(tmp_path / "ukrainian", ukrainian))
    assert ("uk", "Пекар") in labels(BAKER)
    assert ("de", "Bäcker/Bäckerin") in labels(BAKER)
    in_use = file_in_use(OfficialKind.ESCO)
    assert in_use is not None
    assert in_use.languages == ["de", "uk"]


def test_the_same_export_again_changes_nothing(app: Flask, tmp_path: Path) -> None:
    folder = esco_folder(tmp_path / "esco")
    take_esco(folder)
    before = count(Concept), count(ConceptLabel), count(ConceptRelation)
    take_esco(folder)
    assert (count(Concept), count(ConceptLabel), count(ConceptRelation)) == before


def test_what_a_later_version_no_longer_has_stays_readable(app: Flask, tmp_path: Path) -> None:
    take_esco(esco_folder(tmp_path / "old"))
    tables = esco_tables()
    del tables["occupations_de.csv"][1]
    del tables["broaderRelationsOccPillar.csv"][2]
    del tables["occupationSkillRelations.csv"][1:]
    take_esco(esco_folder(tmp_path / "new", tables), "1.2.0")
    gone = db.session.scalar(select(Concept).where(Concept.code == BAKER))
    assert gone is not None
    assert gone.left_at == NOW
    assert ("de", "Bäcker/Bäckerin") in labels(BAKER)
    take_esco(esco_folder(tmp_path / "old"), "1.3.0")
    db.session.expire_all()
    assert gone.left_at is None


def _no_label(tables: dict[str, list[list[str]]]) -> None:
    tables["skills_de.csv"][1][2] = ""


def _twice(tables: dict[str, list[list[str]]]) -> None:
    tables["occupations_de.csv"].append(tables["occupations_de.csv"][1])


def _unknown(tables: dict[str, list[list[str]]]) -> None:
    tables["occupationSkillRelations.csv"][1][3] = ESCO + "skill/nowhere"


def _circle(tables: dict[str, list[list[str]]]) -> None:
    row = ["ISCOGroup", ESCO + "isco/C75", "Occupation", ESCO + BAKER]
    tables["broaderRelationsOccPillar.csv"].append(row)


def _column(tables: dict[str, list[list[str]]]) -> None:
    tables["occupations_de.csv"][0][3] = "label"


def _address(tables: dict[str, list[list[str]]]) -> None:
    tables["skills_de.csv"][2][1] = "urn:s2"


def _relation(tables: dict[str, list[list[str]]]) -> None:
    tables["occupationSkillRelations.csv"][2][1] = "sometimes"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_no_label, "skills_de.csv, line 2: skill/s1 has no label"),
        (_twice, "occupations_de.csv, line 6: occupation/a1 stands there twice"),
        (_unknown, "line 2: 'skill/nowhere' is no concept of this export"),
        (_circle, "the tree turns in a circle: "),
        (_column, "occupations_de.csv: has no column preferredLabel"),
        (_address, "skills_de.csv, line 3: 'urn:s2' is no address of ESCO"),
        (_relation, "line 3: 'sometimes' is no relation"),
    ],
)
def test_one_wrong_row_and_the_version_in_use_stays(
    app: Flask,
    tmp_path: Path,
    spoil: Callable[[dict[str, list[list[str]]]], None],
    said: str,
) -> None:
    take_esco(esco_folder(tmp_path / "good"))
    tables = esco_tables()
    spoil(tables)
    with pytest.raises(FileRefused) as refused:
        take_esco(esco_folder(tmp_path / "bad", tables), "1.2.0")
    assert any(said in line for line in faults(refused)), faults(refused)
    in_use = file_in_use(OfficialKind.ESCO)
    assert in_use is not None
    assert in_use.version == "1.1.1"
    assert count(OfficialFile) == 1


def test_a_file_in_another_encoding_is_named(app: Flask, tmp_path: Path) -> None:
    folder = esco_folder(tmp_path / "esco")
    path = folder / "occupations_de.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.raises(FileRefused, match="faults=1") as refused:
        take_esco(folder)
    assert "is not UTF-8: save the file as UTF-8" in faults(refused)[0]


def test_what_is_missing_is_named(app: Flask, tmp_path: Path) -> None:
    folder = esco_folder(tmp_path / "esco")
    with pytest.raises(FileRefused) as refused:
        esco_export(folder, (), None)
    assert "add --version" in faults(refused)[0]
    with pytest.raises(FileRefused) as refused:
        esco_export(folder, ("fr",), "1.1.1")
    assert "has no occupations_fr.csv" in faults(refused)[0]
    (folder / "occupationSkillRelations.csv").unlink()
    with pytest.raises(FileRefused) as refused:
        take_esco(folder)
    assert "has no occupationSkillRelations.csv" in faults(refused)[0]
    with pytest.raises(FileRefused) as refused:
        take_esco(tmp_path / "nowhere")
    assert "does not exist" in faults(refused)[0]
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\3\4 cut off")
    with pytest.raises(FileRefused) as refused:
        take_esco(broken)
    assert "is no archive" in faults(refused)[0]


def test_an_older_version_is_refused(app: Flask, tmp_path: Path) -> None:
    folder = esco_folder(tmp_path / "esco")
    take_esco(folder, "1.2.0")
    with pytest.raises(FileRefused) as refused:
        take_esco(folder, "1.1.1")
    assert "is version 1.1.1, but 1.2.0 is in use" in faults(refused)[0]


def test_typed_words_of_the_list_have_their_number_at_once(app: Flask, tmp_path: Path) -> None:
    assert likely_occupation("Quendlerin") != "32122"
    done = import_titles(path=titles_file(tmp_path, TITLES), now=NOW)
    assert (done.version, done.entries) == ("2019-01-03", 3)
    assert likely_occupation("Quendlerin (m/w/d)") == "32122"
    found = suggest_occupations("quendler")
    assert (found[0].code, found[0].label) == ("32122", "Quendler/in")
    assert suggest_occupations("quendler", "en")[0].label == occupation_label("32122", "en")


def test_the_search_learns_the_list_in_each_process(app: Flask, tmp_path: Path) -> None:
    import_titles(path=titles_file(tmp_path, TITLES), now=NOW)
    prepare_linker()
    assert "32122" in [one.code for one in linker_in_use().suggest("quendlr", 3)]


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
    assert db.session.get_one(Concept, row.other_id).scheme is Scheme.COMPETENCE
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


def test_words_without_an_occupation_are_linked_and_never_changed(
    app: Flask, office: Office, tmp_path: Path
) -> None:
    person = office.candidate(work=(("Quendler", None, 2), ("irgendwas", None, 1)))
    position = office.position(
        title="Teigtechnologe", occupation_code=None, state=PositionState.RELEASED
    )
    done = import_titles(path=titles_file(tmp_path, TITLES), now=NOW)
    assert {(one.table, one.before, one.after) for one in done.relinked.linked} == {
        ("work_experience", None, "32122"), ("position", None, "29222")
    }  # fmt: skip
    db.session.expire_all()
    assert [(one.own_words, one.occupation_code) for one in _work(person.id)] == [
        ("Quendler", "32122"), ("irgendwas", None)
    ]  # fmt: skip
    again = db.session.get_one(Position, position.id)
    assert (again.title, again.occupation_code) == ("Teigtechnologe", "29222")
    changed = db.session.scalars(select(PositionChange)).one()
    assert changed.changes == {"occupation_code": [None, "29222"]}


def test_what_somebody_chose_stands_and_is_named(
    app: Flask, office: Office, tmp_path: Path
) -> None:
    person = office.candidate(work=(("Quendler", "33322", 2),))
    done = import_titles(path=titles_file(tmp_path, TITLES), now=NOW)
    assert [(one.before, one.after) for one in done.relinked.differ] == [("33322", "32122")]
    assert done.relinked.linked == []
    db.session.expire_all()
    assert [one.occupation_code for one in _work(person.id)] == ["33322"]


def test_links_to_a_number_that_left_are_mended_or_named(
    app: Flask, office: Office, tmp_path: Path
) -> None:
    office.candidate(work=(("Bäcker", "32122", 2), ("Mauern hochziehen", "32122", 1)))
    done = import_kldb(path=kldb_file(tmp_path), now=NOW)
    assert [(one.before, one.after) for one in done.relinked.linked] == [("32122", "29222")]
    assert [(one.before, one.after) for one in done.relinked.left] == [("32122", None)]


def test_a_dry_run_says_the_same_and_keeps_nothing(
    app: Flask, office: Office, tmp_path: Path
) -> None:
    person = office.candidate(work=(("Quendler", None, 2),))
    path = titles_file(tmp_path, TITLES)
    rehearsed = import_titles(path=path, now=NOW, dry_run=True)
    assert (count(OfficialFile), count(CodedTitle)) == (0, 0)
    db.session.expire_all()
    assert [one.occupation_code for one in _work(person.id)] == [None]
    done = import_titles(path=path, now=NOW + timedelta(minutes=1))
    assert rehearsed.relinked == done.relinked


def _work(candidate_id: int) -> list[WorkExperience]:
    query = select(WorkExperience).where(WorkExperience.candidate_id == candidate_id)
    return list(db.session.scalars(query.order_by(WorkExperience.id)))


@pytest.mark.real_data
@pytest.mark.sqlite_only
def test_the_official_files_themselves_are_taken_over(app: Flask) -> None:
    data = real_data()
    assert import_kldb(path=data / "ba" / "kldb_2010_v2020_structure.csv", now=NOW).entries > 2_000
    esco = data / "esco_1.1.1"
    done = import_esco(path=esco, export=esco_export(esco, (), None), now=NOW)
    assert (done.version, done.entries) == ("1.1.1", 18_162)
    for name, entries in (("occupations", 8_500), ("skills", 24_000)):
        path = data / "crosswalks" / f"DE_{name}_esco.csv"
        assert import_mapping(path=path, now=NOW).entries > entries
    assert likely_occupation("Podologe") == "81122"
    assert likely_occupation("dough maker") or suggest_occupations("bakery operative")
