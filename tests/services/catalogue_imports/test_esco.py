"""An export of ESCO is taken over whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from domain.official_files import OfficialKind
from models import (
    Concept,
    ConceptLabel,
    ConceptRelation,
    OfficialFile,
    db,
)
from services.catalogue_imports.esco import esco_export
from services.files_in_use import file_in_use
from services.official_files.faults import FileRefused
from tests.factories.office import NOW
from tests.factories.official import (
    BAKER,
    ESCO,
    esco_folder,
    esco_tables,
    zipped,
)
from tests.services.catalogue_imports.stories import count, faults, labels, take_esco


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
