"""The list of firms of a fair, kept for some seconds: it is the same for everybody.

Measured: most of the time of the page goes into this list; places left are never kept.
"""

from __future__ import annotations

import time

from flask import current_app, render_template
from markupsafe import Markup

from services.public_fair import public_stands

SECONDS = 10.0
_MOST = 64
Kept = dict[tuple[int, str], tuple[float, Markup]]


def stands_of(fair_id: int, language: str) -> Markup:
    """Return the rendered firms of a fair in a language."""
    kept: Kept = current_app.extensions.setdefault("stands_of_fairs", {})
    known = kept.get((fair_id, language))
    if known is not None and known[0] > time.monotonic():
        return known[1]
    if len(kept) >= _MOST:
        kept.clear()
    page = render_template("public/stands.html", stands=public_stands(fair_id))
    html = Markup(page)  # noqa: S704 - what firms typed was escaped by the template
    kept[fair_id, language] = (time.monotonic() + SECONDS, html)
    return html
