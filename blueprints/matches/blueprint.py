"""The blueprint of the officer's workbench."""

from flask import Blueprint

matches = Blueprint("matches", __name__, url_prefix="/desk/matches")
