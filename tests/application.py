"""The application, for tests: on a fresh database each, with what can be kept from test to test.

``app`` is the application, inside its context; ``client`` a browser that inspects each page it
fetches; ``office`` makes everybody and everything a story needs. ``conftest.py`` loads this where
tests run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from types import CodeType
from typing import Any, ClassVar

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from werkzeug.routing import Map, Rule, RuleFactory
from werkzeug.routing.matcher import StateMachineMatcher

from app import create_app
from matching.content import use_content
from models import db
from tests.factories import Office
from tests.inspection import InspectingClient

pytest_plugins = ["tests.letter_facts"]


class CompiledTemplates(BytecodeCache):
    """Keeps what one test compiled for the next: every test has an application of its own."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code


COMPILED_TEMPLATES = CompiledTemplates()


class CompiledMap(Map):
    """Keeps, as the templates are kept, what addresses are read and made by: most of create_app.

    They are compiled when one is first asked for, which most use cases never do; an application
    with the rules of an earlier one takes what was compiled for that.
    """

    _compiled: ClassVar[dict[Any, Any]] = {}
    _compiling: ClassVar[Lock] = Lock()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._added: list[Rule] = []
        super().__init__(*args, **kwargs)

    def add(self, rulefactory: RuleFactory) -> None:
        self._added.extend(rulefactory.get_rules(self))
        self._remap = True

    def update(self) -> None:
        if not self._remap:
            return
        with self._compiling:
            words = tuple(map(words_of, self._added))
            if words not in self._compiled:
                self._compiled[words] = self._compile()
            self._matcher, self._rules_by_endpoint = self._compiled[words]
            self._remap = False

    def _compile(self) -> tuple[Any, Any]:
        self._matcher, self._rules_by_endpoint = StateMachineMatcher(self.merge_slashes), {}
        for rule in self._added:
            rule.bind(self, rebind=True)
            self._matcher.add(rule)
            self._rules_by_endpoint.setdefault(rule.endpoint, []).append(rule)
        self._matcher.update()
        return self._matcher, self._rules_by_endpoint


def words_of(rule: Any) -> tuple[object, ...]:
    """Return what tells one address from another."""
    options = rule.provide_automatic_options
    return rule.rule, rule.endpoint, frozenset(rule.methods), repr(rule.defaults), options


Flask.url_map_class = CompiledMap

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
