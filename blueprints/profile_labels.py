"""What people call the facts of a profile; names of languages and countries come from CLDR."""

from __future__ import annotations

from enum import Enum
from typing import Any

from babel import Locale
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from domain.education import EducationKind, SchoolCertificate
from domain.evidence import Check, Source
from domain.experience import Beginning, WorkKind
from domain.languages import LanguageSkill, LiteracyNeed, Script
from domain.licences import LicenceState
from domain.page_languages import SOURCE
from domain.people import Sex
from domain.recognition import RecognitionAction, RecognitionKind, RecognitionState
from domain.working_time import Childcare

LANGUAGES = (
    *("de", "en", "ar", "fa", "fa_AF", "ps", "ku", "ckb", "ti", "am", "om", "so", "uk", "ru"),
    *("tr", "fr", "sq", "sr", "bs", "mk", "rom", "es", "pt", "ur", "pa", "bn", "hi", "ro", "bg"),
    *("pl", "it", "el", "ka", "hy", "az", "uz", "tg", "sw", "ha", "vi", "zh"),
)
"""Codes of the languages to choose from, German first."""

PROFILE_LABELS: dict[type[Enum], dict[Any, Any]] = {
    Sex: {
        Sex.FEMALE: _l("weiblich"),
        Sex.MALE: _l("männlich"),
        Sex.DIVERSE: _l("divers"),
    },
    Check: {
        Check.SELF_STATED: _l("selbst gesagt"),
        Check.SEEN: _l("gesehen"),
        Check.TESTED: _l("getestet"),
        Check.CERTIFICATE: _l("mit Zeugnis"),
    },
    Source: {
        Source.PERSON: _l("die Person selbst"),
        Source.CASEWORKER: _l("Fachkraft im Integration Point"),
        Source.OFFICER: _l("Fachkraft im Arbeitgeberservice"),
        Source.DOCUMENT: _l("Dokument"),
    },
    LanguageSkill: {
        LanguageSkill.UNDERSTANDING: _l("Verstehen"),
        LanguageSkill.SPEAKING: _l("Sprechen"),
        LanguageSkill.READING: _l("Lesen"),
        LanguageSkill.WRITING: _l("Schreiben"),
    },
    Script: {
        Script.LATIN: _l("lateinische Schrift"),
        Script.ARABIC: _l("arabische Schrift"),
        Script.CYRILLIC: _l("kyrillische Schrift"),
        Script.ETHIOPIC: _l("äthiopische Schrift"),
        Script.OTHER: _l("eine andere Schrift"),
    },
    LiteracyNeed: {
        LiteracyNeed.NONE: _l("kein Bedarf"),
        LiteracyNeed.SECOND_SCRIPT: _l("liest eine andere Schrift, lernt die lateinische"),
        LiteracyNeed.LITERACY: _l("lernt lesen und schreiben"),
    },
    EducationKind: {
        EducationKind.SCHOOL: _l("Schule"),
        EducationKind.TRAINING: _l("Ausbildung"),
        EducationKind.STUDIES: _l("Studium"),
        EducationKind.COURSE: _l("Kurs"),
    },
    SchoolCertificate: {
        SchoolCertificate.NONE: _l("ohne Abschluss"),
        SchoolCertificate.LOWER: _l("Erster Schulabschluss"),
        SchoolCertificate.MIDDLE: _l("Mittlerer Schulabschluss"),
        SchoolCertificate.APPLIED_ENTRANCE: _l("Fachhochschulreife"),
        SchoolCertificate.GENERAL_ENTRANCE: _l("Abitur"),
    },
    WorkKind: {
        WorkKind.EMPLOYED: _l("angestellt"),
        WorkKind.SELF_EMPLOYED: _l("selbständig"),
        WorkKind.INFORMAL: _l("ohne Vertrag"),
        WorkKind.FAMILY: _l("in der Familie oder im Familienbetrieb"),
        WorkKind.VOLUNTARY: _l("ehrenamtlich"),
    },
    Beginning: {
        Beginning.JOB: _l("Arbeit"),
        Beginning.APPRENTICESHIP: _l("Ausbildung"),
        Beginning.ENTRY_QUALIFICATION: _l("Einstiegsqualifizierung"),
        Beginning.INTERNSHIP: _l("Praktikum"),
        Beginning.TRIAL: _l("Probearbeit"),
    },
    LicenceState: {
        LicenceState.GERMAN: _l("deutscher Führerschein"),
        LicenceState.USABLE_UNTIL: _l("ausländischer Führerschein, noch gültig"),
        LicenceState.CONVERSION_RUNNING: _l("Umschreibung läuft"),
        LicenceState.NOT_USABLE: _l("in Deutschland nicht mehr gültig"),
    },
    Childcare: {
        Childcare.NOT_NEEDED: _l("nicht nötig"),
        Childcare.ARRANGED: _l("geregelt"),
        Childcare.NEEDED: _l("wird gebraucht"),
    },
    RecognitionKind: {
        RecognitionKind.PROCEDURE: _l("Anerkennungsverfahren"),
        RecognitionKind.QUALIFICATION_ANALYSIS: _l("Qualifikationsanalyse"),
        RecognitionKind.VALIDATION: _l("Feststellung der beruflichen Handlungsfähigkeit"),
        RecognitionKind.ZAB_STATEMENT: _l("Zeugnisbewertung (ZAB)"),
    },
    RecognitionState: {
        RecognitionState.NONE: _l("noch nichts geschehen"),
        RecognitionState.NOT_NEEDED: _l("nicht nötig"),
        RecognitionState.ADVISED: _l("beraten, noch kein Antrag"),
        RecognitionState.APPLIED: _l("Antrag gestellt"),
        RecognitionState.DOCUMENTS_MISSING: _l("Unterlagen fehlen"),
        RecognitionState.IN_REVIEW: _l("wird geprüft"),
        RecognitionState.FULL: _l("voll anerkannt"),
        RecognitionState.PARTIAL: _l("teilweise anerkannt"),
        RecognitionState.COMPENSATION_REQUIRED: _l("Ausgleich nötig (Lehrgang oder Prüfung)"),
        RecognitionState.REJECTED: _l("abgelehnt"),
        RecognitionState.WITHDRAWN: _l("zurückgezogen"),
        RecognitionState.MEASURE_RUNNING: _l("Lehrgang oder Prüfung läuft"),
        RecognitionState.REAPPLIED: _l("neu beantragt"),
    },
    RecognitionAction: {
        RecognitionAction.DECLARE_NOT_NEEDED: "Nicht nötig",
        RecognitionAction.ADVISE: "Beraten",
        RecognitionAction.APPLY: "Antrag gestellt",
        RecognitionAction.ASK_FOR_DOCUMENTS: "Stelle fordert Unterlagen nach",
        RecognitionAction.REVIEW: "Unterlagen vollständig, Prüfung beginnt",
        RecognitionAction.GRANT: "Bescheid: volle Gleichwertigkeit",
        RecognitionAction.GRANT_PARTLY: "Bescheid: teilweise Gleichwertigkeit",
        RecognitionAction.REQUIRE_COMPENSATION: "Bescheid: Ausgleichsmaßnahme nötig",
        RecognitionAction.REJECT: "Bescheid: abgelehnt",
        RecognitionAction.WITHDRAW: "Antrag zurückgezogen",
        RecognitionAction.START_MEASURE: "Anpassung, Lehrgang oder Prüfung begonnen",
        RecognitionAction.REAPPLY: "Neu beantragt",
    },
}


def language_name(code: str) -> str:
    """Return what a language is called in the language of the request."""
    return _locale().languages.get(code) or code


def country_name(code: str | None) -> str:
    """Return what a country is called in the language of the request."""
    return _locale().territories.get(code or "") or code or ""


def countries() -> list[tuple[str, str]]:
    """Return code and name of every country, by name."""
    named = _locale().territories.items()
    real = ((code, name) for code, name in named if len(code) == 2 and code not in _NO_COUNTRY)
    return sorted(real, key=lambda one: one[1])


_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def _locale() -> Locale:
    return get_locale() or Locale(SOURCE)
