"""A person's own record, opened by a sign-in code."""

from __future__ import annotations

from flask import Blueprint

record = Blueprint("record", __name__, url_prefix="/my")
