"""A firm's own positions."""

from __future__ import annotations

from flask import Blueprint

positions = Blueprint("positions", __name__, url_prefix="/firm/positions")
