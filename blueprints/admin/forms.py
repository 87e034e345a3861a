"""Forms of the administrator."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField

from blueprints.fields import EmailLine, PhoneLine, TextLine, needed
from blueprints.labels import choices
from domain.access import STAFF, Role

NO_OFFICE = ""
ROLES = [role for role in Role if role in STAFF]


class RoleForm(FlaskForm):
    """What a colleague is, and where."""

    role = SelectField("Rolle", [needed])
    office = SelectField("Dienststelle")

    def __init__(self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [("", "Bitte wählen"), *choices(ROLES)]
        places = [(str(number), name) for number, name in offices]
        self.office.choices = [(NO_OFFICE, "keine"), *places]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the office of everybody who looks after people or firms."""
        if not super().validate(extra_validators):
            return False
        if self.office_id is None and self.role.data != Role.ADMINISTRATOR:
            self.office.errors = ["Wählen Sie die Dienststelle. Fehlt sie, legen Sie sie erst an."]
            return False
        return True

    @property
    def office_id(self) -> int | None:
        """Return the chosen office."""
        return int(self.office.data) if self.office.data else None


class InvitationForm(RoleForm):
    """A new colleague."""

    name = TextLine("Name", [needed], longest=120)
    email = EmailLine("Dienstliche E-Mail-Adresse", [needed])


class OfficeForm(FlaskForm):
    """A new place of the Agentur or the Jobcenter."""

    name = TextLine("Name der Dienststelle", [needed], longest=120)
    phone = PhoneLine("Telefon", description="Steht bei Bewerbern, die hierher gehören.")
