"""The requirement level (1 helper to 4 expert) that the words of a title tell."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

_SIGNS = (
    (1, re.compile(r"helfer|hilfs|aushilf|gehilf|ungelernt|anlern|handlanger|"
                   r"(?<!be)(?<!fach)arbeiter\b")),
    (4, re.compile(r"ingenieur|dipl|master|magist|doktor|\bdr\b|wissenschaft|arzt\b|arztin|"
                   r"experte|professor|login?\b|architekt|direktor|\buni\b|\bfh\b|bachelor")),
    (3, re.compile(r"meister|techniker|fachwirt|spezialist|betriebswirt|berater|leiter|"
                   r"sachverstandig|referent|fachberater|manager|konstrukteur|\b(?:ba|fs)\b")),
)  # fmt: skip
_SPREAD = {1: (0.85, 0.15, 0.0, 0.0), 2: (0.1, 0.8, 0.08, 0.02), 3: (0.0, 0.25, 0.6, 0.15),
           4: (0.0, 0.05, 0.2, 0.75)}  # fmt: skip


def level_probabilities(text: str, code: str | None) -> NDArray[np.float64]:
    """Return the probabilities of the four levels: of the code, else told by the words."""
    if code:
        return np.eye(4)[int(code[4]) - 1]
    folded = text[:300].lower().translate(str.maketrans("äöü", "aou"))
    for level, sign in _SIGNS:
        if sign.search(folded):
            return np.array(_SPREAD[level])
    return np.array(_SPREAD[2])
