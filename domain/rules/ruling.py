"""The answer of the law with its evidence, and what an entry on the document makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.rules.rows import AccessRule, EntryRule
from domain.rules.words import Access, Answer, Confidence, EntryEffect, Reason, lower


@dataclass(frozen=True, slots=True)
class Ruling:
    """One answer with the rule it rests on; a hint for staff, no decision."""

    answer: Answer
    reason: Reason = Reason.NONE
    until: date | None = None
    """Only while waiting: the first day on which the waiting time is over under this rule."""
    then: Answer | None = None
    """Only while waiting: the answer on that day under this rule with the same facts."""
    cite: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    confidence: Confidence | None = None
    condition: str = ""
    """What the table says about it, in German."""
    recorded_on: date | None = None
    """When the rule was written down; what a later row corrects still tells old decisions."""
    table_says: Answer | None = None
    """The table alone, without the entry on the document."""
    entry_says: EntryEffect | None = None
    """What the entry on the document says; None where no entry is recorded."""

    @property
    def needs_check(self) -> bool:
        """Return whether this is to be shown as *please verify*."""
        return self.confidence is not Confidence.HIGH


def unclear(reason: Reason) -> Ruling:
    """Return the answer where no rule speaks."""
    return Ruling(Answer.UNCLEAR, reason)


def after_waiting(rule: AccessRule) -> Ruling:
    """Return what the table answers once no waiting time stands in the way."""
    case_by_case = rule.access is Access.CASE_BY_CASE
    answer = Answer.UNCLEAR if case_by_case else Answer(rule.access)
    return Ruling(
        answer,
        Reason.CASE_BY_CASE if case_by_case else Reason.NONE,
        cite=rule.cite,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        confidence=rule.confidence,
        condition=rule.condition,
        recorded_on=rule.recorded_on,
        table_says=answer,
    )


def without_start(after: Ruling) -> Ruling:
    """Return the answer under a rule with a waiting time whose clock has no known start."""
    return replace(
        after,
        answer=Answer.UNCLEAR,
        reason=Reason.CLOCK_START_MISSING,
        table_says=Answer.UNCLEAR,
    )


def while_waiting(after: Ruling, over: date) -> Ruling:
    """Return the answer before the day on which the waiting time is over."""
    return replace(
        after,
        answer=Answer.WAITING,
        reason=Reason.NONE,
        until=over,
        then=after.answer,
        table_says=Answer.WAITING,
    )


AGREEMENTS = {
    (Answer.FREE, EntryEffect.FREE),
    (Answer.PERMIT_REQUIRED, EntryEffect.PERMIT_REQUIRED),
    (Answer.PERMIT_AND_BA_APPROVAL, EntryEffect.PERMIT_REQUIRED),
    (Answer.PROHIBITED, EntryEffect.PROHIBITED),
    (Answer.PROHIBITED, EntryEffect.NOT_COVERED),
    (Answer.WAITING, EntryEffect.PERMIT_REQUIRED),
    (Answer.WAITING, EntryEffect.PROHIBITED),
    (Answer.WAITING, EntryEffect.NOT_COVERED),
}
"""Table and entry say the same for today; every other pair is a conflict, see docs/decisions."""


def with_entry(table: Ruling, entry: EntryRule) -> Ruling:
    """Return the answer once the entry on the document is read: it wins, a conflict is unclear."""
    told = replace(table, entry_says=entry.effect)
    if entry.effect is EntryEffect.SILENT or table.reason is Reason.CLOCK_START_MISSING:
        return told
    if table.reason is Reason.CASE_BY_CASE:
        return _as_the_entry_says(told, entry)
    if (table.answer, entry.effect) not in AGREEMENTS:
        return _conflict(told, entry)
    if table.then is not None:
        return replace(told, then=_after(table, entry))
    return told


def _after(table: Ruling, entry: EntryRule) -> Answer:
    """Return what follows the waiting time if the entry stays as it is."""
    assert table.then is not None
    reason = Reason.CASE_BY_CASE if table.then is Answer.UNCLEAR else Reason.NONE
    later = replace(table, answer=table.then, reason=reason, until=None, then=None)
    return with_entry(later, entry).answer


def _as_the_entry_says(told: Ruling, entry: EntryRule) -> Ruling:
    if entry.effect is EntryEffect.NOT_COVERED or told.confidence is None:
        return told
    return replace(
        told,
        answer=Answer(entry.effect),
        reason=Reason.NONE,
        cite=f"{told.cite}; {entry.cite}",
        confidence=lower(told.confidence, entry.confidence),
        condition=f"{entry.condition} {told.condition}".strip(),
    )


def _conflict(told: Ruling, entry: EntryRule) -> Ruling:
    forbids = entry.effect is EntryEffect.PROHIBITED
    return replace(
        told,
        answer=Answer.UNCLEAR,
        reason=Reason.DOCUMENT_FORBIDS if forbids else Reason.DOCUMENT_AND_TABLE_DISAGREE,
        until=None,
        then=None,
        cite=f"{told.cite}; {entry.cite}",
        condition=f"{entry.condition} {told.condition}".strip(),
    )
