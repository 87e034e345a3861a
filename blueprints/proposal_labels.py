"""What people call the states of a proposal, the person's word, and what a firm is told by name."""

from __future__ import annotations

from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l

from domain.exclusions import ExclusionReason, ReasonGroup
from domain.proposals import DeclineReason, EndReason, PersonsWord, ProposalState, ToldBy
from domain.releases import ReleasedField, ReleasePurpose

PROPOSAL_LABELS: dict[type[Enum], dict[Any, Any]] = {
    ProposalState: {
        ProposalState.SHORTLISTED: _l("vorgemerkt"),
        ProposalState.PROPOSED: _l("vorgeschlagen"),
        ProposalState.INTERESTED: _l("interessiert"),
        ProposalState.DECLINED: _l("abgelehnt"),
        ProposalState.WITHDRAWN: _l("zurückgenommen"),
        ProposalState.CLOSED: _l("beendet"),
    },
    PersonsWord: {
        PersonsWord.NOT_ASKED: "nicht gefragt",
        PersonsWord.ASKED: "gefragt",
        PersonsWord.YES: "einverstanden",
        PersonsWord.NO: "möchte nicht",
    },
    ToldBy: {
        ToldBy.LINK: "über den Link im Brief",
        ToldBy.OWN_PAGE: "auf der eigenen Seite",
        ToldBy.IN_PERSON: "im Gespräch",
        ToldBy.TELEPHONE: "am Telefon",
        ToldBy.IN_WRITING: "schriftlich",
    },
    EndReason: {
        EndReason.TAKEN_BACK: "von der Dienststelle zurückgenommen",
        EndReason.PERSON_SAID_NO: "die Person möchte nicht",
        EndReason.CONSENT_ENDED: "Einwilligung zurückgenommen",
        EndReason.POSITION_CLOSED: "Stelle beendet",
        EndReason.NO_ANSWER: "keine Antwort der Firma",
    },
    DeclineReason: {
        DeclineReason.GERMAN: _l("Mehr Deutsch ist nötig"),
        DeclineReason.SKILLS: _l("Kenntnisse oder Erfahrung fehlen"),
        DeclineReason.LICENCE: _l("Ein Schein oder Führerschein fehlt"),
        DeclineReason.HOURS: _l("Die Arbeitszeiten passen nicht"),
        DeclineReason.DISTANCE: _l("Der Weg zur Arbeit ist zu weit"),
        DeclineReason.FILLED: _l("Die Stelle ist besetzt"),
        DeclineReason.OTHER: _l("Ein anderer Grund"),
    },
    ReasonGroup: {
        ReasonGroup.FIT: "Passt nicht",
        ReasonGroup.NOT_AVAILABLE: "Nicht verfügbar",
        ReasonGroup.OTHER: "Anderes",
    },
    ExclusionReason: {
        ExclusionReason.QUALIFICATION: "Beruf oder Kenntnisse reichen nicht",
        ExclusionReason.GERMAN: "Deutsch reicht nicht",
        ExclusionReason.LICENCE: "Führerschein, Nachweis oder Anerkennung fehlt",
        ExclusionReason.OVERQUALIFIED: "Stelle liegt unter der Qualifikation",
        ExclusionReason.WORKS_ALREADY: "arbeitet schon",
        ExclusionReason.IN_COURSE: "ist in Kurs oder Maßnahme",
        ExclusionReason.HOURS: "kann zu diesen Zeiten nicht",
        ExclusionReason.TOO_FAR: "Weg zu weit, kein Bus",
        ExclusionReason.OWN_WISH: "möchte nicht zu dieser Firma",
        ExclusionReason.FIRM_KNOWS: "die Firma kennt die Person schon",
        ExclusionReason.OTHER: "anderer Grund, steht in der Notiz",
    },
    ReleasedField: {
        ReleasedField.NAME: _l("Name"),
        ReleasedField.PHONE: _l("Telefonnummer"),
        ReleasedField.EMAIL: _l("E-Mail-Adresse"),
        ReleasedField.PLACE: _l("Wohnort"),
    },
    ReleasePurpose: {
        ReleasePurpose.GETTING_TO_KNOW: _l("Kennenlernen und Gespräch"),
        ReleasePurpose.TRIAL_WORK: _l("Probearbeit oder Praktikum"),
        ReleasePurpose.EMPLOYMENT: _l("Einstellung vorbereiten"),
    },
}
