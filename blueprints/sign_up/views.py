"""Registering for a fair on a phone, one question a page."""

from __future__ import annotations

from flask import Blueprint

sign_up = Blueprint("sign_up", __name__, url_prefix="/fairs")
