"""What a firm types about a position: what the work needs, when, where, for what pay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import ValidationError

from blueprints.amounts import Amount
from blueprints.fields import (
    Needed,
    PostcodeLine,
    SeveralOf,
    TextBlock,
    TextLine,
    ThreePartDateField,
    WholeNumber,
)
from blueprints.fields import needed as need
from blueprints.labels import choices
from blueprints.positions.objections import objection_text
from blueprints.positions.skill_demands import SkillDemands
from blueprints.unfair_wording import refuse_unfair_demands
from blueprints.version_seen import VersionSeen
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence
from domain.places import contradicted_by, place_name
from domain.position_rules import LASTS_MONTHS
from domain.positions import EmployersWord, PayUnit, PositionKind, RequirementLevel
from domain.working_time import Hours, Shift
from models import EmployerContact
from services.catalogue import is_occupation
from services.position_facts import PositionFacts

_CHOOSE = Needed(_l("Wählen Sie eine Antwort."))
_LEVELS = choices(LanguageLevel)
_UNSAID = SelectChoice("", _l("keine Angabe"))
_LEVEL_WORDS = {level.value for level in LanguageLevel}
LONGEST_MONTHS = 48
GERMAN_FIELDS = tuple(f"german_{skill.value}" for skill in LanguageSkill)
LONGEST_WEEKS = 52


def _or_unknown(answer: str | None) -> str:
    return answer or EmployersWord.UNKNOWN.value


def _or_unsaid(answer: str | None) -> str:
    return answer or ""


class PositionForm(FlaskForm):
    """Step 3: what the work needs, where and when."""

    version = VersionSeen()
    kind = SelectField(_l("Was bieten Sie an?"), [_CHOOSE], choices=choices(PositionKind))
    title = TextLine(_l("Wie heißt die Stelle?"), [need], longest=160)
    tasks = TextBlock(
        _l("Was tut man dort?"),
        longest=4000,
        description=_l("Drei Sätze, wie Sie es am Telefon erzählen würden."),
    )
    requirement_level = RadioField(
        _l("Was muss man können, um anzufangen?"), [_CHOOSE], choices=choices(RequirementLevel)
    )
    is_regulated = RadioField(
        _l("Ist der Beruf reglementiert?"),
        choices=choices(EmployersWord),
        filters=[_or_unknown],
        description=_l(
            "Das heißt: Man darf ihn nur mit einer staatlichen Erlaubnis ausüben, "
            "zum Beispiel in der Pflege."
        ),
    )
    skills = SkillDemands(_l("Welche Kenntnisse braucht die Stelle?"))
    skill_search = TextLine(_l("Weitere Kenntnisse suchen"), longest=160)
    licences = SeveralOf(_l("Welche Scheine sind nötig?"), choices=choices(Licence))
    german_understanding = SelectField(_l("Verstehen"), [_CHOOSE], choices=_LEVELS)
    german_speaking = SelectField(_l("Sprechen"), [_CHOOSE], choices=_LEVELS)
    german_reading = SelectField(_l("Lesen"), [_CHOOSE], choices=_LEVELS)
    german_writing = SelectField(_l("Schreiben"), [_CHOOSE], choices=_LEVELS)
    duration_months = WholeNumber(_l("Dauer in Monaten"), least=1, most=LONGEST_MONTHS)
    duration_weeks = WholeNumber(_l("Dauer in Wochen"), least=1, most=LONGEST_WEEKS)
    school = TextLine(_l("Berufsschule"), longest=160)
    hours = SelectField(_l("Arbeitszeit"), choices=[_UNSAID, *choices(Hours)], filters=[_or_unsaid])
    weekly_hours = Amount(_l("Stunden je Woche"), least=1, most=60)
    shifts = SeveralOf(_l("Wann wird gearbeitet?"), choices=choices(Shift))
    reachable_by_bus = RadioField(
        _l("Kommt man um diese Zeit mit dem Bus hin und zurück?"),
        choices=choices(EmployersWord),
        filters=[_or_unknown],
    )
    pay = Amount(
        _l("Lohn in Euro, brutto"), least=0, most=50_000, description=_l("Zum Beispiel: 15,20")
    )
    pay_unit = SelectField(
        _l("Der Lohn gilt"), choices=[_UNSAID, *choices(PayUnit)], filters=[_or_unsaid]
    )
    collective_agreement = TextLine(_l("Tarifvertrag"), longest=160)
    postcode = PostcodeLine(_l("Postleitzahl des Arbeitsorts"), [need])
    place = TextLine(
        _l("Arbeitsort"),
        longest=80,
        description=_l("Frei lassen: Wir nehmen den Ort zur Postleitzahl."),
    )
    starts_on = ThreePartDateField(
        _l("Wann beginnt die Arbeit?"), description=_l("Frei lassen heißt: ab sofort.")
    )
    places = WholeNumber(_l("Wie viele Menschen suchen Sie?"), [need], least=1, most=999)
    contact_id = SelectField(
        _l("Ansprechperson für diese Stelle"), choices=[], filters=[_or_unsaid]
    )

    validate_title = refuse_unfair_demands
    validate_tasks = refuse_unfair_demands
    validate_school = refuse_unfair_demands
    validate_collective_agreement = refuse_unfair_demands

    def offer_contacts(self, contacts: Iterable[EmployerContact]) -> None:
        """Set the people of the firm to choose from."""
        offered = [SelectChoice(str(one.id), one.name) for one in contacts]
        self.contact_id.choices = [_UNSAID, *offered]

    def validate_place(self, field: StringField) -> None:
        """Ask for the place where the postcode does not tell it."""
        if known := contradicted_by(self.postcode.data, field.data or ""):
            told = {"postcode": self.postcode.data, "place": known}
            raise ValidationError(
                _("Zu %(postcode)s gehört %(place)s. Prüfen Sie Postleitzahl und Ort.", **told)
            )
        if not field.data and not place_name(self.postcode.data):
            raise ValidationError(_("Nennen Sie den Ort; wir kennen diese Postleitzahl nicht."))

    def is_over(self, today: date) -> bool:
        """Refuse a first day that lies in the past; return whether it does."""
        day = self.starts_on.data
        if day is None or day >= today:
            return False
        self.starts_on.errors = [
            *self.starts_on.errors,
            _("Dieser Tag ist vorbei. Lassen Sie das Feld frei für „ab sofort“."),
        ]
        return True

    def keeps_to_the_law(self, facts: PositionFacts, today: date) -> bool:
        """Say beside the fields what the law of the first day objects to; return whether not."""
        objections = facts.objections(today)
        for one in objections:
            field = self["pay" if one.field == "pay_cents" else one.field]
            field.errors = [*field.errors, objection_text(one)]
        return not objections

    def demands(self, occupation_code: str | None) -> PositionFacts | None:
        """Return what is demanded, whatever else is missing; ``None`` where that cannot be."""
        german: dict[str, Any] = {name: self[name].data for name in GERMAN_FIELDS}
        level, regulated = self.requirement_level.data, self.is_regulated.data
        if not (
            set(german.values()) <= _LEVEL_WORDS
            and level in {str(int(one)) for one in RequirementLevel}
            and regulated in set(EmployersWord)
        ):
            return None
        german = {name: LanguageLevel(one) for name, one in german.items()}
        known = set(self.licences.data or ()) & set(Licence)
        return PositionFacts(
            kind=PositionKind.JOB,
            title="",
            postcode="",
            place="",
            occupation_code=occupation_code if is_occupation(occupation_code) else None,
            requirement_level=int(level),
            is_regulated=EmployersWord(regulated),
            skills=self.skills.data,
            licences=tuple(Licence(one) for one in sorted(known)),
            **german,
        )

    def facts(self, occupation_code: str | None) -> PositionFacts:
        """Return what was typed, as the use case takes it; what the kind has not is left out."""
        kind = PositionKind(self.kind.data)
        trial, apprentice = kind is PositionKind.TRIAL, kind is PositionKind.APPRENTICESHIP
        return PositionFacts(
            kind=kind,
            title=self.title.data or "",
            occupation_code=occupation_code if is_occupation(occupation_code) else None,
            requirement_level=int(self.requirement_level.data),
            is_regulated=EmployersWord(self.is_regulated.data),
            german_understanding=LanguageLevel(self.german_understanding.data),
            german_speaking=LanguageLevel(self.german_speaking.data),
            german_reading=LanguageLevel(self.german_reading.data),
            german_writing=LanguageLevel(self.german_writing.data),
            tasks=self.tasks.data or "",
            skills=tuple(sorted(self.skills.data, key=lambda one: one.skill)),
            licences=tuple(Licence(one) for one in self.licences.data or ()),
            duration_months=self.duration_months.data if kind in LASTS_MONTHS else None,
            duration_weeks=self.duration_weeks.data if trial else None,
            school=(self.school.data or "") if apprentice else "",
            hours=Hours(self.hours.data) if self.hours.data else None,
            weekly_hours=_float(self.weekly_hours.data),
            shifts=tuple(Shift(one) for one in self.shifts.data or ()),
            reachable_by_bus=EmployersWord(self.reachable_by_bus.data),
            pay_cents=None if self.pay.data is None else int(self.pay.data * 100),
            pay_unit=PayUnit(self.pay_unit.data) if self.pay_unit.data else None,
            collective_agreement=self.collective_agreement.data or "",
            postcode=self.postcode.data or "",
            place=self.place.data or place_name(self.postcode.data) or "",
            starts_on=self.starts_on.data,
            places=self.places.data or 1,
            contact_id=int(self.contact_id.data) if self.contact_id.data else None,
        )


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
