"""The blueprint of what officers decide about firms and positions."""

from flask import Blueprint

verification = Blueprint("verification", __name__)
