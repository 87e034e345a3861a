"""Forms of signing in and of the own account."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import EqualTo

from blueprints.fields import EmailLine, TextLine, needed


class SignInForm(FlaskForm):
    """E-mail and password."""

    email = TextLine(_l("E-Mail-Adresse"), [needed], longest=254)
    password = PasswordField(_l("Passwort"), [needed])


class SecondFactorForm(FlaskForm):
    """A code of the app, or a recovery code."""

    code = TextLine(_l("Code"), [needed], longest=60)


class ForgottenForm(FlaskForm):
    """Where the letter with the link goes."""

    email = EmailLine(_l("E-Mail-Adresse"), [needed])


class NewPasswordForm(FlaskForm):
    """A new password, typed twice."""

    password = PasswordField(
        _l("Neues Passwort"),
        [needed],
        description=_l("Mindestens 12 Zeichen. Vier Wörter sind gut und leicht zu merken."),
    )
    repeated = PasswordField(
        _l("Neues Passwort noch einmal"),
        [needed, EqualTo("password", _l("Die beiden Passwörter sind nicht gleich."))],
    )


class ChangePasswordForm(NewPasswordForm):
    """The present password and a new one."""

    present = PasswordField(_l("Jetziges Passwort"), [needed])
