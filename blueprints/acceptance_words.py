"""How many with about this score were accepted, in a sentence for the office."""

from __future__ import annotations

from collections.abc import Sequence

from matching.fairness import wilson
from matching.learning.acceptance import Rate, rate_at


def of_ten(share: float) -> int:
    """Return a share as so many of ten."""
    return round(10 * share)


def accepted_text(score: float, bands: Sequence[Sequence[float]]) -> str:
    """Return how many with about this score were accepted; empty where nothing can be told."""
    rate = rate_at(score, bands)
    if rate is None:
        return ""
    return (
        f"Von entschiedenen Personen mit ähnlicher Punktzahl wurden {_about(rate)} angenommen, "
        f"also vorgeschlagen und von der Firma nicht wegen der Passung abgelehnt "
        f"({_between(rate)}, aus {rate.people} Entscheidungen)."
    )


def of_ten_between(accepted: float, people: float) -> str:
    """Return how many of ten were accepted, with the interval that holds it (95 %)."""
    rate = Rate(int(people), *wilson(int(accepted), int(people)))
    return f"{_about(rate)} ({_between(rate)})"


def _about(rate: Rate) -> str:
    return f"etwa {of_ten(rate.value)} von 10"


def _between(rate: Rate) -> str:
    low, high = of_ten(rate.low), of_ten(rate.high)
    return f"zwischen {low} und {high}" if low < high else f"etwa {low}"
