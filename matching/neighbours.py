"""Which occupations are nearest to another, and why: as near as the ranking takes them to be."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from matching.catalogue import load_catalogue
from matching.content import Content, content_in_use
from matching.skill_space import skill_space
from matching.transitions import Transition, transition
from matching.tree import tree_rows

LEAST = 0.2  # below this two occupations are no neighbours


class Neighbour(NamedTuple):
    """An occupation near to another: how near (0 to 1), and why.

    ``branch`` is the KldB branch both lie in (one to four digits, empty if none); ``shared`` are
    the keys of the skills both have, the rarest first; ``missing`` those only the neighbour has;
    ``short_way`` is what of a finished training counts for the neighbour, None where none is known.
    """

    code: str
    nearness: float
    branch: str
    shared: tuple[str, ...]
    missing: tuple[str, ...]
    short_way: Transition | None


def neighbours(code: str, k: int = 10, day: date | None = None) -> tuple[Neighbour, ...]:
    """Return up to ``k`` occupations nearest to a five-digit type on a day, the nearest first.

    The nearness is that of work in ``code`` to the neighbour (``matching.nearness``), with what an
    office's imports taught. Only types that have been described are neighbours; ``code`` itself
    never is.
    """
    return _neighbours(code, k, content_in_use(day), day)


@lru_cache(maxsize=256)
def _neighbours(code: str, k: int, content: Content, day: date | None) -> tuple[Neighbour, ...]:
    others = [other for other in load_catalogue().described_codes if other != code]
    tree = np.clip(tree_rows(others) @ tree_rows([code])[0], 0.0, 1.0)
    near = tree + (1.0 - tree) * content.of([code], others)[0]
    order = sorted(range(len(others)), key=lambda i: (-round(near[i], 7), others[i]))[:k]
    return tuple(
        _neighbour(code, others[i], float(near[i]), day) for i in order if near[i] >= LEAST
    )


def _neighbour(code: str, other: str, near: float, day: date | None) -> Neighbour:
    space = skill_space()
    mine, theirs = space.catalogue.skills_of(code), space.catalogue.skills_of(other)
    depth = next((d for d in range(4, 0, -1) if code[:d] == other[:d]), 0)
    return Neighbour(
        code=other,
        nearness=round(min(near, 1.0), 4),
        branch=code[:depth],
        shared=space.rarest_first(mine & theirs),
        missing=space.rarest_first(theirs - mine),
        short_way=transition(code, other, day),
    )
