"""The one action of each kind of work."""

from __future__ import annotations

from dataclasses import dataclass

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


def action_of(line: Line) -> Action:
    """Return the action of a line."""
    match line.work:
        case Work.ANSWER:
            return _after_interest(line)
        case Work.CALL:
            url = url_for("placing.show", proposal_id=line.id)
            return Action("Keine Antwort", "Anrufen und notieren", url)
        case Work.TASK | Work.DELETION:
            return _overdue_deletion(line) if line.work is Work.DELETION else _of_task(line)
        case Work.HANDOVER:
            url = url_for("cases.handover", handover_id=line.id)
            return Action("Übergabe", "Annehmen oder ablehnen", url)
        case Work.DOCUMENT:
            url = url_for("candidates.residence", candidate_id=line.id)
            return Action("Dokument läuft ab", "Verlängerung klären", url)
        case Work.FIRM | Work.POSITION:
            return _verification(line)


_TASKS: dict[str, tuple[str, str]] = {
    TaskKind.SCHEME_BEGAN: ("Neue Zuständigkeit", "Ansehen"),
    TaskKind.RULE_CHANGE: ("Das Recht ändert sich", "Ansehen"),
}


def _of_task(line: Line) -> Action:
    if line.kind == TaskKind.FIRM_LEFT:
        url = url_for("verification.invite", employer_id=line.other_id)
        return Action("Firma ohne Zugang", "Jemanden einladen", url)
    kind, text = _TASKS.get(line.kind, ("Brief kam nicht an", "Anders erreichen"))
    return Action(kind, text, url_for("tasks.index"))


def _verification(line: Line) -> Action:
    if line.work is Work.FIRM:
        url = url_for("verification.firm", employer_id=line.id)
        return Action("Neue Firma", "Prüfen", url)
    url = url_for("verification.position", position_id=line.id)
    return Action("Neue Stelle", "Freigeben", url)


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
