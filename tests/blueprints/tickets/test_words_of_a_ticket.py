"""A ticket says what is so now: a place, a number in the list, an offer, or that it is over."""

from __future__ import annotations

from datetime import timedelta

from domain.fairs import FairState, RegistrationState
from models import Fair, Party, Registration
from tests.factories import Office
from tests.factories.office import NOW
from tests.inspection import InspectingClient

OFFERED = {
    "state": RegistrationState.OFFERED,
    "offered_until": NOW + timedelta(hours=20),
    "queue_number": 1,
}
WAITING = {"state": RegistrationState.WAITING, "queue_number": 1, "queued_at": NOW}


def ticket(place: Registration, language: str = "de") -> str:
    return f"/t/{place.candidate.personal_codes[0].code}?lang={language}"


def fair_of_yesterday(office: Office) -> Fair:
    return office.fair(starts_at=NOW - timedelta(days=1, hours=4), ends_at=NOW - timedelta(days=1))


def test_after_the_end_nobody_is_sent_to_the_entrance(
    client: InspectingClient, office: Office
) -> None:
    fair = fair_of_yesterday(office)
    came = office.registration(fair=fair, checked_in_at=fair.starts_at)
    missed = office.registration(fair=fair)
    for place in (came, missed):
        page = client.page(ticket(place))
        assert "Diese Kontaktbörse ist vorbei." in page
        assert "Zeigen Sie das am Eingang" not in page
    assert "wie es war" in client.page(ticket(came))
    assert "wie es war" not in client.page(ticket(missed))


def test_a_family_is_offered_places_and_one_person_a_place(
    client: InspectingClient, office: Office
) -> None:
    fair = office.fair(taken=3)
    alone = office.registration(fair=fair, **OFFERED)
    party = Party(fair_id=fair.id, made_at=NOW)
    first = office.registration(fair=fair, party=party, **OFFERED)
    office.registration(fair=fair, party_id=first.party_id, **OFFERED)
    assert "Ein Platz ist frei für Sie" in client.page(ticket(alone))
    assert "Plätze sind frei für Sie" in client.page(ticket(first))


def test_who_left_neither_telephone_nor_address_is_told_to_look_again(
    client: InspectingClient, office: Office
) -> None:
    silent = office.candidate(email=None, phone=None)
    page = client.page(ticket(office.registration(candidate=silent, **WAITING)))
    assert "Sehen Sie jeden Tag auf dieser Seite nach." in page
    page = client.page(ticket(office.registration(**WAITING)))
    assert "jeden Tag" not in page


def test_firms_say_whom_they_look_for_in_the_language_of_the_reader(
    client: InspectingClient, office: Office
) -> None:
    place = office.registration()
    stand = office.stand(fair=place.fair)
    office.position(employer=stand.employer, title="Tischler/in", occupation_code="22342")
    assert "Tischler/in" in client.page(ticket(place))
    for language in ("en", "ar"):
        assert "Tischler/in" not in client.page(ticket(place, language))
    assert "joiner" in client.page(ticket(place, "en"))


def test_who_gave_up_is_led_to_the_list_and_not_told_of_a_place(
    client: InspectingClient, office: Office
) -> None:
    place = office.registration(
        fair=office.fair(capacity=1, taken=1), state=RegistrationState.CANCELLED
    )
    page = client.page(ticket(place))
    assert "Ihr Platz ist frei für andere" not in page
    assert "Auf die Warteliste" in page


def test_a_cancelled_fair_without_firms_waits_for_none(
    client: InspectingClient, office: Office
) -> None:
    coming, off = office.fair(), office.fair(state=FairState.CANCELLED)
    assert "Diese Firmen kommen" in client.page(f"/fairs/{coming.slug}")
    assert "Diese Firmen kommen" not in client.page(f"/fairs/{off.slug}")
