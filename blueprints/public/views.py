"""Pages for everybody: start, legal notice, privacy, accessibility, the fair."""

from __future__ import annotations

from flask import Blueprint

public = Blueprint("public", __name__)
