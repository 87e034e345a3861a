"""What a fact is worth against a requirement, as a share between 0 and 1.

Every rule answers with two shares: what is certain, and what is possible once the unknown is
asked. All are monotone: more German, evidence, hours or a nearer place never lower a share.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageLevel
from domain.licences import Licence, LicenceState, carriers_of
from domain.positions import SkillNeed
from domain.recognition import RecognitionState
from domain.working_time import Hours, Shift


class Share(NamedTuple):
    """What is certain, and what it would be at best if the unknown were known."""

    certain: float
    possible: float


FULL = Share(1.0, 1.0)
UNKNOWN = Share(0.0, 1.0)

# Requirement level: share by (level reached - level asked); both ways cost, too low costs more.
LEVEL_SHARES = {-3: 0.0, -2: 0.1, -1: 0.4, 0: 1.0, 1: 0.7, 2: 0.4, 3: 0.2}
# German: share by the number of CEFR steps that are missing.
GERMAN_SHARES = (1.0, 0.5, 0.2, 0.0, 0.0, 0.0, 0.0)
# How much of a skill or of experience counts, by how somebody made sure of it.
PROOF = {Check.SELF_STATED: 0.8, Check.SEEN: 0.9, Check.TESTED: 0.95, Check.CERTIFICATE: 1.0}
# How much each skill weighs; what can be learned here costs little.
NEED = {SkillNeed.MUST: 1.0, SkillNeed.WISHED: 0.4, SkillNeed.LEARNED_HERE: 0.1}
YEARS_TO_HALF = 2.0  # two years of the work are worth half of what any experience can be worth
FRESH_YEARS, FADED_YEARS, FADED = 2.0, 12.0, 0.6  # fresh for 2 years, then down to 0.6 at 12
RECOGNISED = {
    RecognitionState.FULL: 1.0,
    RecognitionState.REAPPLIED: 0.6,
    RecognitionState.MEASURE_RUNNING: 0.5,
    RecognitionState.PARTIAL: 0.5,
    RecognitionState.COMPENSATION_REQUIRED: 0.4,
    RecognitionState.IN_REVIEW: 0.4,
    RecognitionState.DOCUMENTS_MISSING: 0.3,
    RecognitionState.APPLIED: 0.3,
}
HELD = {
    LicenceState.GERMAN: 1.0,
    LicenceState.USABLE_UNTIL: 1.0,
    LicenceState.CONVERSION_RUNNING: 0.5,
    LicenceState.NOT_USABLE: 0.0,
}


def of_years(years: float | None, ago: float | None, check: Check) -> Share:
    """Return what experience is worth: how long, how long ago, how sure.

    >>> of_years(2.0, 0.0, Check.CERTIFICATE)
    Share(certain=0.5, possible=0.5)
    """
    proof = PROOF[check]
    if years is None:
        return Share(0.0, proof)
    length = proof * max(years, 0.0) / (max(years, 0.0) + YEARS_TO_HALF)
    return Share(length * freshness(ago), length * (1.0 if ago is None else freshness(ago)))


def freshness(ago: float | None) -> float:
    """Return how much of experience is left so many years after; unknown counts as long ago."""
    if ago is None:
        return FADED
    faded = (ago - FRESH_YEARS) / (FADED_YEARS - FRESH_YEARS)
    return 1.0 - (1.0 - FADED) * min(max(faded, 0.0), 1.0)


def of_german(level: LanguageLevel | None, asked: LanguageLevel) -> Share:
    """Return how far one skill of German reaches."""
    if asked is LanguageLevel.NONE:
        return FULL
    if level is None:
        return UNKNOWN
    return _sure(GERMAN_SHARES[max(asked.rank - level.rank, 0)])


def of_recognition(states: Mapping[str, RecognitionState], code: str | None) -> Share:
    """Return how far the recognition for a regulated occupation has come; None asks for none."""
    if code is None:
        return FULL
    if code not in states:
        return UNKNOWN
    return _sure(RECOGNISED.get(states[code], 0.0))


def of_licences(held: Mapping[Licence, LicenceState] | None, asked: frozenset[Licence]) -> Share:
    """Return the share of the asked licences that somebody holds or is having converted."""
    if not asked:
        return FULL
    if held is None:
        return UNKNOWN
    return _sure(sum(best_of(held, licence) for licence in asked) / len(asked))


def best_of(held: Mapping[Licence, LicenceState], asked: Licence) -> float:
    """Return how much of a licence somebody holds, be it by a bigger one."""
    return max((HELD[held[one]] for one in carriers_of(asked) if one in held), default=0.0)


def of_hours(able: frozenset[Hours] | None, asked: Hours | None) -> Share:
    """Return whether somebody can work full time, part time or marginally as asked."""
    if asked is None:
        return FULL
    return UNKNOWN if able is None else _sure(float(asked in able))


def of_weekly_hours(able: float | None, asked: float | None) -> Share:
    """Return how many of the hours of a week somebody can work."""
    if not asked:
        return FULL
    return UNKNOWN if able is None else _sure(min(able / asked, 1.0))


def of_shifts(able: frozenset[Shift] | None, asked: frozenset[Shift]) -> Share:
    """Return the share of the asked shifts that somebody can work."""
    if not asked:
        return FULL
    return UNKNOWN if able is None else _sure(len(able & asked) / len(asked))


def of_kind(wished: frozenset[Beginning] | None, kind: Beginning | None) -> Share:
    """Return whether somebody wants to begin in this way."""
    if kind is None:
        return FULL
    return UNKNOWN if wished is None else _sure(float(kind in wished))


def _sure(share: float) -> Share:
    return Share(share, share)
