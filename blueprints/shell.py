"""What surrounds every page: navigation of the role, operator, demo mark."""

from __future__ import annotations

from flask import Flask, current_app, g, request, url_for
from flask_babel import gettext as _

from blueprints.sessions import current_actor
from domain.access import Actor, Role
from services.installation import is_demo


def init_app(app: Flask) -> None:
    """Give the templates what the layout shows."""
    app.context_processor(_surroundings)


def _surroundings() -> dict[str, object]:
    return {
        "operator": {
            "name": current_app.config["OPERATOR_NAME"],
            "address": current_app.config["OPERATOR_ADDRESS"],
            "phone": current_app.config["OPERATOR_PHONE"],
            "email": current_app.config["OPERATOR_EMAIL"],
        },
        "home_url": home_url(current_actor()),
        "navigation": navigation(),
        "footer_links": _links(_legal()),
        "sign_in_url": url_for("accounts.sign_in"),
        "sign_out_url": url_for("accounts.sign_out"),
        "demo_mode": is_demo_installation(),
    }


_HOMES = {
    Role.PUBLIC: "public.index",
    Role.CANDIDATE: "record.index",
    Role.EMPLOYER: "firms.index",
    Role.OFFICER: "desk.index",
    Role.CASEWORKER: "desk.index",
    Role.TEAM_LEAD: "team.index",
    Role.ADMINISTRATOR: "admin.index",
}


def home_url(actor: Actor) -> str:
    """Return the page where somebody of this role begins; where a sign-in leads."""
    return url_for(_HOMES[actor.role])


def is_demo_installation() -> bool:
    """Return whether this is a demo; asked once, since the mark never changes."""
    known = current_app.extensions
    if "demo_mode" not in known:
        known["demo_mode"] = is_demo()
    return bool(known["demo_mode"])


def navigation() -> list[dict[str, object]]:
    """Return the links of the role that is signed in."""
    links = links_of(current_actor().role)
    addresses = [str(link["url"]) for link in links]
    on_error_page = g.get("is_error", False)
    return [
        {**link, "current": not on_error_page and is_here(str(link["url"]), addresses)}
        for link in links
    ]


def links_of(role: Role) -> list[dict[str, object]]:
    """Return the links of a role; one that leads nowhere raises, on every page of the role."""
    return _links(_entries()[role])


def is_here(url: str, all_urls: list[str]) -> bool:
    """Say whether this page is ``url`` or lies below it; what has others below it is itself only.

    >>> from flask import Flask
    >>> with Flask(__name__).test_request_context("/desk/candidates/5"):
    ...     [is_here(url, ["/desk", "/desk/candidates/"]) for url in ("/desk", "/desk/candidates/")]
    [False, True]
    """
    below = url.rstrip("/") + "/"
    if request.path in (url, below):
        return True
    return request.path.startswith(below) and not any(
        other != url and other.startswith(below) for other in all_urls
    )


def _links(entries: list[tuple[str, str]]) -> list[dict[str, object]]:
    return [{"label": label, "url": url_for(endpoint)} for label, endpoint in entries]


def _legal() -> list[tuple[str, str]]:
    return [
        (_("Impressum"), "public.imprint"),
        (_("Datenschutz"), "public.privacy"),
        (_("Barrierefreiheit"), "public.accessibility"),
        (_("Rückmeldung geben"), "public.feedback"),
    ]


def _entries() -> dict[Role, list[tuple[str, str]]]:
    firm = [
        (_("Übersicht"), "firms.index"),
        (_("Stellen"), "positions.index"),
        (_("Vorschläge"), "proposals.index"),
        (_("Kontaktbörsen"), "stands.index"),
    ]
    return _OF_STAFF | {Role.PUBLIC: [], Role.CANDIDATE: [], Role.EMPLOYER: firm}


_OF_STAFF: dict[Role, list[tuple[str, str]]] = {
    Role.OFFICER: [
        ("Heute", "desk.index"),
        ("Stellen", "verification.positions"),
        ("Bewerber", "candidates.index"),
        ("Auf keiner Liste", "matches.nowhere"),
        ("Fristen", "expiries.index"),
        ("Firmen", "verification.firms"),
        ("Kontaktbörsen", "fairs.index"),
        ("Aufgaben", "tasks.index"),
        ("Regeln", "law.index"),
    ],
    Role.CASEWORKER: [
        ("Heute", "desk.index"),
        ("Meine Fälle", "cases.index"),
        ("Suche", "candidates.index"),
        ("Auf keiner Liste", "matches.nowhere"),
        ("Doppelt", "duplicates.index"),
        ("Fristen", "expiries.index"),
        ("Kurse", "courses.index"),
        ("Einlass", "door.index"),
        ("Aufgaben", "tasks.index"),
    ],
    Role.TEAM_LEAD: [
        ("Team", "team.index"),
        ("Heute", "desk.index"),
        ("Fristen", "expiries.index"),
        ("Bewerber", "candidates.index"),
        ("Doppelt", "duplicates.index"),
        ("Kontaktbörsen", "results.index"),
        ("Aufgaben", "tasks.index"),
        ("Regeln", "law.index"),
        ("Gewichte", "weights.index"),
        ("Fairness", "fairness.index"),
        ("Datenschutz", "privacy.index"),
    ],
    Role.ADMINISTRATOR: [("Konten", "admin.index"), ("Dienststellen", "admin.offices")],
}
