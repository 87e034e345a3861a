"""Two talks at one time in two records of one person: one ends, and both sides are told."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from domain.access import Role
from domain.fairs import SLOT, Slot
from models import Account, Candidate, Interview, Letter, Stand, db
from services.interviews import book_interview
from services.merging import keep_records_together, preview_merge, split_again
from tests.factories import Office
from tests.factories.office import NOW
from tests.services.merging.deeds import merged


class Morning:
    """Two records of one person with talks at one fair, and a stranger with a talk beside them."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.fair = office.fair(taken=3)
        self.stands = [office.stand(fair=self.fair) for _number in range(3)]
        self.firms = [
            office.account(Role.EMPLOYER, employer=stand.employer) for stand in self.stands
        ]
        people = [office.registration(fair=self.fair).candidate for _number in range(3)]
        self.kept, self.gone, stranger = people
        self.talk(self.stands[0], self.kept, 0)
        self.lost = self.talk(self.stands[1], self.gone, 0)
        self.other = self.talk(self.stands[1], self.gone, 1)
        self.talk(self.stands[2], stranger, 0)

    def talk(self, stand: Stand, person: Candidate, slot: int) -> int:
        return book_interview(
            stand=stand,
            candidate=person,
            slot=Slot(self.fair.starts_at + slot * SLOT, 1),
            actor=self.office.officer().actor,
            now=NOW,
        ).id


def told(kind: str) -> list[str]:
    return list(db.session.scalars(select(Letter.address).where(Letter.kind == kind)))


def test_the_firm_and_the_person_whose_talk_ends_are_told_and_nobody_else(
    office: Office, lead: Account
) -> None:
    morning = Morning(office)
    starts = morning.fair.starts_at
    preview = preview_merge(kept=morning.kept, gone=morning.gone)
    assert preview.talks == [(starts, morning.stands[1].employer.name)]
    firm, person = morning.firms[1].email, morning.gone.email
    merged(lead, morning.kept, morning.gone)
    assert told("stand-interview-ended") == [firm]
    assert told("interview-cancelled") == [person]
    (letter,) = db.session.scalars(select(Letter).where(Letter.kind == "stand-interview-ended"))
    assert letter.facts["starts_at"] == starts.isoformat()
    assert letter.facts["stand"] == morning.stands[1].number
    left = db.session.scalars(select(Interview.id)).all()
    assert morning.lost not in left
    assert morning.other in left


def test_the_letter_to_the_person_goes_with_the_record_that_stays(
    office: Office, lead: Account
) -> None:
    morning = Morning(office)
    merged(lead, morning.kept, morning.gone)
    (letter,) = db.session.scalars(select(Letter).where(Letter.kind == "interview-cancelled"))
    assert letter.candidate_id == morning.kept.id


def test_a_split_brings_the_talk_back_and_says_so(office: Office, lead: Account) -> None:
    morning = Morning(office)
    firm, person = morning.firms[1].email, morning.gone.email
    before = len(told("interview-booked"))
    merge = merged(lead, morning.kept, morning.gone)
    split_again(actor=lead.actor, merge_id=merge.id, now=NOW)
    assert db.session.get_one(Interview, morning.lost).candidate_id == morning.gone.id
    assert told("stand-interview-goes-on") == [firm]
    assert told("interview-booked")[before:] == [person]


def test_a_talk_whose_time_went_to_somebody_else_is_not_promised_again(
    office: Office, lead: Account
) -> None:
    morning = Morning(office)
    merge = merged(lead, morning.kept, morning.gone)
    late = office.registration(fair=morning.fair).candidate
    morning.talk(morning.stands[1], late, 0)
    split = split_again(actor=lead.actor, merge_id=merge.id, now=NOW)
    assert "interview" in split.left
    assert told("stand-interview-goes-on") == []


def test_what_is_over_is_no_news(office: Office, lead: Account) -> None:
    morning = Morning(office)
    after: datetime = morning.fair.ends_at + timedelta(hours=1)
    keep_records_together(
        actor=lead.actor,
        kept_id=morning.kept.id,
        gone_id=morning.gone.id,
        from_gone=frozenset(),
        now=after,
    )
    assert told("stand-interview-ended") == told("interview-cancelled") == []
