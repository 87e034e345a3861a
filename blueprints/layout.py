"""What every page frame needs: its address with another query, the font of its script."""

from collections.abc import Iterable
from urllib.parse import urlencode

from flask import Flask, request
from flask_babel import get_locale

from blueprints.fields import dialling, printable

# Languages whose letters KERN's own font lacks; the others need no entry.
SCRIPTS = {
    "ar": "arabic",
    "fa": "arabic",
    "fa_AF": "arabic",
    "ckb": "arabic",
    "ti": "ethiopic",
    "am": "ethiopic",
}


def init_app(app: Flask) -> None:
    """Offer what the frames and macros use besides their arguments."""
    app.jinja_env.globals["same_page"] = same_page
    app.jinja_env.globals.update(comma=comma, script_of=script_of)
    app.jinja_env.filters.update(dialling=dialling, listed=listed, printable=printable)


def same_page(**changes: object) -> str:
    """Return this page's address with some query values changed; ``None`` takes one away."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key not in changes]
    added = [(key, str(value)) for key, value in changes.items() if value is not None]
    query = urlencode([*kept, *added])
    return f"?{query}" if query else request.path


def comma() -> str:
    """Return the sign between two things of a row, as the language of the page writes it."""
    return "، " if script_of(str(get_locale())) == "arabic" else ", "


def listed(values: Iterable[object]) -> str:
    """Return the values in a row, with the comma of the language."""
    return comma().join(str(value) for value in values)


def script_of(language: str) -> str:
    """Return ``arabic``, ``ethiopic`` or an empty string: which further font a page needs."""
    return SCRIPTS.get(language, "")
