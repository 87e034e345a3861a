"""Two people at one form: which version of the record each of them saw."""

from __future__ import annotations

from wtforms import HiddenField


class VersionSeen(HiddenField):
    """Which version of a record the page showed: what was sent, never what is stored now."""

    @property
    def seen(self) -> int:
        """Return the number that was sent; 0, which no record has, where none or nonsense was."""
        typed = str(self.raw_data[0]) if self.raw_data else ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0

    def show(self, version: int) -> None:
        """Let the page that comes back carry another version."""
        self.raw_data = [str(version)]
        self.data = str(version)
