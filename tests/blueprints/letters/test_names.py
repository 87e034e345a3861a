"""Every letter a person gets has a name on their page and in their file."""

from __future__ import annotations

import re
from pathlib import Path

from blueprints.letter_names import LETTER_NAMES

TABLE = Path(__file__).resolve().parents[3] / "docs/letters.md"


def test_each_kind_a_person_reads_has_a_name_and_no_other_has() -> None:
    readers = dict(re.findall(r"^\| ([a-z-]+) \| ([a-z, ]+) \|", TABLE.read_text("utf-8"), re.M))
    assert len(readers) > 30
    assert set(LETTER_NAMES) == {kind for kind, who in readers.items() if "candidate" in who}
