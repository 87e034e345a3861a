"""What a firm should do next, the most urgent first."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.moments import day
from domain.employers import EmployerState
from models import Employer
from services.firm_overview import FirmOverview

Task = dict[str, object]


def tasks_of(employer: Employer, overview: FirmOverview) -> list[Task]:
    """Return the tasks of a firm as the task list shows them."""
    if employer.state is EmployerState.BLOCKED:
        return []
    return [*_answers(overview), *_refused(overview), *_first_position(overview), *_fairs(overview)]


def _answers(overview: FirmOverview) -> list[Task]:
    if not overview.answers_due:
        return []
    title = ngettext(
        "%(num)d vorgeschlagene Person wartet auf Ihre Antwort",
        "%(num)d vorgeschlagene Personen warten auf Ihre Antwort",
        overview.answers_due,
    )
    return [_task(title, url_for("proposals.index"), _("jetzt"), "warning")]


def _refused(overview: FirmOverview) -> list[Task]:
    return [
        _task(
            _("Stelle „%(title)s“ überarbeiten", title=position.title),
            url_for("positions.edit", position_id=position.id),
            _("nicht freigegeben"),
            "danger",
            position.state_reason,
        )
        for position in overview.refused
    ]


def _first_position(overview: FirmOverview) -> list[Task]:
    if overview.position_count:
        return []
    text = _("Wir schlagen Ihnen dann Menschen vor, die dazu passen.")
    return [
        _task(_("Die erste Stelle melden"), url_for("positions.start"), _("offen"), "info", text)
    ]


def _fairs(overview: FirmOverview) -> list[Task]:
    return [
        _task(
            _("Stand buchen: %(title)s", title=fair.title),
            url_for("stands.book", fair_id=fair.id),
            _("offen"),
            "info",
            f"{day(fair.starts_at)}, {fair.place}",
        )
        for fair in overview.fairs_to_book
    ]


def _task(title: str, href: str, status: str, kind: str, text: str | None = None) -> Task:
    return {"title": title, "href": href, "status": status, "kind": kind, "text": text}
