"""What people call the phases of a fair, the steps of its preparation and what one brings."""

from __future__ import annotations

from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l

from domain.fair_plan import Step
from domain.fairs import Bring, FairPhase

FAIR_LABELS: dict[type[Enum], dict[Any, Any]] = {
    FairPhase: {
        FairPhase.DRAFT: _l("Entwurf"),
        FairPhase.OPEN: _l("offen"),
        FairPhase.FULL: _l("alle Plätze vergeben"),
        FairPhase.CLOSED: _l("Anmeldung geschlossen"),
        FairPhase.OVER: _l("vorbei"),
        FairPhase.CANCELLED: _l("abgesagt"),
    },
    Bring: {
        Bring.TICKET: _l("Ihre Eintrittskarte, gedruckt oder auf dem Telefon"),
        Bring.CV: _l("Lebenslauf, wenn Sie einen haben"),
        Bring.CERTIFICATES: _l("Zeugnisse und Bescheinigungen"),
        Bring.RESIDENCE_DOCUMENT: _l("Ihr Aufenthaltsdokument"),
        Bring.WORK_PERMIT_LETTER: _l("Briefe der Ausländerbehörde zur Arbeitserlaubnis"),
        Bring.DRIVING_LICENCE: _l("Führerschein"),
        Bring.WORK_PHOTOS: _l("Fotos von Ihrer Arbeit"),
        Bring.PEN_AND_PAPER: _l("Stift und Papier"),
    },
    Step: {
        Step.INVITE_FIRMS: "Firmen einladen, einen Stand zu buchen",
        Step.OPEN_SIGN_UP: "Anmeldung öffnen",
        Step.INVITE_PEOPLE: "Menschen einladen",
        Step.ORDER_INTERPRETERS: "Dolmetschende bestellen",
        Step.ORDER_CHILD_CARE: "Kinderbetreuung bestellen",
        Step.ORDER_RAMP: "Weg ohne Stufen einrichten",
        Step.ORDER_POWER: "Strom an den Ständen bestellen",
        Step.ORDER_TABLES: "Tische und Stühle bestellen",
        Step.ORDER_SCREENS: "Stellwände bestellen",
        Step.BRIEF_FIRMS: "Firmen vorbereiten: Zugang zum Arbeitsmarkt, Förderung, Ablauf",
        Step.PLAN_TALKS: "Gespräche planen",
        Step.PRINT_LISTS: "Listen und Schilder drucken",
        Step.ASK_FEEDBACK: "Rückmeldung einholen",
    },
}

FAIR_KINDS: dict[tuple[type[Enum], Enum], str] = {
    (FairPhase, FairPhase.OPEN): "success",
    (FairPhase, FairPhase.FULL): "warning",
    (FairPhase, FairPhase.CANCELLED): "danger",
}
