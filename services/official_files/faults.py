"""What is wrong with an official file: which file, which line, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.errors import RuleBroken

MOST_SHOWN = 20
TOLERATED = 0.01
"""Share of rows an official file may have that speak of something it does not contain itself."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; line 0 means the file as a whole."""

    file: str
    line: int
    what: str
    todo: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.what}: {self.todo}"


class FileRefused(RuleBroken):
    """Nothing of the file is used; the version in use stays."""

    def __init__(self, *faults: Fault, more: int = 0) -> None:
        super().__init__(faults=len(faults) + more)
        self.faults = faults
        self.more = more


@dataclass(slots=True)
class Findings:
    """Collects what is wrong while a file is read.

    ``faults`` refuse the file. ``passed_over`` are rows that official files are known to have:
    they name something that is not (or no longer) there. A few are left out and named; more than
    one in a hundred mean that the files do not belong together, and then they refuse it, too.
    """

    faults: list[Fault] = field(default_factory=list)
    passed_over: list[Fault] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    def fault(self, file: str, line: int, what: str, todo: str) -> None:
        """Note what refuses the file; too many of them end the reading.

        Raises
        ------
        FileRefused
            If as many faults are known as anybody wants to read.
        """
        self.faults.append(Fault(file, line, what, todo))
        if len(self.faults) >= MOST_SHOWN:
            raise FileRefused(*self.faults)

    def pass_over(self, file: str, line: int, what: str, todo: str) -> None:
        """Note a row that is left out."""
        self.passed_over.append(Fault(file, line, what, todo))

    def count(self, file: str) -> None:
        """Count a row that was read."""
        self.rows[file] = self.rows.get(file, 0) + 1

    def close(self) -> None:
        """End the reading.

        Raises
        ------
        FileRefused
            If anything was wrong.
        """
        for file, rows in self.rows.items():
            left_out = [one for one in self.passed_over if one.file == file]
            if len(left_out) > TOLERATED * rows:
                self.faults += left_out
        if self.faults:
            shown = self.faults[:MOST_SHOWN]
            raise FileRefused(*shown, more=len(self.faults) - len(shown))
