"""An administrator makes accounts, shuts them and opens them; and is never the last to go."""

import pytest
from flask import Flask

from domain.access import Role
from models import Account, AuditEntry, Candidate, RecoveryCode, db
from services import staff_accounts
from services.staff_accounts import OwnAccount
from tests.factories import Office, sign_in_as
from tests.factories.keys import PASSWORD, code_of, letters, with_app
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.racing import race
from tests.statements import BUDGET, counted_statements


@pytest.fixture
def boss(client: InspectingClient, office: Office) -> Account:
    account = with_app(office.account(Role.ADMINISTRATOR, name="Alex Verwaltung"))
    sign_in_as(client, account)
    return account


def fresh(account: Account) -> Account:
    db.session.rollback()
    return db.session.get_one(Account, account.id, populate_existing=True)


def is_in(browser: InspectingClient) -> bool:
    return browser.get("/account").status_code == 200


def told(client: InspectingClient, url: str) -> str:
    answer = client.post(url)
    assert answer.status_code == 303
    return client.page(answer.location)


def actions(account: Account) -> list[str]:
    db.session.rollback()
    kept = db.session.query(AuditEntry).filter_by(subject_kind="account", subject_id=account.id)
    return [entry.action for entry in kept.order_by(AuditEntry.id)]


def test_a_new_colleague_gets_a_link_sets_a_password_and_an_app_and_is_in(
    client: InspectingClient, app: Flask, office: Office, boss: Account
) -> None:
    data = {
        "name": "Mara Neu",
        "email": "Mara.Neu@example.org",
        "role": "caseworker",
        "office": str(office.office().id),
    }
    answer = client.post("/admin/accounts/new", data=data)
    assert answer.status_code == 303
    assert "eingeladen" in client.page(answer.location)
    (letter,) = letters("account-invitation")
    assert (letter.address, letter.facts["days"]) == ("mara.neu@example.org", 7)
    mara = db.session.query(Account).filter_by(email="mara.neu@example.org").one()
    assert actions(mara) == ["account.created"]
    hers = InspectingClient(app)
    secret = {"password": PASSWORD, "repeated": PASSWORD}
    assert hers.post(f"/password/{letter.facts['token']}", data=secret).status_code == 303
    hers.post("/sign-in", data={"email": mara.email, "password": PASSWORD})
    hers.post("/sign-in/app", data={"code": code_of(fresh(mara))})
    assert is_in(hers)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "kein"}, "unvollständig"),
        ({"name": " \x00 "}, "gebraucht"),
        ({"name": "x" * 121}, "höchstens 120"),
        ({"role": "employer"}, "kern-error"),
        ({"role": "candidate"}, "kern-error"),
        ({"office": ""}, "Wählen Sie die Dienststelle"),
        ({"office": "4711"}, "kern-error"),
        ({"email": "taken@example.org"}, "hat schon ein Konto"),
    ],
)
def test_a_poor_invitation_is_refused_beside_the_field_and_nothing_is_written(
    client: InspectingClient, office: Office, boss: Account, changed: dict, sentence: str
) -> None:
    office.officer(email="taken@example.org")
    data = {
        "name": "Mara Neu",
        "email": "mara@example.org",
        "role": "officer",
        "office": str(office.office().id),
    }
    answer = client.post("/admin/accounts/new", data=data | changed)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert letters("account-invitation") == []


def test_a_disabled_colleague_is_out_at_once_and_cannot_come_back_until_enabled(
    client: InspectingClient, app: Flask, office: Office, boss: Account
) -> None:
    officer = with_app(office.officer())
    theirs = InspectingClient(app)
    sign_in_as(theirs, officer)
    assert "gesperrt" in told(client, f"/admin/accounts/{officer.id}/disable")
    assert not is_in(theirs)
    given = {"email": officer.email, "password": PASSWORD}
    assert theirs.post("/sign-in", data=given).status_code == 422
    told(client, f"/admin/accounts/{officer.id}/enable")
    assert theirs.post("/sign-in", data=given).location == "/sign-in/code"
    assert not is_in(theirs)
    assert actions(officer) == ["account.disabled", "account.enabled"]


def test_a_new_role_counts_at_once_and_signs_out(
    client: InspectingClient, app: Flask, office: Office, boss: Account
) -> None:
    officer = with_app(office.officer())
    theirs = InspectingClient(app)
    sign_in_as(theirs, officer)
    there = office.office("Agentur für Arbeit Herford")
    data = {"role": "team_lead", "office": str(there.id)}
    assert client.post(f"/admin/accounts/{officer.id}/role", data=data).status_code == 303
    assert not is_in(theirs)
    changed = fresh(officer)
    assert (changed.role, changed.office_id) == (Role.TEAM_LEAD, there.id)
    assert actions(officer) == ["account.role_changed"]


def test_a_lost_second_factor_is_set_up_anew_at_the_next_sign_in(
    client: InspectingClient, app: Flask, office: Office, boss: Account
) -> None:
    officer = with_app(office.officer())
    theirs = InspectingClient(app)
    sign_in_as(theirs, officer)
    told(client, f"/admin/accounts/{officer.id}/second-factor")
    assert not is_in(theirs)
    answer = theirs.post("/sign-in", data={"email": officer.email, "password": PASSWORD})
    assert answer.location == "/sign-in/app"
    assert db.session.query(RecoveryCode).filter_by(account_id=officer.id).count() == 0
    assert actions(officer) == ["account.second_factor_reset"]


@pytest.mark.parametrize("deed", ["disable", "second-factor", "enable", "invitation"])
def test_nobody_does_it_to_the_own_account(
    client: InspectingClient, boss: Account, deed: str
) -> None:
    assert "Ihr eigenes Konto" in told(client, f"/admin/accounts/{boss.id}/{deed}")
    assert is_in(client)
    data = {"role": "officer", "office": str(boss.office_id)}
    assert client.post(f"/admin/accounts/{boss.id}/role", data=data).status_code == 303
    assert fresh(boss).role is Role.ADMINISTRATOR
    assert actions(boss) == []


def test_when_administrators_disable_each_other_at_one_moment_one_is_left(
    app: Flask, office: Office
) -> None:
    for _ in range(3):
        pair = [office.account(Role.ADMINISTRATOR) for _ in range(2)]
        actors, ids = [one.actor for one in pair], [one.id for one in pair]

        def disable(number: int, actors: list = actors, ids: list[int] = ids) -> None:
            staff_accounts.disable_account(
                actor=actors[number], account_id=ids[1 - number], now=NOW
            )

        race(app, disable, runners=2)
        assert sum(fresh(one).disabled_at is None for one in pair) == 1


def test_who_is_no_administrator_any_more_changes_nothing(app: Flask, office: Office) -> None:
    from domain.errors import NotAllowed

    gone = office.account(Role.ADMINISTRATOR, disabled_at=NOW)
    officer = office.officer()
    for actor in (gone.actor, officer.actor):
        with pytest.raises(NotAllowed):
            staff_accounts.disable_account(actor=actor, account_id=office.officer().id, now=NOW)
    own = office.account(Role.ADMINISTRATOR)
    with pytest.raises(OwnAccount):
        staff_accounts.disable_account(actor=own.actor, account_id=own.id, now=NOW)


def test_the_list_is_searched_and_filtered_and_shows_no_candidate(
    client: InspectingClient, office: Office, boss: Account
) -> None:
    office.officer(name="Derya Yildirim")
    office.caseworker(name="Jens Neumann")
    office.account(Role.EMPLOYER, name="Uwe Brandt")
    person: Candidate = office.candidate(given_name="Amal")
    page = client.page("/admin/accounts")
    assert "Derya Yildirim" in page
    assert "Jens Neumann" in page
    assert "Uwe Brandt" not in page
    assert "Amal" not in page
    assert "Uwe Brandt" in client.page("/admin/accounts?role=employer")
    searched = client.page("/admin/accounts?q=YILDI")
    assert "Derya Yildirim" in searched
    assert "Jens Neumann" not in searched
    client.page("/admin/accounts?q=%25&role=xyz&page=999999999")
    for url in (f"/desk/candidates/{person.id}", "/desk/candidates/", "/my"):
        assert client.get(url).status_code == 404


def test_the_list_takes_no_more_statements_with_many_accounts(
    client: InspectingClient, office: Office, boss: Account
) -> None:
    client.page("/admin/accounts")
    counts = []
    for _ in range(2):
        for number in range(8):
            office.officer(office=office.office(f"Dienststelle {number}"))
        db.session.remove()
        with counted_statements() as sent:
            client.page("/admin/accounts")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET


def test_offices_are_added_once(client: InspectingClient, boss: Account) -> None:
    data = {"name": "Agentur für Arbeit Bünde", "phone": "05223 123456"}
    assert client.post("/admin/offices", data=data).status_code == 303
    assert "Agentur für Arbeit Bünde" in client.page("/admin/offices")
    again = client.post("/admin/offices", data=data)
    assert "gibt es schon" in again.get_data(as_text=True)


def test_who_missed_the_link_gets_a_new_one_and_the_old_one_ends(
    client: InspectingClient, office: Office, boss: Account
) -> None:
    newcomer = office.officer()
    for _ in range(2):
        told(client, f"/admin/accounts/{newcomer.id}/invitation")
    first, second = (letter.facts["token"] for letter in letters("account-invitation"))
    assert client.get(f"/password/{first}").status_code == 404
    assert client.get(f"/password/{second}").status_code == 200
    settled = with_app(office.officer())
    assert client.post(f"/admin/accounts/{settled.id}/invitation").status_code == 409
