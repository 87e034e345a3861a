"""What fits a person and what would help, in plain words and in the person's language."""

from __future__ import annotations

from collections.abc import Callable

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints import sessions
from blueprints.guard import requires
from blueprints.lever_words import OWN_PAGE_OF_FACT, change_text, fact_name
from blueprints.record.blueprint import record
from domain.access import Permission
from matching.changes import ChangeKind
from matching.explanation import Part
from matching.lever import Opening
from services.own_chances import OwnChances, own_chances

_MOST = 3
"""Of each kind of help; more is no help on a telephone."""


@record.get("/chances")
@requires(Permission.RECORD_OWN)
def chances() -> ResponseReturnValue:
    """Show the person what fits, what would help, and what to tell us."""
    person = sessions.current_candidate()
    assert person is not None
    found = own_chances(candidate=person, now=sessions.now())
    return render_template(
        "record/chances.html",
        found=found,
        fits=[(one.position, fitting(one.parts)) for one in found.fits] if found else [],
        helping=_helping(found),
        asking=_asking(found),
        chances_text=change_text,
        more_text=more_text,
    )


def _helping(found: OwnChances | None) -> list[Opening]:
    """Return the deeds that open most; answers stand below, where they can be given."""
    openings = found.chances.openings if found else []
    return [one for one in openings if one.change.kind is not ChangeKind.ANSWER][:_MOST]


def _asking(found: OwnChances | None) -> list[tuple[str, str | None]]:
    """Return what to tell us next, each with the page that asks it, where the person can."""
    questions = found.chances.questions[:_MOST] if found else []
    return [(fact_name(one.fact), OWN_PAGE_OF_FACT.get(one.fact)) for one in questions]


def more_text(opening: Opening) -> str:
    """Return how many positions more it would be."""
    return ngettext(
        "Dann passt %(num)s Stelle mehr.", "Dann passen %(num)s Stellen mehr.", len(opening.opens)
    )


def fitting(parts: dict[str, Part]) -> list[str]:
    """Return what speaks for a position, one short sentence each."""
    sentences = {
        "occupation": _("Ihr Beruf passt."),
        "experience": _("Ihre Erfahrung zählt."),
        "skills": _("Sie können vieles davon."),
        "german": _("Ihr Deutsch reicht."),
        "recognition": _("Ihre Anerkennung reicht."),
        "licence": _("Ihre Führerscheine und Nachweise reichen."),
        "hours": _("Die Arbeitszeit passt."),
        "distance": _("Der Weg ist kurz."),
    }
    return [text for name, text in sentences.items() if _SPEAKS[name](parts[name])]


def _share(part: Part) -> float:
    return part.points / part.max_points if part.max_points else 0.0


def _asked_from(least: float) -> Callable[[Part], bool]:
    return lambda part: bool(part.requirement) and part.known and _share(part) >= least


def _from(least: float) -> Callable[[Part], bool]:
    return lambda part: part.known and _share(part) >= least


_SPEAKS: dict[str, Callable[[Part], bool]] = {
    "occupation": _from(0.65),
    "experience": _from(0.25),
    "skills": _asked_from(0.5),
    "german": _asked_from(1.0),
    "recognition": _asked_from(1.0),
    "licence": _asked_from(1.0),
    "hours": _asked_from(1.0),
    "distance": _from(0.8),
}
"""From which part of its points a line speaks for a position."""
