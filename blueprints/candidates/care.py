"""Courses and invitations of a person, in a few words each."""

from __future__ import annotations

from typing import Any

from blueprints.labels import label
from blueprints.moments import short_day
from domain.access import Actor, Permission
from domain.courses import PartState
from domain.invitations import InvitationKind
from services.own_dealings import courses_and_invitations


def care_of(candidate_id: int, actor: Actor) -> list[tuple[str, str]]:
    """Return name and state of each course and invitation; nothing for who keeps no courses."""
    if not actor.may(Permission.COURSE_KEEP):
        return []
    return [_told(row) for row in courses_and_invitations(candidate_id)]


def _told(row: Any) -> tuple[str, str]:
    if row.kind == "course":
        return row.title, f"{label(PartState(row.state))}, ab {short_day(row.on_day)}"
    kind = label(InvitationKind(row.state))
    return f"Eingeladen: {row.title}", f"{kind}, für den {short_day(row.at)}"
