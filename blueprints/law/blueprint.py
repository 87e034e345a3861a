"""The blueprint of the law; its pages hang themselves on it."""

from flask import Blueprint

law = Blueprint("law", __name__, url_prefix="/desk/rules")
