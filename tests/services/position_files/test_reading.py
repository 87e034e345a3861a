"""Files as people send them: every encoding, separator and slip of a spreadsheet."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from domain.positions import PayUnit
from services.position_files import tables, workbook
from services.position_files.cells import pay_unit
from services.position_files.flaws import FileFlaw, RowFlaw, UnreadableFile
from services.position_files.reading import read_positions
from services.position_files.tables import MOST_BYTES, MOST_ROWS

HEADER = ["Titel", "PLZ", "Ort", "Plätze"]
ROW = ["Bäcker/in", "32049", "Herford", "2"]
READ = {"title": "Bäcker/in", "postcode": "32049", "place": "Herford", "places": "2"}


def excel(*rows: list[Any], hidden: tuple[list[Any], ...] = (), merged: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    if hidden:
        other = book.create_sheet("Geheim", 0)
        other.sheet_state = "hidden"
        for row in hidden:
            other.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def text_of(separator: str = ";") -> str:
    return "\r\n".join(separator.join(row) for row in (HEADER, ROW)) + "\r\n"


def flaw_of(data: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        read_positions(data)
    return refused.value


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_every_encoding_and_separator_gives_the_same_row(separator: str, encoding: str) -> None:
    table = read_positions(text_of(separator).encode(encoding))
    assert [(row.line, row.values) for row in table.rows] == [(2, READ)]


def test_excel_names_its_separator_in_the_first_line() -> None:
    table = read_positions(f"sep=;\r\n{text_of()}".encode("utf-8-sig"))
    assert [(row.line, row.values) for row in table.rows] == [(3, READ)]


def test_a_heading_above_and_empty_lines_between_are_skipped() -> None:
    data = "Unsere Stellen 2026\n\nTitel;PLZ\n;\nKoch;32049\n;\nFahrer;32257\n"
    assert [row.line for row in read_positions(data.encode()).rows] == [5, 7]


def test_line_breaks_inside_quotes_stay_and_the_line_is_that_of_the_file() -> None:
    data = 'Titel;PLZ;Aufgaben\nKoch;32049;"Kochen\nPutzen"\nFahrer;32049;\n'
    table = read_positions(data.encode())
    assert table.rows[0].values["tasks"] == "Kochen\nPutzen"
    assert table.rows[1].line == 4


def test_columns_nobody_knows_are_named_and_left_aside() -> None:
    table = read_positions(b"Titel;PLZ;Geheimzahl\nKoch;32049;7\n")
    assert table.ignored_columns == ["Geheimzahl"]
    assert table.rows[0].values == {"title": "Koch", "postcode": "32049"}
    assert table.rows[0].remarks == []


def test_the_name_of_a_column_says_what_pay_is_paid_for_unless_the_row_does() -> None:
    for header, unit in (("Lohn pro Stunde", PayUnit.HOUR), ("Monatsgehalt", PayUnit.MONTH)):
        table = read_positions(f"Titel;PLZ;{header}\nKoch;32049;15,50\n".encode())
        assert pay_unit(table.rows[0].values["pay_unit"]) is unit
        assert table.ignored_columns == []
    own = read_positions(b"Titel;PLZ;Stundenlohn\nKoch;32049;2600 Euro im Monat\n")
    assert "pay_unit" not in own.rows[0].values
    assert "pay_unit" not in read_positions(b"Titel;PLZ;Lohn\nKoch;32049;15\n").rows[0].values


def test_more_cells_than_the_header_has_are_a_flaw_of_the_row() -> None:
    row = read_positions(b"Titel;PLZ;Notiz\nKoch;32049;;12\n").rows[0]
    assert [remark.word for remark in row.remarks] == [RowFlaw.SURPLUS_CELLS]


def test_control_signs_never_reach_a_row() -> None:
    row = read_positions("Titel;PLZ\nKo\u202ech\x07;32049\n".encode()).rows[0]
    assert row.values["title"] == "Koch"


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"", FileFlaw.EMPTY),
        (b"\xef\xbb\xbf \r\n", FileFlaw.EMPTY),
        (b"Titel;PLZ\n", FileFlaw.NO_POSITIONS),
        (b"Hallo Welt\nWie geht es\n", FileFlaw.NO_HEADER),
        (b"PLZ;Ort\n32049;Herford\n", FileFlaw.MISSING_COLUMN),
        (b"Titel;Beginn\nKoch;sofort\n", FileFlaw.MISSING_COLUMN),
        (b"Titel;PLZ;Stelle\nKoch;32049;Koch\n", FileFlaw.DUPLICATE_COLUMN),
        (b'Titel;PLZ\n"Koch;32049\nFahrer;32049\n', FileFlaw.BROKEN_QUOTES),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, FileFlaw.NOT_A_TABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), FileFlaw.OLD_EXCEL),
        (b"PK\x03\x04 half an Excel file", FileFlaw.DAMAGED_EXCEL),
        (b'{"stellenangebote": [{"titel": "Koch", "ref', FileFlaw.BROKEN_JSON),
        (b"[" * 200_000, FileFlaw.BROKEN_JSON),
        (b'{"stellenangebote": []}', FileFlaw.NO_POSITIONS),
        (b'{"messages": ["not found"]}', FileFlaw.NO_POSITIONS),
        (b"Titel;PLZ" + b";x" * 200 + b"\nKoch;32049\n", FileFlaw.TOO_MANY_COLUMNS),
        (b"x" * (MOST_BYTES + 1), FileFlaw.TOO_LARGE),
    ],
)
def test_what_is_no_list_of_positions_is_refused_by_name(data: bytes, flaw: FileFlaw) -> None:
    assert flaw_of(data).flaw is flaw


def test_a_hundred_thousand_rows_are_refused_with_the_limit() -> None:
    error = flaw_of(b"Titel;PLZ\n" + b"Koch;32049\n" * 100_000)
    assert (error.flaw, error.details) == (FileFlaw.TOO_MANY_ROWS, {"most": MOST_ROWS})
    allowed = read_positions(b"Titel;PLZ\n" + b"Koch;32049\n" * MOST_ROWS)
    assert len(allowed.rows) == MOST_ROWS


def test_broken_quotes_and_half_json_name_the_place() -> None:
    assert flaw_of(b'Titel;PLZ\nKoch;32049\n"a"b;32049\n').details == {"line": 3}
    assert flaw_of(b'{"stellenangebote":\n [{"titel"').details["line"] == 2


def test_excel_numbers_dates_and_formulas_are_read_as_they_stand() -> None:
    from datetime import datetime

    header = ["Titel", "PLZ", "Beginn", "Lohn", "Anzahl"]
    data = excel(header, ["=1+1", 32049, datetime(2026, 12, 1), 15.2, 2.0])  # noqa: DTZ001
    table = read_positions(data)
    assert table.rows[0].values == {
        "title": "=1+1",
        "postcode": "32049",
        "starts_on": "2026-12-01",
        "pay": "15,20",
        "places": "2",
    }


def test_cells_merged_downwards_hold_for_each_line() -> None:
    rows = [["Titel", "PLZ"], ["Koch", 32049], ["Fahrer", None], ["Maler", None], ["Bote", 32257]]
    table = read_positions(excel(*rows, merged="B2:B3"))
    assert [row.values.get("postcode") for row in table.rows] == ["32049", "32049", None, "32257"]


def test_hidden_sheets_are_left_aside_and_named() -> None:
    table = read_positions(excel(HEADER, ROW, hidden=(HEADER, ["Geheim", "1", "2", "3"])))
    assert [row.values["title"] for row in table.rows] == ["Bäcker/in"]
    assert table.ignored_sheets == ["Geheim"]


def test_an_excel_file_that_swells_when_unpacked_is_refused() -> None:
    kept = io.BytesIO(excel(HEADER, ROW))
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/media/zeros.bin", bytes(workbook.MOST_UNPACKED))
    assert len(kept.getvalue()) < MOST_BYTES
    assert flaw_of(kept.getvalue()).flaw is FileFlaw.SWOLLEN_EXCEL


def test_entities_of_an_excel_file_are_never_resolved() -> None:
    source = io.BytesIO(excel(HEADER, ROW))
    kept = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/workbook.xml":
                text = b'<!DOCTYPE x [<!ENTITY a "b">]>' + text
            new.writestr(name, text)
    assert flaw_of(kept.getvalue()).flaw is FileFlaw.DAMAGED_EXCEL


def test_a_cell_far_below_costs_no_million_lines() -> None:
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    book.active.cell(row=1_048_576, column=1, value="weit unten")
    kept = io.BytesIO()
    book.save(kept)
    assert [row.line for row in read_positions(kept.getvalue()).rows] == [2]


DETAIL = {
    "titel": "Helfer Lager (m/w/d)",
    "beruf": "Helfer/in - Lagerwirtschaft",
    "hauptDkz": "9907",
    "stellenbeschreibung": "Pakete packen",
    "arbeitsorte": [{"plz": 32049, "ort": "Herford"}, {"plz": "32257", "ort": "Bünde"}],
    "arbeitszeitmodelle": ["VOLLZEIT"],
    "befristung": "BEFRISTET",
    "eintrittsdatum": "2026-12-01",
    "anzahlOffeneStellen": 3,
    "verguetung": "14,50 Euro pro Stunde",
    "fertigkeiten": [
        {"hierarchieName": "Lager", "auspraegungen": {"Zwingend erforderlich": ["Stapler"]}}
    ],
    "fuerFluechtlingeGeeignet": False,
    "refnr": "10000-1183999289-S",
    "arbeitgeber": "Nordlicht GmbH",
    "angebotsart": "ARBEIT",
}


def test_a_detail_answer_of_the_job_search_keeps_all_it_says() -> None:
    row = read_positions(json.dumps(DETAIL).encode()).rows[0]
    assert row.values == {
        "title": "Helfer Lager (m/w/d)",
        "occupation": "Helfer/in - Lagerwirtschaft",
        "tasks": "Pakete packen\n\nBefristet.",
        "postcode": "32049",
        "place": "Herford",
        "hours": "VOLLZEIT",
        "starts_on": "2026-12-01",
        "places": "3",
        "pay": "14,50 Euro pro Stunde",
        "skills": "Stapler",
        "reference": "10000-1183999289-S",
        "employer": "Nordlicht GmbH",
        "kind": "ARBEIT",
    }
    assert [remark.word.value for remark in row.remarks] == ["more_places", "not_for_refugees"]


def test_a_list_answer_without_most_fields_is_read_too() -> None:
    offers = [{"beruf": "Koch/Köchin", "arbeitsort": {"plz": 1067, "ort": "Dresden"}}, {"x": None}]
    table = read_positions(json.dumps({"stellenangebote": offers, "page": "1"}).encode("utf-16"))
    assert table.rows[0].values["title"] == "Koch/Köchin"
    assert table.rows[0].values["postcode"] == "01067"
    assert table.rows[1].values == {}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*DETAIL, "plz"]), inner),
)


@given(data=st.binary(max_size=400) | st.text(max_size=300).map(lambda t: t.encode("utf-16")))
@settings(max_examples=120, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    _read_or_refuse(data)


@given(
    offers=st.lists(
        st.dictionaries(st.sampled_from(list(DETAIL)), JSON, max_size=6), min_size=1, max_size=3
    )
)
@settings(max_examples=50, deadline=None)
def test_any_json_is_read_or_refused(offers: list[dict[str, Any]]) -> None:
    _read_or_refuse(json.dumps({"stellenangebote": offers}).encode())


EXCEL = excel(HEADER, ROW, ["Koch", 32049, None, 1])


@given(place=st.integers(0, len(EXCEL) - 1), junk=st.binary(min_size=1, max_size=8))
@settings(max_examples=50, deadline=None)
def test_any_damaged_excel_file_is_read_or_refused(place: int, junk: bytes) -> None:
    _read_or_refuse(EXCEL[:place] + junk + EXCEL[place + len(junk) :])
    _read_or_refuse(EXCEL[:place])


def _read_or_refuse(data: bytes) -> None:
    try:
        table = read_positions(data)
    except UnreadableFile:
        return
    assert table.rows
    assert all(
        len(text) <= tables.LONGEST_CELL for row in table.rows for text in row.values.values()
    )
