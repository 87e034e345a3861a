"""A merge taken back: the same rows again, once, in time; what came after stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.errors import MeetingPointError, RuleBroken
from domain.proposals import ProposalState
from models import (
    Account,
    AuditEntry,
    Candidate,
    FairGroup,
    Merge,
    Registration,
    db,
    transactional,
)
from services.merging import (
    came_after,
    split_again,
    sweep_stories,
)
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race
from tests.services.merging.deeds import merged, pointing_to
from tests.services.merging.rows import a_row_in_every_table, all_rows


def test_rows_in_both_records_clash_nowhere_and_come_back_when_split(
    office: Office, lead: Account
) -> None:
    kept, gone = office.candidate(), office.candidate()
    for person in (kept, gone):
        a_row_in_every_table(person.id, office)
    before = all_rows()
    merge = merged(lead, kept, gone)
    assert pointing_to(merge.gone_id) == set()
    split = split_again(actor=lead.actor, merge_id=merge.id, now=NOW)
    assert split.left == ()
    assert all_rows() == before


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_merge_and_split_give_the_same_rows_back(
    office: Office, lead: Account, data: st.DataObject
) -> None:
    draw = data.draw
    fair, position = office.fair(taken=2), office.position()
    states = st.sampled_from(list(ProposalState))
    people = [
        office.candidate(
            given_name=draw(st.sampled_from(["Amal", "أمل", "Amel"])),
            phone=draw(st.sampled_from([None, "+4917604069001", "+4917604069002"])),
            skills=tuple(draw(st.sets(st.sampled_from(["sewing", "cooking", "welding"])))),
            work=(("Koch", "29302", draw(st.integers(0, 3))),),
            agreed=draw(st.booleans()),
        )
        for _number in range(2)
    ]
    for person in people:
        if draw(st.booleans()):
            office.registration(fair=fair, candidate=person)
        if draw(st.booleans()):
            office.proposal(candidate=person, position=position, state=draw(states))
    from_gone = draw(st.sets(st.sampled_from(["given_name", "phone", "email", "schemes"])))
    before = all_rows()
    merge = merged(lead, *people, *from_gone)
    assert pointing_to(merge.gone_id) == set()
    assert split_again(actor=lead.actor, merge_id=merge.id, now=NOW).left == ()
    assert all_rows() == before


def test_a_place_others_took_meanwhile_is_not_taken_twice(office: Office, lead: Account) -> None:
    fair = office.fair(taken=2, capacity=2)
    kept, gone = office.candidate(), office.candidate()
    for person in (kept, gone):
        office.registration(fair=fair, candidate=person)
    merge = merged(lead, kept, gone)

    @transactional
    def somebody_comes() -> None:
        db.session.get_one(FairGroup, fair.groups[0].id).taken = 2

    somebody_comes()
    split = split_again(actor=lead.actor, merge_id=merge.id, now=NOW)
    assert split.left == ("fair_group",)
    states = db.session.scalars(select(Registration.state).order_by(Registration.candidate_id))
    assert [str(state) for state in states] == ["registered", "cancelled"]


def test_of_two_who_split_one_pair_one_wins(app: Flask, office: Office, lead: Account) -> None:
    actor, merge_id = lead.actor, merged(lead, office.candidate(), office.candidate()).id
    outcomes = race(app, lambda _n: split_again(actor=actor, merge_id=merge_id, now=NOW), runners=4)
    assert sum(not isinstance(one, MeetingPointError) for one in outcomes) == 1


def test_what_came_after_stays_and_is_named(office: Office, lead: Account) -> None:
    kept, gone = office.candidate(), office.candidate()
    merge = merged(lead, kept, gone)
    later = office.registration(candidate=db.session.get_one(Candidate, kept.id))
    assert came_after(merge) == {"registration": 1}
    split = split_again(actor=lead.actor, merge_id=merge.id, now=NOW)
    assert split.after == {"registration": 1}
    db.session.rollback()
    assert db.session.get_one(Registration, later.id).candidate_id == kept.id


def test_after_thirty_days_the_story_is_forgotten_and_the_merge_stands(
    office: Office, lead: Account
) -> None:
    merge = merged(lead, office.candidate(), office.candidate())
    late = NOW + timedelta(days=31)
    with pytest.raises(RuleBroken):
        split_again(actor=lead.actor, merge_id=merge.id, now=late)
    assert sweep_stories(now=NOW + timedelta(days=29)) == 0
    assert sweep_stories(now=late) == 1
    assert db.session.scalars(select(Merge.story)).all() == [None]


def test_a_later_merge_is_taken_back_first(office: Office, lead: Account) -> None:
    one, two, three = (office.candidate() for _number in range(3))
    first, second = merged(lead, two, three), merged(lead, one, two)
    with pytest.raises(RuleBroken):
        split_again(actor=lead.actor, merge_id=first.id, now=NOW)
    for merge in (second, first):
        split_again(actor=lead.actor, merge_id=merge.id, now=NOW)
    assert db.session.query(Candidate).count() == 3


def test_both_deeds_are_in_the_audit_trail(office: Office, lead: Account) -> None:
    kept, gone = office.candidate(), office.candidate()
    split_again(actor=lead.actor, merge_id=merged(lead, kept, gone).id, now=NOW)
    deeds = select(AuditEntry.action).where(AuditEntry.account_id == lead.id)
    assert db.session.scalars(deeds.order_by(AuditEntry.id)).all() == [
        *("candidate.merged", "candidate.split", "candidate.split"),
    ]
