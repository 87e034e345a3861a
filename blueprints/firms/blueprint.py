"""The blueprint of a firm's own pages."""

from flask import Blueprint

firms = Blueprint("firms", __name__, url_prefix="/firm")
