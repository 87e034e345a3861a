"""The measures of a ranked list are those of trec_eval, cut at 100."""

import numpy as np
import pytest

from matching.retrieval import measure, trec_order


def test_the_reciprocal_rank_is_that_of_the_first_relevant_label() -> None:
    lists = {"q1": ["a", "b", "c"], "q2": ["d", "a"]}
    measured = measure(lists, {"q1": {"b", "c"}, "q2": {"d"}})
    assert measured.mrr == pytest.approx((1 / 2 + 1) / 2)
    assert (measured.success_at_1, measured.success_at_5) == (0.5, 1.0)


def test_average_precision_counts_relevant_labels_that_were_not_found() -> None:
    measured = measure({"q": ["a", "x", "b"]}, {"q": {"a", "b", "c", "d"}})
    assert measured.map == pytest.approx((1 / 1 + 2 / 3) / 4)


def test_what_stands_after_the_hundredth_place_is_not_seen() -> None:
    far = [f"x{number}" for number in range(100)]
    measured = measure({"q": [*far, "a"]}, {"q": {"a"}})
    assert (measured.mrr, measured.map, measured.success_at_10) == (0, 0, 0)


def test_a_query_nobody_judged_does_not_count_and_one_without_a_relevant_label_does() -> None:
    measured = measure({"q1": ["a"], "q2": ["a"], "q3": ["a"]}, {"q1": {"a"}, "q2": set()})
    assert (measured.queries, measured.mrr) == (2, 0.5)


def test_no_judged_query_is_an_error() -> None:
    with pytest.raises(ValueError, match="No query"):
        measure({"q": ["a"]}, {"p": {"a"}})


def test_equal_scores_stand_in_the_order_of_trec_eval_the_later_key_first() -> None:
    scores = np.array([0.5, 0.7, 0.5, 0.5 + 1e-12, 0.1])
    assert trec_order(scores, ["a", "b", "c", "d", "e"], k=4) == ["b", "d", "c", "a"]


def test_a_short_list_is_ordered_whole() -> None:
    assert trec_order(np.array([0.1, 0.2]), ["a", "b"]) == ["b", "a"]
