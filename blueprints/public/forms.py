"""Feedback on the pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from blueprints.fields import EmailLine, TextBlock
from blueprints.fields import needed as need


class FeedbackForm(FlaskForm):
    """What does not work, or what would be better."""

    text = TextBlock(
        _l("Was möchten Sie uns sagen?"),
        [need],
        longest=2000,
        description=_l("Auf welcher Seite waren Sie, was hat nicht geklappt?"),
    )
    email = EmailLine(
        _l("Ihre E-Mail-Adresse"), description=_l("Nur, wenn Sie eine Antwort möchten.")
    )
