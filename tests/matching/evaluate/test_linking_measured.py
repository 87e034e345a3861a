"""The measure of the linking: honest folds, files read by their headers, mistakes in one line."""

import json
from pathlib import Path

import pytest

from matching.evaluate import main
from matching.evaluate_links import title_forms, without
from matching.link_files import CodedTitle, Mapped, read_crosswalk

ESCO = "http://data.europa.eu/esco/occupation/"
TRADES = {
    "baker": ("Bäcker/Bäckerin", "Brotbäcker", "Backstubenleiter"),
    "bricklayer": ("Maurer/Maurerin", "Ziegelmaurer", "Kaminmaurer"),
    "roofer": ("Dachdecker/Dachdeckerin", "Ziegeldecker", "Schieferdecker"),
}
CODES = {"baker": "29222", "bricklayer": "32122", "roofer": "32142"}
COLUMNS = [f"Classification {side} {what}" for side in "12" for what in ("URI", "ID", "PrefLabel")]
HEADER = ",".join([*COLUMNS, "Mapping relation"])


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    labels = [(f"C{t}_{i}", label, ESCO + t) for t in TRADES for i, label in enumerate(TRADES[t])]
    queries = ["Bäckerin", "Ofenmaurer", "Steildachdecker"]
    return {
        "--labels": written(tmp_path / "corpus.tsv", *(f"{k}\t{text}" for k, text, _ in labels)),
        "--concepts": written(tmp_path / "map.tsv", *(f"{k}\t{uri}" for k, _, uri in labels)),
        "--queries": written(
            tmp_path / "queries.tsv", *(f"Q{i}\t{q}" for i, q in enumerate(queries))
        ),
        "--relevance": written(
            tmp_path / "qrels.tsv", *(f"Q{i}\t0\tC{t}_0\t1" for i, t in enumerate(TRADES))
        ),
        "--train": written(
            tmp_path / "walk.csv",
            "Mapping project name,Made up,,,",
            HEADER,
            f'{ESCO}baker,,x,,"B 29222-100","Brezelbäcker/Brezelbäckerin",skos:exactMatch',
            f'{ESCO}roofer,,x,,"B 32142-101","Steildachdecker/Steildachdeckerin",skos:narrowMatch',
        ),
        "--titles": written(
            tmp_path / "titles.tsv",
            "Steildachdeckerin\tB 32142-101",
            *(f"{name}\t{CODES[trade]}" for trade, names in TRADES.items() for name in names),
        ),
        "--json": tmp_path / "out.json",
    }


def measured(files: dict[str, Path], *more: str) -> dict[str, float]:
    assert main(["link", *(str(x) for pair in files.items() for x in pair), *more]) == 0
    return dict(json.loads(files["--json"].read_text()))


def test_the_command_writes_its_numbers(files: dict[str, Path]) -> None:
    numbers = measured(files)
    names = ("mrr", "map", "success_at_1", "success_at_5", "success_at_10")
    assert {*names, *(f"{name}_one_label" for name in names)} <= numbers.keys()
    assert {"queries", "ms_per_query", "fit_seconds", "peak_mib"} <= numbers.keys()
    assert numbers["mrr"] == numbers["mrr_one_label"] == 1.0
    assert numbers["queries"] == 3


def test_without_folds_it_says_how_many_queries_were_seen(files: dict[str, Path]) -> None:
    numbers = measured(files)
    assert numbers["queries_seen"] == 2
    assert "rows_dropped" not in numbers


def test_with_folds_no_row_with_a_title_that_is_asked_is_learned(files: dict[str, Path]) -> None:
    numbers = measured(files, "--folds", "3")
    assert numbers["rows_dropped"] == 3  # of the roofer two, of the baker one
    assert "queries_seen" not in numbers


def test_labels_of_the_queries_language_lead_to_concepts_of_another(
    files: dict[str, Path], tmp_path: Path
) -> None:
    arabic = {"baker": "خباز", "bricklayer": "بنّاء", "roofer": "عامل أسقف"}
    known = written(tmp_path / "known.tsv", *(f"K{t}\t{name}" for t, name in arabic.items()))
    linked = written(tmp_path / "linked.tsv", *(f"K{t}\t{ESCO}{t}" for t in arabic))
    written(files["--queries"], "Q0\tالخباز", "Q1\tبناء", "Q2\tعامل الأسقف")
    numbers = measured(files, "--known", str(known), str(linked))
    assert numbers["success_at_1"] == 1.0


def test_known_labels_may_be_given_for_several_languages(
    files: dict[str, Path], tmp_path: Path
) -> None:
    given: list[str] = []
    for language, names in (("ar", ("خباز", "بنّاء", "سقاف")), ("uk", ("пекар", "муляр", "дахар"))):
        rows = list(enumerate(zip(TRADES, names, strict=True)))
        labels = (f"{language}{at}\t{name}" for at, (_, name) in rows)
        concepts = (f"{language}{at}\t{ESCO}{trade}" for at, (trade, _) in rows)
        given += ["--known", str(written(tmp_path / f"{language}.tsv", *labels)),
                  str(written(tmp_path / f"{language}-map.tsv", *concepts))]  # fmt: skip
    written(files["--queries"], "Q0\tالخباز", "Q1\tмуляр", "Q2\tпокрівельник дахар")
    assert measured(files, *given)["success_at_1"] == 1.0


@pytest.mark.parametrize(
    "form",
    ["Frauenarzt/-ärztin", "Frauenärztin", "FRAUENARZT", "FrauenärztIn", "Frauenarzt (m/w/d)",
     "Frauenarzt/Frauenärztin", "frauenarzt/in"],
)  # fmt: skip
def test_a_row_is_dropped_whatever_form_the_title_has(form: str) -> None:
    hidden = title_forms(["Frauenarzt/Frauenärztin"])
    row = Mapped(form, ESCO + "x", "exact", "")
    assert without(hidden, [row], [CodedTitle(("Arzt", form), "81444")]) == ([], [])


def test_a_row_of_another_title_stays() -> None:
    rows = [Mapped("Kinderarzt/-ärztin", ESCO + "x", "exact", "")]
    titles = [CodedTitle(("Arzt/Ärztin",), "81404")]
    assert without(title_forms(["Frauenarzt/Frauenärztin"]), rows, titles) == (rows, titles)


def test_a_crosswalk_may_have_esco_on_its_second_side_and_semicolons(tmp_path: Path) -> None:
    path = written(
        tmp_path / "FR.csv",
        "Mapping project name;ROME;;;;",
        ";".join(["Mapping relation", *COLUMNS]),
        f"skos:exactMatch;;D1102;Boulangerie;{ESCO}baker;;boulanger",
    )
    assert read_crosswalk(path) == [
        Mapped("Boulangerie", ESCO + "baker", "exact", "D1102", "boulanger")
    ]


@pytest.mark.parametrize(
    ("option", "content", "said"),
    [
        ("--labels", b"", "empty"),
        ("--labels", b"C1 without a tab\n", "line 1"),
        ("--labels", b"C1\tone\nC1\ttwo\n", "twice"),
        ("--labels", b"C9\tone\n", "no concept"),
        ("--queries", "Q1\tBäcker\n".encode("latin-1"), "UTF-8"),
        ("--queries", b"Q77\tanything\n", "judges none"),
        ("--relevance", b"Q0\t0\tC1\n", "line 1"),
        ("--train", b"a,b,c\n1,2,3\n", "Mapping relation"),
        ("--train", b"Mapping relation,Classification 1 URI\n", "no columns"),
        ("--train", HEADER.encode(), "no row"),
        ("--titles", b"Maurer\t3212\n", "five digits"),
    ],
)
def test_a_wrong_file_is_one_line_and_a_status(
    files: dict[str, Path],
    capsys: pytest.CaptureFixture[str],
    option: str,
    content: bytes,
    said: str,
) -> None:
    files[option].write_bytes(content)
    assert main(["link", *(str(x) for pair in files.items() for x in pair)]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--folds", "1"], "--folds"),
        (["--folds", "50"], "--folds"),
        (["--known", "alone.tsv"], "--known"),
        (["--train", "nowhere.csv"], "nowhere.csv"),
        (["--titles", "nowhere.xlsx"], "nowhere.xlsx"),
    ],
)
def test_a_wrong_option_is_one_line_and_a_status(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert main(["link", *(str(x) for pair in files.items() for x in pair), *more]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error


def test_titles_are_coded(files: dict[str, Path], tmp_path: Path) -> None:
    asked = written(tmp_path / "asked.tsv", "Brotbäckerin\t29222", "Ziegelmaurer/in\t32122")
    out = tmp_path / "codes.json"
    options = ["--titles", str(files["--titles"]), "--queries", str(asked), "--json", str(out)]
    assert main(["code", *options]) == 0
    numbers = json.loads(out.read_text())
    assert numbers["accuracy"] == numbers["accuracy_level"] == numbers["accuracy_top5"] == 1.0
    assert numbers["queries"] == 2


def test_titles_of_one_code_teach_nothing(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    one = written(tmp_path / "one.tsv", "Maurer\t32122", "Kaminmaurer\t32122")
    options = ["--titles", str(one), "--queries", str(one), "--json", str(files["--json"])]
    assert main(["code", *options]) == 1
    assert "one code only" in capsys.readouterr().err
