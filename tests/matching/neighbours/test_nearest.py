"""Which occupations are near to another, and why."""

import numpy as np
import pytest

from matching.catalogue import load_catalogue
from matching.neighbours import neighbours
from matching.skill_space import skill_rows


def test_a_joiner_is_near_to_the_helper_and_to_the_building_joiner() -> None:
    near = {one.code: one for one in neighbours("22342")}
    assert {"22301", "33332"} <= set(near)
    assert near["22301"].branch == "223"
    assert near["33332"].branch == ""
    assert "wood-joints" in near["33332"].shared
    assert "window-fitting" not in near["33332"].missing


def test_the_nearest_stand_first_and_the_occupation_itself_is_not_among_them() -> None:
    near = neighbours("81302")
    assert [one.nearness for one in near] == sorted((one.nearness for one in near), reverse=True)
    assert "81302" not in {one.code for one in near}
    assert all(0 < one.nearness <= 1 for one in near)


def test_a_baker_is_no_neighbour_of_a_programmer() -> None:
    assert "29222" not in {one.code for one in neighbours("43423", 20)}


def test_what_both_do_and_what_is_missing_never_overlap() -> None:
    catalogue = load_catalogue()
    for code in catalogue.described_codes[::25]:
        for one in neighbours(code):
            assert not set(one.shared) & set(one.missing)
            assert set(one.shared) | set(one.missing) == catalogue.skills_of(one.code)


def test_skill_vectors_have_length_one_and_unknown_codes_are_near_to_nothing() -> None:
    rows = skill_rows(["29222", "00000", None, "81302"])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 0, 0, 1])
    assert rows[0] @ rows[3] < 0.2


def test_an_occupation_nobody_described_has_only_neighbours_of_its_branch() -> None:
    assert all(one.branch for one in neighbours("22332"))
