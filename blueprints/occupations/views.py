"""The occupation search, as data for typing and as a page."""

from __future__ import annotations

from flask import Blueprint

occupations = Blueprint("occupations", __name__, url_prefix="/occupations")
