"""Courses and invitations of a person, as two columns of the file."""

from __future__ import annotations

from blueprints.labels import label
from blueprints.moments import short_day
from domain.access import Actor, Permission
from services.courses import parts_of_person
from services.invitations import invitations_of


def care_of(candidate_id: int, actor: Actor) -> list[tuple[str, str]]:
    """Return name and state of each course and invitation; nothing for who keeps no courses."""
    if not actor.may(Permission.COURSE_KEEP):
        return []
    courses = [
        (part.course.name, f"{label(part.state)}, ab {short_day(part.starts_on)}")
        for part in parts_of_person(candidate_id)
    ]
    invitations = [
        (
            f"Eingeladen: {one.fair.title}",
            f"{label(one.kind)}, für den {short_day(one.fair.starts_at)}",
        )
        for one in invitations_of(candidate_id)
    ]
    return courses + invitations
