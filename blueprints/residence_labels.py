"""What people call residence documents and the words of the law on work."""

from __future__ import annotations

from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l

from domain.residence import Authority, DocumentEvidence, DocumentGroup, EmploymentEntry
from domain.rules.words import Clock

RESIDENCE_LABELS: dict[type[Enum], dict[Any, Any]] = {
    DocumentGroup: {
        DocumentGroup.ASYLUM: _l("Asylverfahren"),
        DocumentGroup.TOLERATION: _l("Duldung und Ausreisepflicht"),
        DocumentGroup.PROTECTION: _l("Schutz und humanitäre Gründe"),
        DocumentGroup.WORK: _l("Ausbildung und Arbeit"),
        DocumentGroup.SETTLED: _l("Auf Dauer, Familie, EU"),
        DocumentGroup.PROVISIONAL: _l("Fiktionsbescheinigung"),
        DocumentGroup.OPEN: _l("Noch nicht geklärt"),
    },
    DocumentEvidence: {
        DocumentEvidence.SEEN: _l("Original gesehen"),
        DocumentEvidence.COPY: _l("Kopie gesehen"),
        DocumentEvidence.AUTHORITY: _l("Auskunft der Behörde"),
        DocumentEvidence.STATED: _l("nur angegeben, nicht gesehen"),
    },
    Clock: {
        Clock.ASYLUM_REGISTRATION: _l("Registrierung des Asylantrags"),
        Clock.ASYLUM_PROCEDURE: _l("Beginn des Asylverfahrens"),
        Clock.PERMITTED_STAY: _l("Beginn des erlaubten, geduldeten oder gestatteten Aufenthalts"),
        Clock.TOLERATION_POSSESSION: _l("Beginn des Besitzes der Duldung"),
        Clock.ANY_STAY: _l("Beginn des Aufenthalts mit irgendeinem Status"),
    },
    Authority: {
        Authority.TOWN: _l("Ausländerbehörde der Stadt Herford"),
        Authority.DISTRICT: _l("Ausländerbehörde des Kreises Herford"),
        Authority.LAND_FACILITY: _l("Zentrale Ausländerbehörde Bielefeld"),
        Authority.FEDERAL_OFFICE: _l("Bundesamt (BAMF)"),
        Authority.ELSEWHERE: _l("andere Behörde"),
        Authority.UNKNOWN: _l("unbekannt"),
    },
    EmploymentEntry: {
        EmploymentEntry.UNKNOWN: _l("unbekannt"),
        EmploymentEntry.GAINFUL_ACTIVITY: _l("Erwerbstätigkeit erlaubt"),
        EmploymentEntry.EMPLOYMENT: _l("Beschäftigung erlaubt"),
        EmploymentEntry.WITH_PERMISSION: _l(
            "Beschäftigung nur mit Genehmigung der Ausländerbehörde"
        ),
        EmploymentEntry.NOT_ALLOWED: _l("Erwerbstätigkeit nicht erlaubt"),
    },
}
"""Groups are read by staff alone; the rest by the person, too. An employer reads none of it."""
