"""Two colleagues add a rule; it ends the older one by computation and old days replay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.access import Actor, Role
from domain.clock import office_day
from domain.errors import NotAllowed, RuleBroken, WrongState
from domain.labour_market import (
    Access,
    Activity,
    Answer,
    Clock,
    Reason,
    RuleBook,
    shipped_rules,
)
from models import Account, AuditEntry, OfficeRule, db
from services.law import (
    NewRule,
    book_at,
    book_of_office,
    book_with,
    discard_rule,
    enter_rules,
    open_drafts,
    review_rule,
)
from tests.factories import Office
from tests.factories.office import NOW
from tests.statements import counted_statements

JOB = Activity.EMPLOYMENT
FIRST = date(2027, 1, 1)
BAN = NewRule(
    document="ae_24",
    valid_from=FIRST,
    access=Access.PROHIBITED,
    cite="§ 24 AufenthG n.F.",
    source="BGBl. 2026 I Nr. 999",
)


def actor_of(account: Account) -> Actor:
    return Actor(role=account.role, account_id=account.id, office_id=account.office_id)


def entered(office: Office, rule: NewRule = BAN, activity: Activity = JOB) -> OfficeRule:
    actor = actor_of(office.account(Role.TEAM_LEAD))
    return enter_rules(actor=actor, rule=rule, activities=[activity], now=NOW)[0]


def reviewed(office: Office, rule: NewRule = BAN, activity: Activity = JOB) -> OfficeRule:
    draft = entered(office, rule, activity)
    review_rule(actor=actor_of(office.officer()), rule=draft, now=NOW)
    return draft


def ask(book: RuleBook, day: date, activity: Activity = JOB) -> Answer:
    return book.answer("ae_24", activity, day).answer


def test_a_draft_counts_only_in_the_rehearsal(office: Office) -> None:
    entered(office)
    assert ask(book_of_office(), FIRST) is Answer.FREE
    assert ask(book_with(open_drafts(), office_day(NOW)), FIRST) is Answer.PROHIBITED


def test_a_reviewed_rule_ends_the_older_one_on_the_day_before(office: Office) -> None:
    reviewed(office)
    book = book_of_office()
    assert ask(book, FIRST - timedelta(days=1)) is Answer.FREE
    assert ask(book, FIRST) is Answer.PROHIBITED
    assert book.answer("ae_24", JOB, FIRST).cite == "§ 24 AufenthG n.F."
    assert ask(book, FIRST, Activity.APPRENTICESHIP) is Answer.FREE
    assert ask(shipped_rules(), FIRST) is Answer.FREE


def test_nobody_reviews_an_own_rule(office: Office) -> None:
    lead = actor_of(office.account(Role.TEAM_LEAD))
    draft = enter_rules(actor=lead, rule=BAN, activities=[JOB], now=NOW)[0]
    with pytest.raises(NotAllowed):
        review_rule(actor=lead, rule=draft, now=NOW)
    assert ask(book_of_office(), FIRST) is Answer.FREE


def test_of_two_who_decide_only_the_first_succeeds(office: Office) -> None:
    draft = entered(office)
    discard_rule(actor=actor_of(office.account(Role.TEAM_LEAD)), rule=draft, now=NOW)
    with pytest.raises(WrongState):
        review_rule(actor=actor_of(office.officer()), rule=draft, now=NOW)
    assert ask(book_of_office(), FIRST) is Answer.FREE
    assert open_drafts() == []


def test_an_old_decision_replays_under_the_rules_of_its_moment(office: Office) -> None:
    before = NOW - timedelta(minutes=1)
    reviewed(office)
    assert ask(book_at(before), FIRST) is Answer.FREE
    assert ask(book_at(NOW), FIRST) is Answer.PROHIBITED


def test_a_waiting_time_brings_its_own_clock(office: Office) -> None:
    waits = replace(
        BAN, access=Access.PERMIT_REQUIRED, waiting_months=6, clock=Clock.ASYLUM_REGISTRATION
    )
    reviewed(office, waits)
    book = book_of_office()
    assert book.clock_start_kind("ae_24", FIRST) is Clock.ASYLUM_REGISTRATION
    assert book.clock_start_kind("ae_24", FIRST - timedelta(days=1)) is None
    missing = book.answer("ae_24", JOB, FIRST)
    assert (missing.answer, missing.reason) == (Answer.UNCLEAR, Reason.CLOCK_START_MISSING)
    waiting = book.answer("ae_24", JOB, FIRST, clock_start=date(2026, 8, 31))
    assert (waiting.answer, waiting.until) == (Answer.WAITING, date(2027, 2, 28))


def test_a_rule_with_the_usual_clock_leaves_other_activities_their_clock(office: Office) -> None:
    usual = replace(
        BAN,
        document="duldung_60a_kommune",
        access=Access.PERMIT_REQUIRED,
        waiting_months=1,
        clock=Clock.ANY_STAY,
        valid_to=FIRST,
    )
    reviewed(office, usual)
    later = FIRST + timedelta(days=30)
    assert book_of_office().clock_start_kind("duldung_60a_kommune", later) is Clock.ANY_STAY


@pytest.mark.parametrize(
    "rule",
    [
        replace(BAN, document="reisepass"),
        replace(BAN, valid_to=FIRST - timedelta(days=1)),
        replace(BAN, waiting_months=3, clock=Clock.ANY_STAY),
        replace(BAN, access=Access.FREE, waiting_months=3),
    ],
)
def test_a_rule_that_cannot_be_is_not_stored(office: Office, rule: NewRule) -> None:
    with pytest.raises(RuleBroken):
        entered(office, rule)
    assert db.session.query(OfficeRule).count() == 0


def test_each_step_leaves_an_audit_entry(office: Office) -> None:
    reviewed(office)
    deeds = [entry.action for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert deeds[-2:] == ["access_rule.entered", "access_rule.reviewed"]


def test_the_book_is_made_once_and_costs_one_statement_until_a_rule_is_reviewed(
    office: Office,
) -> None:
    first = book_of_office()
    with counted_statements() as statements:
        assert book_of_office() is first
    assert len(statements) == 1
    reviewed(office)
    assert book_of_office() is not first
