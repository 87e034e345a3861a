"""Officers make fairs, see stands and book talks."""

from __future__ import annotations

from flask import Blueprint

fairs = Blueprint("fairs", __name__, url_prefix="/desk/fairs")
