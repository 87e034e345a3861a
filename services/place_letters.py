"""Letters to people about their places, each with the time of the own group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.access import Actor
from domain.names import isolated
from models import Fair, FairGroup, Registration, db
from services.audit import record
from services.fair_facts import letter_facts
from services.invitations import was_invited_formally
from services.letters import write_letter
from services.newcomers import personal_code_of


def readers_of(party: Sequence[Registration]) -> list[Registration]:
    """Return who of a party can be written to at once; if nobody can, the first gets a letter."""
    reachable = [one for one in party if one.candidate.email or one.candidate.phone]
    return reachable or list(party[:1])


def tell(
    registration: Registration,
    kind: str,
    now: datetime,
    *,
    due_at: datetime | None = None,
    **facts: object,
) -> None:
    """Write the person a letter about their place, with the time of their group."""
    fair = db.session.get_one(Fair, registration.fair_id)
    group = db.session.get_one(FairGroup, registration.group_id)
    code = personal_code_of(registration.candidate, now)
    write_letter(
        kind=kind,
        reader=registration.candidate,
        facts=letter_facts(fair, group) | {"code": code} | facts,
        now=now,
        due_at=due_at,
    )


def confirm(registration: Registration, now: datetime) -> None:
    """Tell the person that the place is theirs; a family reads whose it is."""
    invited = was_invited_formally(registration)
    who = _who(registration)
    tell(registration, "registration-confirmed", now, formally_invited=invited, who=who)


def tell_of_places(party: Sequence[Registration], actor: Actor, now: datetime) -> None:
    """Confirm each place of a party to its owner and in the audit trail."""
    for one in party:
        confirm(one, now)
        record(actor=actor, action="registration.made", subject=one, now=now)


def tell_of_group(registration: Registration, old_id: int, now: datetime) -> None:
    """Tell the person that staff gave the place another time."""
    before = db.session.get_one(FairGroup, old_id).starts_at.isoformat()
    tell(registration, "group-changed", now, before=before, who=_who(registration))


def _who(registration: Registration) -> str:
    """Return whose place it is where a family has several, else nothing."""
    return isolated(registration.candidate.full_name) if registration.party_id else ""
