"""Ranked people for a position and positions for a person; shortlist and proposal."""

from __future__ import annotations

from flask import Blueprint

matches = Blueprint("matches", __name__, url_prefix="/desk/matches")
