"""Signing in with e-mail and password, second factor, own account."""

from __future__ import annotations

from flask import Blueprint

accounts = Blueprint("accounts", __name__)
