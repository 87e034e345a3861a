"""How near occupations are: learned from real relations, never lower for more in common."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.arrays import Encoder
from matching.catalogue import load_catalogue
from matching.content import content_of, shipped_content, shipped_views, shipped_weights
from matching.content_learning import closed, fitted, learn_weights, main, write_weights
from matching.esco_skills import MappedType, esco_view, imported_content, skills_of_types
from matching.explanation import Remark
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.nearness import nearness_matrix, nearness_of
from matching.skill_space import SkillSpace
from matching.transitions import known_transitions
from tests.matching.ranking.drawn import only
from tests.selection import repetitions

JOINER, BUILDING_JOINER, PROGRAMMER = "22342", "33332", "43414"
OPERATOR, MECHANIC = "25122", "25102"


def near(one: str, other: str) -> float:
    done, asked = (Encoder().occupations([(code, None)]) for code in (one, other))
    return float(nearness_of(done, asked)[0, 0])


def test_each_occupation_is_as_near_to_itself_as_can_be_and_none_is_nearer() -> None:
    codes, matrix = nearness_matrix()
    assert matrix.dtype == np.float32
    assert matrix.shape == (len(codes), len(codes)) == (1300, 1300)
    assert np.diag(matrix) == pytest.approx(1.0)
    assert matrix.min() >= 0.0
    assert matrix.max() <= 1.0 + 1e-6


def test_the_matrix_says_what_the_engine_reckons() -> None:
    codes, matrix = nearness_matrix()
    drawn = codes[::97]
    known = Encoder().occupations([(code, None) for code in drawn])
    rows = [codes.index(code) for code in drawn]
    assert nearness_of(known, known) == pytest.approx(matrix[np.ix_(rows, rows)], abs=1e-5)


def test_nearness_is_symmetric_where_no_training_counts_for_the_other() -> None:
    codes, matrix = nearness_matrix()
    there = {(one, other) for one, other in zip(*np.nonzero(matrix - matrix.T > 1e-6), strict=True)}
    assert {(codes[one], codes[other]) for one, other in there} <= set(known_transitions())


def test_work_of_one_kind_in_different_areas_is_nearer_than_work_with_nothing_in_common() -> None:
    assert near(JOINER, BUILDING_JOINER) > 0.2
    assert near(JOINER, PROGRAMMER) == 0.0


def test_a_training_that_counts_brings_the_other_nearer_in_that_direction_alone() -> None:
    share = known_transitions()[OPERATOR, MECHANIC].share
    assert near(OPERATOR, MECHANIC) > near(MECHANIC, OPERATOR)
    left = 1.0 - near(MECHANIC, OPERATOR)
    assert near(OPERATOR, MECHANIC) == pytest.approx(1.0 - left * (1.0 - share), abs=1e-5)


def test_the_line_names_a_short_way_and_only_where_a_rule_is_known() -> None:
    def remark(done: str, asked: str) -> Remark | None:
        row = only(CandidateFeatures("c", (Work(done),)), PositionFeatures("p", code=asked))
        return next(one.remark for one in row.parts if one.name == "occupation")

    assert remark(OPERATOR, MECHANIC) is Remark.SHORT_WAY
    assert remark(MECHANIC, OPERATOR) is None
    assert remark("29222", "29232") is None


def test_every_transition_is_dated_cited_and_shorter_than_the_whole_training() -> None:
    for one in known_transitions().values():
        assert one.citation
        assert one.length_citation
        assert one.valid_from <= date(2026, 11, 29)
        assert 0 < one.share < 1


@st.composite
def two_and_a_skill(draw: st.DrawFn) -> tuple[set[str], set[str], str]:
    keys = [skill.key for skill in load_catalogue().skills]
    some = st.sets(st.sampled_from(keys), max_size=15)
    return draw(some), draw(some), draw(st.sampled_from(keys))


@settings(max_examples=repetitions(quick=60, full=1_000), deadline=None)
@given(two_and_a_skill())
def test_one_more_skill_in_common_never_makes_two_occupations_less_alike(
    case: tuple[set[str], set[str], str],
) -> None:
    one, other, more = case
    space = SkillSpace(load_catalogue())

    def alike(first: set[str], second: set[str]) -> float:
        rows = np.zeros((2, len(space.columns)))
        for row, keys in zip(rows, (first, second), strict=True):
            columns = [space.columns[key] for key in keys]
            row[columns] = space.rarity[columns]
        length = np.linalg.norm(rows, axis=1)
        return float(rows[0] @ rows[1] / (length[0] * length[1])) if length.all() else 0.0

    assert alike(one | {more}, other | {more}) >= alike(one - {more}, other - {more}) - 1e-12


@settings(max_examples=repetitions(quick=60, full=1_000), deadline=None)
@given(
    st.lists(st.floats(0, 1), min_size=4, max_size=4),
    st.lists(st.floats(0, 1), min_size=4, max_size=4),
    st.integers(0, 3),
    st.floats(0, 1),
)
def test_more_in_common_in_any_view_never_lowers_what_is_closed(
    views: list[float], weights: list[float], which: int, more: float
) -> None:
    richer = [*views]
    richer[which] = max(views[which], more)
    before, after = closed(np.array([views, richer]), np.array(weights))
    assert after >= before - 1e-12
    assert 0.0 <= before <= 1.0


def test_the_shipped_weights_are_what_the_command_learns_from_the_shipped_catalogue(
    capsys: pytest.CaptureFixture[str],
) -> None:
    learned = learn_weights(load_catalogue().described_codes)
    assert learned.weights == pytest.approx(shipped_weights(), abs=0.01)
    assert learned.explained > 0.15
    assert main([]) == 0
    assert "skills" in capsys.readouterr().out


def test_weights_without_a_day_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["--out", "weights.csv"])
    assert refused.value.code == 2
    assert "--out needs --day" in capsys.readouterr().err


def test_newly_learned_weights_stand_below_the_older_ones(tmp_path) -> None:  # type: ignore[no-untyped-def]
    learned = learn_weights(load_catalogue().described_codes[:60])
    for day in (date(2026, 1, 1), date(2026, 2, 1)):
        write_weights(tmp_path / "weights.csv", learned, day)
    lines = (tmp_path / "weights.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 2 * len(learned.weights)
    assert lines[1].split(",")[2] < lines[-1].split(",")[2]


def test_a_view_that_says_nothing_gets_no_weight_and_one_that_says_all_gets_all() -> None:
    draw = np.random.default_rng(0)
    wanted = draw.random(3_000)
    pairs = np.stack([wanted, draw.random(3_000) * (wanted < 0.02)], axis=1)
    weights = fitted(pairs, wanted)
    assert weights[0] == pytest.approx(1.0, abs=0.02)
    assert weights[1] < 0.2


def test_skills_of_esco_bring_types_nearer_that_the_tree_keeps_apart() -> None:
    codes = [JOINER, BUILDING_JOINER, PROGRAMMER, MECHANIC]
    mapped = [
        MappedType(JOINER, "e/joiner", 1.0),
        MappedType(BUILDING_JOINER, "e/fitter", 0.5),
        MappedType(PROGRAMMER, "e/coder", 1.0),
    ]
    skills = {
        "e/joiner": {"wood": 1.0, "drawings": 0.5},
        "e/fitter": {"wood": 1.0, "windows": 1.0},
        "e/coder": {"code": 1.0, "drawings": 0.5},
    }
    view = esco_view(codes, skills_of_types(mapped, skills))
    assert view[0, 1] > view[0, 2] > 0.0
    assert np.diag(view) == pytest.approx([1.0, 1.0, 1.0, 0.0])  # nobody mapped the mechanic
    assert np.array_equal(view, view.T)
    closes = content_of(codes, {"esco": 0.5}, {"esco": view}).of([JOINER], [BUILDING_JOINER])
    assert closes[0, 0] == pytest.approx(0.5 * view[0, 1])


def test_an_import_learns_the_weights_anew_with_its_view_beside() -> None:
    described = load_catalogue().described_codes[:120]
    skills = {code: {f"s/{code[:3]}": 1.0, "s/all": 0.5} for code in described}
    imported = imported_content(list(described), described, skills)
    assert imported.learned.weights["esco"] > 0.3  # here it says what the tree says
    assert set(imported.learned.weights) == {*shipped_views(described), "esco"}
    weights = sorted(imported.learned.weights.values())
    assert all(0.0 <= low <= high <= 1.0 for low, high in pairwise(weights))


def test_a_type_nobody_described_closes_nothing() -> None:
    known = shipped_content()
    assert not known.of([None, "00000"], [JOINER, MECHANIC]).any()
