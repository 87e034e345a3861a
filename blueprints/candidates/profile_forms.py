"""The forms about what a person learned, can do and wants."""

from __future__ import annotations

from typing import Any

from wtforms import SelectChoice
from wtforms.validators import ValidationError

from blueprints.candidates.step_forms import NOTHING_ELSE, EvidenceForm
from blueprints.fields import (
    SeveralOf,
    TextBlock,
    TextLine,
    ThreePartDateField,
    WholeNumber,
    needed,
)
from blueprints.labels import choices
from blueprints.profile_fields import NOT_STATED, OneOf
from blueprints.profile_labels import countries
from domain.education import HIGHEST_LEVEL, LOWEST_LEVEL, EducationKind, SchoolCertificate
from domain.experience import Beginning, WorkKind
from domain.licences import DRIVING, Licence, LicenceState
from domain.working_time import Childcare, Hours, Shift

_UNKNOWN = SelectChoice(NOT_STATED, "unbekannt")


class CountryForm(EvidenceForm):
    """A form that asks for a country and years."""

    country = OneOf("Land")
    from_year = WholeNumber("Von (Jahr)", least=1930, most=2100)
    to_year = WholeNumber("Bis (Jahr)", least=1930, most=2100)
    years = WholeNumber("Dauer in Jahren", least=0, most=70)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [SelectChoice(code, name) for code, name in countries()]
        self.country.choices = [_UNKNOWN, *named]

    def validate_from_year(self, field: WholeNumber) -> None:
        """Refuse a beginning that has not come."""
        if field.data is not None and field.data > self.today.year:
            raise ValidationError("Dieses Jahr liegt in der Zukunft.")

    def validate_to_year(self, field: WholeNumber) -> None:
        """Refuse an end before the beginning."""
        begun = self.from_year.data
        if field.data is not None and begun is not None and field.data < begun:
            raise ValidationError("Das Ende liegt vor dem Anfang.")

    def validate_years(self, field: WholeNumber) -> None:
        """Refuse more years than there were."""
        begun, ended = self.from_year.data, self.to_year.data or self.today.year
        if field.data is None or begun is None or ended < begun:
            return
        if field.data > ended - begun + 1:
            raise ValidationError("Das sind mehr Jahre, als zwischen Anfang und Ende liegen.")


class WorkForm(CountryForm):
    """One piece of work in the person's own words."""

    own_words = TextLine(
        "Arbeit in eigenen Worten", [needed], longest=160, description=NOTHING_ELSE
    )
    kind = OneOf(
        "Wie wurde gearbeitet?", choices=choices(WorkKind), default=WorkKind.EMPLOYED.value
    )
    is_wish = OneOf(
        "Was ist es?",
        choices=[SelectChoice(NOT_STATED, "frühere Arbeit"), SelectChoice("yes", "Wunsch")],
    )


class EducationForm(CountryForm):
    """A school, a training, studies or a course."""

    kind = OneOf("Was war es?", choices=choices(EducationKind), default=EducationKind.SCHOOL.value)
    own_words = TextLine(
        "Was und wo, in eigenen Worten",
        [needed],
        longest=160,
        description="Zum Beispiel: Gymnasium in Aleppo, Berufsschule für Elektriker.",
    )
    is_finished = OneOf(
        "Abgeschlossen?",
        choices=[_UNKNOWN, SelectChoice("yes", "ja"), SelectChoice("no", "nein")],
    )
    certificate = OneOf(
        "Schulabschluss, vergleichbar mit",
        choices=[_UNKNOWN, *choices(SchoolCertificate)],
        description="Was die Person angibt; die Anerkennung steht für sich.",
    )
    level = OneOf(
        "Niveau (DQR)",
        choices=[
            _UNKNOWN,
            *(SelectChoice(str(one), str(one)) for one in range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)),
        ],
        description="3: zweijährige Ausbildung, 4: drei- oder dreieinhalbjährige, 6: Bachelor "
        "oder Meister, 7: Master, 8: Promotion.",
    )


class LicencesForm(EvidenceForm):
    """Licences and certificates; the classes of the driving licence share what is asked of it."""

    licences = SeveralOf("Führerscheine und Scheine", choices=choices(Licence))
    state = OneOf("Führerschein", choices=[_UNKNOWN, *choices(LicenceState)])
    country = OneOf("Ausgestellt in")
    acquired_on = ThreePartDateField("Erworben am")
    usable_until = ThreePartDateField(
        "In Deutschland gültig bis",
        description="Führerscheine von außerhalb der EU gelten sechs Monate ab Wohnsitznahme "
        "(§ 29 FeV), danach ist eine Umschreibung nötig.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [SelectChoice(code, name) for code, name in countries()]
        self.country.choices = [_UNKNOWN, *named]

    def validate_acquired_on(self, field: ThreePartDateField) -> None:
        """Refuse a licence of the future."""
        if field.data is not None and field.data > self.today:
            raise ValidationError("Dieser Tag liegt in der Zukunft.")

    def validate_usable_until(self, field: ThreePartDateField) -> None:
        """Ask until when a foreign licence holds, and refuse an end before the beginning."""
        acquired = self.acquired_on.data
        if field.data is not None and acquired is not None and field.data < acquired:
            raise ValidationError("Das Ende liegt vor dem Anfang.")
        drives = DRIVING & set(self.licences.data or ())
        if drives and self.state.data == LicenceState.USABLE_UNTIL and field.data is None:
            raise ValidationError("Bis wann gilt der Führerschein in Deutschland?")


class AvailabilityForm(EvidenceForm):
    """When, how much and how far away."""

    hours = SeveralOf("Arbeitszeit", choices=choices(Hours))
    weekly_hours = WholeNumber("Höchstens Stunden in der Woche", least=1, most=60)
    shifts = SeveralOf("Wann?", choices=choices(Shift))
    radius_km = WholeNumber("Weg zur Arbeit, höchstens Kilometer", least=0, most=200)
    childcare = OneOf(
        "Kinderbetreuung während der Arbeit",
        choices=[_UNKNOWN, *choices(Childcare)],
        description="Nur ob sie geregelt ist; der Grund gehört nicht in die Akte.",
    )
    starts_on = ThreePartDateField("Kann anfangen ab", description="Leer lassen, wenn unbekannt.")


class WishesForm(EvidenceForm):
    """What kind of beginning, and what else matters."""

    kinds = SeveralOf("Möchte beginnen mit", choices=choices(Beginning))
    own_words = TextBlock(
        "Was sonst wichtig ist, in eigenen Worten", longest=400, description=NOTHING_ELSE
    )
