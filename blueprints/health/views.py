"""Whether this installation is usable."""

from __future__ import annotations

from alembic.script import ScriptDirectory
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from blueprints.guard import public
from matching.catalogue import load_catalogue
from services.health import check_health
from services.pdf_files import pdf_possible

health = Blueprint("health", __name__)


@health.route("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """Answer 200 when people can work with this installation, else 503, and say why."""
    found = check_health(
        heads=program_heads(),
        catalogue_size=lambda: len(load_catalogue().occupations),
    )
    answer = jsonify(
        status="ok" if found.usable else "unusable",
        database=found.database,
        migrations=found.migrations,
        catalogue=found.catalogue,
        worker=found.worker,
        pdf=pdf_possible(),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer, 200 if found.usable else 503


def program_heads() -> frozenset[str]:
    """Return the migrations this program ends with; read once, files do not change under it."""
    known = current_app.extensions
    if "migration_heads" not in known:
        scripts = ScriptDirectory.from_config(known["migrate"].migrate.get_config())
        known["migration_heads"] = frozenset(scripts.get_heads())
    heads: frozenset[str] = known["migration_heads"]
    return heads
