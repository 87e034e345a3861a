"""Firms: where their verification stands."""

from enum import StrEnum


class EmployerState(StrEnum):
    """A firm posts positions while it waits; only a verified one is shown to anybody."""

    PENDING = "pending"
    VERIFIED = "verified"
    BLOCKED = "blocked"
