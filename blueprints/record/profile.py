"""A person's own profile: a short form of the interview, one question a page, self-stated."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints import sessions
from blueprints.fact_words import fact_line
from blueprints.guard import requires
from blueprints.labels import label
from blueprints.layout import listed
from blueprints.profile_labels import language_name
from blueprints.record.blueprint import record
from blueprints.record.profile_forms import (
    OwnGermanForm,
    OwnHoursForm,
    OwnLanguagesForm,
    OwnStepForm,
    OwnWishesForm,
    OwnWorkForm,
)
from domain.access import Permission
from domain.languages import GERMAN, LanguageLevel, LanguageSkill
from models import Availability, Candidate, Wishes
from services.abilities import LanguagesTold, set_languages
from services.conditions import AvailabilityTold, WishesTold, set_availability, set_wishes
from services.facts import values_of
from services.steps import ChangedMeanwhile, step_version
from services.work_history import Work, add_work, remove_work

STEPS = ("german", "languages", "work", "hours", "wishes")
_TALK = (LanguageSkill.UNDERSTANDING, LanguageSkill.SPEAKING)


@record.route("/german", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
def german() -> ResponseReturnValue:
    """Ask for German by what one can do."""
    person = _me()
    form = OwnGermanForm(german=person.german_level.value if person.german_level else None)

    def save() -> None:
        level = LanguageLevel(form.german.data)
        levels = {(GERMAN, skill): level for skill in _TALK}
        _set_languages(person, form, LanguagesTold(levels=levels, asked=frozenset()))

    return _answer("german", "languages", form, save, _german_rows)


@record.route("/languages", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
def languages() -> ResponseReturnValue:
    """Ask for the other languages somebody speaks well."""
    person = _me()
    known = {row.language for row in person.languages} - {GERMAN}
    form = OwnLanguagesForm(languages=sorted(known))

    def save() -> None:
        _set_languages(person, form, _languages_told(person, form.languages.data or []))

    return _answer("languages", "languages", form, save, lambda one: one.languages)


@record.route("/work", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
def work() -> ResponseReturnValue:
    """Ask for one piece of work at a time; what is there stands above it."""
    person = _me()
    form = OwnWorkForm()
    if form.validate_on_submit():
        told = Work(
            own_words=form.own_words.data or "",
            years=int(form.years.data),
            is_wish=form.is_wish,
        )
        add_work(actor=sessions.current_actor(), candidate=person, work=told, now=sessions.now())
        return redirect(url_for(".work"), code=303)
    lines = [(row.id, fact_line(row)) for row in person.work]
    return _page("work", form, lines=lines)


@record.post("/work/<int:work_id>/removal")
@requires(Permission.RECORD_OWN)
def remove_own_work(work_id: int) -> ResponseReturnValue:
    """Take a piece of work away; what is not one's own is not there."""
    person = _me()
    words = {row.id: row.own_words for row in person.work}
    if work_id not in words:
        abort(404)
    remove_work(
        actor=sessions.current_actor(), candidate=person, work_id=work_id, now=sessions.now()
    )
    flash(_("Entfernt: %(work)s", work=words[work_id]), "success")
    return redirect(url_for(".work"), code=303)


@record.route("/hours", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
def hours() -> ResponseReturnValue:
    """Ask how much and when somebody can work, and from when."""
    person = _me()
    form = OwnHoursForm(data=values_of(person.availability) if person.availability else {})

    def save() -> None:
        told = replace(
            _availability(person),
            hours=tuple(form.hours.data or ()),
            shifts=tuple(form.shifts.data or ()),
            starts_on=form.starts_on.data,
        )
        set_availability(candidate=person, told=told, **_by_me(form))

    return _answer("hours", "availability", form, save, lambda one: [one.availability])


@record.route("/wishes", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
def wishes() -> ResponseReturnValue:
    """Ask what somebody wants to begin with."""
    person = _me()
    form = OwnWishesForm(data=values_of(person.wishes) if person.wishes else {})

    def save() -> None:
        kinds = tuple(form.kinds.data or ())
        told = WishesTold(kinds=kinds, own_words=form.own_words.data or None)
        set_wishes(candidate=person, told=told, **_by_me(form))

    return _answer("wishes", "wishes", form, save, lambda one: [one.wishes])


def told_facts(me: Candidate) -> list[tuple[str, str, str]]:
    """Return languages, hours and wishes, each with the page where they are told anew."""
    spoken = dict.fromkeys(row.language for row in me.languages if row.language != GERMAN)
    return [
        (_("Deutsch"), str(label(me.german_level)) if me.german_level else "", url_for(".german")),
        (_("Weitere Sprachen"), listed(map(language_name, spoken)), url_for(".languages")),
        (_("Arbeitszeit"), _text(me.availability), url_for(".hours")),
        (_("Wünsche"), _text(me.wishes), url_for(".wishes")),
    ]


def _text(fact: Availability | Wishes | None) -> str:
    return fact_line(fact).text if fact is not None else ""


def _answer(
    step: str,
    facts: str,
    form: OwnStepForm,
    save: Callable[[], None],
    theirs: Callable[[Candidate], Iterable[Any]],
) -> ResponseReturnValue:
    """Ask, or keep the answer and go on; what the office wrote meanwhile is shown first."""
    person = _me()
    if not form.is_submitted():
        form.seen.data = step_version(person, facts)
    elif form.validate():
        try:
            save()
        except ChangedMeanwhile:
            form.seen.data = step_version(person, facts)
            now_there = [fact_line(row).text for row in theirs(person) if row is not None]
            return _page(step, form, now_there=now_there, status=409)
        return redirect(_following(step), code=303)
    return _page(step, form)


def _page(step: str, form: Any, *, status: int | None = None, **more: Any) -> ResponseReturnValue:
    page = render_template(
        f"record/{step}.html",
        form=form,
        step=STEPS.index(step) + 1,
        steps=len(STEPS),
        following=_following(step),
        **more,
    )
    return page, status or (422 if form.errors else 200)


def _following(step: str) -> str:
    place = STEPS.index(step) + 1
    if request.form.get("then") == "record" or place == len(STEPS):
        return url_for("record.index")
    return url_for(f"record.{STEPS[place]}")


def _me() -> Candidate:
    return sessions.current_candidate() or abort(404)


def _by_me(form: OwnStepForm) -> dict[str, Any]:
    return {
        "actor": sessions.current_actor(),
        "now": sessions.now(),
        "seen": form.seen.data or None,
    }


def _set_languages(person: Candidate, form: OwnStepForm, told: LanguagesTold) -> None:
    set_languages(candidate=person, told=told, **_by_me(form))


def _german_rows(person: Candidate) -> list[Any]:
    return [row for row in person.languages if row.language == GERMAN]


def _languages_told(person: Candidate, chosen: list[str]) -> LanguagesTold:
    """Keep the levels that are known; a language that is new is spoken well (C1)."""
    known = {(row.language, row.skill): row.level for row in person.languages}
    levels = {key: level for key, level in known.items() if key[0] in chosen}
    spoken = {language for language, _skill in levels}
    new = {(one, LanguageSkill.SPEAKING): LanguageLevel.C1 for one in chosen if one not in spoken}
    asked = {language for language, _skill in known} - {GERMAN}
    return LanguagesTold(levels=levels | new, asked=frozenset(asked))


def _availability(person: Candidate) -> AvailabilityTold:
    row = person.availability
    if row is None:
        return AvailabilityTold()
    values = values_of(row)
    return AvailabilityTold(**(values | {"hours": tuple(row.hours), "shifts": tuple(row.shifts)}))
