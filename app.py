"""create_app(): the only place that knows everything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from jinja2 import StrictUndefined

import config
from blueprints import (
    assets,
    catalogue_sources,
    errors,
    fact_words,
    guard,
    labels,
    languages,
    layout,
    linkers,
    logs,
    moments,
    registry,
    security,
    sessions,
    shell,
    tables,
)
from models import db
from models.engine import engine_options, prepare
from services.secret import secret_key

migrate = Migrate(render_as_batch=True)

PARTS = (
    logs,
    security,
    languages,
    moments,
    sessions,
    guard,
    errors,
    shell,
    assets,
    layout,
    labels,
    tables,
    fact_words,
    catalogue_sources,
    linkers,
)
"""Parts every request goes through, in the order in which they see it."""


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """Return the application; ``settings`` override defaults and environment (tests)."""
    app = Flask(__name__, instance_path=_instance_path())
    app.config.update(config.load(Path(app.instance_path)) | (settings or {}))
    if not app.config.get("SECRET_KEY"):
        app.config["SECRET_KEY"] = secret_key(Path(app.instance_path))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _connect_database(app)
    for part in PARTS:
        part.init_app(app)
    registry.register(app)
    return app


def _instance_path() -> str:
    return os.environ.get("FLASK_INSTANCE") or str(config.ROOT / "instance")


def _connect_database(app: Flask) -> None:
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options(url))
    db.init_app(app)
    migrate.init_app(app, db)
    with app.app_context():
        prepare(db.engine)
