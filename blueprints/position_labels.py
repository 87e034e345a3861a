"""What people call the kinds, states, hours and licences of positions."""

from __future__ import annotations

from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l

from domain.licences import Licence
from domain.positions import (
    EmployersWord,
    PayUnit,
    PositionKind,
    PositionState,
    RequirementLevel,
    SkillNeed,
)
from domain.working_time import Hours, Shift

POSITION_LABELS: dict[type[Enum], dict[Any, Any]] = {
    PositionKind: {
        PositionKind.JOB: _l("Arbeit"),
        PositionKind.TEMPORARY_WORK: _l("Leiharbeit (Zeitarbeit)"),
        PositionKind.APPRENTICESHIP: _l("Ausbildung"),
        PositionKind.ENTRY_QUALIFICATION: _l("Einstiegsqualifizierung"),
        PositionKind.INTERNSHIP_MANDATORY: _l("Pflichtpraktikum"),
        PositionKind.INTERNSHIP_ORIENTATION: _l("Praktikum zur Orientierung"),
        PositionKind.INTERNSHIP_ACCOMPANYING: _l("Praktikum neben Ausbildung oder Studium"),
        PositionKind.INTERNSHIP_VOLUNTARY: _l("Längeres freiwilliges Praktikum"),
        PositionKind.TRIAL: _l("Probearbeit (Maßnahme beim Arbeitgeber)"),
    },
    PositionState: {
        PositionState.SUBMITTED: _l("wartet auf Freigabe"),
        PositionState.RELEASED: _l("freigegeben"),
        PositionState.PAUSED: _l("pausiert"),
        PositionState.REFUSED: _l("nicht freigegeben"),
        PositionState.CLOSED: _l("geschlossen"),
    },
    SkillNeed: {
        SkillNeed.MUST: _l("muss man können"),
        SkillNeed.WISHED: _l("wäre gut"),
        SkillNeed.LEARNED_HERE: _l("lernt man hier"),
    },
    EmployersWord: {
        EmployersWord.YES: _l("ja"),
        EmployersWord.NO: _l("nein"),
        EmployersWord.UNKNOWN: _l("weiß ich nicht"),
    },
    PayUnit: {
        PayUnit.HOUR: _l("je Stunde"),
        PayUnit.MONTH: _l("je Monat"),
    },
    Hours: {
        Hours.FULL_TIME: _l("Vollzeit"),
        Hours.PART_TIME: _l("Teilzeit"),
        Hours.MARGINAL: _l("Minijob"),
    },
    Shift: {
        Shift.DAY: _l("tagsüber"),
        Shift.EARLY: _l("früh"),
        Shift.LATE: _l("spät"),
        Shift.NIGHT: _l("nachts"),
        Shift.WEEKEND: _l("am Wochenende"),
    },
    Licence: {
        Licence.MOPED: _l("Führerschein AM (Moped)"),
        Licence.CAR: _l("Führerschein B (Auto)"),
        Licence.CAR_TRAILER: _l("Führerschein BE (Auto mit Anhänger)"),
        Licence.LORRY_MEDIUM: _l("Führerschein C1 (Lkw bis 7,5 t)"),
        Licence.LORRY: _l("Führerschein C (Lkw)"),
        Licence.LORRY_TRAILER: _l("Führerschein CE (Lkw mit Anhänger)"),
        Licence.BUS: _l("Führerschein D (Bus)"),
        Licence.TRACTOR: _l("Führerschein T (Traktor)"),
        Licence.PASSENGER_TRANSPORT: _l("Personenbeförderungsschein"),
        Licence.DRIVER_QUALIFICATION: _l("Berufskraftfahrerqualifikation"),
        Licence.FORKLIFT: _l("Staplerschein"),
        Licence.WELDING: _l("Schweißprüfung"),
        Licence.CRANE: _l("Kranschein"),
        Licence.FOOD_HYGIENE: _l("Gesundheitsbelehrung (§ 43 IfSG)"),
        Licence.GUARD: _l("Bewachung (§ 34a GewO)"),
    },
    RequirementLevel: {
        RequirementLevel.HELPER: _l("Helfer – wird im Betrieb angelernt"),
        RequirementLevel.SKILLED: _l("Fachkraft – mit Ausbildung oder Erfahrung"),
        RequirementLevel.SPECIALIST: _l("Spezialist – Meister, Techniker, Fachwirt"),
        RequirementLevel.EXPERT: _l("Experte – mit Studium"),
    },
}
