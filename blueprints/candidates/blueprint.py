"""The blueprint of the staff's pages of a person."""

from __future__ import annotations

from flask import Blueprint

candidates = Blueprint("candidates", __name__, url_prefix="/desk/candidates")
