"""What the answers mean: to the use case, and to the person who checks them."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from blueprints.companion_fields import typed_companions
from blueprints.fair_needs import NEEDS
from blueprints.languages import chosen_language
from blueprints.layout import dialling, listed
from blueprints.profile_labels import language_name
from blueprints.sign_up.forms import (
    GERMAN,
    OTHER,
    YEARS,
    AgreeForm,
    CheckForm,
    FamilyAgreeForm,
    FamilyCheckForm,
    NameForm,
    NeedsForm,
    OccupationForm,
)
from blueprints.sign_up.journey import Journey, page_of
from domain.languages import LanguageLevel
from domain.names import isolated
from domain.page_languages import SOURCE
from services.fair_stands import StandEntry
from services.newcomers import Newcomer
from services.registrations import Wishes
from services.work_areas import NamedOccupation


def newcomer_of(answers: dict[str, Any], form: object) -> Newcomer:
    """Return what somebody said about themselves."""
    named = isinstance(form, NameForm)
    return Newcomer(
        given_name=(form.given_name.data or "") if isinstance(form, NameForm) else "",
        family_name=(form.family_name.data or "") if named else "",  # type: ignore[attr-defined]
        language=chosen_language(),
        phone=answers.get("phone"),
        email=answers.get("email"),
        own_words=answers["own_words"],
        occupation_code=answers.get("occupation_code"),
        years=int(answers["years"]),
        german_level=LanguageLevel(answers["german"]),
        placement=bool(form.placement.data),  # type: ignore[attr-defined]
        birth_year=answers.get("birth_year"),
        card=answers.get("card"),
    )


def wishes_of(answers: dict[str, Any]) -> Wishes:
    """Return what somebody needs and whom they want to meet."""
    needs = set(answers.get("needs", ()))
    return Wishes(
        interpreter="interpreter" in needs,
        interpreter_language=answers.get("interpreter_language", ""),
        child_care="child_care" in needs or answers.get("children", 0) > 0,
        ramp="ramp" in needs,
        children=answers.get("children", 0),
        stands=tuple(answers.get("stands", ())),
    )


def needs_form(journey: Journey) -> NeedsForm:
    """Return the form of the needs; an interpreter is ticked where the page is not German."""
    answers, language = journey.answers, chosen_language()
    suggested = ["interpreter"] if language != SOURCE else []
    typed: dict[str, Any] = {
        "needs": answers.get("needs", suggested),
        "interpreter_language": answers.get("interpreter_language", ""),
        "children": answers.get("children") or None,
    }
    return NeedsForm(language, data=typed | typed_companions(answers.get("companions", [])))


def check_form(journey: Journey) -> AgreeForm:
    """Return the last form: the name of somebody new, and consent for all who come."""
    with_others = bool(journey.answers.get("companions"))
    if "claimed" in journey.answers:
        return FamilyAgreeForm() if with_others else AgreeForm()
    form = FamilyCheckForm if with_others else CheckForm
    return form(data=journey.answers)


def work_of(form: OccupationForm, known: list[NamedOccupation]) -> dict[str, object]:
    """Return the work of one answer: the office's words where a picture was tapped."""
    chosen = next((one for one in known if one.code == form.occupation.data), None)
    return {
        "occupation": form.occupation.data,
        "occupation_code": chosen.code if chosen else None,
        "occupation_name": chosen.name if chosen else form.words.data,
        "own_words": chosen.german if chosen else form.words.data,
        "other_words": form.words.data if form.occupation.data == OTHER else "",
        "years": form.years.data,
    }


def answer_rows(journey: Journey, stands: list[StandEntry]) -> list[tuple[str, str, str]]:
    """Return question, answer and the link that changes it."""
    answers = journey.answers
    wanted = set(answers.get("stands", ()))
    firms = [entry.stand.employer.name for entry in stands if entry.stand.id in wanted]
    needs = [str(one.label) for one in NEEDS if one.value in answers.get("needs", ())]
    phone = answers.get("phone")
    reach = [text for text in (dialling(phone) if phone else "", answers.get("email")) if text]
    rows = (
        (_("Arbeit"), answers["occupation_name"], "work"),
        (_("Wie lange"), _text(YEARS, answers["years"]), "occupation"),
        (_("Deutsch"), _text(GERMAN, answers["german"]), "german"),
        (_("Firmen"), listed(firms) or _("Die Fachkräfte wählen aus"), "firms"),
        (_("Hilfe"), listed(needs) or _("Nichts"), "needs"),
        *_into(answers),
        (_("Kinder"), str(answers.get("children") or _("Keine")), "needs"),
        (_("Mit Ihnen kommen"), _others(answers) or _("Niemand"), "needs"),
        (_("Kontakt"), listed(reach) or _("Ich habe beides nicht"), "contact"),
    )
    return [
        (question, answer, page_of(journey.fair, step, changing=True))
        for question, answer, step in rows
    ]


def _into(answers: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return the language to interpret into where somebody chose another than the page's."""
    chosen = answers.get("interpreter_language")
    if not chosen or "interpreter" not in answers.get("needs", ()):
        return []
    return [(_("Übersetzen in"), language_name(chosen), "needs")]


def _others(answers: dict[str, Any]) -> str:
    """Return who comes along, each name in its own direction."""
    people = answers.get("companions", ())
    return listed(isolated(f"{one['given_name']} {one['family_name']}".strip()) for one in people)


def _text(choices: tuple[Any, ...], value: str) -> str:
    return next((str(one.label) for one in choices if one.value == value), "")
