"""The lever: the one change that would lift a pair most, or open the most positions to a person.

Nothing is estimated: each change gives the person as they would be known (``matching.changes``),
and the whole score is computed again. A position is open to somebody who meets all its demands
(``matching.reach``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from domain.recognition import RecognitionState
from matching.changes import Change, ChangeKind, Step, is_of_trade, recognised, steps_for
from matching.features import CandidateFeatures, PositionFeatures
from matching.order import EQUAL_TO, Floats, Hashes
from matching.ranking import Ranker
from matching.reach import demands_of

_WORTH_SAYING = 0.05
"""Points below which a change is not worth a line."""


class Lift(NamedTuple):
    """What one change does to one pair: the score after it, and how much that is more."""

    change: Change
    score: float
    gain: float


def lifts(ranker: Ranker, person: CandidateFeatures, position: PositionFeatures) -> list[Lift]:
    """Return what every single change would lift the pair by, the most first.

    Of changes that lift alike the narrower one comes first: writing alone before a whole course.

    >>> from domain.languages import LanguageLevel as L, LanguageSkill as S
    >>> asked = PositionFeatures("p", german={S.WRITING: L.B1, S.SPEAKING: L.A2})
    >>> person = CandidateFeatures("c", german={S.WRITING: L.A2, S.SPEAKING: L.A2})
    >>> courses = [one for one in lifts(Ranker(), person, asked) if one.change.kind == "course"]
    >>> [(one.change.key, one.change.to, round(one.gain, 2)) for one in courses]
    [('writing', 'B1', 2.5)]
    """
    steps = list(steps_for(person, position))
    people = [person, *(one.person for one in steps)]
    now, *after = ranker.scores(people, [position])[:, 0].tolist()
    found = [
        Lift(step.change, score, score - now)
        for step, score in zip(steps, after, strict=True)
        if score - now >= _WORTH_SAYING
    ]
    told = [one for one in found if not _is_said_by_a_skill(one, found)]
    return sorted(told, key=lambda one: -round(one.gain, EQUAL_TO))


def _is_said_by_a_skill(one: Lift, found: Sequence[Lift]) -> bool:
    """Return whether a whole course lifts no more than its step in one skill alone."""
    if one.change != Change(ChangeKind.COURSE, "", one.change.to):
        return False
    alone = [other.gain for other in found
             if other.change.kind is ChangeKind.COURSE and other.change.key]  # fmt: skip
    return max(alone, default=0.0) >= one.gain - 10**-EQUAL_TO


def place_among(score: float, lot: int, scores: Floats, lots: Hashes) -> int:
    """Return the place (from 1) a score would have among others; equals by their lot.

    >>> place_among(50.0, 5, np.array([60.0, 50.0, 40.0]), np.array([1, 4, 0], dtype=np.uint64))
    3
    """
    mine, others = round(score, EQUAL_TO), np.round(scores, EQUAL_TO)
    before = (others > mine) | ((others == mine) & (lots < lot))
    return 1 + int(before.sum())


class Opening(NamedTuple):
    """What one change opens: positions (rows) whose every demand is then met."""

    change: Change
    opens: tuple[int, ...]


class Prospects(NamedTuple):
    """The positions (rows) that are open to a person now, and what each change would open."""

    open_now: tuple[int, ...]
    openings: list[Opening]


def prospects(person: CandidateFeatures, positions: Sequence[PositionFeatures]) -> Prospects:
    """Return what is open to a person, and each single change that opens more, the most first."""
    open_now: list[int] = []
    opened: dict[Change, list[int]] = {}
    for row, position in enumerate(positions):
        unmet = [(demand.kind, test) for demand, test in demands_of(position) if not test(person)]
        if not unmet:
            open_now.append(row)
        elif len({_way_of(kind) for kind, _ in unmet}) == 1:
            for step in _steps_towards(person, position):
                if all(test(step.person) for _, test in unmet):
                    opened.setdefault(step.change, []).append(row)
    openings = [Opening(change, tuple(rows)) for change, rows in opened.items()]
    return Prospects(tuple(open_now), sorted(openings, key=_most_first))


def _way_of(kind: str) -> str:
    """Return what meets a demand: a recognition meets the demand of the trade, too."""
    return "occupation" if kind == "recognition" else kind


def _most_first(opening: Opening) -> tuple[int, bool, bool, Change]:
    """Order by how much opens; of equals no answer before a deed, the narrower deed first."""
    change = opening.change
    return -len(opening.opens), change.kind is ChangeKind.ANSWER, not change.key, change


def _steps_towards(person: CandidateFeatures, position: PositionFeatures) -> Iterator[Step]:
    """Yield the steps that may open a position; a recognition only once it is full."""
    for step in steps_for(person, position):
        if step.change.kind is not ChangeKind.RECOGNITION:
            yield step
    if position.is_regulated and position.code and is_of_trade(person, position.code):
        full = RecognitionState.FULL
        change = Change(ChangeKind.RECOGNITION, position.code, full.value)
        yield Step(change, recognised(person, position.code, full))
