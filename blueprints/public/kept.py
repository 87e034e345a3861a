"""Pages that are the same for everybody, kept for some seconds.

Measured: rendering is most of the time of the fair's page. What is kept is named by its content,
so a place taken or a change of the fair shows at once; only the list of firms and the times of
the groups may be ten seconds old.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

from flask import current_app, request, session

SECONDS = 10.0
_MOST = 256
Kept = dict[Hashable, tuple[float, str]]


def is_same_for_everybody() -> bool:
    """Return whether nothing of this request but its language can change the page."""
    return not session and not set(request.args) - {"lang"}


def kept(content: Hashable, make: Callable[[], str]) -> str:
    """Return the page of this content, made anew when it is older than ten seconds."""
    pages: Kept = current_app.extensions.setdefault("kept_pages", {})
    known = pages.get(content)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    if len(pages) >= _MOST:
        pages.clear()
    page = make()
    pages[content] = (time.monotonic() + SECONDS, page)
    return page
