"""`flask rules` answers and checks at the command line, in one line where it cannot."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from domain.clock import office_day
from domain.labour_market import Access, Activity, Confidence
from domain.rules.tables import SHIPPED
from models import OfficeRule, db, transactional
from tests.factories import Office
from tests.factories.office import NOW

ASKED = {
    "--document": "gestattung_ae",
    "--activity": "employment",
    "--day": "2026-11-22",
    "--clock-start": "2026-09-01",
}


@transactional
def stored(rule: OfficeRule) -> None:
    db.session.add(rule)


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["rules", *arguments])
    return result.exit_code, result.output


def ask(app: Flask, *more: str, **changed: str) -> tuple[int, str]:
    options = {**ASKED, **{f"--{name.replace('_', '-')}": value for name, value in changed.items()}}
    return run(app, "answer", *[word for pair in options.items() for word in pair], *more)


def test_the_answer_is_printed_with_its_paragraph(app: Flask) -> None:
    status, output = ask(app, "--json")
    assert status == 0
    assert json.loads(output) == {
        "answer": "waiting",
        "until": "2026-12-01",
        "cite": "§ 61 Abs. 1 S. 2–5 AsylG i.d.F. des GEAS-Anpassungsgesetzes"
        " (BGBl. 2026 I Nr. 111)",
        "valid_from": "2026-06-12",
        "confidence": "high",
        "reason": None,
    }


def test_an_entry_that_disagrees_is_the_reason(app: Flask) -> None:
    _, output = ask(app, "--json", day="2026-12-01", entry="nicht_erlaubt")
    told = json.loads(output)
    assert (told["answer"], told["reason"], told["until"]) == ("unclear", "document_forbids", None)


def test_without_json_it_reads_as_text_and_says_when_to_verify(app: Flask) -> None:
    _, output = ask(app, activity="trial_measure", day="2026-12-01")
    assert "answer: free" in output
    assert "Please verify" in output


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"document": "pass"}, "--document 'pass' is unknown"),
        ({"activity": "work"}, "--activity 'work' is unknown"),
        ({"entry": "egal"}, "--entry 'egal' is unknown"),
        ({"day": "2026-02-30"}, "--day '2026-02-30' is no day"),
        ({"day": "22.11.2026"}, "--day '22.11.2026' is no day"),
        ({"clock_start": ""}, "--clock-start '' is no day"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(
    app: Flask, changed: dict[str, str], says: str
) -> None:
    status, output = ask(app, "--json", **changed)
    assert status != 0
    assert says in output
    assert output.count("\n") == 1


def reviewed_rule(office: Office, *, confidence: Confidence, reviewed_at: datetime) -> OfficeRule:
    """Return a rule of the office that opens employment, reviewed by a colleague."""
    return OfficeRule(
        document="gestattung_ae",
        activity=Activity.EMPLOYMENT,
        valid_from=date(2026, 11, 1),
        access=Access.FREE,
        cite="§ 61 AsylG n.F.",
        source="Probe",
        confidence=confidence,
        entered_by_id=office.officer().id,
        entered_at=NOW,
        reviewed_by_id=office.officer().id,
        reviewed_at=reviewed_at,
    )


def test_a_rule_two_colleagues_added_counts_here_too(app: Flask, office: Office) -> None:
    stored(reviewed_rule(office, confidence=Confidence.LOW, reviewed_at=NOW))
    _, output = ask(app, "--json")
    assert (json.loads(output)["answer"], json.loads(output)["confidence"]) == ("free", "low")


def test_an_old_decision_is_replayed_with_what_was_known_on_its_day(
    app: Flask, office: Office
) -> None:
    later = NOW + timedelta(days=3)
    stored(reviewed_rule(office, confidence=Confidence.HIGH, reviewed_at=later))
    answers = []
    for day in (office_day(later) - timedelta(days=1), office_day(later)):
        _, output = ask(app, "--json", known_on=day.isoformat())
        answers.append(json.loads(output)["answer"])
    assert answers == ["waiting", "free"]
    status, output = ask(app, known_on="2026-11-21")
    assert status == 1
    assert "the first rules were recorded on 2026-11-22" in output
    assert ask(app, known_on="yesterday")[0] == 1


def test_without_a_database_the_shipped_tables_answer(tmp_path: Path) -> None:
    missing = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'none.sqlite'}"}
    status, output = ask(create_app(missing), "--json")
    assert status == 0
    assert "Only the shipped tables answer" in output
    assert json.loads(output.splitlines()[-1])["answer"] == "waiting"


def test_a_day_before_all_rules_is_unclear_and_no_error(app: Flask) -> None:
    status, output = ask(app, "--json", day="1990-01-01")
    told = json.loads(output)
    assert (status, told["answer"], told["reason"]) == (0, "unclear", "no_rule")
    assert told["cite"] is None


def test_the_shipped_tables_pass_the_check(app: Flask) -> None:
    assert run(app, "check") == (0, "The tables are in order.\n")


def test_a_folder_with_a_gap_fails_the_check_with_file_and_line(app: Flask, tmp_path: Path) -> None:
    for file in SHIPPED.glob("*.csv"):
        shutil.copy(file, tmp_path)
    table = tmp_path / "labour_market_access.csv"
    table.write_text(table.read_text("utf-8").replace("2016-08-05", "2016-08-04", 1), "utf-8")
    status, output = run(app, "check", str(tmp_path))
    assert status == 1
    assert "labour_market_access.csv:3: buema employment has no rule from 2016-08-05" in output


def test_a_folder_without_any_table_fails_the_check(app: Flask, tmp_path: Path) -> None:
    assert run(app, "check", str(tmp_path))[0] == 1


def test_a_folder_that_is_none_is_refused_in_one_line(app: Flask, tmp_path: Path) -> None:
    status, output = run(app, "check", str(tmp_path / "nowhere"))
    assert status == 1
    assert output.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "was", "becomes", "says"),
    [
        ("continued_documents.csv", "2027-03-04", "2026-01-04", "lies before valid_on"),
        ("continued_documents.csv", "UkraineAufenthFGV", "", "cite is empty"),
        ("residence_documents.csv", "ae_24,", "ae_42,", "key ae_42 has no rule of access"),
        ("places.csv", "32049", "3204", "postcode '3204' has not five digits"),
    ],
)
def test_a_broken_plain_table_fails_the_check_in_one_line_each(
    app: Flask, tmp_path: Path, name: str, was: str, becomes: str, says: str
) -> None:
    for file in SHIPPED.glob("*.csv"):
        shutil.copy(file, tmp_path)
    table = tmp_path / name
    table.write_text(table.read_text("utf-8").replace(was, becomes, 1), "utf-8")
    status, output = run(app, "check", str(tmp_path))
    assert status == 1
    assert any(line.startswith(f"{name}:") and says in line for line in output.splitlines())


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("answer", "--document", "ae_24", "--activity", "employment"), "Missing option '--day'"),
        (("answer", "--dokument", "ae_24"), "No such option"),
        (("answer", "--day"), "requires an argument"),
        (("check", "here", "there"), "unexpected extra argument"),
        (("chekc",), "rules has no command 'chekc'; known: answer, check."),
    ],
)
def test_a_command_typed_wrongly_is_refused_in_one_line(
    app: Flask, typed: tuple[str, ...], says: str
) -> None:
    status, output = run(app, *typed)
    assert status != 0
    assert says in output
    assert output.count("\n") == 1
