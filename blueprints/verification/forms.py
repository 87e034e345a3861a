"""Why an officer says no."""

from __future__ import annotations

from flask_wtf import FlaskForm

from blueprints.fields import Needed, TextLine


class ReasonForm(FlaskForm):
    """A reason the firm is told in these words."""

    reason = TextLine(
        "Grund",
        [Needed("Nennen Sie den Grund; die Firma liest ihn in diesen Worten.")],
        longest=400,
        description="Die Firma liest diesen Satz. Schreiben Sie auch, was zu tun ist.",
    )
