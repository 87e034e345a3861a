"""What is left out of a run is said, never hidden; the draw can be repeated."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.selection import is_drawn

pytestmark = pytest.mark.program

HEAVY = "\n".join(f"@pytest.mark.heavy\ndef test_heavy_{n}(): pass" for n in range(9))
TESTS = f"""
import pytest
def test_plain(): pass
@pytest.mark.real_data
def test_with_real_data(): pass
{HEAVY}
"""
SETTINGS = """
[pytest]
markers =
    heavy: heavy
    real_data: real
"""


@pytest.fixture
def tests(tmp_path: Path) -> Path:
    (tmp_path / "test_story.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text(SETTINGS)
    return tmp_path


def run(tests: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    for name in ("TEST_LONG", "TEST_DRAW", "REAL_DATA"):
        kept.pop(name, None)
    command = [sys.executable, "-m", "pytest", "-v", "-p", "tests.selection"]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", "-c", "pytest.ini", *arguments],
        cwd=tests,
        env={**kept, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def heavy_ones(output: str) -> set[str]:
    return set(re.findall(r"test_heavy_\d", output))


@pytest.mark.parametrize("processes", ["0", "2"])
def test_without_the_real_data_the_closing_lines_say_what_was_left_out(
    tests: Path, processes: str
) -> None:
    result = run(tests, "-n", processes, MEETING_POINT_DATA="no/such/folder")
    *_, said, summary = result.stdout.strip().splitlines()
    assert result.returncode == 0
    assert said.startswith("Left out for want of real data: 1 tests; there is no no/such/folder")
    assert re.search(r"\b10 passed\b", summary)


def test_with_the_real_data_nothing_is_left_out(tests: Path) -> None:
    result = run(tests, MEETING_POINT_DATA=str(tests))
    assert "11 passed" in result.stdout
    assert "Left out" not in result.stdout


def test_where_the_real_data_is_required_its_absence_is_an_error_in_one_line(tests: Path) -> None:
    result = run(tests, REAL_DATA="required", MEETING_POINT_DATA="no/such/folder")
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "real data is required here, but there is no folder no/such/folder" in result.stderr
    assert "passed" not in result.stdout


def test_a_draw_takes_a_fifth_of_the_heavy_tests_and_says_so(tests: Path) -> None:
    result = run(tests, TEST_DRAW="1")
    assert len(heavy_ones(result.stdout)) == 2
    assert "Left out of the draw: 7 tests" in result.stdout


def test_the_same_seed_draws_the_same_heavy_tests_also_in_parallel(tests: Path) -> None:
    first = run(tests, "--randomly-seed", "5", "-n", "0", TEST_DRAW="1")
    again = run(tests, "--randomly-seed", "5", "-n", "2", TEST_DRAW="1")
    assert heavy_ones(first.stdout) == heavy_ones(again.stdout) != set()


def test_other_seeds_draw_others(tests: Path) -> None:
    draws = {
        frozenset(heavy_ones(run(tests, "--randomly-seed", str(seed), TEST_DRAW="1").stdout))
        for seed in range(4)
    }
    assert len(draws) > 1


def test_the_long_run_takes_all_heavy_tests(tests: Path) -> None:
    result = run(tests, TEST_LONG="1")
    assert len(heavy_ones(result.stdout)) == 9


class Item:
    """A test with marks."""

    def __init__(self, *marks: str) -> None:
        self.marks = set(marks)

    def get_closest_marker(self, name: str) -> str | None:
        return name if name in self.marks else None


@pytest.mark.parametrize(
    ("marks", "drawn"),
    [
        (("page", "postgres"), True),
        (("page", "postgres", "both_databases"), False),
        (("page",), False),
        (("postgres",), False),
        (("heavy", "both_databases"), True),
    ],
)
def test_a_page_marked_for_both_databases_is_never_left_to_the_draw(
    marks: tuple[str, ...], drawn: bool
) -> None:
    assert is_drawn(Item(*marks)) is drawn  # type: ignore[arg-type]
