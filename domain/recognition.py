"""The way of a foreign qualification to its recognition (BQFG and the laws of the trades)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from domain.errors import WrongState
from domain.labour_market import parameter
from domain.rules.days import months_later


class RecognitionKind(StrEnum):
    """What runs; all four can run beside each other."""

    PROCEDURE = "procedure"
    QUALIFICATION_ANALYSIS = "qualification_analysis"
    """A work sample where papers are missing (§ 14 BQFG)."""
    VALIDATION = "validation"
    """Comparing experience without a certificate (§§ 50b to 50e BBiG)."""
    ZAB_STATEMENT = "zab_statement"
    """The statement of the Zentralstelle für ausländisches Bildungswesen on a degree."""


class RecognitionState(StrEnum):
    """Where it stands."""

    NONE = "none"
    NOT_NEEDED = "not_needed"
    ADVISED = "advised"
    APPLIED = "applied"
    DOCUMENTS_MISSING = "documents_missing"
    IN_REVIEW = "in_review"
    FULL = "full"
    PARTIAL = "partial"
    COMPENSATION_REQUIRED = "compensation_required"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    MEASURE_RUNNING = "measure_running"
    REAPPLIED = "reapplied"


class RecognitionAction(StrEnum):
    """What happens to it."""

    DECLARE_NOT_NEEDED = "declare_not_needed"
    ADVISE = "advise"
    APPLY = "apply"
    ASK_FOR_DOCUMENTS = "ask_for_documents"
    REVIEW = "review"
    GRANT = "grant"
    GRANT_PARTLY = "grant_partly"
    REQUIRE_COMPENSATION = "require_compensation"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    START_MEASURE = "start_measure"
    REAPPLY = "reapply"


_S, _A = RecognitionState, RecognitionAction

TRANSITIONS: dict[tuple[RecognitionState, RecognitionAction], RecognitionState] = {
    (_S.NONE, _A.DECLARE_NOT_NEEDED): _S.NOT_NEEDED,
    (_S.NONE, _A.ADVISE): _S.ADVISED,
    (_S.ADVISED, _A.DECLARE_NOT_NEEDED): _S.NOT_NEEDED,
    (_S.ADVISED, _A.APPLY): _S.APPLIED,
    (_S.NOT_NEEDED, _A.ADVISE): _S.ADVISED,
    (_S.APPLIED, _A.ASK_FOR_DOCUMENTS): _S.DOCUMENTS_MISSING,
    (_S.APPLIED, _A.REVIEW): _S.IN_REVIEW,
    (_S.APPLIED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.DOCUMENTS_MISSING, _A.REVIEW): _S.IN_REVIEW,
    (_S.DOCUMENTS_MISSING, _A.REJECT): _S.REJECTED,
    (_S.DOCUMENTS_MISSING, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.IN_REVIEW, _A.GRANT): _S.FULL,
    (_S.IN_REVIEW, _A.GRANT_PARTLY): _S.PARTIAL,
    (_S.IN_REVIEW, _A.REQUIRE_COMPENSATION): _S.COMPENSATION_REQUIRED,
    (_S.IN_REVIEW, _A.REJECT): _S.REJECTED,
    (_S.IN_REVIEW, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.PARTIAL, _A.START_MEASURE): _S.MEASURE_RUNNING,
    (_S.COMPENSATION_REQUIRED, _A.START_MEASURE): _S.MEASURE_RUNNING,
    (_S.MEASURE_RUNNING, _A.REAPPLY): _S.REAPPLIED,
    (_S.REAPPLIED, _A.GRANT): _S.FULL,
}
"""Every step there is; what is not in the table cannot happen."""

_OF_THE_PROCEDURE_ALONE = {
    _A.DECLARE_NOT_NEEDED,
    _A.REQUIRE_COMPENSATION,
    _A.START_MEASURE,
    _A.REAPPLY,
}

RUNNING = frozenset(
    {_S.APPLIED, _S.DOCUMENTS_MISSING, _S.IN_REVIEW, _S.MEASURE_RUNNING, _S.REAPPLIED}
)


def next_state(
    kind: RecognitionKind, state: RecognitionState, action: RecognitionAction
) -> RecognitionState:
    """Return the state after ``action``, or raise WrongState."""
    if action not in actions(kind, state):
        raise WrongState(kind=kind, state=state, action=action)
    return TRANSITIONS[state, action]


def actions(kind: RecognitionKind, state: RecognitionState) -> list[RecognitionAction]:
    """Return what can happen next, in the order of the table."""
    return [
        action
        for before, action in TRANSITIONS
        if before is state
        and (kind is RecognitionKind.PROCEDURE or action not in _OF_THE_PROCEDURE_ALONE)
    ]


def blocks_work(
    states: dict[str, RecognitionState], *, occupation_code: str | None, is_regulated: bool
) -> bool:
    """Return whether a missing recognition stands against this work.

    Only regulated work needs one (§ 3 BQFG): unregulated work may be done whatever the state.

    Parameters
    ----------
    states
        The state of each procedure by its reference occupation (KldB 2010, five digits).

    >>> blocks_work({}, occupation_code="22342", is_regulated=False)
    False
    >>> blocks_work({"81302": RecognitionState.IN_REVIEW},
    ...             occupation_code="81302", is_regulated=True)
    True
    """
    if not is_regulated:
        return False
    return states.get(occupation_code or "") is not RecognitionState.FULL


def suggested_deadline(action: RecognitionAction, on: date) -> date | None:
    """Return until when the body has to answer after this step (§ 6 (3), § 13 BQFG).

    >>> suggested_deadline(RecognitionAction.APPLY, date(2026, 11, 30))
    datetime.date(2026, 12, 30)
    """
    limit = parameter(_LIMITS[action], on) if action in _LIMITS else None
    return months_later(on, int(limit.value)) if limit else None


_LIMITS = {
    _A.APPLY: "recognition_receipt_months",
    _A.REVIEW: "recognition_decision_months",
    _A.REAPPLY: "recognition_receipt_months",
}
