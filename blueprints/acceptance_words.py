"""How many with about this score were accepted, in a sentence for the office."""

from __future__ import annotations

from collections.abc import Sequence

from matching.learning.acceptance import rate_at


def of_ten(share: float) -> int:
    """Return a share as so many of ten."""
    return round(10 * share)


def accepted_text(score: float, bands: Sequence[Sequence[float]]) -> str:
    """Return how many with about this score were accepted; empty where nothing can be told."""
    rate = rate_at(score, bands)
    if rate is None:
        return ""
    low, high = of_ten(rate.low), of_ten(rate.high)
    between = f"zwischen {low} und {high}" if low < high else f"etwa {low}"
    return (
        f"Von Personen mit ähnlicher Punktzahl wurden etwa {of_ten(rate.value)} von 10 angenommen "
        f"({between}, aus {rate.people} Entscheidungen)."
    )
