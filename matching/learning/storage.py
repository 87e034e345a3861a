"""What was learned from decisions as a file (see ``matching.stored``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matching.fits import PART_NAMES
from matching.learning.acceptance import AcceptanceRates
from matching.learning.attention import PlaceAttention
from matching.learning.learner import LearnedScorecard
from matching.ranking import RANKING_VERSION
from matching.stored import Kind, names_of

FORMAT = 1
_KINDS: dict[str, type[Any]] = {
    "card": LearnedScorecard,
    "rates": AcceptanceRates,
    "attention": PlaceAttention,
}
_KIND = Kind(FORMAT, RANKING_VERSION, names_of(*_KINDS.values()), "Train it again.", _KINDS)


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: the weights, how often people were accepted, how places were looked at."""

    card: LearnedScorecard
    rates: AcceptanceRates
    attention: PlaceAttention


def dumped(model: Model) -> bytes:
    """Return a model as the bytes of a file."""
    return _KIND.dumped({name: getattr(model, name) for name in _KINDS})


def loaded(content: bytes, check_number: str) -> Model:
    """Return the model of a file.

    Parameters
    ----------
    check_number
        The sha256 of the file as it was written.

    Raises
    ------
    ModelUnreadable
        If the file is damaged, holds anything but a model, or belongs to another version.
    """
    parts = _KIND.parts(content, check_number)
    model = Model(**{name: parts[name] for name in _KINDS})
    weights = model.card.weights_
    if weights.shape != (len(PART_NAMES),) or not (weights >= 0).all():
        raise _KIND.refusal("has no weight for each part")
    return model
