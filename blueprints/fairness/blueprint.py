"""The blueprint of the fairness report and of floors."""

from flask import Blueprint

fairness = Blueprint("fairness", __name__, url_prefix="/desk/fairness")
