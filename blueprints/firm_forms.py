"""What a firm says about itself, typed by the firm or by an officer on the telephone."""

from __future__ import annotations

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectChoice
from wtforms.validators import ValidationError

from blueprints.fields import (
    EmailLine,
    PhoneLine,
    PostcodeLine,
    SeveralOf,
    TextBlock,
    TextLine,
)
from blueprints.fields import needed as need
from blueprints.unfair_wording import refuse_unfair_demands
from blueprints.version_seen import VersionSeen
from domain.establishment_number import is_establishment_number, plain_number
from domain.spoken_languages import SPOKEN
from services.employers import FirmFacts
from services.firm_contacts import ContactFacts


def language_name(code: str) -> str:
    """Return the name of a language in the language of the page."""
    locale = get_locale()
    names = locale.languages if locale else {}
    return str(names.get(code, code))


class FirmForm(FlaskForm):
    """The firm and whom to ask for."""

    version = VersionSeen()
    name = TextLine(_l("Name der Firma"), [need], longest=160)
    sector = TextLine(
        _l("Branche"), [need], longest=120, description=_l("Zum Beispiel: Möbel, Pflege, Logistik")
    )
    about = TextBlock(
        _l("Was macht Ihre Firma?"),
        longest=2000,
        description=_l("Zwei, drei Sätze. Bewerberinnen und Bewerber lesen sie."),
    )
    street = TextLine(_l("Straße und Hausnummer"), [need], longest=160)
    postcode = PostcodeLine(_l("Postleitzahl"), [need])
    place = TextLine(_l("Ort"), [need], longest=80)
    establishment_number = TextLine(
        _l("Betriebsnummer"),
        longest=20,
        description=_l("Acht Ziffern. Sie steht auf jeder Meldung zur Sozialversicherung."),
    )
    team_languages = SeveralOf(_l("Welche Sprachen spricht Ihr Team?"), choices=[])
    contact_name = TextLine(_l("Ansprechperson"), [need], longest=120)
    contact_phone = PhoneLine(_l("Telefonnummer"), [need])

    validate_about = refuse_unfair_demands

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.team_languages.choices = [SelectChoice(code, language_name(code)) for code in SPOKEN]

    def validate_establishment_number(self, field: TextLine) -> None:
        """Refuse a number whose check digit does not fit."""
        if field.data and not is_establishment_number(plain_number(field.data)):
            raise ValidationError(
                _(
                    "Diese Betriebsnummer kann nicht stimmen: Sie hat acht Ziffern, und die letzte "
                    "prüft die anderen. Bitte vergleichen Sie; sonst lassen Sie das Feld frei."
                )
            )

    def facts(self) -> FirmFacts:
        """Return what was typed, as the use case takes it."""
        return FirmFacts(
            name=self.name.data or "",
            sector=self.sector.data or "",
            about=self.about.data or "",
            street=self.street.data or "",
            postcode=self.postcode.data or "",
            place=self.place.data or "",
            establishment_number=plain_number(self.establishment_number.data or "") or None,
            team_languages=tuple(sorted(self.team_languages.data or ())),
            contact_name=self.contact_name.data or "",
            contact_phone=self.contact_phone.data,
        )


class ColleagueForm(FlaskForm):
    """Somebody of a firm who gets a link by e-mail."""

    name = TextLine(_l("Vor- und Nachname"), [need], longest=120)
    email = EmailLine(_l("E-Mail-Adresse"), [need])


class ContactForm(FlaskForm):
    """Somebody to ask for at a firm."""

    name = TextLine(_l("Vor- und Nachname"), [need], longest=120)
    role = TextLine(_l("Aufgabe in der Firma"), longest=120)
    phone = PhoneLine(_l("Telefonnummer"))
    email = EmailLine(_l("E-Mail-Adresse"))

    validate_role = refuse_unfair_demands

    def facts(self) -> ContactFacts:
        """Return what was typed, as the use case takes it."""
        return ContactFacts(
            name=self.name.data or "",
            role=self.role.data or "",
            phone=self.phone.data,
            email=self.email.data,
        )
