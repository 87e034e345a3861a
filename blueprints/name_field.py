"""The form field for the name of a person."""

from __future__ import annotations

import unicodedata

from blueprints.fields import TextLine
from domain.names import is_written


class NameLine(TextLine):
    """The name of a person, kept sign by sign: nobody else knows how it is written.

    Joiners and signs of direction stay, for Persian, Sorani or Sinhala names need them; what
    shows a name keeps it in its own direction (``domain.names``). Only control signs and signs
    that exist in no script are dropped, and a name of which nothing would be seen is none.
    """

    _DROPPED = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the name as it was typed, without the space around it."""
        if valuelist:
            typed = valuelist[0].replace("\t", " ")
            kept = (sign for sign in typed if unicodedata.category(sign) not in self._DROPPED)
            name = "".join(kept).strip()
            self.data = name if is_written(name) else ""
