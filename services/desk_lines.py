"""The lines of Today: kinds of work and what is said of each piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from services.talk_places import TalkPlace

SHOWN = 8
"""Lines of each kind; how many more there are is said below them."""


class Work(IntEnum):
    """Kinds of work in the order in which waiting does harm."""

    ANSWER = 1
    """A firm is interested and nobody has arranged the talk."""
    DELETION = 2
    """Somebody or something should be deleted by now and is still there."""
    HANDOVER = 3
    DOCUMENT = 4
    """A document of an own case runs out, and the authority needs its time."""
    ASSIGN = 5
    """People of the office have no caseworker."""
    CALL = 6
    """A firm or a person was reminded of a proposal and is still silent."""
    TASK = 7
    FIRM = 8
    POSITION = 9
    RULE = 10
    """A coming rule waits for a second person; it counts only after that."""


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work: what it is about, since when it waits, the row it is done on."""

    work: Work
    id: int
    since: datetime
    title: str
    detail: str = ""
    phone: str = ""
    """The number to call, where somebody of a firm is meant; templates show how it is dialled."""
    other_id: int | None = None
    talk: TalkPlace | None = None
    """Where the firm and the person of an answer could talk next."""
    kind: str = ""
    """The kind of task or deletion, where it is one."""


Found = tuple[int, list[Line]]
"""How much there is of a kind, and its lines."""
