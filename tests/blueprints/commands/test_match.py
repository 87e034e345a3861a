"""`flask match batch` reads the database or Parquet, and says in one line what is wrong."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from flask import Flask

from blueprints.commands import match
from blueprints.sessions import now
from domain.clock import office_day
from tests.factories import Office
from tests.matching.batch.country import drawn_people, drawn_positions, write_country

pytestmark = pytest.mark.long  # the first of them compiles


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["match", "batch", *arguments])
    return result.exit_code, result.output


def test_the_people_and_positions_of_the_office_are_matched(
    app: Flask, office: Office, tmp_path: Path
) -> None:
    baker = office.candidate(work=(("Bäcker", "29222", 5),))
    office.candidate(agreed=False, postcode=None)
    office.candidate(work=(("Maurer", "32122", 2),), postcode=None)
    wanted = office.position(title="Bäcker", occupation_code="29222")
    office.position(title="Maurer", occupation_code="32122")
    status, said = run(app, "--output", str(tmp_path / "out"), "-k", "1")
    assert status == 0, said
    assert "2 rows in 1 parts for 2 people." in said
    rows = pq.read_table(tmp_path / "out" / "part-00000.parquet").to_pylist()
    best = {row["person_id"]: row["position_id"] for row in rows}
    assert best[str(baker.id)] == str(wanted.id)
    assert run(app, "--output", str(tmp_path / "out"), "-k", "1")[0] == 0
    status, said = run(app, "--output", str(tmp_path / "out"), "-k", "2")
    assert status == 1
    assert "holds another batch: name an empty folder." in said


def test_parquet_of_others_is_matched_by_several_processes(app: Flask, tmp_path: Path) -> None:
    draw = random.Random(1)
    write_country(tmp_path / "in", drawn_people(draw, 20), drawn_positions(draw, 60))
    arguments = ("--input", str(tmp_path / "in"), "--seed", "monday", "-k", "5")
    assert run(app, *arguments, "--output", str(tmp_path / "a"), "--workers", "2")[0] == 0
    manifest = json.loads((tmp_path / "a" / "manifest.json").read_text())
    assert (manifest["seed"], manifest["rows"]) == ("monday", 100)
    assert manifest["day"] == office_day(now()).isoformat()


def test_a_batch_with_a_seed_of_its_own_goes_on_after_midnight(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(1)
    write_country(tmp_path / "in", drawn_people(draw, 5), drawn_positions(draw, 9))
    arguments = ("--input", str(tmp_path / "in"), "--output", str(tmp_path / "a"), "-k", "3")
    assert run(app, *arguments, "--seed", "monday")[0] == 0
    made = (tmp_path / "a" / "manifest.json").read_bytes()
    (tmp_path / "a" / "part-00000.parquet").unlink()
    monkeypatch.setattr(match, "now", lambda: now() + timedelta(days=1))
    assert run(app, *arguments, "--seed", "monday")[0] == 0
    assert (tmp_path / "a" / "manifest.json").read_bytes() == made
    assert run(app, *arguments)[0] == 1  # another day has another seed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--input", "{empty}"), "has neither people.parquet nor people/."),
        (("--workers", "2", "--scheduler", "tcp://127.0.0.1:1"), "not both"),
        (("--workers", "0"), "0 is not in the range"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    app: Flask, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "empty").mkdir()
    named = [one.format(empty=tmp_path / "empty") for one in arguments]
    status, told = run(app, "--output", str(tmp_path / "out"), *named)
    assert status != 0
    assert said in told
