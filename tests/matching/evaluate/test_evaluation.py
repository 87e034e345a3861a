"""The measure of the ranking: honest draws, clear errors, and the bars it has to reach."""

import json
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from matching.evaluate import main
from matching.evaluate_ranks import draw_titles, form_keys, reader_for
from matching.metrics import char_tfidf_scores, precision_at
from matching.official_titles import CODE_COLUMN, TITLE_COLUMNS, OfficialTitle, read_titles
from matching.plain_titles import plain_key
from matching.title_reading import shipped_titles
from tests.selection import real_data

TRADES = {
    "29222": ("Brotbäcker", "Tortenbäcker", "Kuchenbäcker", "Waffelbäcker", "Brezelbäcker"),
    "32122": ("Ziegelmaurer", "Kaminmaurer", "Ofenmaurer", "Klinkermaurer", "Kanalmaurer"),
}
TITLES = [
    OfficialTitle(code, f"{name}/in", name, f"{name}in")
    for code, names in TRADES.items()
    for name in (*names, *(f"{start}{name.lower()}" for start in ("Alt", "Neu") for name in names))
]


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Gesamtberufsliste"])
    sheet.append([CODE_COLUMN, *TITLE_COLUMNS])
    for number, title in enumerate(TITLES):
        sheet.append([f"B {title.code}-{number:03}", *title.forms])
    sheet.append(["Ende der Liste", None, None, None])
    book.save(tmp_path / "titles.xlsx")
    return tmp_path / "titles.xlsx"


def official_list() -> Path:
    return real_data() / "ba" / "occupation_titles_2019.xlsx"


def test_the_list_is_read_without_its_head_and_foot(listed: Path) -> None:
    assert read_titles(listed) == TITLES


def test_no_title_is_drawn_for_both_sides() -> None:
    draw = draw_titles(TITLES, positions=8, people=14, random_state=3)
    assert (len(draw.positions), len(draw.people)) == (8, 14)
    assert not form_keys(draw.positions) & form_keys(draw.people)


def test_the_rest_shares_no_form_with_what_was_drawn() -> None:
    twin = OfficialTitle("29222", "Brotbäckerin (Handwerk)", "Brotbäcker", "Brotbäckerin")
    draw = draw_titles([*TITLES, twin], positions=20, people=10, random_state=0)
    assert not form_keys(draw.rest) & form_keys([*draw.positions, *draw.people])


def test_a_linker_fitted_on_the_rest_knows_no_drawn_title_even_from_the_catalogue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    food = [one for one in shipped_titles() if one.code.startswith("29")]  # all take a minute
    assert "Bäcker" in {one.title for one in food}
    monkeypatch.setattr("matching.evaluate_ranks.shipped_titles", lambda: food)
    baker = OfficialTitle("29222", "Bäcker/in", "Bäcker", "Bäckerin")
    draw = draw_titles([*TITLES, baker], positions=1, people=len(TITLES), random_state=0)
    reader = reader_for(draw, fit_rest=True)
    assert reader.index_.exact(plain_key("Bäcker")) is None
    assert reader.index_.exact(plain_key("Konditor")) == "29222"


def test_the_same_state_draws_the_same() -> None:
    draws = [draw_titles(TITLES, positions=5, people=9, random_state=s) for s in (1, 1, 2)]
    assert draws[0] == draws[1]
    assert draws[0] != draws[2]


def test_precision_leaves_out_positions_nobody_can_fill() -> None:
    scores = np.array([[0.9, 0.1], [0.5, 0.2], [0.1, 0.9]])
    measured = precision_at(2, scores, ["292", "321", "292"], ["292", "321"])
    assert measured == (0.5, 1)


def test_the_plain_peer_finds_equal_titles() -> None:
    scores = char_tfidf_scores(["Bäcker", "Maurer"], ["Maurer"])
    assert scores.argmax() == 1
    assert scores.max() == pytest.approx(1.0)


def test_the_command_writes_its_numbers(listed: Path, tmp_path: Path) -> None:
    written = tmp_path / "numbers.json"
    options = ["--positions", "6", "--people", "24", "--json", str(written)]
    assert main(["rank", "--titles", str(listed), *options]) == 0
    numbers = json.loads(written.read_text())
    assert numbers["positions_counted"] == 6
    assert 0.5 < numbers["precision_at_10"] <= 1.0
    assert 0.5 < numbers["group_accuracy"] <= 1.0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--titles": "nowhere.xlsx"}, "nowhere.xlsx"),
        ({"--titles": __file__}, "Excel"),
        ({"--people": "100"}, "fewer than"),
        ({"--people": "1"}, "more --people"),
        ({"--random-state": "-1"}, "--random-state"),
        ({"--json": "/nowhere/at/all.json"}, "all.json"),
    ],
)
def test_a_mistake_is_one_line_and_a_status(
    listed: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, str], said: str
) -> None:
    options = {"--titles": str(listed), "--positions": "6", "--people": "24"}
    options |= {"--json": str(listed.parent / "out.json")} | changed
    assert main(["rank", *(part for pair in options.items() for part in pair)]) != 0
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_a_bad_number_is_one_line_and_a_status(
    listed: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["rank", "--titles", str(listed), "--people", number, "--json", "x"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_workbook_without_the_columns_is_no_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    empty, out = str(tmp_path / "empty.xlsx"), str(tmp_path / "out.json")
    assert main(["rank", "--titles", empty, "--json", out]) == 1
    assert "no sheet" in capsys.readouterr().err


@pytest.mark.heavy
@pytest.mark.real_data
def test_the_shipped_catalogue_alone_is_two_and_a_half_times_as_good_as_char_tfidf(
    tmp_path: Path,
) -> None:
    out = tmp_path / "numbers.json"
    assert main(["rank", "--titles", str(official_list()), "--json", str(out)]) == 0
    numbers = json.loads(out.read_text())
    assert numbers["positions_counted"] > 100
    assert numbers["precision_at_10"] >= 2.5 * numbers["char_tfidf_precision_at_10"]


@pytest.mark.heavy
@pytest.mark.real_data
def test_fitted_on_the_rest_of_the_list_it_reaches_eight_of_ten(tmp_path: Path) -> None:
    out = tmp_path / "numbers.json"
    arguments = ["rank", "--titles", str(official_list()), "--fit-rest", "--json", str(out)]
    assert main(arguments) == 0
    assert json.loads(out.read_text())["precision_at_10"] >= 0.80
