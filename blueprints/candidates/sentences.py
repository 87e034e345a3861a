"""The sentences of a file: what is in the way, what happened, what a person agrees to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from flask_babel import force_locale, format_date
from flask_babel import gettext as _

from blueprints.labels import label
from blueprints.letter_names import letter_name
from domain.clock import office_day
from domain.fairs import RegistrationState
from domain.handovers import HandoverState
from domain.letters import LetterState
from domain.page_languages import OFFERED, SOURCE
from domain.profile_gaps import Gap
from domain.proposals import ProposalState
from domain.support_scheme import Scheme
from models import Candidate
from services.candidate_file import Event

Text = TypeVar("Text")


@dataclass(frozen=True, slots=True)
class GapText:
    """What is missing and the step where it is written down."""

    text: str
    step: str | None
    kind: str = "info"


GAPS = {
    Gap.NO_PLACEMENT_CONSENT: GapText(
        "Keine Einwilligung in die Vermittlung – der Arbeitgeberservice sieht die Person nicht.",
        "consents",
        "warning",
    ),
    Gap.NO_CASEWORKER: GapText("Noch keiner Fachkraft zugewiesen (Teamleitung).", None, "warning"),
    Gap.NO_CONTACT: GapText("Weder E-Mail noch Telefon: nur per Post erreichbar.", "contact"),
    Gap.NO_PLACE: GapText("Wohnort fehlt – Entfernungen werden nicht berechnet.", "contact"),
    Gap.NO_GERMAN_LEVEL: GapText("Deutschkenntnisse noch nicht bekannt.", "languages"),
    Gap.NO_WORK: GapText("Noch keine Arbeit und kein Wunsch notiert.", "work"),
    Gap.WORK_NOT_LINKED: GapText("Eine Arbeit ist keinem Beruf zugeordnet.", "work"),
    Gap.NO_SKILLS: GapText("Noch keine Fertigkeiten notiert.", "skills"),
    Gap.NO_DOCUMENT: GapText("Aufenthaltsdokument noch nicht gesehen.", "residence"),
    Gap.DOCUMENT_ENDED: GapText("Das Aufenthaltsdokument ist abgelaufen.", "residence", "danger"),
    Gap.DOCUMENT_RUNS_OUT: GapText(
        "Das Aufenthaltsdokument läuft bald ab: Die Behörde braucht den Antrag jetzt.",
        "residence",
        "warning",
    ),
    Gap.DOCUMENT_END_UNKNOWN: GapText(
        "Das Ende des Aufenthaltsdokuments ist nicht bekannt: bitte nachfragen.",
        "residence",
        "warning",
    ),
    Gap.PERMISSION_NEEDED: GapText(
        "Vor der Arbeit ist eine Genehmigung der Ausländerbehörde nötig.", "residence", "warning"
    ),
    Gap.WORK_NOT_ALLOWED: GapText(
        "Laut Eintrag ist Erwerbstätigkeit nicht erlaubt.", "residence", "danger"
    ),
    Gap.NO_SCHEME: GapText("Rechtskreis noch nicht notiert.", None, "warning"),
}


def timeline(events: list[Event]) -> list[dict[str, str]]:
    """Return the entries of the timeline, ready to show."""
    return [
        {
            "when": format_date(office_day(event.at), "dd.MM.yyyy"),
            "time": event.at.isoformat(),
            "title": _TITLES[event.kind](event),
            "text": _TEXTS[event.kind](event),
        }
        for event in events
    ]


_TITLES: dict[str, Callable[[Event], str]] = {
    "letter": lambda event: f"Brief: {letter_name(event.title)}",
    "proposal": lambda event: f"Vorschlag: {event.title}",
    "registration": lambda event: f"Anmeldung: {event.title}",
    "talk": lambda event: f"Gespräch: {event.title}",
    "handover": lambda event: f"Übergabe angeboten an {event.title}",
    "scheme": lambda event: f"Rechtskreis {label(Scheme(event.title))} ab {_day(event.state)}",
}
_TEXTS: dict[str, Callable[[Event], str]] = {
    "letter": lambda event: _word(LetterState, event),
    "proposal": lambda event: f"{event.detail} · {_word(ProposalState, event)}",
    "registration": lambda event: _word(RegistrationState, event),
    "talk": lambda event: event.detail,
    "handover": lambda event: _word(HandoverState, event),
    "scheme": lambda event: event.detail,
}


def _word(kind: type[Enum], event: Event) -> str:
    return str(label(kind(event.state)))


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}"


def in_language_of(person: Candidate, words: Callable[[], Text]) -> Text | None:
    """Return words in the language of the person, or nothing where that is German."""
    if person.language == SOURCE or person.language not in OFFERED:
        return None
    with force_locale(person.language):
        return words()


def placement_text() -> list[str]:
    """Return what the person agrees to; a changed wording needs a new TEXT_VERSION."""
    return [
        _("Der Arbeitgeberservice darf mit meinen Angaben Arbeit oder Ausbildung für mich suchen."),
        _(
            "Firmen sehen zuerst nur, was für die Arbeit zählt: Beruf, Erfahrung, Kenntnisse, "
            "Deutsch, Anerkennung, Beginn und Entfernung – "
            "nicht meinen Namen und nicht meinen Aufenthaltsstatus."
        ),
        _(
            "Das ist freiwillig. Ich kann jederzeit ohne Nachteile Nein sagen, auch später. "
            "Mit dem Asylverfahren hat es nichts zu tun."
        ),
    ]


def card_text() -> dict[str, str]:
    """Return the words on the card."""
    return {
        "title": _("Ihr persönlicher Code"),
        "use": _("Mit diesem Code öffnen Sie Ihre Eintrittskarte für die Kontaktbörse."),
        "keep": _("Geben Sie ihn niemandem. Verloren? Die Dienststelle gibt Ihnen einen neuen."),
    }
