"""What every test has: fresh databases, the selection of what runs here, and the fair itself.

``app`` is the application on a fresh database, inside its context; ``client`` a browser that
inspects each page it fetches; ``office`` makes everybody and everything a story needs.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from werkzeug.routing import Rule
from werkzeug.routing.rules import RulePart

from app import create_app
from matching.content import use_content
from models import db
from tests.factories import Office
from tests.inspection import InspectingClient

pytest_plugins = ["tests.databases", "tests.letter_facts", "tests.order", "tests.selection"]


class CompiledTemplates(BytecodeCache):
    """Keeps what one test compiled for the next: every test has an application of its own."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


COMPILED_TEMPLATES = CompiledTemplates()


class CompiledRule(Rule):
    """Keeps, as the templates are kept, what addresses are read and made by, half of create_app.

    Both depend on the words of the rule and its defaults alone; the converters are the ones that
    come with the router, which know no map.
    """

    _read: ClassVar[dict[Any, Any]] = {}
    _made: ClassVar[dict[Any, Any]] = {}

    def _parse_rule(self, rule: str) -> list[RulePart]:
        if rule not in self._read:
            begun = len(self._trace)
            parts = list(super()._parse_rule(rule))
            self._read[rule] = parts, self._trace[begun:], dict(self._converters)
            return parts
        parts, trace, converters = self._read[rule]
        self._trace.extend(trace)
        self._converters.update(converters)
        self.arguments.update(converters)
        return parts

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (tuple(self._trace), repr(self.defaults), append_unknown)
        if key not in self._made:
            self._made[key] = super()._compile_builder(append_unknown)
        made: Callable[..., tuple[str, str]] = self._made[key]
        return made


Flask.url_rule_class = CompiledRule

GARBAGE = 50_000
"""Objects made until garbage is looked for: about those of one test of a page."""

gc.disable()  # nothing of what is imported and collected is thrown away


def pytest_collection_finish() -> None:
    """Let the collector pass over what all tests share: it took a fifth of their time."""
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)
    gc.enable()


SPOKEN: dict[str, Engine] = {}
"""The first engine of each kind of database."""


def keep_compiled_statements(engine: Engine) -> None:
    """Let the engines of all tests share what statements were compiled to.

    Every test has an engine of its own, and compiling its statements anew would take a quarter
    of the time of a test of a page.
    """
    first = SPOKEN.setdefault(engine.dialect.name, engine)
    with engine.connect():  # a dialect learns at its first connection what its server can do
        engine.dialect = first.dialect
    engine._compiled_cache = first._compiled_cache


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "a key for tests only",
            "SQLALCHEMY_DATABASE_URI": database_url,
            "WTF_CSRF_ENABLED": False,
            "OUTBOX": str(tmp_path / "outbox"),
            "DELETED_PEOPLE": str(tmp_path / "deleted-people.jsonl"),
            "LINKERS": str(tmp_path / "linkers"),
            "LOG_LEVEL": "CRITICAL",
        }
    )
    app.jinja_env.bytecode_cache = COMPILED_TEMPLATES
    with app.app_context():
        keep_compiled_statements(db.engine)
        yield app
        use_content(None)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> InspectingClient:
    return InspectingClient(app)


@pytest.fixture
def office(app: Flask) -> Office:
    return Office()
