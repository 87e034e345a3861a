"""A firm's own pages: registration and what is to be done."""

from __future__ import annotations

from flask import Blueprint

firms = Blueprint("firms", __name__, url_prefix="/firm")
