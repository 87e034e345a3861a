"""The measure of competences linked to skills, and the kinds of files all measures can read."""

import json
from pathlib import Path

import openpyxl
import pytest

from matching.evaluate import main
from matching.link_files import Mapped, read_coded_titles, read_crosswalk
from matching.official_titles import CODE_COLUMN, TITLE_COLUMNS

ESCO = "http://data.europa.eu/esco/skill/"
HEADER = ",".join(
    [f"Classification {side} {what}" for side in "12" for what in ("URI", "ID", "PrefLabel")]
    + ["Mapping relation"]
)
SKILLS = {
    "bake": ("Teig backen", ("Brotteig backen", "Kuchenteig backen", "Teige backen im Ofen")),
    "weld": ("Metall schweißen", ("Stahl schweißen", "Rohre schweißen", "Schweißen von Metall")),
    "prune": ("Bäume schneiden", ("Obstbäume schneiden", "Baumschnitt", "Hecken schneiden")),
}
KEYS = {
    *(f"{name}{suffix}" for suffix in ("", "_one_label")
      for name in ("mrr", "map", "success_at_1", "success_at_5", "success_at_10")),
    "queries", "ms_per_query", "ms_per_query_alone", "fit_seconds", "peak_mib", "process_peak_mib",
    "rows_dropped",
}  # fmt: skip


@pytest.fixture
def crosswalk(tmp_path: Path) -> Path:
    rows = [
        f"{ESCO}{key},,{label},,K {number},{competence},skos:{kind}Match"
        for key, (label, competences) in SKILLS.items()
        for number, (competence, kind) in enumerate(
            zip(competences, ("exact", "narrow", "broad"), strict=True)
        )
    ]
    rows.append(f"{ESCO}weld,,Metall schweißen,,K 9,Brotteig backen,skos:closeMatch")
    path = tmp_path / "skills.csv"
    path.write_text("\n".join(["Made up,,,,,,", HEADER, *rows]) + "\n", encoding="utf-8-sig")
    return path


def test_each_competence_is_asked_once_by_a_linker_that_has_not_seen_its_rows(
    crosswalk: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    assert main(["skills", "--crosswalk", str(crosswalk), "--folds", "3", "--json", str(out)]) == 0
    numbers = json.loads(out.read_text())
    assert numbers.keys() == KEYS
    assert numbers["queries"] == 9
    assert numbers["rows_dropped"] == 10  # each row once, in the fold of its competence
    assert numbers["mrr"] > 0.7  # a guess among three skills would be right for 0.61
    assert numbers["success_at_5"] == 1.0


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        (None, [], "Cannot read"),
        ("", [], "Mapping relation"),
        (HEADER, [], "no row"),
        ("Mapping relation,Classification 1 URI\n", [], "no columns"),
        ("as it is", ["--folds", "1"], "--folds"),
        ("as it is", ["--folds", "10"], "--folds must be 2 to 9"),
    ],
)
def test_what_cannot_be_measured_is_one_line_and_a_status(
    crosswalk: Path, capsys: pytest.CaptureFixture[str], content: str | None, more: list[str],
    said: str,
) -> None:  # fmt: skip
    if content is None:
        crosswalk.unlink()
    elif content != "as it is":
        crosswalk.write_text(content, encoding="utf-8")
    out = crosswalk.with_name("out.json")
    assert main(["skills", "--crosswalk", str(crosswalk), "--json", str(out), *more]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error
    assert not out.exists()


@pytest.mark.parametrize("given", [[], ["guess"], ["skills"], ["skills", "--folds", "many"]])
def test_a_command_that_is_not_understood_is_one_line(
    capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(given)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "header",
    [
        "Classification 1 URI;Classification 1 PrefLabel;Mapping relation;Classification 2 ID;"
        "Classification 2 PrefLabel",
        "CLASSIFICATION 1 URI;classification 1 preferred label;Mapping Relation;"
        "Classification 2 id;Classification 2 Preferred Label",
        "classification_1_uri;classification_1_pref_label;mapping_relation;classification_2_id;"
        "classification_2_pref_label",
    ],
)
def test_columns_of_another_country_are_found_by_their_names(tmp_path: Path, header: str) -> None:
    path = tmp_path / "walk.csv"
    path.write_text(
        f"Title of the table;;;;\n{header}\n{ESCO}bake;cuire;skos:exactMatch;D11;Cuisson\n",
        encoding="utf-8",
    )
    assert read_crosswalk(path) == [Mapped("Cuisson", ESCO + "bake", "exact", "D11", "cuire")]


def test_coded_titles_are_read_from_the_official_table_and_from_lines(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Notes").append(["nothing here"])
    sheet = book.worksheets[0]
    sheet.append(["Made up"])
    sheet.append(["No", CODE_COLUMN, *TITLE_COLUMNS])
    sheet.append([1, "B 29222-100", "Bäcker/in", "Bäcker", "Bäckerin"])
    sheet.append([2, "no code", "Zwischenzeile", None, None])
    book.save(tmp_path / "titles.xlsx")
    (tmp_path / "titles.tsv").write_text("Bäcker/in\tB 29222-100\n", encoding="utf-8")
    table = read_coded_titles(tmp_path / "titles.xlsx")
    lines = read_coded_titles(tmp_path / "titles.tsv")
    assert [one.forms for one in table] == [("Bäcker/in", "Bäcker", "Bäckerin")]
    assert [one.code for one in table] == [one.code for one in lines] == ["29222"]
