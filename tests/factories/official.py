"""Official files as they are published, but small enough to be read in a test."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

ESCO = "http://data.europa.eu/esco/"
Table = Sequence[Sequence[str]]

BAKER, PASTRY, DOUGH, OVENS = "occupation/a1", "occupation/a2", "skill/s1", "skill/s2"


def esco_tables(language: str = "de") -> dict[str, list[list[str]]]:
    """Return the files of an export: two occupations, two skills and the groups above them."""
    return {
        f"occupations_{language}.csv": [
            ["conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels",
             "hiddenLabels", "status"],
            ["Occupation", ESCO + BAKER, "7512", "Bäcker/Bäckerin", "Teigmacher\nBackwarenmeister",
             "", "released"],
            ["Occupation", ESCO + PASTRY, "7512", "Konditor/Konditorin", "", "", "released"],
        ],
        f"ISCOGroups_{language}.csv": [
            ["conceptType", "conceptUri", "code", "preferredLabel", "status"],
            ["ISCOGroup", ESCO + "isco/C75", "75", "Handwerk", "released"],
            ["ISCOGroup", ESCO + "isco/C7512", "7512", "Bäcker und Konditoren", "released"],
        ],
        f"skills_{language}.csv": [
            ["conceptType", "conceptUri", "preferredLabel", "altLabels", "status"],
            ["KnowledgeSkillCompetence", ESCO + DOUGH, "Teig kneten", "Teig machen", "released"],
            ["KnowledgeSkillCompetence", ESCO + OVENS, "Öfen bedienen", "", "released"],
        ],
        f"skillGroups_{language}.csv": [
            ["conceptType", "conceptUri", "preferredLabel", "status"],
            ["SkillGroup", ESCO + "skill/g1", "Lebensmittel herstellen", "released"],
        ],
        "broaderRelationsOccPillar.csv": [
            ["conceptType", "conceptUri", "broaderType", "broaderUri"],
            ["ISCOGroup", ESCO + "isco/C7512", "ISCOGroup", ESCO + "isco/C75"],
            ["Occupation", ESCO + BAKER, "ISCOGroup", ESCO + "isco/C7512"],
            ["Occupation", ESCO + PASTRY, "ISCOGroup", ESCO + "isco/C7512"],
        ],
        "broaderRelationsSkillPillar.csv": [
            ["conceptType", "conceptUri", "broaderType", "broaderUri"],
            ["KnowledgeSkillCompetence", ESCO + DOUGH, "SkillGroup", ESCO + "skill/g1"],
        ],
        "occupationSkillRelations.csv": [
            ["occupationUri", "relationType", "skillType", "skillUri"],
            [ESCO + BAKER, "essential", "skill/competence", ESCO + DOUGH],
            [ESCO + BAKER, "optional", "skill/competence", ESCO + OVENS],
        ],
    }  # fmt: skip


def write_csv(path: Path, table: Table, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write a table as CSV."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(table)
    return path


def esco_folder(folder: Path, tables: Mapping[str, Table] | None = None) -> Path:
    """Write an export into a folder of its own."""
    folder.mkdir(exist_ok=True)
    for name, table in (tables or esco_tables()).items():
        write_csv(folder / name, table)
    return folder


def zipped(folder: Path) -> Path:
    """Put the files of a folder into one archive."""
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"ESCO dataset/{file.name}")
    return path


KLDB_HEADER = ["Schlüssel KldB 2010, V. 2020", "Ebene", "Titel", "Kurztitel",
               "Allgemeine Bemerkungen"]  # fmt: skip
KLDB = [
    ["2", "1", "Rohstoffgewinnung, Produktion", "Produktion", ""],
    ["29", "2", "Lebensmittelherstellung", "Lebensmittel", ""],
    ["292", "3", "Lebensmittel- und Genussmittelherstellung", "Lebensmittel", ""],
    ["2922", "4", "Back- und Konditoreiwaren", "Back- und Konditoreiwaren", ""],
    ["29222", "5", "Back- und Konditoreiwaren - fachlich", "Bäcker", "Backen Brot."],
    ["8", "1", "Gesundheit, Lehre", "Gesundheit", ""],
    ["81", "2", "Medizin", "Medizin", ""],
    ["811", "3", "Arzthilfe", "Arzthilfe", ""],
    ["8112", "4", "Podologie", "Podologie", ""],
    ["81122", "5", "Berufe in der Podologie - fachlich", "Podologen", "Pflegen Füße."],
]


def kldb_file(folder: Path, rows: Table = KLDB, header: Sequence[str] = KLDB_HEADER) -> Path:
    """Write the structure of the KldB as it is published, with its mark."""
    return write_csv(folder / "kldb.csv", [header, *rows], ";", "utf-8-sig")


def titles_file(folder: Path, rows: Table, day: str = "03.01.2019") -> Path:
    """Write the Excel list of titles with its imprint."""
    book = openpyxl.Workbook()
    imprint = book.active
    assert imprint is not None
    imprint.append(["Stand:", None, day])
    sheet = book.create_sheet("Gesamtberufsliste der BA")
    sheet.append([])
    sheet.append(["DKZ-ID", "Codenummer", "Zustand", "Bezeichnung neutral kurz",
                  "Bezeichnung männlich lang", "Bezeichnung weiblich lang"])  # fmt: skip
    for number, row in enumerate(rows):
        sheet.append([number, row[0], "T", *row[1:]])
    path = folder / "titles.xlsx"
    book.save(path)
    return path


def crosswalk_file(folder: Path, kind: str, rows: Table, version: str = "20220518") -> Path:
    """Write a mapping of the Bundesagentur: ``kind`` is occupation or skill."""
    above = [
        ["Mapping project version", version, "", "", "", ""],
        ["Classification 1 Concept type", kind, "", "", "", ""],
        ["", "", "", "", "", ""],
        ["Classification 1 URI", "Classification 1 PrefLabel", "Classification 2 ID",
         "Classification 2 PrefLabel", "Mapping relation", "Editorial note"],
    ]  # fmt: skip
    return write_csv(folder / f"{kind}.csv", [*above, *rows])
