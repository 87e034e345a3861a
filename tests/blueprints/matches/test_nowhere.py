"""People who appear on no list are listed with the cause and the next step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.absences import AbsenceCause
from domain.access import Role
from domain.proposals import ProposalState
from models import Account, Candidate, ShownMatch, db
from services.absences import absentees
from services.ranked_lists import refresh_lists
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

NOW = datetime.now(UTC)
URL = "/desk/matches/nowhere"


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> Account:
    found = office.officer()
    sign_in_as(client, found)
    return found


def causes(officer: Account) -> dict[int, AbsenceCause]:
    found = absentees(actor=officer.actor, now=NOW)
    assert found.total == len(found.people)
    return {one.id: one.cause for one in found.people}


def shown(person: Candidate, officer: Account, office: Office, days_ago: int) -> None:
    db.session.add(
        ShownMatch(
            at=NOW - timedelta(days=days_ago), account_id=officer.id, candidate_id=person.id,
            position_id=office.position().id, of_position=True, place=7, score=1.0, version="1",
            seed="s",
        )
    )  # fmt: skip
    db.session.commit()


def test_each_cause_stands_beside_the_person_with_a_next_step(
    client: InspectingClient, office: Office, officer: Account
) -> None:
    office.position()
    fitting = office.candidate(given_name="Rana", work=(("Tischlerin", "22342", 8),))
    bare = office.candidate(given_name="Zala", german_level=None, postcode=None, place=None)
    mute = office.candidate(given_name="Omid", german_level=None, work=(("Koch", "29302", 2),))
    astray = office.candidate(given_name="Yusuf", postcode=None, work=(("Koch", "29302", 2),))
    refresh_lists(now=NOW)
    assert causes(officer) == {
        fitting.id: AbsenceCause.NOT_LOOKED_AT,
        bare.id: AbsenceCause.WORK_UNKNOWN,
        mute.id: AbsenceCause.GERMAN_UNKNOWN,
        astray.id: AbsenceCause.PLACE_UNKNOWN,
    }
    page = client.page(URL)
    assert "Nach Arbeit und Wünschen fragen" in page
    assert "passt, aber niemand hat die Liste angesehen" in page
    assert f'href="/desk/matches/candidates/{fitting.id}"' in page


def test_who_was_seen_of_late_or_is_proposed_does_not_appear(
    app: object, client: InspectingClient, office: Office, officer: Account
) -> None:
    seen, long_ago, proposed, withdrawn = (office.candidate() for _ in range(4))
    shown(seen, officer, office, days_ago=29)
    shown(long_ago, officer, office, days_ago=31)
    old = {"shortlisted_at": NOW - timedelta(days=90)}
    office.proposal(candidate=proposed, state=ProposalState.PROPOSED, **old)
    office.proposal(candidate=withdrawn, state=ProposalState.WITHDRAWN, **old)
    assert causes(officer).keys() == {long_ago.id, withdrawn.id}


def test_who_was_seen_but_never_proposed_is_listed_with_the_cause(
    client: InspectingClient, office: Office, officer: Account
) -> None:
    office.position()
    seen = office.candidate(given_name="Rana", work=(("Tischlerin", "22342", 8),))
    shown(seen, officer, office, days_ago=1)
    proposed, marked = office.candidate(given_name="Zala"), office.candidate(given_name="Omid")
    office.proposal(candidate=proposed, state=ProposalState.DECLINED)
    office.proposal(candidate=marked, state=ProposalState.SHORTLISTED, proposed_at=None,
                    proposed_by_id=None)  # fmt: skip
    refresh_lists(now=NOW)
    found = absentees(actor=officer.actor, now=NOW, never_proposed=True)
    known = {one.id: one.cause for one in found.people}
    assert known.keys() == {seen.id, marked.id}
    assert known[seen.id] is AbsenceCause.PASSED_OVER
    page = client.page(f"{URL}?who=never-proposed")
    assert "passt und stand auf Listen, wurde aber nie vorgeschlagen" in page
    assert "Omid" in page
    assert "Zala" not in page


def test_looking_at_a_list_takes_those_it_showed_away(
    client: InspectingClient, office: Office, officer: Account
) -> None:
    position, person = office.position(), office.candidate(given_name="Rana")
    assert "Rana" in client.page(URL)
    client.page(f"/desk/matches/positions/{position.id}")
    assert person.id not in causes(officer)
    assert "Alle kommen vor" in client.page(URL)


def test_a_caseworker_sees_own_people_alone_and_who_has_not_agreed(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    own = office.candidate(caseworker=caseworker, agreed=False)
    office.candidate(agreed=False)
    office.candidate()
    assert causes(caseworker) == {own.id: AbsenceCause.NO_CONSENT}
    sign_in_as(client, caseworker)
    assert "Nach der Einwilligung fragen" in client.page(URL)


def test_a_team_lead_comes_from_the_fairness_report_and_on_to_lists_and_records(
    client: InspectingClient, office: Office
) -> None:
    office.position()
    caseworker = office.caseworker()
    fitting = office.candidate(
        given_name="Rana", work=(("Tischlerin", "22342", 8),), caseworker=caseworker
    )
    lead = office.account(Role.TEAM_LEAD, office_id=caseworker.office_id)
    refresh_lists(now=NOW)
    sign_in_as(client, lead)
    assert f'href="{URL}"' in client.page("/desk/fairness")
    page = client.page(URL)
    assert "Rana" in page
    assert f"/desk/matches/candidates/{fitting.id}" in page
    assert client.get(f"/desk/candidates/{fitting.id}").status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "٣", "99999999999999999999"])
def test_an_odd_page_number_is_answered_calmly(
    client: InspectingClient, office: Office, officer: Account, page: str
) -> None:
    office.candidate(given_name="Rana")
    assert "Rana" in client.page(f"{URL}?page={page}")


def test_the_page_asks_as_often_for_many_as_for_few(
    client: InspectingClient, office: Office, officer: Account
) -> None:
    counts = []
    for more in (3, 30):
        for _ in range(more):
            office.candidate(work=(("Tischler", "22342", 3),))
        client.page(URL)
        db.session.expire_all()
        with counted_statements() as statements:
            client.page(URL)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= BUDGET
