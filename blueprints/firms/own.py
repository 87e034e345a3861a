"""The firm of who is signed in."""

from __future__ import annotations

from blueprints.guard import visible_or_404
from blueprints.sessions import current_actor
from models import Employer


def own_firm() -> Employer:
    """Return the firm of who is signed in."""
    return visible_or_404(Employer, current_actor().employer_id or 0)
