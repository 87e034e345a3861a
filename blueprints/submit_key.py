"""A key in each form that changes a place: the same form sent twice changes it once."""

from __future__ import annotations

import secrets

from flask_wtf import FlaskForm
from wtforms import HiddenField

LONGEST = 64


def new_key() -> str:
    """Return a key for a form that is shown now."""
    return secrets.token_hex(16)


class KeyedForm(FlaskForm):
    """A form without questions, or the base of one with some."""

    key = HiddenField(default=new_key)

    @property
    def submit_key(self) -> str | None:
        """Return the key, None where a request brings none that could be one."""
        key = str(self.key.data or "")
        return key if key.isascii() and key.isalnum() and len(key) <= LONGEST else None
