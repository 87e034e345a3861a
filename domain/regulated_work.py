"""Regulated work on the check sheet: the licence of the trade beside the permission to work.

The law of the trade asks for a recognised qualification or a licence, whatever the residence
document says (§ 3 BQFG). Whoever learns the trade works under somebody who has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.check_sheet import CheckSheet, Instruction, Line, Procedure
from domain.labour_market import Activity
from domain.positions import EmployersWord
from domain.recognition import RecognitionState, blocks_work

_EXERCISED = {Activity.EMPLOYMENT, Activity.TEMPORARY_WORK, Activity.SELF_EMPLOYMENT}
"""Kinds of work in which a trade is exercised and not learned."""
_GENERAL = "§ 3 Abs. 5 BQFG"


class LicenceNeed(StrEnum):
    """What the law of the trade asks before the first day."""

    NONE = "none"
    OPEN = "open"
    """Nobody knows whether the work is regulated, or the sources differ."""
    SHOWN = "shown"
    """The recognition is there and has to be shown."""
    FIRST = "first"
    """No work before the recognition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """What is known of the occupation: by the firm, by the catalogue, and of the person."""

    occupation_code: str | None
    said_by_firm: EmployersWord
    in_catalogue: EmployersWord
    cite: str = ""
    recognised: Mapping[str, RecognitionState]
    """The state of each procedure of the person by its reference occupation."""

    def state(self) -> RecognitionState:
        """Return how far the recognition for this occupation is."""
        return self.recognised.get(self.occupation_code or "", RecognitionState.NONE)


def licence_need(trade: Trade, activity: Activity) -> LicenceNeed:
    """Return what the trade asks; a firm alone cannot set the law aside.

    >>> nurse = Trade(occupation_code="81302", said_by_firm=EmployersWord.YES,
    ...               in_catalogue=EmployersWord.YES, recognised={})
    >>> licence_need(nurse, Activity.EMPLOYMENT).value
    'first'
    """
    if activity not in _EXERCISED:
        return LicenceNeed.NONE
    words = {trade.said_by_firm, trade.in_catalogue} - {EmployersWord.UNKNOWN}
    if words == {EmployersWord.NO}:
        return LicenceNeed.NONE
    if words != {EmployersWord.YES}:
        return LicenceNeed.OPEN
    is_blocked = blocks_work(
        dict(trade.recognised), occupation_code=trade.occupation_code, is_regulated=True
    )
    return LicenceNeed.FIRST if is_blocked else LicenceNeed.SHOWN


def with_trade(sheet: CheckSheet, trade: Trade) -> CheckSheet:
    """Return the sheet with what the trade asks; what is missing is no *not needed* for a firm."""
    need = licence_need(trade, sheet.access.activity)
    if need is LicenceNeed.NONE:
        return sheet
    is_blocked = need is LicenceNeed.FIRST
    is_clear = sheet.procedure is Procedure.NOT_NEEDED
    return replace(
        sheet,
        steps=(*_steps(need, trade), *sheet.steps),
        papers=(*sheet.papers, *_papers(need)),
        procedure=Procedure.CLARIFIED if is_blocked and is_clear else sheet.procedure,
        licence_missing=is_blocked,
    )


_STEPS = {
    LicenceNeed.OPEN: Instruction.REGULATION_CLARIFIED,
    LicenceNeed.SHOWN: Instruction.LICENCE_SHOWN,
    LicenceNeed.FIRST: Instruction.LICENCE_FIRST,
}


def _steps(need: LicenceNeed, trade: Trade) -> Iterator[Line]:
    yield Line(_STEPS[need], {"state": trade.state()}, trade.cite or _GENERAL)


def _papers(need: LicenceNeed) -> Iterator[Line]:
    if need is not LicenceNeed.OPEN:
        yield Line(Instruction.BRING_LICENCE)
