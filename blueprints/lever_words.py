"""What would help and what to ask next, in plain words; staff and the person read the same."""

from __future__ import annotations

from flask_babel import gettext as _

from blueprints.labels import label
from blueprints.languages import chosen_language
from domain.languages import LanguageSkill
from domain.licences import Licence
from domain.recognition import RecognitionState
from matching.changes import Change, ChangeKind
from services.catalogue import occupation_label, skill_label


def change_text(change: Change) -> str:
    """Return what somebody would do."""
    language = chosen_language()
    match change.kind:
        case ChangeKind.COURSE:
            return _course(change)
        case ChangeKind.LICENCE:
            return _("Führerschein oder Nachweis: %(name)s", name=str(label(Licence(change.key))))
        case ChangeKind.RECOGNITION:
            return _(
                "Anerkennung als %(occupation)s: %(state)s",
                occupation=occupation_label(change.key, language),
                state=str(label(RecognitionState(change.to))),
            )
        case ChangeKind.SKILL:
            return _("Lernen, mit Nachweis: %(skill)s", skill=skill_label(change.key, language))
        case ChangeKind.PROOF:
            return _proof(change, language)
        case _:
            return _("Noch zu klären: %(fact)s", fact=fact_name(change.key))


def _course(change: Change) -> str:
    if change.key:
        skill = str(label(LanguageSkill(change.key)))
        return _("Deutsch %(skill)s: Stufe %(level)s", skill=skill, level=change.to)
    if change.to:
        return _("Deutschkurs bis Stufe %(level)s", level=change.to)
    return _("Deutschkurs: überall eine Stufe mehr")


def _proof(change: Change, language: str) -> str:
    if change.key:
        return _("Nachweis für: %(skill)s", skill=skill_label(change.key, language))
    return _("Zeugnisse über die bisherige Arbeit")


def fact_name(fact: str) -> str:
    """Return what a fact is called that nobody knows."""
    names = {
        "german": _("wie gut Deutsch gesprochen und geschrieben wird"),
        "place": _("Wohnort"),
        "skills": _("was jemand gut kann"),
        "licences": _("Führerschein und Nachweise"),
        "hours": _("Vollzeit oder Teilzeit"),
        "weekly_hours": _("wie viele Stunden in der Woche"),
        "shifts": _("welche Schichten möglich sind"),
        "kinds": _("Arbeit, Ausbildung oder Praktikum"),
        "wished": _("welcher Beruf gewünscht ist"),
        "level": _("welcher Abschluss erreicht ist"),
        "work": _("bisherige Arbeit: welche und wie lange"),
        "years": _("wie lange die bisherige Arbeit dauerte"),
        "ago": _("wann die bisherige Arbeit endete"),
        "radius_km": _("wie weit der Weg sein darf"),
        "recognition": _("ob die Ausbildung anerkannt ist"),
    }
    return names[fact]


STEP_OF_FACT = {
    "german": "languages",
    "place": "contact",
    "skills": "skills",
    "licences": "licences",
    "hours": "availability",
    "weekly_hours": "availability",
    "shifts": "availability",
    "radius_km": "availability",
    "kinds": "wishes",
    "wished": "work",
    "work": "work",
    "years": "work",
    "ago": "work",
    "level": "education",
    "recognition": "education",
}
"""The step of the interview where a fact is told."""

OWN_PAGE_OF_FACT = {
    "german": "record.german",
    "place": "record.place",
    "hours": "record.hours",
    "weekly_hours": "record.hours",
    "shifts": "record.hours",
    "radius_km": "record.hours",
    "kinds": "record.wishes",
    "wished": "record.work",
    "work": "record.work",
    "years": "record.work",
}
"""Where the person says it alone; for the others a colleague is needed."""
