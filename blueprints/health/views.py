"""Whether this installation is usable."""

from __future__ import annotations

from flask import Blueprint

health = Blueprint("health", __name__)
