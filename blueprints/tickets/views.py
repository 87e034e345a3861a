"""The ticket behind a personal code."""

from __future__ import annotations

from flask import Blueprint

tickets = Blueprint("tickets", __name__, url_prefix="/t")
