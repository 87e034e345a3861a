"""The language of a page: asked for in the address, remembered in a cookie, German otherwise."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from babel import Locale
from flask import Flask, Response, g, request
from flask_babel import Babel, get_locale

from blueprints.sessions import current_actor, current_language
from domain.page_languages import OFFERED, SOURCE

COOKIE = "language"
_A_YEAR = 365 * 24 * 3600

babel = Babel()


def init_app(app: Flask) -> None:
    """Choose the language of each request and tell the templates."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", SOURCE)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Berlin")
    babel.init_app(app, locale_selector=chosen_language)
    app.after_request(_remember)
    app.context_processor(_for_templates)
    app.jinja_env.filters["language_name"] = language_name


def language_name(code: str) -> str:
    """Return the name of a language in the language of the page."""
    return Locale.parse(code).get_language_name(str(get_locale())) or code


def chosen_language() -> str:
    """Return the language of this request; staff pages are German."""
    if current_actor().is_staff:
        return SOURCE
    asked = (
        request.args.get("lang"),
        request.cookies.get(COOKIE),
        current_language(),
        request.accept_languages.best_match(list(OFFERED)),
    )
    return next((language for language in asked if language in OFFERED), SOURCE)


def text_direction() -> str:
    """Return ``rtl`` or ``ltr`` for the language of this request."""
    locale = get_locale()
    return locale.text_direction if locale else "ltr"


def _remember(response: Response) -> Response:
    asked = request.args.get("lang")
    if asked in OFFERED:
        response.set_cookie(
            COOKIE,
            asked,
            max_age=_A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )
    return response


def _for_templates() -> dict[str, object]:
    language = g.setdefault("language", chosen_language())
    return {
        "language": language,
        "direction": text_direction(),
        "languages": [] if current_actor().is_staff else _links(language),
    }


def _links(current: str) -> list[dict[str, object]]:
    """Return one link per language to this same page."""
    kept = {key: value for key, value in request.args.items(multi=False) if key != "lang"}
    return [
        {"code": code, "name": name, "url": _with_language(code, kept), "current": code == current}
        for code, name in OFFERED.items()
    ]


def _with_language(code: str, kept: dict[str, str]) -> str:
    return f"{quote(request.path)}?{urlencode({**kept, 'lang': code})}"
