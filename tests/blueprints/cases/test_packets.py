"""The frozen summary on the pages of sender, receiver and person."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from models import Account, Candidate, Handover, db, transactional
from services.handovers import Packet, offer_case, refuse_case
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

URL = "/desk/cases/"


class Story:
    """A case with a proposal, offered on the page by A to B."""

    def __init__(self, client: InspectingClient, office: Office) -> None:
        self.client = client
        self.a, self.b = office.caseworker(), office.caseworker(name="Frau Neu")
        self.person = office.candidate(family_name="Muster", caseworker=self.a)
        office.proposal(candidate=self.person, position=office.position(title="Koch"))
        office.registration(candidate=self.person)

    def offer(self, **told: object) -> str:
        self.sign_in(self.a)
        url = f"{URL}{self.person.id}/handover"
        assert "Koch" in self.client.page(url)
        facts = {"colleague": str(self.b.id), "sections": ["talks", "proposals"]}
        assert self.client.post(url, data=facts | told).status_code == 303
        handover = db.session.scalars(select(Handover)).one()
        return f"{URL}handovers/{handover.id}"

    def sign_in(self, who: Account | Candidate) -> None:
        sign_in_as(self.client, who)


@pytest.fixture
def story(client: InspectingClient, office: Office) -> Story:
    return Story(client, office)


def test_the_receiver_reads_what_was_released_and_takes_it_with_a_receipt(
    client: InspectingClient, story: Story
) -> None:
    url = story.offer(promises="Probearbeit bis März", left_out="Schuldnerberatung, selbst sagen")
    story.sign_in(story.b)
    page = client.page(url)
    for words in ("Koch", "Probearbeit bis März", "selbst sagen", "Prüfzahl", "Zuständigkeit"):
        assert words in page
    assert client.post(f"{url}/acceptance").status_code == 303
    receipt = client.page(url)
    assert "Empfang bestätigt" in receipt
    assert "Frau Neu" in receipt
    story.sign_in(story.a)
    left = client.page(url)
    assert "Empfang bestätigt" in left
    assert "Koch" not in left


def test_what_was_kept_back_is_not_on_the_page(client: InspectingClient, story: Story) -> None:
    url = story.offer(sections=["talks"])
    story.sign_in(story.b)
    page = client.page(url)
    assert "Koch" not in page
    assert "Meeting Point" in page


def test_who_refuses_reads_no_further(client: InspectingClient, story: Story) -> None:
    url = story.offer()
    story.sign_in(story.b)
    assert client.post(url, data={"reason": "Urlaub"}).status_code == 303
    assert "Koch" not in client.page(url)


def test_a_summary_that_was_tampered_with_says_so(client: InspectingClient, story: Story) -> None:
    url = story.offer()
    story.sign_in(story.b)
    assert "stimmt nicht" not in client.page(url)
    _tamper()
    assert "stimmt nicht" in client.page(url)


@transactional
def _tamper() -> None:
    held = db.session.scalars(select(Handover.summary)).one() or {}
    db.session.execute(update(Handover).values(summary={**held, "promises": "nie versprochen"}))


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_person_reads_the_copy_in_own_language_and_nobody_elses(
    client: InspectingClient, office: Office, story: Story, language: str
) -> None:
    url = story.offer(promises="Probearbeit bis März")
    own = f"/my/handovers/{url.rpartition('/')[2]}"
    story.sign_in(story.person)
    assert client.get(own).status_code == 404
    story.sign_in(story.b)
    client.post(f"{url}/acceptance")
    story.sign_in(story.person)
    assert "Frau Neu" in client.page(f"/my?lang={language}")
    page = client.page(f"{own}?lang={language}")
    assert "Probearbeit bis März" in page
    assert "Koch" in page
    title = {"de": "weitergegeben", "en": "passed on", "ar": "نقل"}[language]
    assert title in page
    story.sign_in(office.candidate())
    assert client.get(own).status_code == 404


def test_a_case_refused_before_is_no_news_for_the_person(
    client: InspectingClient, story: Story
) -> None:
    handover = offer_case(
        actor=story.a.actor, candidate=story.person, colleague=story.b, packet=Packet(), now=NOW
    )
    refuse_case(actor=story.b.actor, handover=handover, reason="voll", now=NOW)
    story.sign_in(story.person)
    assert "Frau Neu" not in client.page("/my")


def test_an_offer_of_the_time_before_summaries_still_opens(
    client: InspectingClient, office: Office, story: Story
) -> None:
    old = _old_offer(story)
    story.sign_in(story.b)
    page = client.page(f"{URL}handovers/{old.id}")
    assert "Alte Notiz" in page
    assert "Prüfzahl" not in page


@transactional
def _old_offer(story: Story) -> Handover:
    old = Handover(
        candidate_id=story.person.id,
        from_id=story.a.id,
        to_id=story.b.id,
        note="Alte Notiz",
        offered_at=NOW,
    )
    db.session.add(old)
    return old
