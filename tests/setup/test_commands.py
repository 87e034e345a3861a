"""The Makefile, the commands behind it and the build server agree."""

import re
import subprocess

import pytest

from setup.commands import COMMANDS, run_command
from setup.steps import ROOT

PROMISED = {"run", "test", "test-long", "sure", "bench", "demo", "format"}


def test_make_alone_lists_every_command_with_a_sentence() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = dict(re.findall(r"^  make ([a-z-]+) +(\w.+)$", listed, re.MULTILINE))
    assert set(lines) == PROMISED | {"help"}
    assert set(COMMANDS) == PROMISED


def test_an_unknown_command_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["fly"]) == 1
    assert capsys.readouterr().err.startswith("Usage: python3 -m setup run|")


def test_the_build_server_demands_the_real_data() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert "REAL_DATA=required" in script
    assert "make test" in script
