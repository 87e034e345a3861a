"""People leave a firm; the firm's affairs stay, and the office learns when nobody is left."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.errors import NotAllowed, NotFound, RuleBroken
from domain.letters import LetterState
from domain.positions import PositionState
from domain.proposals import ProposalState
from models import Account, AuditEntry, Letter, LoginSession, Task, TaskKind, db
from services.employers import write_to_members
from services.firm_leaving import end_access, leave_firm
from services.firm_members import invite_member
from services.staff_accounts import disable_account
from tests.factories import Office, sign_in_as
from tests.factories.letters import written_letter
from tests.factories.office import NOW
from tests.inspection import InspectingClient


def tasks_of(firm_id: int, *, is_open: bool = True) -> list[Task]:
    query = select(Task).where(Task.kind == TaskKind.FIRM_LEFT, Task.employer_id == firm_id)
    if is_open:
        query = query.where(Task.done_at.is_(None))
    return list(db.session.scalars(query))


def letters_to(account: Account) -> list[tuple[str, LetterState]]:
    query = select(Letter).where(Letter.account_id == account.id).order_by(Letter.id)
    return [(one.kind, one.state) for one in db.session.scalars(query)]


def actions() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_member_leaves_after_being_asked_and_the_firm_goes_on_with_the_others(
    client: InspectingClient, office: Office
) -> None:
    kai = office.account(Role.EMPLOYER, name="Kai Geht", password_hash="x")
    stays = office.account(Role.EMPLOYER, employer=kai.employer, name="Ute Bleibt")
    sign_in_as(client, kai)
    assert "/firm/leave" in client.page("/firm/colleagues")
    asked = client.page("/firm/leave")
    assert "Außer Ihnen hat niemand Zugang" not in asked
    assert kai.disabled_at is None, "looking ends nothing"
    left = client.post("/firm/leave")
    assert left.status_code == 303
    assert "Ihr Zugang ist beendet" in client.page(left.location)
    assert client.get("/firm").status_code in {302, 303, 401, 403, 404}
    assert db.session.scalars(select(LoginSession)).all() == []
    assert letters_to(kai) == [("firm-left", LetterState.QUEUED)]
    assert letters_to(stays) == []
    assert tasks_of(kai.employer_id or 0) == []
    assert "account.left" in actions()


def test_when_the_last_one_goes_the_office_has_a_task_and_nothing_of_the_firm_is_lost(
    client: InspectingClient, office: Office
) -> None:
    last = office.account(Role.EMPLOYER, password_hash="x")
    other = office.employer(name="Gut Besetzt")
    office.account(Role.EMPLOYER, employer=other)
    position = office.position(employer=last.employer, state=PositionState.RELEASED)
    proposal = office.proposal(position=position, state=ProposalState.PROPOSED)
    stand = office.stand(employer=last.employer)
    sign_in_as(client, last)
    assert "Außer Ihnen hat niemand Zugang" in client.page("/firm/leave")
    client.post("/firm/leave")
    (task,) = tasks_of(last.employer_id or 0)
    assert task.hint == "1 Stellen, 1 Vorschläge ohne Antwort"
    db.session.expire_all()
    assert position.state is PositionState.RELEASED
    assert proposal.state is ProposalState.PROPOSED
    assert stand.employer_id == last.employer_id
    sign_in_as(client, office.officer())
    today = client.page("/desk")
    assert "Firma ohne Zugang" in today
    assert f"/firms/{last.employer_id}/invite" in today
    assert "Gut Besetzt" not in today
    assert "sich niemand mehr anmeldet" in client.page("/tasks/")
    assert "Niemand meldet sich" in client.page(f"/firms/{last.employer_id}")


def test_no_letter_is_written_to_who_has_left_and_none_that_waits_goes_out(
    client: InspectingClient, office: Office
) -> None:
    last = office.account(Role.EMPLOYER, password_hash="x")
    written_letter(last)
    sign_in_as(client, last)
    client.post("/firm/leave")
    write_to_members(employer_id=last.employer_id or 0, kind="firm-verified", facts={}, now=NOW)
    states = [state for kind, state in letters_to(last) if kind != "firm-left"]
    assert states == [LetterState.DEAD]
    assert tasks_of(last.employer_id or 0)


def test_an_invitation_of_the_office_ends_its_task_and_lets_who_left_begin_anew(
    client: InspectingClient, office: Office
) -> None:
    last = office.account(Role.EMPLOYER, password_hash="x")
    leave_firm(actor=last.actor, now=NOW)
    sign_in_as(client, office.officer())
    firm = last.employer_id
    typed = {"name": "Neu Name", "email": last.email}
    assert "Jemanden der Firma einladen" in client.page(f"/firms/{firm}/invite")
    assert client.post(f"/firms/{firm}/invite", data=typed).status_code == 303
    db.session.expire_all()
    assert (last.name, last.disabled_at, last.password_hash) == ("Neu Name", None, None)
    assert tasks_of(firm or 0) == []
    assert len(tasks_of(firm or 0, is_open=False)) == 1
    again = client.post(f"/firms/{firm}/invite", data=typed)
    assert again.status_code == 422
    assert "hat schon ein Konto" in again.get_data(as_text=True)


def test_who_was_shut_out_by_an_administrator_is_not_let_in_by_an_invitation(
    client: InspectingClient, office: Office
) -> None:
    administrator = office.account(Role.ADMINISTRATOR)
    member = office.account(Role.EMPLOYER)
    disable_account(actor=administrator.actor, account_id=member.id, now=NOW)
    assert len(tasks_of(member.employer_id or 0)) == 1, "nobody is left"
    sign_in_as(client, office.officer())
    typed = {"name": member.name, "email": member.email}
    page = f"/firms/{member.employer_id}/invite"
    assert client.post(page, data=typed).status_code == 422
    db.session.expire_all()
    assert member.disabled_at is not None


def test_a_member_ends_the_access_of_a_colleague_who_is_told(
    client: InspectingClient, office: Office
) -> None:
    one = office.account(Role.EMPLOYER)
    other = office.account(Role.EMPLOYER, employer=one.employer, password_hash="x")
    sign_in_as(client, one)
    page = f"/firm/colleagues/{other.id}/end"
    assert page in client.page("/firm/colleagues")
    assert "Zugang beenden?" in client.page(page)
    assert client.post(page).status_code == 303
    assert letters_to(other) == [("firm-left", LetterState.QUEUED)]
    assert client.post(page).status_code == 404, "there is nobody any more"
    assert client.get(f"/firm/colleagues/{one.id}/end").location.endswith("/firm/leave")
    with pytest.raises(NotAllowed):
        end_access(actor=other.actor, account_id=one.id, now=NOW)
    assert tasks_of(one.employer_id or 0) == []
    assert "account.ended" in actions()


def test_nobody_ends_the_access_of_another_firm_or_their_own_that_way(office: Office) -> None:
    one = office.account(Role.EMPLOYER)
    stranger = office.account(Role.EMPLOYER)
    for account, refusal in ((stranger, NotFound), (office.officer(), NotFound), (one, RuleBroken)):
        with pytest.raises(refusal):
            end_access(actor=one.actor, account_id=account.id, now=NOW)
        assert account.disabled_at is None


def test_an_invitation_that_is_taken_back_opens_nothing_and_is_not_written_about(
    client: InspectingClient, office: Office
) -> None:
    one = office.account(Role.EMPLOYER)
    assert one.employer is not None
    guest = invite_member(
        actor=one.actor, employer=one.employer, name="Gast", email="gast@firma.example", now=NOW
    )
    token = db.session.scalars(select(Letter)).one().facts["token"]
    end_access(actor=one.actor, account_id=guest.id, now=NOW + timedelta(hours=1))
    assert client.get(f"/password/{token}").status_code == 404
    assert letters_to(guest) == [("firm-invitation", LetterState.DEAD)]
