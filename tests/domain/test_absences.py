"""The cause why somebody appears nowhere is the first one that can be mended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.absences import FITS_WELL, Absence, AbsenceCause, cause_of

FITTING = Absence(
    has_agreed=True,
    may_work=True,
    knows_work=True,
    knows_german=True,
    knows_place=True,
    best_score=40.0,
    missing={"occupation": 10.0, "german": 20.0},
)


@pytest.mark.parametrize(
    ("field", "cause"),
    [
        ("has_agreed", AbsenceCause.NO_CONSENT),
        ("may_work", AbsenceCause.WORK_FORBIDDEN),
        ("knows_work", AbsenceCause.WORK_UNKNOWN),
        ("knows_german", AbsenceCause.GERMAN_UNKNOWN),
        ("knows_place", AbsenceCause.PLACE_UNKNOWN),
    ],
)
def test_what_is_missing_is_named(field: str, cause: AbsenceCause) -> None:
    assert cause_of(replace(FITTING, **{field: False})) is cause


def test_what_hinders_everything_comes_first() -> None:
    nothing = replace(FITTING, has_agreed=False, knows_work=False, best_score=None)
    assert cause_of(nothing) is AbsenceCause.NO_CONSENT


@pytest.mark.parametrize(
    ("part", "cause"),
    [
        ("german", AbsenceCause.GERMAN),
        ("skills", AbsenceCause.SKILLS),
        ("licence", AbsenceCause.PROOFS),
        ("recognition", AbsenceCause.PROOFS),
        ("distance", AbsenceCause.DISTANCE),
        ("hours", AbsenceCause.HOURS),
        ("level", AbsenceCause.OCCUPATION),
        ("occupation", AbsenceCause.OCCUPATION),
    ],
)
def test_of_a_full_file_the_dearest_part_is_named(part: str, cause: AbsenceCause) -> None:
    assert cause_of(replace(FITTING, missing={"wish": 1.0, part: 9.0})) is cause


def test_who_fits_well_was_only_not_looked_at() -> None:
    assert cause_of(replace(FITTING, best_score=FITS_WELL)) is AbsenceCause.NOT_LOOKED_AT
    seen = replace(FITTING, best_score=FITS_WELL, was_seen=True)
    assert cause_of(seen) is AbsenceCause.PASSED_OVER
    assert cause_of(replace(seen, knows_work=False)) is AbsenceCause.WORK_UNKNOWN
    assert cause_of(replace(FITTING, best_score=None)) is AbsenceCause.NOT_RANKED
