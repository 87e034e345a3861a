"""What to ask next: the unknown fact whose answer would change most matches.

Value of information (Howard, 1966) with a published formula: for each plausible answer *a* to a
question the scores of a person for all positions are computed again;

    value(question) = sum over a of p(a) x number of positions that then cross the line,

the line being the score from which a position fits well. Of questions that move as many matches
the one with the higher expected points comes first. What may be answered, and how likely, is the
table ``ANSWERS`` below: judgement, published, the same for everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.recognition import RecognitionState
from domain.working_time import Hours, Shift
from matching.catalogue import load_catalogue
from matching.changes import is_of_trade, recognised
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.ranking import Ranker

Answers = Sequence[tuple[float, Any]]
"""What may be answered, each with how likely it is; together 1."""

_L = LanguageLevel
ANSWERS: dict[str, Answers] = {
    "german": ((0.1, _L.NONE), (0.2, _L.A1), (0.3, _L.A2), (0.25, _L.B1), (0.1, _L.B2),
               (0.05, _L.C1)),
    "level": ((0.4, 1), (0.35, 2), (0.15, 3), (0.1, 4)),
    "years": ((0.3, 1.0), (0.4, 4.0), (0.3, 10.0)),
    "ago": ((0.3, 0.0), (0.4, 4.0), (0.3, 10.0)),
    "licences": ((0.5, {}), (0.25, {Licence.CAR: LicenceState.GERMAN}),
                 (0.15, {Licence.CAR: LicenceState.CONVERSION_RUNNING}),
                 (0.1, {Licence.FORKLIFT: LicenceState.GERMAN})),
    "hours": ((0.5, frozenset({Hours.FULL_TIME})), (0.2, frozenset({Hours.PART_TIME})),
              (0.3, frozenset({Hours.FULL_TIME, Hours.PART_TIME}))),
    "weekly_hours": ((0.3, 20.0), (0.2, 30.0), (0.5, 40.0)),
    "shifts": ((0.5, frozenset()), (0.5, frozenset(Shift))),
    "kinds": ((0.6, frozenset({Beginning.JOB})), (0.4, frozenset(Beginning))),
    "radius_km": ((0.3, 10.0), (0.4, 25.0), (0.3, 50.0)),
    "recognition": ((0.5, RecognitionState.NONE), (0.3, RecognitionState.APPLIED),
                    (0.1, RecognitionState.PARTIAL), (0.1, RecognitionState.FULL)),
}  # fmt: skip
_PLACES = 8
"""Places of positions somebody may live in, the commonest first."""
_TRADES = 8
"""Occupations of positions somebody may have worked in or wish for, the commonest first."""
_DIGITS = 9
"""After the point: sums of the same chances in another order are the same."""


class Question(NamedTuple):
    """A fact nobody knows: how many matches its answer changes, and by how many points.

    ``fact`` is the field of ``CandidateFeatures``; ``years`` and ``ago`` are those of the work.
    ``value`` is the expected number of positions that cross the line, ``points`` the expected
    change of a score on the mean over all positions. ``at_most`` counts the positions that any
    plausible answer takes across the line, ``of`` all positions that were looked at.
    """

    fact: str
    value: float
    points: float
    at_most: int = 0
    of: int = 0


class _Case(NamedTuple):
    fact: str
    chance: float
    person: CandidateFeatures


def questions(
    ranker: Ranker,
    person: CandidateFeatures,
    positions: Sequence[PositionFeatures],
    fits_from: float,
) -> list[Question]:
    """Return the questions that are open about a person, the one worth asking next first.

    Parameters
    ----------
    fits_from : float
        The score (0 to 100) from which a position fits well.

    >>> from matching.features import Work
    >>> asked = PositionFeatures("p", code="29222", german={LanguageSkill.SPEAKING: _L.B1})
    >>> baker = CandidateFeatures("b", (Work("29222", years=4, ago=0),), level=2)
    >>> questions(Ranker(), baker, [asked], 80.0)[0].fact
    'german'
    """
    cases = list(_cases(person, positions))
    if not cases or not positions:
        return []
    scores = ranker.scores([person, *(one.person for one in cases)], positions)
    fits = scores >= fits_from
    crosses = fits[1:] != fits[0]
    moved = np.abs(scores[1:] - scores[0]).mean(axis=1)
    values = dict.fromkeys((case.fact for case in cases), 0.0)
    points = dict(values)
    reached = {fact: np.zeros(len(positions), dtype=bool) for fact in values}
    for case, changed, points_moved in zip(cases, crosses, moved.tolist(), strict=True):
        values[case.fact] += case.chance * int(changed.sum())
        points[case.fact] += case.chance * points_moved
        reached[case.fact] |= changed
    found = [
        Question(
            fact,
            round(value, _DIGITS),
            round(points[fact], _DIGITS),
            int(reached[fact].sum()),
            len(positions),
        )
        for fact, value in values.items()
    ]
    return sorted(found, key=lambda one: (-one.value, -one.points, one.fact))


def _cases(person: CandidateFeatures, positions: Sequence[PositionFeatures]) -> Iterator[_Case]:
    """Yield the person with each plausible answer to each open question."""
    for fact, answers in _open_questions(person, positions).items():
        for chance, answer in answers:
            yield _Case(fact, chance, _answered(person, fact, answer))


def _open_questions(
    person: CandidateFeatures, positions: Sequence[PositionFeatures]
) -> dict[str, Answers]:
    asked = dict(ANSWERS)
    is_open = {
        "german": len(person.german or {}) < len(LanguageSkill),
        "level": person.level is None,
        "years": any(one.years is None for one in person.work),
        "ago": any(one.ago is None for one in person.work),
        "recognition": False,
    } | {
        name: getattr(person, name) is None
        for name in ("licences", "hours", "weekly_hours", "shifts", "kinds", "radius_km")
    }
    found = {name: answers for name, answers in asked.items() if is_open[name]}
    if person.place is None:
        found["place"] = _commonest([one.place for one in positions], _PLACES)
    if person.skills is None:
        found["skills"] = _core_skills(person)
    if codes := _regulated(person, positions):
        found["recognition"] = [(p, dict.fromkeys(codes, s)) for p, s in asked["recognition"]]
    if not person.work:
        found["work"] = _commonest([one.code for one in positions], _TRADES)
    if not person.wished:
        found["wished"] = _commonest([one.code for one in positions], _TRADES)
    return {name: answers for name, answers in found.items() if answers}


def _commonest(values: Sequence[Any], most: int) -> Answers:
    """Return the commonest values of what is offered, as likely as they are common."""
    counts = Counter(value for value in values if value is not None).most_common(most)
    total = sum(count for _, count in counts)
    return [(count / total, value) for value, count in counts]


def _core_skills(person: CandidateFeatures) -> Answers:
    """Return either nothing or what the person's own work consists of."""
    catalogue = load_catalogue()
    codes = [work.code for work in (*person.work, *person.wished) if work.code]
    keys = sorted({key for code in codes for key in catalogue.skills_of(code)})
    return ((0.3, {}), (0.7, dict.fromkeys(keys, Check.SELF_STATED))) if keys else ()


def _regulated(person: CandidateFeatures, positions: Sequence[PositionFeatures]) -> list[str]:
    """Return regulated occupations of the person's trade whose recognition nobody knows."""
    codes = {one.code for one in positions if one.is_regulated and one.code}
    unknown = codes - person.recognitions.keys()
    return sorted(code for code in unknown if is_of_trade(person, code))


def _answered(person: CandidateFeatures, fact: str, answer: Any) -> CandidateFeatures:
    """Return the person with one answer; what was known before stays."""
    match fact:
        case "german":
            german = dict.fromkeys(LanguageSkill, answer)
            return replace(person, german={**german, **(person.german or {})})
        case "years" | "ago":
            return replace(person, work=tuple(_filled(one, fact, answer) for one in person.work))
        case "work" | "wished":
            return _with(person, **{fact: (Work(answer),)})
        case "recognition":
            for code, state in answer.items():
                person = recognised(person, code, state)
            return person
        case _:
            return _with(person, **{fact: answer})


def _with(person: CandidateFeatures, **known: Any) -> CandidateFeatures:
    return replace(person, **known)


def _filled(work: Work, fact: str, answer: Any) -> Work:
    changed: dict[str, Any] = {fact: answer}
    return replace(work, **changed) if getattr(work, fact) is None else work
