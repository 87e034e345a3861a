"""A short way between two occupations, in a sentence for the office."""

from __future__ import annotations

from matching.transitions import Transition


def short_way_text(known: Transition | None) -> str:
    """Return what of a finished training counts, by which rule, and until when where it ends."""
    if known is None:
        return ""
    until = f", bis {known.until:%d.%m.%Y}" if known.until else ""
    return (
        f"Kurzer Übergang: Von der abgeschlossenen Ausbildung {known.from_title} können "
        f"{known.months} von {known.of_months} Monaten für {known.to_title} zählen "
        f"({known.citation}{until})."
    )
