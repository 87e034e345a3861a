"""The list a decision was made on, with its filters and its page: people go on where they were."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.next_page import wanted_page


def this_list() -> str:
    """Return the address of the list on the screen, for the decisions it offers."""
    return request.full_path.rstrip("?")


def list_address(position_id: int) -> str:
    """Return the list the decision came from, else the people for the position."""
    return wanted_page() or url_for("matches.people", position_id=position_id)


def to_list(position_id: int) -> ResponseReturnValue:
    """Lead back to the list the decision came from."""
    return redirect(list_address(position_id), code=303)
