"""Officers verify firms and release positions."""

from __future__ import annotations

from flask import Blueprint

verification = Blueprint("verification", __name__, url_prefix="/desk")
