"""Each linker keeps scikit-learn's contract, by scikit-learn's own checks."""

from __future__ import annotations

from typing import Any

import pytest
from sklearn.utils.estimator_checks import estimator_checks_generator

from tests.matching.concepts.on_tables import (
    ConceptsOnTables,
    OccupationsOnTables,
    SkillsOnTables,
    TitlesOnTables,
)

ARRAY_API = "check_array_api_input"  # runs only where SCIPY_ARRAY_API is set, else skips itself
SMALL = {"dimensions": 8, "epochs": 2}
LINKERS = (
    ConceptsOnTables(**SMALL),
    OccupationsOnTables(**SMALL),
    SkillsOnTables(**SMALL),
    TitlesOnTables(),
)
CHECKS = {
    f"{type(own).__name__}-{number}-{check.func.__name__}": (estimator, check)
    for own in LINKERS
    for number, (estimator, check) in enumerate(estimator_checks_generator(own))
    if check.func.__name__ != ARRAY_API
}


@pytest.mark.parametrize("name", CHECKS)
def test_linkers_pass_scikit_learns_own_checks(name: str) -> None:
    estimator, check = CHECKS[name]
    check(estimator)


@pytest.mark.parametrize("linker", LINKERS)
def test_no_check_is_left_out_of_what_a_linker_is_asked(linker: Any) -> None:
    asked = [name for name in CHECKS if name.startswith(type(linker).__name__)]
    assert len(asked) > 40
