"""The way to a recognition: only the named steps, and only regulated work waits for it."""

from __future__ import annotations

from datetime import date

import pytest

from domain.errors import WrongState
from domain.recognition import (
    TRANSITIONS,
    RecognitionAction,
    RecognitionKind,
    RecognitionState,
    actions,
    blocks_work,
    next_state,
    suggested_deadline,
)

A, S = RecognitionAction, RecognitionState
PROCEDURE = RecognitionKind.PROCEDURE


@pytest.mark.parametrize(
    ("steps", "ends"),
    [
        ([A.DECLARE_NOT_NEEDED], S.NOT_NEEDED),
        ([A.ADVISE, A.APPLY, A.REVIEW, A.GRANT], S.FULL),
        ([A.ADVISE, A.APPLY, A.ASK_FOR_DOCUMENTS, A.REVIEW, A.REJECT], S.REJECTED),
        ([A.ADVISE, A.APPLY, A.WITHDRAW], S.WITHDRAWN),
        (
            [A.ADVISE, A.APPLY, A.REVIEW, A.GRANT_PARTLY, A.START_MEASURE, A.REAPPLY, A.GRANT],
            S.FULL,
        ),
        (
            [A.ADVISE, A.APPLY, A.REVIEW, A.REQUIRE_COMPENSATION, A.START_MEASURE, A.REAPPLY],
            S.REAPPLIED,
        ),
    ],
)
def test_the_paths_of_the_law_lead_where_they_should(
    steps: list[RecognitionAction], ends: RecognitionState
) -> None:
    state = S.NONE
    for step in steps:
        state = next_state(PROCEDURE, state, step)
    assert state is ends


@pytest.mark.parametrize("kind", list(RecognitionKind))
def test_what_is_not_in_the_table_cannot_happen(kind: RecognitionKind) -> None:
    for state in S:
        for action in set(A) - set(actions(kind, state)):
            with pytest.raises(WrongState):
                next_state(kind, state, action)


def test_every_state_but_the_first_can_be_reached() -> None:
    assert set(TRANSITIONS.values()) == set(S) - {S.NONE}


def test_a_statement_on_a_degree_knows_no_measure() -> None:
    assert A.REQUIRE_COMPENSATION not in actions(RecognitionKind.ZAB_STATEMENT, S.IN_REVIEW)
    assert A.REQUIRE_COMPENSATION in actions(PROCEDURE, S.IN_REVIEW)


@pytest.mark.parametrize("state", list(S))
def test_regulated_blocks_only_regulated_work(state: RecognitionState) -> None:
    states = {"81302": state}
    assert not blocks_work(states, occupation_code="81302", is_regulated=False)
    assert blocks_work(states, occupation_code="81302", is_regulated=True) is (state is not S.FULL)
    assert blocks_work(states, occupation_code="83112", is_regulated=True)


def test_the_body_answers_within_one_month_and_decides_within_three() -> None:
    assert suggested_deadline(A.APPLY, date(2026, 1, 31)) == date(2026, 2, 28)
    assert suggested_deadline(A.REVIEW, date(2026, 11, 30)) == date(2027, 2, 28)
    assert suggested_deadline(A.GRANT, date(2026, 11, 30)) is None
