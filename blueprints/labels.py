"""What people call the states and kinds of the code; one place for every enum."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from flask import Flask
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice

from blueprints.door_labels import DOOR_LABELS
from blueprints.fair_labels import FAIR_KINDS, FAIR_LABELS
from blueprints.german_words import IN_WORDS
from blueprints.import_labels import IMPORT_KINDS, IMPORT_LABELS
from blueprints.law_labels import LAW_LABELS
from blueprints.match_labels import MATCH_LABELS
from blueprints.place_labels import PLACE_LABELS
from blueprints.position_labels import POSITION_LABELS
from blueprints.privacy_labels import PRIVACY_LABELS
from blueprints.profile_labels import PROFILE_LABELS, country_name, language_name
from blueprints.proposal_labels import PROPOSAL_LABELS
from blueprints.residence_labels import RESIDENCE_LABELS
from blueprints.sessions import now
from domain.access import Role
from domain.consent import ConsentWay, Purpose
from domain.courses import CourseKind, PartState
from domain.distances import DistanceBand
from domain.employers import EmployerState
from domain.fairs import Bring, FairAction, FairState, RegistrationState, phase_of
from domain.handovers import HandoverState, Section
from domain.invitations import InvitationKind
from domain.languages import LanguageLevel
from domain.letters import Channel, LetterState
from domain.match_conditions import ConditionState
from domain.page_languages import SOURCE
from domain.positions import PositionState, RequirementLevel
from domain.proposals import PersonsWord, ProposalState
from domain.residence import document_kind
from domain.scheme_hints import Participation
from domain.support_scheme import Scheme, SchemeBasis, SchemeReason
from services import catalogue

LABELS: dict[type[Enum], dict[Any, Any]] = {
    Role: {
        Role.PUBLIC: _l("Öffentlichkeit"),
        Role.CANDIDATE: _l("Bewerber/in"),
        Role.EMPLOYER: _l("Arbeitgeber"),
        Role.OFFICER: _l("Fachkraft im Arbeitgeberservice"),
        Role.CASEWORKER: _l("Fachkraft im Integration Point"),
        Role.TEAM_LEAD: _l("Teamleitung"),
        Role.ADMINISTRATOR: _l("Administration"),
    },
    Purpose: {
        Purpose.PLACEMENT: _l("Vermittlung in Arbeit und Ausbildung"),
        Purpose.FAIR: _l("Teilnahme an der Kontaktbörse"),
    },
    ConsentWay: {
        ConsentWay.OWN_PAGE: _l("selbst angeklickt"),
        ConsentWay.AT_THE_DOOR: _l("mündlich am Einlass"),
        ConsentWay.AT_THE_COUNTER: _l("mündlich am Schalter"),
        ConsentWay.IN_A_TALK: _l("im Gespräch mit uns"),
    },
    DistanceBand: {
        DistanceBand.NEAR: _l("bis 5 km"),
        DistanceBand.SHORT: _l("5 bis 15 km"),
        DistanceBand.LONG: _l("15 bis 30 km"),
        DistanceBand.FAR: _l("über 30 km"),
        DistanceBand.UNKNOWN: _l("nicht bekannt"),
    },
    EmployerState: {
        EmployerState.PENDING: _l("wartet auf Prüfung"),
        EmployerState.VERIFIED: _l("geprüft"),
        EmployerState.REFUSED: _l("nicht freigeschaltet"),
        EmployerState.BLOCKED: _l("gesperrt"),
    },
    FairState: {
        FairState.DRAFT: _l("Entwurf"),
        FairState.OPEN: _l("offen"),
        FairState.CLOSED: _l("Anmeldung geschlossen"),
        FairState.CANCELLED: _l("abgesagt"),
    },
    FairAction: {
        FairAction.OPEN: _l("Anmeldung öffnen"),
        FairAction.CLOSE: _l("Anmeldung schließen"),
        FairAction.CANCEL: _l("Kontaktbörse absagen"),
    },
    HandoverState: {
        HandoverState.OFFERED: _l("angeboten"),
        HandoverState.ACCEPTED: _l("angenommen"),
        HandoverState.REFUSED: _l("abgelehnt"),
        HandoverState.REVOKED: _l("zurückgezogen"),
    },
    LanguageLevel: {
        LanguageLevel.NONE: _l("noch kein Deutsch"),
        LanguageLevel.A1: _l("A1 – einzelne Wörter und Sätze"),
        LanguageLevel.A2: _l("A2 – einfache Gespräche über Bekanntes"),
        LanguageLevel.B1: _l("B1 – im Alltag zurechtkommen"),
        LanguageLevel.B2: _l("B2 – sich sicher unterhalten"),
        LanguageLevel.C1: _l("C1 – fließend, auch im Fachgespräch"),
        LanguageLevel.C2: _l("C2 – fast wie die eigene Sprache"),
    },
    Channel: {
        Channel.EMAIL: _l("E-Mail"),
        Channel.SMS: _l("SMS"),
        Channel.POST: _l("Brief"),
    },
    LetterState: {
        LetterState.QUEUED: _l("wartet"),
        LetterState.SENDING: _l("wird gesendet"),
        LetterState.SENT: _l("gesendet"),
        LetterState.DEAD: _l("nicht zustellbar"),
    },
    Scheme: {
        Scheme.SGB3: _l("SGB III"),
        Scheme.SGB2: _l("SGB II"),
        Scheme.ASYLBLG: _l("AsylbLG"),
        Scheme.NONE: _l("kein Leistungsbezug"),
    },
    SchemeReason: {
        SchemeReason.OTHER: _l("anderer Anlass"),
        SchemeReason.RECOGNITION: _l("Anerkennung (Bescheid des BAMF)"),
        SchemeReason.TITLE_ISSUED: _l("Aufenthaltstitel erteilt"),
        SchemeReason.ASYLUM_APPLICATION: _l("Asylantrag, Ankunftsnachweis"),
        SchemeReason.TOLERATION: _l("Duldung"),
        SchemeReason.IN_NEED: _l("hilfebedürftig geworden"),
        SchemeReason.NEED_ENDED: _l("nicht mehr hilfebedürftig"),
        SchemeReason.MOVED: _l("Umzug"),
    },
    SchemeBasis: {
        SchemeBasis.UNKNOWN: _l("noch kein Nachweis"),
        SchemeBasis.NOTICE_SEEN: _l("Bescheid gesehen"),
        SchemeBasis.DOCUMENT_SEEN: _l("Aufenthaltsdokument gesehen"),
        SchemeBasis.TOLD_BY_AUTHORITY: _l("Mitteilung der Behörde"),
        SchemeBasis.TOLD_BY_PERSON: _l("Auskunft der Person"),
    },
    Participation: {
        Participation.VOLUNTARY: "freiwillig",
        Participation.MAY_BE_OBLIGED: "kann verpflichtet sein",
        Participation.CASE_BY_CASE: "Einzelfall",
        Participation.NOT_INVITED: "wird nicht eingeladen",
    },
    InvitationKind: {
        InvitationKind.VOLUNTARY: _l("freiwillig"),
        InvitationKind.FORMAL: _l("mit Meldeaufforderung des Jobcenters"),
    },
    CourseKind: {
        CourseKind.INTEGRATION: _l("Integrationskurs"),
        CourseKind.VOCATIONAL_LANGUAGE: _l("Berufssprachkurs"),
        CourseKind.EMPLOYER_MEASURE: _l("Maßnahme bei einem Arbeitgeber"),
        CourseKind.ACTIVATION: _l("Maßnahme zur Aktivierung"),
        CourseKind.TRAINING: _l("Weiterbildung"),
        CourseKind.OTHER: _l("Anderer Kurs"),
    },
    PartState: {
        PartState.PLANNED: _l("geplant"),
        PartState.RUNNING: _l("läuft"),
        PartState.FINISHED: _l("abgeschlossen"),
        PartState.BROKEN_OFF: _l("abgebrochen"),
    },
    Section: {
        Section.TASKS: _l("Offene Aufgaben"),
        Section.TALKS: _l("Nächste Gespräche"),
        Section.PROPOSALS: _l("Vorschläge"),
        Section.COURSES: _l("Kurse und Maßnahmen"),
        Section.SCHEMES: _l("Zuständigkeit"),
    },
}
"""By kind of enum first: two enums may share a word, as two of them share 'cancelled'."""
LABELS |= PROFILE_LABELS | RESIDENCE_LABELS | LAW_LABELS | POSITION_LABELS | IMPORT_LABELS
LABELS |= PLACE_LABELS | DOOR_LABELS | FAIR_LABELS
LABELS |= PRIVACY_LABELS | PROPOSAL_LABELS | MATCH_LABELS

_KINDS: dict[tuple[type[Enum], Enum], str] = {
    (EmployerState, EmployerState.PENDING): "warning",
    (EmployerState, EmployerState.VERIFIED): "success",
    (EmployerState, EmployerState.REFUSED): "danger",
    (EmployerState, EmployerState.BLOCKED): "danger",
    (PositionState, PositionState.SUBMITTED): "warning",
    (PositionState, PositionState.RELEASED): "success",
    (PositionState, PositionState.PAUSED): "info",
    (PositionState, PositionState.REFUSED): "danger",
    (ProposalState, ProposalState.INTERESTED): "success",
    (ProposalState, ProposalState.DECLINED): "info",
    (PersonsWord, PersonsWord.ASKED): "warning",
    (PersonsWord, PersonsWord.YES): "success",
    (PersonsWord, PersonsWord.NO): "danger",
    (FairState, FairState.OPEN): "success",
    (FairState, FairState.CANCELLED): "danger",
    (RegistrationState, RegistrationState.REGISTERED): "success",
    (RegistrationState, RegistrationState.OFFERED): "warning",
    (RegistrationState, RegistrationState.WAITING): "info",
    (HandoverState, HandoverState.OFFERED): "warning",
    (HandoverState, HandoverState.ACCEPTED): "success",
    (PartState, PartState.RUNNING): "success",
    (PartState, PartState.BROKEN_OFF): "warning",
    (InvitationKind, InvitationKind.FORMAL): "warning",
    (LetterState, LetterState.SENT): "success",
    (ConditionState, ConditionState.MET): "success",
    (ConditionState, ConditionState.UNKNOWN): "warning",
    (ConditionState, ConditionState.NOT_MET): "danger",
    (LetterState, LetterState.DEAD): "danger",
}


def label(member: Enum) -> Any:
    """Return what people call a state, kind or level, in the language of the request."""
    return LABELS[type(member)][member]


def short_level(level: LanguageLevel | None) -> str:
    """Return a level of German as dense staff tables show it."""
    if level is None:
        return ""
    return "kein" if level is LanguageLevel.NONE else level.value


def badge_kind(member: Enum) -> str:
    """Return the kind of badge a state is shown with: success, warning, danger or info."""
    key = (type(member), member)
    return (_KINDS | FAIR_KINDS | IMPORT_KINDS).get(key, "info")


def choices(members: Iterable[Enum]) -> list[SelectChoice]:
    """Return members of an enum as the choices of a form field, value and label."""
    return [SelectChoice(str(member.value), label(member)) for member in members]


def init_app(app: Flask) -> None:
    """Offer the names to the templates as filters: ``position.state|label``."""
    app.jinja_env.filters.update(
        label=label,
        country_name=country_name,
        language_name=language_name,
        short_level=short_level,
        badge_kind=badge_kind,
        bring_label=lambda word: label(Bring(word)),
        german_words=IN_WORDS.__getitem__,
        phase=lambda fair: phase_of(fair, now()),
        document_label=lambda key: document_kind(key).title if key else "",
        level_label=lambda level: label(RequirementLevel(level)),
        skill_label=lambda key: catalogue.skill_label(key, _language()),
        occupation_label=lambda code: catalogue.occupation_label(code, _language()),
    )


def _language() -> str:
    locale = get_locale()
    return locale.language if locale else SOURCE
