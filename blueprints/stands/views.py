"""A firm's stands at fairs."""

from __future__ import annotations

from flask import Blueprint

stands = Blueprint("stands", __name__, url_prefix="/firm/stands")
