"""The blueprint of the caseworker's own pages."""

from __future__ import annotations

from flask import Blueprint

cases = Blueprint("cases", __name__, url_prefix="/desk/cases")
