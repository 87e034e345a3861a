"""A machine plays officers, people, firms and the calendar at random against the real services and
keeps its own simple book of what may be seen. After every step the two must agree.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)
from sqlalchemy import select

from domain.access import Actor, Role
from domain.clock import office_day
from domain.consent import RELEASE_LASTS, Purpose
from domain.errors import MeetingPointError
from domain.proposals import DeclineReason, ProposalAction, ProposalState, ToldBy
from domain.releases import ReleasedField, ReleasePurpose
from models import Candidate, Employer, Position, Proposal, db
from services.answers import answer_proposal, page_of_proposals
from services.asking import ask_person, keep_word
from services.consents import give_consent
from services.employers import block_firm, verify_firm
from services.firm_overview import visible_proposals
from services.position_steps import close_position
from services.releases import end_release, release_fields, told_by_name
from services.shortlists import propose, shortlist, withdraw
from services.silence import remind_silent
from services.visibility import visible
from services.withdrawals import withdraw_consent
from tests.factories import Office
from tests.factories.office import NOW

PEOPLE, POSITIONS, FIRMS = 2, 3, 2
NUMBERS = st.integers(0, PEOPLE - 1), st.integers(0, POSITIONS - 1)
FIELDS = st.sets(st.sampled_from(list(ReleasedField)), min_size=1)
Pair = tuple[int, int]


class Book:
    """What may be seen, told in the plainest way."""

    def __init__(self) -> None:
        self.agree = set(range(PEOPLE))
        self.shut: set[int] = set()
        self.closed: set[int] = set()
        self.proposed: dict[Pair, Any] = {}
        self.yes: dict[Pair, set[ReleasedField]] = {}
        self.interested: set[Pair] = set()
        self.named: dict[Pair, dict[ReleasedField, Any]] = {}

    def end(self, pair: Pair) -> None:
        self.proposed.pop(pair, None)
        self.yes.pop(pair, None)
        self.interested.discard(pair)
        self.named.pop(pair, None)


class Fair(RuleBasedStateMachine):
    """Two people, three positions of two firms, one officer, and a calendar."""

    clock: list[Any]
    office: Office

    @initialize()
    def open_office(self) -> None:
        office = self.office
        self.book, self.now = Book(), NOW
        self.officer = office.officer().actor
        firms = [office.account(Role.EMPLOYER) for _ in range(FIRMS)]
        self.firms = [one.actor for one in firms]
        self.people = [office.candidate(phone="+491701234567").id for _ in range(PEOPLE)]
        self.positions = [
            office.position(employer_id=firms[number % FIRMS].employer_id).id
            for number in range(POSITIONS)
        ]
        self.clock[0] = office_day(NOW)

    def person(self, number: int) -> Actor:
        return Actor(role=Role.CANDIDATE, candidate_id=self.people[number])

    def proposal(self, pair: Pair) -> Proposal | None:
        found: Proposal | None = db.session.scalar(
            select(Proposal)
            .where(
                Proposal.candidate_id == self.people[pair[0]],
                Proposal.position_id == self.positions[pair[1]],
            )
            .execution_options(populate_existing=True)
        )
        return found

    def done(self, verb: Callable[..., Any], **given: Any) -> bool:
        """Say whether the office let it happen."""
        try:
            verb(now=self.now, **given)
        except MeetingPointError:
            return False
        return True

    def done_with(self, pair: Pair, verb: Callable[..., Any], **given: Any) -> bool:
        proposal = self.proposal(pair)
        return proposal is not None and self.done(verb, proposal=proposal, **given)

    @rule(who=NUMBERS[0], where=NUMBERS[1])
    def pick_and_propose(self, who: int, where: int) -> None:
        position = db.session.get_one(Position, self.positions[where], populate_existing=True)
        self.done(shortlist, actor=self.officer, candidate_id=self.people[who], position=position)
        before = self.proposal((who, where))
        is_new = before is not None and before.state is ProposalState.SHORTLISTED
        if self.done_with((who, where), propose, actor=self.officer):
            if not is_new:  # what was said about an earlier proposal does not count for this one
                self.book.end((who, where))
            self.book.proposed[who, where] = self.clock[0] + RELEASE_LASTS

    @rule(who=NUMBERS[0], where=NUMBERS[1])
    def pick(self, who: int, where: int) -> None:
        position = db.session.get_one(Position, self.positions[where], populate_existing=True)
        self.done(shortlist, actor=self.officer, candidate_id=self.people[who], position=position)

    @rule(who=NUMBERS[0], where=NUMBERS[1])
    def ask(self, who: int, where: int) -> None:
        self.done_with((who, where), ask_person, actor=self.officer)

    @rule(who=NUMBERS[0], where=NUMBERS[1], fields=FIELDS)
    def say_yes(self, who: int, where: int, fields: set[ReleasedField]) -> None:
        said = {"actor": self.person(who), "fields": fields, "told": ToldBy.LINK}
        if self.done_with((who, where), keep_word, **said):
            self.book.yes[who, where] = fields
            named = self.book.named.get((who, where), {})
            self.book.named[who, where] = {one: named[one] for one in named if one in fields}

    @rule(who=NUMBERS[0], where=NUMBERS[1])
    def say_no(self, who: int, where: int) -> None:
        said = {"actor": self.person(who), "fields": None, "told": ToldBy.OWN_PAGE}
        if self.done_with((who, where), keep_word, **said):
            self.book.end((who, where))

    @rule(who=NUMBERS[0], where=NUMBERS[1])
    def be_interested(self, who: int, where: int) -> None:
        said = {"actor": self.firms[where % FIRMS], "action": ProposalAction.ACCEPT}
        if self.done_with((who, where), answer_proposal, **said):
            assert (who, where) in self.book.proposed, "nobody answers what is not proposed"
            self.book.interested.add((who, where))

    @rule(who=NUMBERS[0], where=NUMBERS[1])
    def decline(self, who: int, where: int) -> None:
        said = {"actor": self.firms[where % FIRMS], "reason": DeclineReason.GERMAN}
        if self.done_with((who, where), answer_proposal, action=ProposalAction.DECLINE, **said):
            self.book.interested.discard((who, where))
            self.book.yes.pop((who, where), None)
            self.book.named.pop((who, where), None)

    @rule(who=NUMBERS[0], where=NUMBERS[1], fields=FIELDS, days=st.integers(0, 120))
    def release(self, who: int, where: int, fields: set[ReleasedField], days: int) -> None:
        until = self.clock[0] + timedelta(days=days)
        given = {"fields": fields, "until": until, "purpose": ReleasePurpose.TRIAL_WORK}
        if self.done_with((who, where), release_fields, actor=self.officer, **given):
            assert fields <= self.book.yes[who, where], "only what the person agreed to"
            assert (who, where) in self.book.interested, "only to who is interested"
            self.book.named.setdefault((who, where), {}).update(dict.fromkeys(fields, until))
            self.book.proposed[who, where] = max(until, self.book.proposed[who, where])

    @rule(who=NUMBERS[0], where=NUMBERS[1], fields=FIELDS, days=st.integers(0, 120))
    def go_all_the_way(self, who: int, where: int, fields: set[ReleasedField], days: int) -> None:
        self.pick_and_propose(who, where)
        self.say_yes(who, where, fields)
        self.be_interested(who, where)
        self.release(who, where, fields, days)

    @rule(who=NUMBERS[0], where=NUMBERS[1], fields=FIELDS)
    def take_fields_back(self, who: int, where: int, fields: set[ReleasedField]) -> None:
        given = {"actor": self.person(who), "fields": fields}
        if self.done_with((who, where), end_release, **given):
            self.book.yes[who, where] = self.book.yes[who, where] - fields
            for field in fields:
                self.book.named.get((who, where), {}).pop(field, None)

    @rule(who=NUMBERS[0], where=NUMBERS[1])
    def take_back(self, who: int, where: int) -> None:
        if self.done_with((who, where), withdraw, actor=self.officer):
            self.book.end((who, where))

    @rule(who=NUMBERS[0])
    def withdraw_consent(self, who: int) -> None:
        person = db.session.get_one(Candidate, self.people[who], populate_existing=True)
        purpose = Purpose.PLACEMENT
        if self.done(withdraw_consent, actor=self.person(who), candidate=person, purpose=purpose):
            self.book.agree.discard(who)
            for where in range(POSITIONS):
                self.book.end((who, where))

    @rule(who=NUMBERS[0])
    def agree_again(self, who: int) -> None:
        person = db.session.get_one(Candidate, self.people[who], populate_existing=True)
        purpose = Purpose.PLACEMENT
        if self.done(give_consent, actor=self.person(who), candidate=person, purpose=purpose):
            self.book.agree.add(who)

    @rule(where=NUMBERS[1])
    def close(self, where: int) -> None:
        position = db.session.get_one(Position, self.positions[where], populate_existing=True)
        if self.done(close_position, actor=self.firms[where % FIRMS], position=position):
            self.book.closed.add(where)

    @rule(firm=st.integers(0, FIRMS - 1), shut=st.booleans())
    def shut_out_or_let_in(self, firm: int, shut: bool) -> None:
        employer = db.session.get_one(
            Employer, self.firms[firm].employer_id, populate_existing=True
        )
        if shut:
            block_firm(actor=self.officer, employer=employer, reason="x", now=self.now)
            self.book.shut.add(firm)
        else:
            verify_firm(actor=self.officer, employer=employer, now=self.now)
            self.book.shut.discard(firm)

    @rule(days=st.sampled_from([1, 8, 40, 100]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.clock[0] += timedelta(days=days)

    @rule()
    def the_timed_job_runs(self) -> None:
        remind_silent(now=self.now)

    def allowed(self, firm: int) -> set[Pair]:
        if firm in self.book.shut:
            return set()
        return {
            pair
            for pair, until in self.book.proposed.items()
            if pair[1] % FIRMS == firm
            and pair[1] not in self.book.closed
            and pair[0] in self.book.agree
            and self.clock[0] <= until
        }

    @invariant()
    def firms_see_what_the_book_allows_and_nothing_else(self) -> None:
        if not hasattr(self, "firms"):
            return
        for number, firm in enumerate(self.firms):
            allowed = self.allowed(number)
            rows = db.session.scalars(visible(Proposal, firm)).all()
            pairs = {row.id: self.pair(row) for row in rows}
            assert set(pairs.values()) == allowed
            assert {self.pair(one) for one in page_of_proposals(actor=firm, page=1).rows} == allowed
            assert sum(visible_proposals(actor=firm).values()) == len(allowed)
            self.names_are_in_the_book(firm, allowed)

    def names_are_in_the_book(self, firm: Actor, allowed: set[Pair]) -> None:
        ours = select(Proposal).where(Proposal.position_id.in_(self.positions))
        mine = {row.id: self.pair(row) for row in db.session.scalars(ours)}
        told = told_by_name(actor=firm, proposal_ids=mine)
        seen = {(mine[one], field) for one, fields in told.items() for field in fields}
        may = {
            (pair, field)
            for pair, fields in self.book.named.items()
            for field, until in fields.items()
            if pair in allowed and pair in self.book.interested and self.clock[0] <= until
        }
        assert seen == may

    def pair(self, row: Proposal) -> Pair:
        return self.people.index(row.candidate_id), self.positions.index(row.position_id)

    def teardown(self) -> None:
        db.session.rollback()
