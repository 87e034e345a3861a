"""Facts of a person in words, as they hold now or held before, in the language of the request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from flask import Flask
from flask_babel import format_date, get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from blueprints.labels import label
from blueprints.layout import listed
from blueprints.profile_labels import country_name, language_name
from domain.birth_dates import BirthDate
from domain.education import EducationKind, SchoolCertificate
from domain.evidence import Check, Detail
from domain.experience import Beginning, WorkKind
from domain.languages import LanguageLevel, LanguageSkill, LiteracyNeed, Script
from domain.licences import DRIVING, Licence, LicenceState
from domain.page_languages import OFFERED, SOURCE
from domain.people import Sex
from domain.working_time import Childcare, Hours, Shift
from models import Candidate, CandidateDetail
from services import catalogue
from services.fact_checks import Earlier
from services.facts import detail_values, plain_values, values_of

Values = Mapping[str, Any]

KIND_NAMES: dict[str, Any] = {
    Detail.NAME: _l("Name"),
    Detail.BIRTH: _l("Geburtsdatum"),
    Detail.SEX: _l("Geschlecht"),
    Detail.CONTACT: _l("Telefon und E-Mail"),
    Detail.LANGUAGE: _l("Sprache der Briefe"),
    Detail.PLACE: _l("Wohnort"),
    "language_knowledge": _l("Sprache"),
    "literacy": _l("Lesen und Schreiben"),
    "education": _l("Schule und Ausbildung"),
    "work_experience": _l("Arbeit"),
    "candidate_skill": _l("Fertigkeit"),
    "held_licence": _l("Führerschein oder Schein"),
    "availability": _l("Arbeitszeit"),
    "wishes": _l("Wünsche"),
}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact as a page shows it."""

    kind: str
    fact_id: int | None
    name: str
    text: str
    check: Check
    noted_at: datetime | None
    holds_until: date | None
    noted_by: str = ""
    replaced_at: datetime | None = None
    replaced_by: str = ""
    is_taken_away: bool = False


def fact_line(fact: Any, person: Candidate | None = None) -> FactLine:
    """Return a fact that holds now; the words of a detail stand on the ``person``."""
    kind = fact.__tablename__
    is_detail = isinstance(fact, CandidateDetail)
    name = KIND_NAMES[fact.detail if is_detail else kind]
    if is_detail:
        text = words(fact.detail, detail_values(person, fact.detail)) if person else ""
    else:
        text = words(kind, plain_values(values_of(fact)))
    return FactLine(kind, fact.id, str(name), text, fact.check, fact.noted_at, fact.holds_until)


def earlier_lines(facts: Iterable[Earlier]) -> list[FactLine]:
    """Return earlier facts as the history shows them."""
    return [
        FactLine(
            kind=one.fact.kind,
            fact_id=one.fact.fact_id,
            name=str(KIND_NAMES.get(one.fact.kind, one.fact.kind)),
            text=words(one.fact.kind, one.fact.values),
            check=one.fact.check,
            noted_at=one.fact.noted_at,
            holds_until=one.fact.holds_until,
            noted_by=one.noted_by or "",
            replaced_at=one.fact.replaced_at,
            replaced_by=one.replaced_by or "",
            is_taken_away=one.fact.is_taken_away,
        )
        for one in facts
    ]


def words(kind: str, values: Values) -> str:
    """Return what a fact says; kinds nobody knows any more say it plainly."""
    told = _WORDS.get(kind, _plainly)(values)
    return " · ".join(str(part) for part in told if part not in (None, ""))


def _plainly(values: Values) -> Iterable[Any]:
    return (value for value in values.values() if not isinstance(value, bool))


def _one(kind: type[Enum], value: Any) -> Any:
    return label(kind(value)) if value else None


def _several(kind: type[Enum], values: Iterable[Any]) -> str:
    return listed(label(kind(value)) for value in values)


def _day(value: str | None) -> str:
    return format_date(date.fromisoformat(value), "dd.MM.yyyy") if value else ""


def _span(values: Values) -> str:
    begun, ended = values.get("from_year"), values.get("to_year")
    if begun or ended:
        return f"{begun or ''}–{ended or ''}"
    years = values.get("years")
    if years == 0:
        return _("weniger als ein Jahr")
    return ngettext("%(num)s Jahr", "%(num)s Jahre", years) if years is not None else ""


def _language(values: Values) -> Iterable[Any]:
    level = LanguageLevel(values["level"])
    shown = level.value if level.rank else label(level)
    return (
        f"{language_name(values['language'])}: {label(LanguageSkill(values['skill']))} {shown}",
    )


def _literacy(values: Values) -> Iterable[Any]:
    return _several(Script, values["scripts"]), _one(LiteracyNeed, values["need"])


def _education(values: Values) -> Iterable[Any]:
    level = values["level"]
    return (
        label(EducationKind(values["kind"])),
        values["own_words"],
        country_name(values["country"]),
        _span(values),
        {True: _("abgeschlossen"), False: _("nicht abgeschlossen")}.get(values["is_finished"]),
        _one(SchoolCertificate, values["certificate"]),
        f"DQR {level}" if level else None,
    )


def _work(values: Values) -> Iterable[Any]:
    kind = WorkKind(values["kind"])
    code = values["occupation_code"]
    return (
        values["own_words"],
        catalogue.occupation_label(code, _page_language()) if code else None,
        _("Wunsch") if values["is_wish"] else None,
        None if kind is WorkKind.EMPLOYED else label(kind),
        country_name(values["country"]),
        _span(values),
    )


def _licence(values: Values) -> Iterable[Any]:
    licence = Licence(values["licence"])
    if licence not in DRIVING:
        return (label(licence),)
    until = _day(values["usable_until"])
    return (
        label(licence),
        label(LicenceState(values["state"])),
        country_name(values["country"]),
        _("bis %(day)s", day=until) if until else None,
    )


def _availability(values: Values) -> Iterable[Any]:
    weekly, radius = values["weekly_hours"], values["radius_km"]
    childcare = _one(Childcare, values["childcare"])
    start = _day(values["starts_on"])
    return (
        _several(Hours, values["hours"]),
        _("höchstens %(hours)s Stunden in der Woche", hours=weekly) if weekly else None,
        _several(Shift, values["shifts"]),
        _("bis %(km)s km", km=radius) if radius is not None else None,
        _("Kinderbetreuung: %(state)s", state=childcare) if childcare else None,
        _("ab %(day)s", day=start) if start else None,
    )


def _page_language() -> str:
    locale = get_locale()
    return locale.language if locale else SOURCE


_WORDS: dict[str, Callable[[Values], Iterable[Any]]] = {
    "language_knowledge": _language,
    "literacy": _literacy,
    "education": _education,
    "work_experience": _work,
    "candidate_skill": lambda values: (catalogue.skill_label(values["skill"], _page_language()),),
    "held_licence": _licence,
    "availability": _availability,
    "wishes": lambda values: (_several(Beginning, values["kinds"]), values["own_words"]),
    Detail.BIRTH: lambda values: (
        str(BirthDate(values["birth_year"], values["birth_month"], values["birth_day"])),
    ),
    Detail.SEX: lambda values: (_one(Sex, values["sex"]),),
    Detail.LANGUAGE: lambda values: (OFFERED.get(values["language"], values["language"]),),
}


def init_app(app: Flask) -> None:
    """Offer the words of a fact to the templates: ``row|fact_line``, ``person.sex|sex_label``."""
    app.jinja_env.filters.update(
        fact_line=fact_line, sex_label=lambda sex: str(label(Sex(sex))) if sex else ""
    )
