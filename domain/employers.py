"""Firms: where their verification stands."""

from enum import StrEnum


class EmployerState(StrEnum):
    """A firm posts positions while it waits; only a verified one is shown to anybody."""

    PENDING = "pending"
    VERIFIED = "verified"
    REFUSED = "refused"
    """Never verified: something is wrong or missing, and the firm is told what."""
    BLOCKED = "blocked"
    """Verified once, shut out now."""


SHUT = (EmployerState.REFUSED, EmployerState.BLOCKED)
"""States in which nobody is shown the firm, its positions and its proposals."""
