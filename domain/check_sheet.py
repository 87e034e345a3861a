"""The check sheet: what has to be done so that this person may do this work on this day.

One list of instructions for all readers; who reads which of them, in which words, is told by the
pages. What an employer reads comes from ``Procedure`` and from instructions that are the same
for every kind of document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.authorities import responsible_authority
from domain.labour_market import Activity, Answer, RuleBook, parameter
from domain.residence import Authority
from domain.residence_chain import Document, Doubt, covered_until
from domain.work_access import LOOKS_AHEAD, WorkAccess, access_on, changes_of_access


class Procedure(StrEnum):
    """All an employer learns of the answer."""

    NOT_NEEDED = "not_needed"
    NEEDED = "needed"
    CLARIFIED = "clarified"


class Instruction(StrEnum):
    """One thing to do, to bring, to keep or to know."""

    LICENCE_FIRST = "licence_first"
    LICENCE_SHOWN = "licence_shown"
    REGULATION_CLARIFIED = "regulation_clarified"
    APPROVAL_FIRST = "approval_first"
    FORM_FILLED = "form_filled"
    PRECHECK = "precheck"
    APPLICATION = "application"
    BA_ASKED = "ba_asked"
    QUESTIONS_ANSWERED = "questions_answered"
    NOT_BEFORE = "not_before"
    PROOF_SHOWN = "proof_shown"
    WAIT = "wait"
    NOT_POSSIBLE = "not_possible"
    CLARIFY = "clarify"
    MINIMUM_WAGE = "minimum_wage"
    QUALIFICATION_MONTHS = "qualification_months"
    INTERNSHIP_MONTHS = "internship_months"
    BRING_PAPERS = "bring_papers"
    BRING_LICENCE = "bring_licence"
    BRING_FORM = "bring_form"
    BRING_CONTRACT = "bring_contract"
    BRING_PLAN = "bring_plan"
    BRING_APPROVAL = "bring_approval"
    BA_SILENCE = "ba_silence"
    PAPERS_END = "papers_end"
    PAPERS_END_BEFORE = "papers_end_before"
    WAITING_ENDS = "waiting_ends"
    COPY_KEPT = "copy_kept"
    BA_INFORMED = "ba_informed"
    END_REPORTED = "end_reported"
    END_REPORTED_60D = "end_reported_60d"
    TRAINING_BREAK_REPORTED = "training_break_reported"
    END_ASKED = "end_asked"


@dataclass(frozen=True, slots=True)
class Line:
    """An instruction with the numbers and days in it, and where it is written."""

    key: Instruction
    facts: dict[str, object] = field(default_factory=dict)
    cite: str = ""


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """Everything to do about one person, kind of work and day."""

    access: WorkAccess
    procedure: Procedure
    authority: Authority
    steps: tuple[Line, ...]
    papers: tuple[Line, ...]
    deadlines: tuple[Line, ...]
    duties: tuple[Line, ...]
    changes: tuple[WorkAccess, ...]
    licence_missing: bool = False
    """Whether the work is regulated and the person may not exercise it yet."""


_PROCEDURES = {
    Answer.FREE: Procedure.NOT_NEEDED,
    Answer.PERMIT_REQUIRED: Procedure.NEEDED,
    Answer.PERMIT_AND_BA_APPROVAL: Procedure.NEEDED,
}


def procedure_of(access: WorkAccess) -> Procedure:
    """Return what an employer may read; whatever is not settled is being clarified."""
    return _PROCEDURES.get(access.answer, Procedure.CLARIFIED)


def check_sheet(
    book: RuleBook,
    documents: Sequence[Document],
    activity: Activity,
    day: date,
    postcode: str | None,
) -> CheckSheet:
    """Return the sheet for one person, activity and first day of work."""
    access = access_on(book, documents, activity, day)
    paper = access.standing.document
    return CheckSheet(
        access=access,
        procedure=procedure_of(access),
        authority=responsible_authority(postcode, paper.in_facility if paper else None),
        steps=tuple(_steps(access)),
        papers=tuple(_papers(access)),
        deadlines=tuple(_deadlines(access, covered_until(documents, day))),
        duties=tuple(_duties(access)),
        changes=tuple(changes_of_access(book, documents, activity, day)[1:]),
    )


def _steps(access: WorkAccess) -> Iterator[Line]:
    if access.activity is Activity.TRIAL_MEASURE and access.answer is not Answer.PROHIBITED:
        yield from _with_number(Instruction.APPROVAL_FIRST, "mag_max_weeks_employer", access.day)
    yield from _STEPS[access.answer](access)
    yield from _limits(access)


def _free(_access: WorkAccess) -> Iterator[Line]:
    yield Line(Instruction.PROOF_SHOWN, cite=_PROOF)


def _permission(access: WorkAccess) -> Iterator[Line]:
    ba = access.answer is Answer.PERMIT_AND_BA_APPROVAL
    yield Line(Instruction.FORM_FILLED, cite="§ 39 Abs. 4 AufenthG; § 36 BeschV")
    if ba:
        yield Line(Instruction.PRECHECK, cite="§ 36 Abs. 3 BeschV")
    yield Line(Instruction.APPLICATION, cite="§ 4a Abs. 4 AufenthG")
    if ba:
        yield Line(Instruction.BA_ASKED, cite="§ 39 AufenthG; §§ 32, 36 BeschV")
    yield Line(Instruction.QUESTIONS_ANSWERED, cite="§ 39 Abs. 4 AufenthG")
    yield Line(Instruction.NOT_BEFORE, cite="§ 4a Abs. 5 AufenthG; § 404 SGB III")
    yield Line(Instruction.PROOF_SHOWN, cite=_PROOF)


def _waiting(access: WorkAccess) -> Iterator[Line]:
    yield Line(Instruction.WAIT, {"day": access.ruling.until}, access.ruling.cite)
    yield Line(Instruction.FORM_FILLED, cite="§ 36 Abs. 3 BeschV")
    yield Line(Instruction.NOT_BEFORE, cite="§ 4a Abs. 5 AufenthG; § 404 SGB III")


def _prohibited(access: WorkAccess) -> Iterator[Line]:
    yield Line(Instruction.NOT_POSSIBLE, cite=access.ruling.cite)


def _unclear(access: WorkAccess) -> Iterator[Line]:
    yield Line(Instruction.CLARIFY, cite=access.ruling.cite)
    yield Line(Instruction.NOT_BEFORE, cite="§ 4a Abs. 5 AufenthG; § 404 SGB III")


_PROOF = "§ 4a Abs. 5 S. 3 Nr. 1 AufenthG"
_STEPS: dict[Answer, Callable[[WorkAccess], Iterator[Line]]] = {
    Answer.FREE: _free,
    Answer.PERMIT_REQUIRED: _permission,
    Answer.PERMIT_AND_BA_APPROVAL: _permission,
    Answer.WAITING: _waiting,
    Answer.PROHIBITED: _prohibited,
    Answer.UNCLEAR: _unclear,
}


def _limits(access: WorkAccess) -> Iterator[Line]:
    """Yield the numbers of the law that bind this kind of work on that day."""
    day = access.day
    if access.activity in {Activity.EMPLOYMENT, Activity.TEMPORARY_WORK}:
        wage = parameter("minimum_wage_hour", day)
        if wage is not None:
            yield Line(Instruction.MINIMUM_WAGE, {"wage": wage.value, "day": day}, wage.cite)
    if access.activity is Activity.ENTRY_QUALIFICATION:
        least, most = parameter("eq_min_months", day), parameter("eq_max_months", day)
        if least is not None and most is not None:
            facts: dict[str, object] = {"least": least.value, "most": most.value}
            yield Line(Instruction.QUALIFICATION_MONTHS, facts, least.cite)
    if access.activity is Activity.ORIENTATION_INTERNSHIP:
        name = "internship_mw_exempt_max_months"
        yield from _with_number(Instruction.INTERNSHIP_MONTHS, name, day)


_CONTRACTS = {
    Activity.EMPLOYMENT: Instruction.BRING_CONTRACT,
    Activity.TEMPORARY_WORK: Instruction.BRING_CONTRACT,
    Activity.APPRENTICESHIP: Instruction.BRING_CONTRACT,
    Activity.ENTRY_QUALIFICATION: Instruction.BRING_CONTRACT,
    Activity.MANDATORY_INTERNSHIP: Instruction.BRING_PLAN,
    Activity.ORIENTATION_INTERNSHIP: Instruction.BRING_PLAN,
    Activity.TRIAL_MEASURE: Instruction.BRING_APPROVAL,
}


def _papers(access: WorkAccess) -> Iterator[Line]:
    yield Line(Instruction.BRING_PAPERS)
    if procedure_of(access) is Procedure.NEEDED or access.answer is Answer.WAITING:
        yield Line(Instruction.BRING_FORM)
    if access.activity in _CONTRACTS and access.answer is not Answer.PROHIBITED:
        yield Line(_CONTRACTS[access.activity])


def _deadlines(access: WorkAccess, until: date | None) -> Iterator[Line]:
    if access.answer is Answer.PERMIT_AND_BA_APPROVAL:
        yield from _with_number(Instruction.BA_SILENCE, "ba_consent_fiction_weeks", access.day)
    if access.ruling.until is not None:
        yield Line(Instruction.WAITING_ENDS, {"day": access.ruling.until}, access.ruling.cite)
    if until is not None and access.day <= until <= access.day + LOOKS_AHEAD:
        yield Line(Instruction.PAPERS_END, {"day": until})
    if until is not None and until < access.day and Doubt.ENDED in access.doubts:
        yield Line(Instruction.PAPERS_END_BEFORE, {"day": until})


_ENDS_REPORTED = frozenset({"ae_18a", "ae_18b", "ae_18g", "ae_19d", "ae_20a"})
"""Titles for employment (chapter 2 section 4 AufenthG)."""
_REPORTED = {
    **dict.fromkeys(_ENDS_REPORTED, (Instruction.END_REPORTED, "employer_notice_early_end_weeks")),
    "duldung_60d": (Instruction.END_REPORTED_60D, "employer_notice_end_60d_weeks"),
    "duldung_60c": (Instruction.TRAINING_BREAK_REPORTED, "training_notice_break_off_weeks"),
    "ae_16g": (Instruction.TRAINING_BREAK_REPORTED, "training_notice_break_off_weeks"),
}


_TRAINING = frozenset({Activity.APPRENTICESHIP, Activity.MANDATORY_INTERNSHIP})
"""Work that is a training or a part of one: only that can be broken off."""


def _duties(access: WorkAccess) -> Iterator[Line]:
    rights = access.standing.rights
    yield Line(Instruction.COPY_KEPT, cite="§ 4a Abs. 5 S. 3 Nr. 2 AufenthG")
    if procedure_of(access) is Procedure.NEEDED:
        yield Line(Instruction.BA_INFORMED, cite="§ 39 Abs. 4 AufenthG")
    if rights is not None and rights.status_key in _REPORTED:
        key, name = _REPORTED[rights.status_key]
        if key is not Instruction.TRAINING_BREAK_REPORTED or access.activity in _TRAINING:
            yield from _with_number(key, name, access.day)
    yield from _end_asked(access.day)


def _end_asked(day: date) -> Iterator[Line]:
    """Yield the shortest time any end of work leaves for telling the authority.

    It is the same for every document: which end is to be told, and within which time, would name
    the document.
    """
    told = [parameter(name, day) for _key, name in _REPORTED.values()]
    if weeks := [one.value for one in told if one is not None]:
        yield Line(Instruction.END_ASKED, {"number": min(weeks)})


def _with_number(key: Instruction, name: str, day: date) -> Iterator[Line]:
    """Yield an instruction with a number of the law; nothing where the tables know none."""
    found = parameter(name, day)
    if found is not None:
        yield Line(key, {"number": found.value}, found.cite)
