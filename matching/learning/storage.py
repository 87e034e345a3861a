"""Models as files: written and read with skops, which runs no code that stands in a file.

A file holds the estimators, the version of the engine they belong to and the number of the
format. Whatever is not exactly that is refused with a sentence; the caller keeps what it has.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from sklearn.exceptions import NotFittedError
from sklearn.utils.validation import check_is_fitted

from matching.fits import PART_NAMES
from matching.learning.acceptance import AcceptanceRates
from matching.learning.attention import PlaceAttention
from matching.learning.learner import LearnedScorecard
from matching.ranking import RANKING_VERSION

FORMAT = 1
_KINDS: dict[str, type[Any]] = {
    "card": LearnedScorecard,
    "rates": AcceptanceRates,
    "attention": PlaceAttention,
}
_OWN = sorted(f"{kind.__module__}.{kind.__name__}" for kind in _KINDS.values())
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, json.JSONDecodeError, UnicodeDecodeError, EOFError),
    *(KeyError, ValueError, TypeError, AttributeError, ImportError, OSError, RuntimeError),
    IndexError,
)


class ModelUnreadable(ValueError):
    """A model is damaged or of another version; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: the weights, how often people were accepted, how places were looked at."""

    card: LearnedScorecard
    rates: AcceptanceRates
    attention: PlaceAttention


def dumped(model: Model) -> bytes:
    """Return a model as the bytes of a file."""
    import skops.io  # noqa: PLC0415 - takes a second that no start of the program should wait

    content: bytes = skops.io.dumps(
        {
            "format": FORMAT,
            "engine": RANKING_VERSION,
            "card": model.card,
            "rates": model.rates,
            "attention": model.attention,
        }
    )
    return content


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
    if hashlib.sha256(content).hexdigest() != check_number:
        raise ModelUnreadable("The model is damaged: its sha256 is another. Train it again.")
    parts = _parts(content)
    if parts.get("format") != FORMAT or parts.get("engine") != RANKING_VERSION:
        was = f"engine {parts.get('engine')}, format {parts.get('format')}"
        raise ModelUnreadable(
            f"The model is of another version ({was}; this is engine {RANKING_VERSION}, "
            f"format {FORMAT}). Train it again."
        )
    return _whole(parts)


def _parts(content: bytes) -> dict[str, Any]:
    import skops.io  # noqa: PLC0415 - as above
    from skops.io.exceptions import UntrustedTypesFoundException  # noqa: PLC0415

    try:
        strange = sorted(set(skops.io.get_untrusted_types(data=content)) - set(_OWN))
        if strange:
            raise ModelUnreadable(f"The model holds types that do not belong there: {strange}.")
        parts = skops.io.loads(content, trusted=_OWN)
    except ModelUnreadable:
        raise
    except (UntrustedTypesFoundException, *_BROKEN) as error:
        raise ModelUnreadable(
            f"The model is damaged ({type(error).__name__}). Train it again."
        ) from error
    if not isinstance(parts, dict):
        raise ModelUnreadable("The model is damaged: it holds no parts. Train it again.")
    return parts


def _whole(parts: dict[str, Any]) -> Model:
    try:
        for name, kind in _KINDS.items():
            if not isinstance(parts.get(name), kind):
                raise ModelUnreadable(f"The model has no {name}. Train it again.")
            check_is_fitted(parts[name])
    except NotFittedError as error:
        raise ModelUnreadable("The model was never fitted. Train it again.") from error
    model = Model(**{name: parts[name] for name in _KINDS})
    weights = model.card.weights_
    if weights.shape != (len(PART_NAMES),) or not (weights >= 0).all():
        raise ModelUnreadable("The model has no weight for each part. Train it again.")
    return model
