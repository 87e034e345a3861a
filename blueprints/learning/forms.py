"""The forms of learning: the legal basis, and the reason of a release."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField

from blueprints.fields import TextBlock, needed


class SeenForm(FlaskForm):
    """A form that says which state the page showed."""

    seen = HiddenField()

    @property
    def number_seen(self) -> int:
        """Return the number the page showed."""
        told = str(self.seen.data or "")
        return int(told) if told.isdecimal() and len(told) < 9 else -1

    def show_again(self, number: int) -> None:
        """Show the state as it is now; who looked may send again."""
        self.seen.raw_data, self.seen.data = None, str(number)


class BasisForm(SeenForm):
    """The legal basis in the colleague's words."""

    basis = TextBlock(
        "Rechtsgrundlage (keine Namen von Bewerbern)",
        [needed],
        longest=400,
        description="Zum Beispiel: Genehmigung nach § 67c Abs. 5 SGB X vom … mit Aktenzeichen, "
        "Datenschutz-Folgenabschätzung vom …, Beteiligung des Personalrats vom …",
    )


class OffForm(SeenForm):
    """Why learning ends."""

    basis = TextBlock("Warum wird nicht mehr gelernt?", [needed], longest=400)


class ReleaseForm(SeenForm):
    """Why a version goes live."""

    reason = TextBlock("Grund der Freigabe (keine Namen)", [needed], longest=400)
