"""What the door says to a scan: one glance, one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from blueprints.moments import clock, day
from domain.door import ScanOutcome
from services.check_in import Answer


@dataclass(frozen=True, slots=True)
class Said:
    """The kind of the message (its colour and sign), its title and what to do."""

    kind: str
    title: str
    text: str = ""


_WITHOUT_PERSON = {
    ScanOutcome.UNKNOWN: Said(
        "danger",
        "Diesen Code gibt es nicht, oder er wurde gesperrt.",
        "Suchen Sie nach dem Namen.",
    ),
    ScanOutcome.NO_TICKET: Said(
        "danger",
        "Das ist keine Eintrittskarte.",
        "Der Code einer Karte hat neun Zeichen. Suchen Sie sonst nach dem Namen.",
    ),
    ScanOutcome.FAIR_CANCELLED: Said("danger", "Diese Kontaktbörse ist abgesagt."),
    ScanOutcome.NO_PLACE: Said(
        "warning",
        "Diese Person ist für keine Kontaktbörse angemeldet.",
        "Nehmen Sie sie ohne Anmeldung auf.",
    ),
}


def said(answer: Answer) -> Said:
    """Return what staff read after a scan."""
    if answer.outcome in _WITHOUT_PERSON or answer.registration is None:
        return _WITHOUT_PERSON.get(answer.outcome, _WITHOUT_PERSON[ScanOutcome.UNKNOWN])
    if answer.outcome is ScanOutcome.ELSEWHERE:
        return _elsewhere(answer)
    place = answer.registration
    name = place.candidate.full_name
    since = f", seit {clock(place.checked_in_at)}" if place.checked_in_at else ""
    sentences = {
        ScanOutcome.ARRIVED: Said("success", f"Willkommen: {name}"),
        ScanOutcome.AGAIN: Said("info", f"{name} ist schon da{since}."),
        ScanOutcome.EARLY: Said(
            "warning",
            f"{name}: Die Kontaktbörse ist erst am {day(place.fair.starts_at)}.",
            "Wirklich schon heute einlassen?",
        ),
        ScanOutcome.GIVEN_BACK: Said(
            "warning",
            f"{name} hat den Platz abgesagt.",
            "Nehmen Sie die Person ohne Anmeldung auf, wenn Platz ist.",
        ),
        ScanOutcome.WAITING: Said(
            "warning",
            f"{name} steht auf der Warteliste.",
            "Nehmen Sie die Person auf, wenn Platz ist oder mit einem Grund.",
        ),
    }
    return sentences[answer.outcome]


def _elsewhere(answer: Answer) -> Said:
    assert answer.registration is not None
    fair = answer.registration.fair
    return Said(
        "warning",
        f"Diese Karte gilt für „{fair.title}“ am {day(fair.starts_at)}.",
        "Nehmen Sie die Person ohne Anmeldung auf, wenn Platz ist.",
    )
