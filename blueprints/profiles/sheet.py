"""A profile in the words of one language: what one column of the page says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from flask import current_app
from flask_babel import force_locale, get_locale, ngettext
from flask_babel import gettext as _

from blueprints.fields import dialling
from blueprints.labels import label
from blueprints.layout import comma, listed
from blueprints.moments import day
from domain.distances import DistanceBand
from domain.page_languages import OFFERED
from domain.releases import ReleasedField
from services import catalogue
from services.profiles import PastWork, Profile, RecognitionTold
from services.releases import ToldField

One = TypeVar("One")

MOST_WORK, MOST_SKILLS, MOST_MISSING, MOST_RECOGNITIONS = 6, 12, 8, 3
"""What one page holds beside its translation; the rest is counted on the page, not dropped."""


@dataclass(frozen=True, slots=True)
class Part:
    """One heading and what stands below it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The profile in one language."""

    language: str
    name: str
    direction: str
    parts: tuple[Part, ...]


def sheet_in(language: str, *, profile: Profile, told: Iterable[ToldField], today: date) -> Sheet:
    """Return the profile in ``language``; it says what the page of the firm says, not more."""
    with force_locale(language):
        locale = get_locale()
        parts = (
            Part(_("Das darf die Firma wissen"), tuple(map(_released, told))),
            Part(_("Was die Person mitbringt"), _work(profile)),
            Part(_("Kenntnisse"), _skills(profile.skills, MOST_SKILLS)),
            Part(_("Deutsch"), (_german(profile),)),
            Part(_("Anerkennung"), _cut(_recognition, profile.recognitions, MOST_RECOGNITIONS)),
            Part(_("Kann anfangen"), _start(profile.starts_on, today)),
            *_beside_position(profile),
            Part(_("Ansprechperson"), _officer(profile)),
        )
        return Sheet(
            language=language,
            name=OFFERED[language],
            direction=locale.text_direction if locale else "ltr",
            parts=tuple(part for part in parts if part.lines),
        )


def _released(one: ToldField) -> str:
    text = dialling(one.text) if one.field is ReleasedField.PHONE else one.text
    return _(
        "%(field)s: %(text)s (%(purpose)s, bis %(day)s)",
        field=label(one.field),
        text=_apart(text),
        purpose=label(one.purpose),
        day=f"{one.until:%d.%m.%Y}",
    )


def _apart(text: str) -> str:
    """Keep names and numbers in their own direction within a sentence of any language."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def _work(profile: Profile) -> tuple[str, ...]:
    work = profile.work
    if len(work) > MOST_WORK:
        work = tuple(sorted(work, key=lambda one: one.years or 0, reverse=True))
    return _cut(_past, work, MOST_WORK) or (_("Noch keine Berufserfahrung angegeben"),)


def _past(work: PastWork) -> str:
    known = work.occupation_code and catalogue.occupation_label(work.occupation_code, _language())
    name = known or _("Weitere Berufserfahrung")
    if work.years is None:
        return name
    if not work.years:
        return name + comma() + _("weniger als ein Jahr")
    return name + comma() + ngettext("%(num)d Jahr", "%(num)d Jahre", work.years)


def _skills(keys: tuple[str, ...], most: int) -> tuple[str, ...]:
    named = [catalogue.skill_label(key, _language()) for key in keys[:most]]
    return (listed(named), *_left_out(len(keys) - most)) if named else ()


def _cut(say: Callable[[One], str], ones: Sequence[One], most: int) -> tuple[str, ...]:
    return (*map(say, ones[:most]), *_left_out(len(ones) - most))


def _left_out(count: int) -> tuple[str, ...]:
    """Say what the page had no room for."""
    if count <= 0:
        return ()
    return (
        ngettext(
            "und %(num)d weitere Angabe, für die hier kein Platz ist",
            "und %(num)d weitere Angaben, für die hier kein Platz ist",
            count,
        ),
    )


def _german(profile: Profile) -> str:
    levels = [
        f"{label(skill)} {level.value if level.rank else label(level)}"
        for skill, level in profile.german_skills
    ]
    whole = label(profile.german_level) if profile.german_level else _("nicht bekannt")
    return listed(levels) or str(whole)


def _recognition(one: RecognitionTold) -> str:
    occupation = catalogue.occupation_label(one.reference_code, _language())
    return _(
        "Anerkennung als %(occupation)s: %(state)s", occupation=occupation, state=label(one.state)
    )


def _start(starts_on: date | None, today: date) -> tuple[str, ...]:
    if starts_on is None:
        return ()
    return (_("ab %(day)s", day=day(starts_on)) if starts_on > today else _("sofort"),)


def _beside_position(profile: Profile) -> tuple[Part, ...]:
    near = profile.distance
    known = () if near is DistanceBand.UNKNOWN else (str(label(near)),)
    return (
        Part(_("Verlangt, noch nicht bekannt"), _skills(profile.missing_skills, MOST_MISSING)),
        Part(_("Entfernung zum Arbeitsort"), known),
    )


def _officer(profile: Profile) -> tuple[str, ...]:
    phone = profile.officer_phone or current_app.config["OPERATOR_PHONE"]
    named = [_apart(text) for text in (profile.officer_name, phone and dialling(phone)) if text]
    return (listed(named),) if named else ()


def _language() -> str:
    locale = get_locale()
    return locale.language if locale else ""
