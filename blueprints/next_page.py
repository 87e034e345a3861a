"""Where somebody goes after signing in: the page they wanted, or the first of their role."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request, url_for

from blueprints.sessions import current_candidate
from blueprints.shell import navigation

LONGEST = 500


def wanted_page() -> str | None:
    """Return the address in ``?next=`` if it lies within this application."""
    return safe_page(request.args.get("next"))


def safe_page(address: str | None) -> str | None:
    """Return an address of ours, or ``None``: nobody is led elsewhere after signing in.

    >>> safe_page("/account?tab=1")
    '/account?tab=1'
    >>> safe_page("//elsewhere.example") or safe_page("/\\\\elsewhere.example")
    """
    if not address or len(address) > LONGEST or not address.startswith("/"):
        return None
    if address[1:2] in {"/", "\\"} or not all(sign.isprintable() for sign in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else address


def first_page() -> str:
    """Return the first page of whoever is signed in."""
    if current_candidate() is not None:
        return url_for("record.index")
    links = navigation()
    return str(links[0]["url"]) if links else url_for("accounts.show")
