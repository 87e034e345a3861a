"""Every letter a test writes has its template and every fact the template needs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, meta
from sqlalchemy import event

from blueprints.moments import clock, day, until
from models import Letter

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
GIVEN = {"page", "_"}


@cache
def needed_facts(kind: str) -> frozenset[str]:
    """Return what the template of a kind of letter must be given."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=False)  # noqa: S701
    environment.filters.update(day=day, clock=clock, until=until)
    source, _name, _fresh = environment.loader.get_source(environment, f"letters/{kind}.txt")
    return frozenset(meta.find_undeclared_variables(environment.parse(source)) - GIVEN)


def check_facts(kind: str, facts: Mapping[str, object]) -> None:
    """Raise AssertionError where a letter could not be rendered."""
    if kind.startswith("no-such-"):
        return
    assert (TEMPLATES / f"letters/{kind}.txt").exists(), f"templates/letters/{kind}.txt is missing"
    missing = needed_facts(kind) - set(facts)
    assert not missing, f"a letter {kind!r} needs {sorted(missing)}, see docs/letters.md"


@event.listens_for(Letter, "before_insert")
def _check(_mapper: Any, _connection: Any, letter: Letter) -> None:
    if not letter.facts.get("incomplete"):
        check_facts(letter.kind, letter.facts)
