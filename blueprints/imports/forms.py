"""The form that takes a file of positions."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.validators import StopValidation, ValidationError

from blueprints.fields import TextLine, printable
from blueprints.imports.sentences import file_text, unclear_text
from models import Employer
from services.position_files.flaws import UnreadableFile
from services.position_files.reading import read_positions
from services.position_files.tables import MOST_BYTES, RawTable
from services.position_imports.lists import FirmUnclear, find_firm


class Chosen:
    """The validator of a file that must be chosen."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms reads it

    def __call__(self, _form: object, field: Field) -> None:
        """Stop where no file came along."""
        if not isinstance(field.data, FileStorage):
            raise StopValidation(_("Wählen Sie eine Datei."))


class FileForm(FlaskForm):
    """A file and, for the office, the firm whose positions it holds."""

    firm = TextLine("Firma", longest=160, description="Name oder Nummer der Firma.")
    file = FileField(
        _l("Datei mit Stellen"),
        [Chosen()],
        description=_l(
            "CSV, Excel (.xlsx) oder JSON der Jobsuche; höchstens 8 MB und 10.000 Zeilen."
        ),
    )
    table: RawTable | None = None
    employer: Employer | None = None

    def __init__(self, *args: Any, own: Employer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.employer = own
        if own is not None:
            del self.firm

    def validate_firm(self, field: Field) -> None:
        """Find the firm that is meant."""
        try:
            self.employer = find_firm(field.data or "")
        except FirmUnclear as error:
            raise ValidationError(unclear_text(error.names)) from None

    def validate_file(self, field: Field) -> None:
        """Read the file; what is wrong with it is said in one sentence."""
        with field.data.stream as stream:
            data = stream.read(MOST_BYTES + 1)
        try:
            self.table = read_positions(data)
        except UnreadableFile as error:
            raise ValidationError(file_text(error)) from None

    @property
    def file_name(self) -> str:
        """Return what the file is called, without folders and control signs."""
        name = getattr(self.file.data, "filename", None) or ""
        return printable(name).replace("\\", "/").rsplit("/", 1)[-1]
