"""The one action of each kind of work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from models import TaskKind
from services.desk_lines import Line, Work
from services.overdue import PERIOD


@dataclass(frozen=True, slots=True)
class Action:
    """What kind of work it is, what its button says, and where that leads."""

    kind: str
    text: str
    url: str


_RESIDENCE = "candidates.residence"
_PAGES: dict[Work, tuple[str, str, str, str]] = {
    Work.CALL: ("Keine Antwort", "Anrufen und notieren", "placing.show", "proposal_id"),
    Work.HANDOVER: ("Übergabe", "Annehmen oder ablehnen", "cases.handover", "handover_id"),
    Work.DOCUMENT: ("Dokument läuft ab", "Verlängerung klären", _RESIDENCE, "candidate_id"),
    Work.FIRM: ("Neue Firma", "Prüfen", "verification.firm", "employer_id"),
    Work.POSITION: ("Neue Stelle", "Freigeben", "verification.position", "position_id"),
    Work.ASSIGN: ("Ohne Fachkraft", "Zuweisen", "team.index", ""),
    Work.RULE: ("Regel zu prüfen", "Ansehen und prüfen", "law.index", ""),
}
"""What it is, what the button says, the page it leads to and the name of the row there."""


def action_of(line: Line) -> Action:
    """Return the action of a line."""
    match line.work:
        case Work.ANSWER:
            return _after_interest(line)
        case Work.TASK:
            return _of_task(line)
        case Work.DELETION:
            return _overdue_deletion(line)
        case _:
            kind, text, page, name = _PAGES[line.work]
            row: dict[str, Any] = {name: line.id} if name else {}
            return Action(kind, text, url_for(page, **row))


_TASKS: dict[str, tuple[str, str]] = {
    TaskKind.SCHEME_BEGAN: ("Neue Zuständigkeit", "Ansehen"),
    TaskKind.PLACES_DIFFER: ("Plätze falsch gezählt", "Ansehen"),
    TaskKind.RULE_CHANGE: ("Das Recht ändert sich", "Ansehen"),
}


def _of_task(line: Line) -> Action:
    if line.kind == TaskKind.FIRM_LEFT:
        url = url_for("verification.invite", employer_id=line.other_id)
        return Action("Firma ohne Zugang", "Jemanden einladen", url)
    kind, text = _TASKS.get(line.kind, ("Brief kam nicht an", "Anders erreichen"))
    return Action(kind, text, url_for("tasks.index"))


def _overdue_deletion(line: Line) -> Action:
    kind = "Löschung überfällig"
    if line.kind == PERIOD:
        return Action(kind, "Fristen ansehen", url_for("privacy.index"))
    return Action(kind, "Löschen", url_for("privacy.delete", candidate_id=line.id))


def _after_interest(line: Line) -> Action:
    kind = "Antwort einer Firma"
    if line.talk is None:
        url = url_for("placing.show", proposal_id=line.id)
        return Action(kind, "Antwort ansehen", url)
    url = url_for(
        "fairs.book_talk",
        fair_id=line.talk.fair_id,
        stand_id=line.talk.stand_id,
        registration_id=line.talk.registration_id,
        position=line.other_id,
    )
    return Action(kind, "Gespräch vereinbaren", url)
