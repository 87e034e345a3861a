"""The list of postcodes: taken over whole or not at all, with every bad line named."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from flask import Flask

from domain.distances import distance_band
from domain.errors import RuleBroken
from domain.place_list import read_places
from models import Postcode, db
from services.places import coordinates_of, import_places, place_list_in_use
from tests.factories.office import NOW
from tests.selection import real_data
from tests.statements import counted_statements

GOOD = "DE\t{code}\t{name}\tNRW\tNW\t\t\tKreis\t05\t{lat}\t{lon}\t4\n"
HOEXTER = GOOD.format(code="37671", name="Höxter", lat="51.77", lon="9.37")
BEVERUNGEN = GOOD.format(code="37688", name="Beverungen", lat="51.66", lon="9.37")


def _file(folder: Path, text: str) -> Path:
    path = folder / "DE.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_gives_places_beyond_the_district(app: Flask, tmp_path: Path) -> None:
    assert coordinates_of(["37671", "32049"]).keys() == {"32049"}
    found = import_places(path=_file(tmp_path, HOEXTER + BEVERUNGEN), now=NOW)
    assert (found.lines, len(found.postcodes), found.faults) == (2, 2, [])
    placed = coordinates_of(["37671", "32049", None, "99999"])
    assert placed["37671"] == (51.77, 9.37)
    assert distance_band(placed["37671"], placed["32049"]).value != "unknown"
    in_use = place_list_in_use()
    assert in_use is not None
    assert (in_use.file_name, in_use.postcodes, len(in_use.check_number)) == ("DE.txt", 2, 64)


def test_a_new_list_takes_the_place_of_the_old_one(app: Flask, tmp_path: Path) -> None:
    import_places(path=_file(tmp_path, HOEXTER + BEVERUNGEN), now=NOW)
    import_places(path=_file(tmp_path, BEVERUNGEN), now=NOW)
    assert [row.code for row in db.session.query(Postcode)] == ["37688"]


def test_the_district_itself_needs_no_statement(app: Flask) -> None:
    with counted_statements() as sent:
        coordinates_of(["32049", "32257", "", None])
    assert sent == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("DE\t37671\n", "columns"),
        (GOOD.format(code="3767", name="Höxter", lat="51", lon="9"), "postcode"),
        (GOOD.format(code="٣٧٦٧١", name="Höxter", lat="51", lon="9"), "postcode"),
        (GOOD.format(code="37671", name="", lat="51", lon="9"), "name"),
        (GOOD.format(code="37671", name="Höxter", lat="north", lon="9"), "latitude"),
        (GOOD.format(code="37671", name="Höxter", lat="91", lon="9"), "latitude"),
        (GOOD.format(code="37671", name="Höxter", lat="51", lon="nan"), "longitude"),
    ],
)
def test_one_bad_line_and_nothing_is_taken_over(
    app: Flask, tmp_path: Path, line: str, reason: str
) -> None:
    import_places(path=_file(tmp_path, HOEXTER), now=NOW)
    found = import_places(path=_file(tmp_path, BEVERUNGEN + line + BEVERUNGEN), now=NOW)
    assert [fault.line for fault in found.faults] == [2]
    assert reason in found.faults[0].reason
    assert [row.code for row in db.session.query(Postcode)] == ["37671"]


def test_an_archive_is_read_without_unpacking_and_other_countries_are_passed_over(
    app: Flask, tmp_path: Path
) -> None:
    path = tmp_path / "DE.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "a readme")
        archive.writestr("DE.txt", HOEXTER + HOEXTER.replace("DE\t37671", "AT\t1010"))
    assert [one.name for one in import_places(path=path, now=NOW).postcodes] == ["Höxter"]


def test_what_is_no_list_is_refused_and_leaves_the_old_one(app: Flask, tmp_path: Path) -> None:
    import_places(path=_file(tmp_path, HOEXTER), now=NOW)
    broken = {"latin1.txt": "DE\t37671\tHöxter".encode("latin-1"), "empty.txt": b""}
    for name, content in broken.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(RuleBroken):
            import_places(path=tmp_path / name, now=NOW)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("other.txt", "nothing")
    with pytest.raises(RuleBroken):
        import_places(path=tmp_path / "other.zip", now=NOW)
    assert db.session.query(Postcode).count() == 1


def test_places_of_one_postcode_have_one_middle() -> None:
    lines = [GOOD.format(code="37671", name=name, lat=lat, lon="9") for name, lat in
             (("Höxter", "51"), ("Albaxen", "52"))]  # fmt: skip
    assert read_places(lines).postcodes == [("37671", "Höxter", 51.5, 9.0)]


@pytest.mark.real_data
def test_the_whole_list_of_the_country_is_taken_over(app: Flask) -> None:
    seen: list[int] = []
    path = real_data() / "geo" / "postcodes_DE.zip"
    found = import_places(path=path, now=NOW, progress=seen.append)
    assert found.faults == []
    assert len(found.postcodes) > 8_000
    assert seen[:2] == [2_000, 4_000]
    berlin, munich = (coordinates_of([code])[code] for code in ("10115", "80331"))
    assert distance_band(berlin, munich).value != "unknown"
