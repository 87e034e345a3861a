"""The blueprint of a firm's own positions."""

from flask import Blueprint

positions = Blueprint("positions", __name__, url_prefix="/positions")
