"""The form about languages: German first, then others, each by what somebody does with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wtforms import SelectChoice
from wtforms.validators import ValidationError

from blueprints.candidates.step_forms import EvidenceForm
from blueprints.fields import SeveralOf
from blueprints.labels import choices, label
from blueprints.profile_fields import NOT_STATED, OneOf
from blueprints.profile_labels import LANGUAGES, language_name
from domain.languages import GERMAN, LanguageLevel, LanguageSkill, LiteracyNeed, Script
from services.abilities import LanguagesTold, Reading

SLOTS = 6
"""As many languages besides German as one page takes."""

_LEVELS = [
    SelectChoice(NOT_STATED, "unbekannt"),
    SelectChoice(LanguageLevel.NONE.value, "keine Kenntnisse"),
    *(SelectChoice(one.value, one.value) for one in LanguageLevel if one.rank),
]


class LanguagesForm(EvidenceForm):
    """Levels of German and of other languages; alphabets and what has to be learned first."""

    scripts = SeveralOf("Welche Schriften liest die Person?", choices=choices(Script))
    need = OneOf(
        "Lesen und Schreiben",
        choices=[SelectChoice(NOT_STATED, "unbekannt"), *choices(LiteracyNeed)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((language_name(one), one) for one in LANGUAGES if one != GERMAN)
        offered = [SelectChoice(NOT_STATED, "–"), *(SelectChoice(one, name) for name, one in named)]
        for number in range(SLOTS):
            self[f"other{number}"].choices = offered

    def slots(self) -> Iterator[tuple[Any, list[Any]]]:
        """Return the languages to show: those filled in, and two empty ones."""
        filled = [number for number in range(SLOTS) if self[f"other{number}"].data]
        shown = min(SLOTS, max(filled, default=-1) + 3)
        for number in range(shown):
            yield self[f"other{number}"], self.levels_of(f"other{number}")

    def levels_of(self, place: str) -> list[Any]:
        """Return the four fields of German or of a slot."""
        return [self[f"{place}_{skill.value}"] for skill in LanguageSkill]

    def told(self, shown_before: frozenset[str]) -> LanguagesTold:
        """Return what was said of the languages this page was about."""
        places = {GERMAN: GERMAN} | {
            self[f"other{number}"].data: f"other{number}"
            for number in range(SLOTS)
            if self[f"other{number}"].data
        }
        levels = {
            (language, skill): LanguageLevel(self[f"{place}_{skill.value}"].data)
            for language, place in places.items()
            for skill in LanguageSkill
            if self[f"{place}_{skill.value}"].data
        }
        need = LiteracyNeed(self.need.data) if self.need.data else None
        reading = Reading(scripts=tuple(self.scripts.data or ()), need=need)
        return LanguagesTold(levels=levels, asked=shown_before | set(places), reading=reading)


def _refuse_twice(form: LanguagesForm, field: OneOf) -> None:
    """Refuse a language that was chosen above, and one without any level."""
    number = int(field.name.removeprefix("other"))
    earlier = {form[f"other{before}"].data for before in range(number)}
    if field.data and field.data in earlier:
        raise ValidationError("Diese Sprache steht schon weiter oben.")
    if field.data and not any(one.data for one in form.levels_of(field.name)):
        raise ValidationError("Wie gut? Wählen Sie mindestens eine Stufe.")
    if not field.data and any(one.data for one in form.levels_of(field.name)):
        raise ValidationError("Welche Sprache ist gemeint?")


for _skill in LanguageSkill:
    setattr(LanguagesForm, f"{GERMAN}_{_skill.value}", OneOf(label(_skill), choices=_LEVELS))
for _number in range(SLOTS):
    setattr(LanguagesForm, f"other{_number}", OneOf("Sprache", [_refuse_twice]))
    for _skill in LanguageSkill:
        _field = OneOf(label(_skill), choices=_LEVELS)
        setattr(LanguagesForm, f"other{_number}_{_skill.value}", _field)
