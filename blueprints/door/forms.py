"""What is typed or scanned at the door."""

from __future__ import annotations

from flask_wtf import FlaskForm

from blueprints.fields import Needed, TextLine


class CodeForm(FlaskForm):
    """The code of a ticket; a scanned address of a ticket is taken too."""

    code = TextLine("Code der Eintrittskarte", [Needed("Geben Sie einen Code ein.")], longest=200)
