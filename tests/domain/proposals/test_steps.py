"""The one table of a proposal: who may do what from where, and what may never follow."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.access import Role
from domain.errors import NotAllowed, RuleBroken, WrongState
from domain.proposals import (
    DONE,
    ENDED,
    LIVE,
    STEPS,
    EndReason,
    PersonsWord,
    ProposalAction,
    ProposalState,
    step_from,
    steps_open,
)
from domain.releases import LONGEST, check_until
from domain.waking_hours import waking_moment

EVERYWHERE = list(itertools.product(ProposalState, PersonsWord))


@pytest.mark.parametrize(("state", "word"), EVERYWHERE)
def test_each_role_has_at_most_one_line_for_a_step_from_anywhere(
    state: ProposalState, word: PersonsWord
) -> None:
    for action, role in itertools.product(ProposalAction, Role):
        lines = [
            step
            for step in STEPS
            if step.action is action
            and role in step.by
            and state in step.before
            and word in step.after_words
        ]
        assert len(lines) <= 1


def test_every_step_leads_somewhere_and_has_its_deed() -> None:
    assert {step.action for step in STEPS} == set(ProposalAction) == set(DONE)
    for step in STEPS:
        assert (step.end is not None) == (step.state in ENDED)
        assert step.by


def test_a_no_of_the_person_leaves_nothing_a_firm_could_see() -> None:
    for state, word in EVERYWHERE:
        if ProposalAction.REFUSE in steps_open(state=state, word=word, role=Role.CANDIDATE):
            step = step_from(ProposalAction.REFUSE, state=state, word=word, role=Role.CANDIDATE)
            assert (step.state, step.word) == (ProposalState.WITHDRAWN, PersonsWord.NO)
            assert step.end is EndReason.PERSON_SAID_NO
    for state in ProposalState:
        for action in (ProposalAction.PROPOSE, ProposalAction.RELEASE, ProposalAction.ACCEPT):
            with pytest.raises((WrongState, NotAllowed)):
                step_from(action, state=state, word=PersonsWord.NO, role=Role.OFFICER)


def test_names_are_released_by_an_officer_after_both_said_yes_and_never_else() -> None:
    open_at = {
        (state, word, role)
        for (state, word), role in itertools.product(EVERYWHERE, Role)
        if ProposalAction.RELEASE in steps_open(state=state, word=word, role=role)
    }
    assert open_at == {(ProposalState.INTERESTED, PersonsWord.YES, Role.OFFICER)}


def test_a_firm_answers_for_itself_and_never_for_the_person() -> None:
    with pytest.raises(NotAllowed):
        step_from(
            ProposalAction.AGREE,
            state=ProposalState.PROPOSED,
            word=PersonsWord.ASKED,
            role=Role.EMPLOYER,
        )
    with pytest.raises(NotAllowed):
        step_from(
            ProposalAction.ACCEPT,
            state=ProposalState.PROPOSED,
            word=PersonsWord.YES,
            role=Role.OFFICER,
        )


def test_consent_that_ends_ends_whatever_was_open() -> None:
    for state, word in itertools.product(LIVE, PersonsWord):
        step = step_from(ProposalAction.END_CONSENT, state=state, word=word, role=Role.CANDIDATE)
        assert step.state is ProposalState.WITHDRAWN


def test_the_last_day_of_a_release_lies_between_today_and_half_a_year() -> None:
    today = date(2026, 11, 22)
    for good in (today, today + LONGEST):
        check_until(good, today=today)
    for bad in (today - timedelta(days=1), today + LONGEST + timedelta(days=1), date(9999, 1, 1)):
        with pytest.raises(RuleBroken):
            check_until(bad, today=today)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-22T06:59", "2026-11-22T07:00"),
        ("2026-11-22T07:00", "2026-11-22T07:00"),
        ("2026-11-22T18:59", "2026-11-22T18:59"),
        ("2026-11-22T19:00", "2026-11-23T07:00"),
        ("2026-07-01T17:59", "2026-07-01T17:59"),
        ("2026-07-01T18:00", "2026-07-02T06:00"),
    ],
)
def test_nobody_is_written_to_at_night_in_herford(now: str, due: str) -> None:
    asked = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert waking_moment(asked) == datetime.fromisoformat(due).replace(tzinfo=UTC)
