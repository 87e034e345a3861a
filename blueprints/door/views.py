"""Check-in at the door."""

from __future__ import annotations

from flask import Blueprint

door = Blueprint("door", __name__, url_prefix="/desk/door")
