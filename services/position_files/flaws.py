"""What can be wrong with a file, a row or a cell; the page turns each into a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from domain.errors import MeetingPointError


class FileFlaw(StrEnum):
    """Why a whole file cannot be read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NOT_A_TABLE = "not_a_table"
    """Neither text nor a file of Excel, nor JSON."""
    OLD_EXCEL = "old_excel"
    DAMAGED_EXCEL = "damaged_excel"
    SWOLLEN_EXCEL = "swollen_excel"
    """Unpacked it would be many times larger than allowed."""
    BROKEN_QUOTES = "broken_quotes"
    BROKEN_JSON = "broken_json"
    NO_POSITIONS = "no_positions"
    NO_HEADER = "no_header"
    MISSING_COLUMN = "missing_column"
    DUPLICATE_COLUMN = "duplicate_column"


class UnreadableFile(MeetingPointError):
    """The file cannot be read as a list of positions."""

    def __init__(self, flaw: FileFlaw, **facts: object) -> None:
        super().__init__(flaw=flaw.value, **facts)
        self.flaw = flaw
        self.details = facts


class RowFlaw(StrEnum):
    """Why a row cannot become a position."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    SURPLUS_CELLS = "surplus_cells"
    FORMULA = "formula"
    ERROR_VALUE = "error_value"
    UNKNOWN_WORD = "unknown_word"
    NO_DATE = "no_date"
    PAST = "past"
    NO_NUMBER = "no_number"
    NO_POSTCODE = "no_postcode"
    OTHER_PLACE = "other_place"
    WHICH_INTERNSHIP = "which_internship"
    OTHER_FIRM = "other_firm"
    UNFAIR = "unfair"
    LAW = "law"


class RowNote(StrEnum):
    """What somebody should look at in a row that can become a position."""

    TWICE = "twice"
    REFERENCE_KNOWN = "reference_known"
    SAME_POSITION = "same_position"
    AS_TEXT = "as_text"
    CUT = "cut"
    USUAL_GERMAN = "usual_german"
    POSTCODE_OF_PLACE = "postcode_of_place"
    START_PASSED = "start_passed"
    PAY_UNREAD = "pay_unread"
    PAY_UNIT_UNSAID = "pay_unit_unsaid"
    SKILLS_AS_TEXT = "skills_as_text"
    HOURS_OPEN = "hours_open"
    MORE_PLACES = "more_places"
    NOT_FOR_REFUGEES = "not_for_refugees"
    NO_OCCUPATION = "no_occupation"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about one column of a row; the column is empty where it is about the row."""

    column: str
    word: RowFlaw | RowNote
    facts: dict[str, object] = field(default_factory=dict)

    def plain(self) -> list[object]:
        """Return the remark as JSON keeps it."""
        return [self.column, self.word.value, self.facts]


def remark_of(kept: object) -> Remark | None:
    """Return a remark that was kept as JSON; nothing where it is none."""
    if not isinstance(kept, list) or len(kept) != 3 or not isinstance(kept[2], dict):
        return None
    column, word, facts = kept
    kind = RowFlaw if word in set(RowFlaw) else RowNote if word in set(RowNote) else None
    return Remark(str(column), kind(word), facts) if kind else None


class CellRefused(ValueError):
    """A cell does not hold what its column is for."""

    def __init__(self, word: RowFlaw, **facts: object) -> None:
        super().__init__(word.value)
        self.word = word
        self.facts = facts
