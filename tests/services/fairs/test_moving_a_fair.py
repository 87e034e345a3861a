"""A fair that moves takes its talks along."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.errors import RuleBroken
from domain.fairs import SLOT, Slot
from models import Fair, Interview, Letter, db
from services.fairs import FairFacts, change_fair
from services.interviews import book_interview
from tests.factories import Office
from tests.factories.office import NOW


def facts_of(fair: Fair) -> FairFacts:
    return FairFacts(**{name: getattr(fair, name) for name in FairFacts.__slots__})


@pytest.mark.parametrize("shift", [timedelta(days=1), -SLOT, SLOT, timedelta(hours=-3)])
def test_talks_move_along_with_the_start(office: Office, shift: timedelta) -> None:
    fair = office.fair()
    stand, officer = office.stand(fair=fair), office.officer()
    place = office.registration(fair=fair)
    for number in range(3):
        slot = Slot(fair.starts_at + number * SLOT, 1)
        book_interview(
            stand=stand, candidate=place.candidate, slot=slot, actor=officer.actor, now=NOW
        )
    starts = fair.starts_at + shift
    facts = replace(facts_of(fair), starts_at=starts, ends_at=fair.ends_at + shift)

    change_fair(fair_id=fair.id, facts=facts, actor=officer.actor, now=NOW)

    db.session.expire_all()
    found = db.session.scalars(select(Interview.starts_at).order_by(Interview.starts_at)).all()
    assert found == [starts, starts + SLOT, starts + 2 * SLOT]


def test_a_fair_does_not_end_before_its_talks(office: Office) -> None:
    fair = office.fair()
    stand, officer = office.stand(fair=fair), office.officer()
    place = office.registration(fair=fair)
    late = Slot(fair.ends_at - SLOT, 1)
    book_interview(stand=stand, candidate=place.candidate, slot=late, actor=officer.actor, now=NOW)
    facts = replace(facts_of(fair), ends_at=fair.ends_at - SLOT)
    with pytest.raises(RuleBroken) as stopped:
        change_fair(fair_id=fair.id, facts=facts, actor=officer.actor, now=NOW)
    assert stopped.value.facts == {"talks": 1}
    assert db.session.get_one(Fair, fair.id, populate_existing=True).sequence == 0


def test_the_letter_to_a_person_says_when_the_own_talks_begin_now(office: Office) -> None:
    fair, officer = office.fair(taken=2), office.officer()
    stand, later = office.stand(fair=fair), office.stand(fair=fair)
    place, nobodys = office.registration(fair=fair), office.registration(fair=fair)
    for at, number in ((later, 2), (stand, 0)):
        slot = Slot(fair.starts_at + number * SLOT, 1)
        book_interview(stand=at, candidate=place.candidate, slot=slot, actor=officer.actor, now=NOW)
    facts = replace(facts_of(fair), starts_at=fair.starts_at + SLOT, ends_at=fair.ends_at + SLOT)
    starts = fair.starts_at
    change_fair(fair_id=fair.id, facts=facts, actor=officer.actor, now=NOW)
    letters = {
        letter.candidate_id: letter.facts["talks"]
        for letter in db.session.query(Letter).filter_by(kind="fair-changed")
    }
    assert letters[place.candidate_id] == [
        {
            "starts_at": (starts + (number + 1) * SLOT).isoformat(),
            "stand": at.number,
            "employer": at.employer.name,
        }
        for at, number in ((stand, 0), (later, 2))
    ]
    assert letters[nobodys.candidate_id] == []
