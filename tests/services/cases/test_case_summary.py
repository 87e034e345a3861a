"""The summary of a case is frozen at the offer; what comes later is a supplement."""

from __future__ import annotations

import copy
import hashlib
import json

import pytest
from sqlalchemy import select

from domain.clock import office_day
from domain.courses import CourseKind
from domain.handovers import Section, check_number
from domain.support_scheme import Scheme
from models import Handover, Letter, db
from services.case_summary import handovers_told, released_parts, supplements
from services.courses import CourseFacts, join_course, make_course
from services.handovers import Packet, accept_case, offer_case, refuse_case
from services.schemes import NewPeriod, record_scheme
from tests.factories import Office
from tests.factories.office import NOW

TODAY = office_day(NOW)


class Story:
    """A case with a proposal, a place at a fair and a scheme, on its way from A to B."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.a = office.caseworker(name="A")
        self.b = office.caseworker(name="B")
        self.person = office.candidate(caseworker=self.a)
        other = office.candidate(caseworker=self.a)
        office.proposal(candidate=self.person, position=office.position(title="Koch"))
        office.proposal(candidate=other, position=office.position(title="Fremde Stelle"))
        office.registration(candidate=self.person)
        new = NewPeriod(scheme=Scheme.SGB3, starts_on=TODAY)
        record_scheme(actor=self.a.actor, candidate=self.person, new=new, now=NOW)

    def offer(self, *sections: Section) -> Handover:
        packet = Packet(
            note="Notiz",
            promises="Probearbeit bei der Bäckerei bis März",
            left_out="Die Schuldnerberatung: will die Person selbst sagen",
            sections=sections or tuple(Section),
        )
        return offer_case(
            actor=self.a.actor, candidate=self.person, colleague=self.b, packet=packet, now=NOW
        )

    def join(self, name: str) -> None:
        facts = CourseFacts(name=name, provider="VHS", kind=CourseKind.INTEGRATION, starts_on=TODAY)
        by = self.person.caseworker.actor
        course = make_course(actor=by, facts=facts, now=NOW)
        join_course(actor=by, candidate=self.person, course=course, starts_on=None, now=NOW)


@pytest.fixture
def story(office: Office) -> Story:
    return Story(office)


def test_the_summary_holds_what_is_open_and_nothing_of_anybody_else(story: Story) -> None:
    story.join("Deutsch B1")
    summary = story.offer().summary or {}
    parts = summary["sections"]
    assert [one["title"] for one in parts["proposals"]] == ["Koch"]
    assert [one["name"] for one in parts["courses"]] == ["Deutsch B1"]
    assert [one["with"] for one in parts["talks"]] == ["Meeting Point"]
    assert [one["scheme"] for one in parts["schemes"]] == ["sgb3"]
    assert summary["promises"].startswith("Probearbeit")
    assert summary["left_out"].startswith("Die Schuldnerberatung")
    assert story.person.email not in json.dumps(summary)


def test_what_comes_after_the_offer_is_a_supplement_until_it_is_accepted(story: Story) -> None:
    handover = story.offer()
    frozen = copy.deepcopy(handover.summary)
    story.join("Danach")
    db.session.rollback()
    assert handover.summary == frozen
    assert [one["name"] for one in supplements(handover, NOW)["courses"]] == ["Danach"]
    accept_case(actor=story.b.actor, handover=handover, now=NOW)
    db.session.expire_all()
    story.join("Viel später")
    db.session.expire_all()
    assert handover.summary == frozen
    assert [one["name"] for one in supplements(handover, NOW)["courses"]] == ["Danach"]


def test_what_is_kept_back_is_named_and_neither_in_the_summary_nor_in_a_supplement(
    story: Story,
) -> None:
    handover = story.offer(Section.TALKS, Section.COURSES)
    assert set(released_parts(handover)) == {"talks", "courses"}
    assert (handover.summary or {})["kept_back"] == ["tasks", "proposals", "schemes"]
    story.office.proposal(candidate=story.person, position=story.office.position(title="Neu"))
    assert supplements(handover, NOW) == {}
    assert "Koch" not in json.dumps(handover.summary)


def test_the_check_number_is_the_sha_256_of_what_the_database_holds(story: Story) -> None:
    handover = story.offer()
    db.session.expire_all()
    held = handover.summary
    canonical = json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert handover.check_number == hashlib.sha256(canonical.encode()).hexdigest()
    assert check_number({**(held or {}), "note": "anders"}) != handover.check_number


def test_the_person_is_told_when_it_is_accepted_and_not_before(story: Story) -> None:
    handover = story.offer()
    told = select(Letter).where(Letter.kind == "case-handed-over")
    assert db.session.scalars(told).all() == []
    assert handovers_told(story.person.id) == []
    accept_case(actor=story.b.actor, handover=handover, now=NOW)
    letter = db.session.scalars(told).one()
    assert (letter.candidate_id, letter.facts["contact"]) == (story.person.id, "B")
    assert [one.id for one in handovers_told(story.person.id)] == [handover.id]


def test_a_refused_offer_tells_the_person_nothing(story: Story) -> None:
    refuse_case(actor=story.b.actor, handover=story.offer(), reason="voll", now=NOW)
    assert handovers_told(story.person.id) == []
    assert not db.session.query(Letter).filter_by(kind="case-handed-over").count()
