"""Invitations to the fair to come: most voluntary, some formal, all by the caseworker."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from domain.invitations import InvitationKind
from models import Invitation
from services.demo.calendar import DemoCalendar
from services.demo.fairs import COMING_FAIR_ID
from services.demo.people import DemoPerson
from services.demo.rows import Rows

VOLUNTARY, FORMAL = 90, 25


def add_invitations(
    rows: Rows, draw: Random, calendar: DemoCalendar, people: Sequence[DemoPerson]
) -> None:
    """Invite people with a caseworker; formally only where the Jobcenter is responsible."""
    known = [one for one in people if one.caseworker_id is not None]
    draw.shuffle(known)
    formal = [one for one in known if one.is_sgb2][:FORMAL]
    left = set(formal)
    voluntary = [one for one in known if one not in left][:VOLUNTARY]
    for kind, guests in ((InvitationKind.FORMAL, formal), (InvitationKind.VOLUNTARY, voluntary)):
        for guest in guests:
            rows.add(
                Invitation,
                fair_id=COMING_FAIR_ID,
                candidate_id=guest.id,
                kind=kind,
                invited_by_id=guest.caseworker_id,
                invited_at=calendar.ago(draw.randint(2, 12)),
                letter_id=None,
            )
