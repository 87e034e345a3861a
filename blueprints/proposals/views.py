"""Proposals made to a firm, and its answers."""

from __future__ import annotations

from flask import Blueprint

proposals = Blueprint("proposals", __name__, url_prefix="/firm/proposals")
