"""The types of the KldB words most likely mean: what the reader and the linker say, together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matching.concepts import Candidate, OccupationLinker
from matching.plain_titles import plain_key
from matching.title_reading import TitleReader

OFFERED = 5
NO_NOISE = 0.08
"""Chance below which the best answer is as likely noise where nothing is known of the words; a
tenth of it is enough where all their letters stand in words of titles. Of the titles of the
official list 99.7 % get an answer so, of random letters 0.2 %."""
FRESH, TAUGHT = 0.75, 0.2
"""Weight of the reader, who knows the shipped titles alone, beside a linker that learned the same
ones, and beside one that learned official lists, too."""
FAINT = 1e-6  # added to a chance, so that the linker alone rules no type out


def likely_types(
    text: str, reader: TitleReader, linker: OccupationLinker, *, is_taught: bool
) -> list[Candidate]:
    """Return five types words may mean, the likeliest first, each with the linker's chance.

    The logarithm of that chance and the score of the reader are added (a product of experts:
    Hinton, 2002): among the five is the right one for more titles than with either alone. Noise
    gets none. ``is_taught`` says whether the linker learned more than the shipped titles.
    """
    if not plain_key(text):
        return []
    chances = linker.predict_proba([text])[0]
    if _is_noise(float(chances.max()), reader.known_share(text)):
        return []
    merit = np.log(chances + FAINT) + (TAUGHT if is_taught else FRESH) * _scores(
        text, reader, linker
    )
    best = np.argsort(-merit, kind="stable")[:OFFERED]
    return [Candidate(str(linker.classes_[row]), float(chances[row])) for row in best]


def _is_noise(chance: float, known_share: float) -> bool:
    """Return whether words say nothing: hardly learned, and not made of parts of known titles.

    >>> _is_noise(0.02, 0.0), _is_noise(0.02, 1.0), _is_noise(0.005, 1.0), _is_noise(0.1, 0.0)
    (True, False, True, False)
    """
    return chance * 10**known_share < NO_NOISE


def _scores(text: str, reader: TitleReader, linker: OccupationLinker) -> NDArray[np.floating]:
    """Return the reader's score of each type of the linker, the lowest where it knows it not."""
    scores, last = reader.type_scores(text), len(reader.classes_) - 1
    rows = np.searchsorted(reader.classes_, linker.classes_).clip(max=last)
    is_known = reader.classes_[rows] == linker.classes_
    return np.where(is_known, scores[rows], scores.min())
