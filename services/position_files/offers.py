"""A row becomes the facts of a position, with every flaw and note of its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from domain.fair_wording import Finding, unfair_demands
from domain.languages import LanguageSkill
from domain.places import contradicted_by, place_name, postcode_of
from domain.position_rules import LASTS_MONTHS, Breach, Objection
from domain.position_suggestions import usual_german
from domain.positions import EmployersWord, PayUnit, PositionKind, RequirementLevel
from domain.working_time import Hours
from services.catalogue import requirement_level, usually_regulated
from services.position_facts import WORDED, PositionFacts, plain
from services.position_files import cells
from services.position_files.firm_names import is_same_firm
from services.position_files.flaws import CellRefused, Remark, RowFlaw, RowNote
from services.position_files.skills import demands_of

Values = Mapping[str, str]
Reader = Callable[[str], Any]

_LONGEST = {"title": 160, "place": 80, "school": 160, "collective_agreement": 160, "reference": 80}
_CUT_AT = {"tasks": 4000, "employer": 160, "skills": 4000}
READERS: dict[str, Reader] = {
    "kind": cells.kind,
    "postcode": cells.postcode,
    "starts_on": cells.day,
    "places": cells.whole(1, 999),
    "german": cells.level,
    **{f"german_{skill.value}": cells.level for skill in LanguageSkill},
    "requirement_level": cells.requirement,
    "is_regulated": partial(cells.one_of, cells.ANSWERS),
    "reachable_by_bus": partial(cells.one_of, cells.ANSWERS),
    "hours": cells.several_of(cells.HOURS),
    "weekly_hours": cells.amount(1, 60),
    "shifts": cells.several_of(cells.SHIFTS),
    "pay": cells.pay,
    "pay_unit": cells.pay_unit,
    "licences": cells.several_of(cells.LICENCES),
    "duration": cells.months,
    "duration_weeks": cells.weeks,
}


@dataclass(slots=True)
class RowReading:
    """What a row says: facts where it can become a position, flaws where it cannot."""

    facts: PositionFacts | None = None
    flaws: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)

    def note(self, column: str, word: RowNote, **facts: object) -> None:
        """Say what somebody should look at."""
        self.notes.append(Remark(column, word, facts))


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a row is read under: the day, the firm, the occupation its words are linked to."""

    today: date
    firm: str
    occupation_code: str | None = None
    is_lenient: bool = False
    """The file was not written for us: what cannot be read is unknown, not wrong."""


def read_offer(values: Values, under: Circumstances) -> RowReading:
    """Return the facts of a row, or what keeps it from being a position."""
    reading = RowReading()
    said = _said(values, under, reading)
    _require(said, reading)
    _check_place(said, reading)
    if not is_same_firm(said.get("employer", ""), under.firm):
        facts = {"words": said["employer"][:80], "firm": under.firm}
        reading.flaws.append(Remark("employer", RowFlaw.OTHER_FIRM, facts))
    if reading.flaws:
        _refuse_unfair({name: said.get(name, "") for name in WORDED}, reading)
    else:
        _judge(_facts(said, under, reading), under, reading)
    return reading


def _refuse_unfair(words: Values, reading: RowReading) -> None:
    """Tell unfair demands together with other flaws, so that a row is mended in one go."""
    for column, text in words.items():
        for found in unfair_demands(text):
            _add_unfair(column, found, reading)


def _add_unfair(column: str, found: Finding, reading: RowReading) -> None:
    unfair: dict[str, object] = {"demand": found.demand.value, "words": found.words[:160]}
    reading.flaws.append(Remark(column, RowFlaw.UNFAIR, unfair))


def _said(values: Values, under: Circumstances, reading: RowReading) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for column, text in values.items():
        if not text or text.casefold() in cells.NO_ANSWER:
            continue
        try:
            said[column] = _cell(column, text, reading)
        except CellRefused as refused:
            _refuse(column, text, refused, under, reading)
    return said


def _refuse(
    column: str, text: str, refused: CellRefused, under: Circumstances, reading: RowReading
) -> None:
    if under.is_lenient and column == "pay":
        reading.note(column, RowNote.PAY_UNREAD, words=text[:160])
    else:
        reading.flaws.append(Remark(column, refused.word, refused.facts))


def _cell(column: str, text: str, reading: RowReading) -> Any:
    if cells.is_formula(text):
        if column != "tasks" or not cells.is_bullet(text):
            raise CellRefused(RowFlaw.FORMULA, sign=text[0])
        reading.note(column, RowNote.AS_TEXT, sign=text[0])
    if text.startswith("#") and text.endswith(("!", "?", "/A")):
        raise CellRefused(RowFlaw.ERROR_VALUE, words=text[:20])
    reader = READERS.get(column)
    return reader(text) if reader else _text(column, text, reading)


def _text(column: str, text: str, reading: RowReading) -> str:
    longest = _LONGEST.get(column)
    if longest and len(text) > longest:
        raise CellRefused(RowFlaw.TOO_LONG, longest=longest)
    cut = _CUT_AT.get(column, 4000)
    if len(text) > cut:
        reading.note(column, RowNote.CUT, longest=cut)
    return text[:cut].strip() if column == "tasks" else " ".join(text[:cut].split())


def _require(said: dict[str, Any], reading: RowReading) -> None:
    flawed = {flaw.column for flaw in reading.flaws}
    if not said.get("title") and "title" not in flawed:
        reading.flaws.append(Remark("title", RowFlaw.MISSING))
    if said.get("postcode") or "postcode" in flawed:
        if not said.get("place") and not place_name(said.get("postcode")) and not flawed:
            reading.flaws.append(Remark("place", RowFlaw.MISSING))
        return
    known = postcode_of(said.get("place", ""))
    if known is None:
        reading.flaws.append(Remark("postcode", RowFlaw.MISSING))
    else:
        said["postcode"] = known
        reading.note("postcode", RowNote.POSTCODE_OF_PLACE, postcode=known)


def _check_place(said: dict[str, Any], reading: RowReading) -> None:
    """Refuse the postcode of one municipality beside the name of another, as the form does."""
    if known := contradicted_by(said.get("postcode"), said.get("place", "")):
        told = {"postcode": said["postcode"], "place": known}
        reading.flaws.append(Remark("place", RowFlaw.OTHER_PLACE, told))


def _facts(said: dict[str, Any], under: Circumstances, reading: RowReading) -> PositionFacts:
    kind = said.get("kind", PositionKind.JOB)
    code = under.occupation_code
    level = said.get("requirement_level") or (
        requirement_level(code) if code else int(RequirementLevel.HELPER)
    )
    if not code:
        reading.note("occupation", RowNote.NO_OCCUPATION)
    skills, unlinked = demands_of(said)
    pay_cents, unit = _pay(said, under, reading)
    weekly = said.get("weekly_hours")
    return PositionFacts(
        kind=kind,
        title=said["title"],
        occupation_code=code,
        requirement_level=level,
        is_regulated=said.get("is_regulated", usually_regulated(code)),
        tasks=_tasks(said.get("tasks", ""), unlinked, reading),
        skills=skills,
        licences=said.get("licences", ()),
        duration_months=said.get("duration") if kind in LASTS_MONTHS else None,
        duration_weeks=said.get("duration_weeks") if kind is PositionKind.TRIAL else None,
        school=said.get("school", "") if kind is PositionKind.APPRENTICESHIP else "",
        weekly_hours=None if weekly is None else float(weekly),
        hours=_hours(said.get("hours", ()), reading),
        shifts=said.get("shifts", ()),
        reachable_by_bus=said.get("reachable_by_bus", EmployersWord.UNKNOWN),
        pay_cents=pay_cents,
        pay_unit=unit,
        collective_agreement=said.get("collective_agreement", ""),
        postcode=said["postcode"],
        place=said.get("place") or place_name(said["postcode"]) or "",
        starts_on=said.get("starts_on"),
        places=said.get("places", 1),
        **_german(said, kind, code, level, reading),
    )


def _pay(
    said: dict[str, Any], under: Circumstances, reading: RowReading
) -> tuple[int | None, PayUnit | None]:
    """Return cents and what they are paid for; the job search may leave the second unsaid."""
    cents, unit = said.get("pay", (None, None))
    unit = said.get("pay_unit", unit)
    if under.is_lenient and cents is not None and unit is None:
        reading.note("pay", RowNote.PAY_UNIT_UNSAID, words=f"{cents / 100:.2f}".replace(".", ","))
        return None, None
    return cents, unit


def _german(
    said: dict[str, Any], kind: PositionKind, code: str | None, level: int, reading: RowReading
) -> dict[str, Any]:
    """Return the level of each skill: its own column, the one for all, or what is usual."""
    usual = usual_german(kind, code, level)
    if not {"german", *usual} & set(said):
        highest = max(usual.values())
        reading.note("german", RowNote.USUAL_GERMAN, level=highest.value)
    return {name: said.get(name, said.get("german", one)) for name, one in usual.items()}


def _hours(found: tuple[Hours | None, ...], reading: RowReading) -> Hours | None:
    known = [one for one in found if one is not None]
    if (found and len(found) != 1) or (found and not known):
        reading.note("hours", RowNote.HOURS_OPEN)
    return known[0] if len(known) == 1 else None


def _tasks(text: str, unlinked: list[str], reading: RowReading) -> str:
    """Return the tasks; skills the catalogue does not know are kept there in their own words."""
    if not unlinked:
        return text
    words = ", ".join(unlinked)
    reading.note("skills", RowNote.SKILLS_AS_TEXT, words=words[:160])
    line = f"Kenntnisse: {words}"[:1000]
    return f"{text[: 3990 - len(line)]}\n\n{line}".strip()


def _judge(facts: PositionFacts, under: Circumstances, reading: RowReading) -> None:
    """Ask of the row what the form asks: its first day, fair words, the law of that day."""
    if facts.starts_on is not None and facts.starts_on < under.today:
        if not under.is_lenient:
            reading.flaws.append(
                Remark("starts_on", RowFlaw.PAST, {"day": facts.starts_on.isoformat()})
            )
            return
        reading.note("starts_on", RowNote.START_PASSED, day=facts.starts_on.isoformat())
        facts = replace(facts, starts_on=None)
    for column, findings in facts.unfair_demands().items():
        for found in findings:
            _add_unfair(column, found, reading)
    for one in facts.objections(under.today):
        column = "pay" if one.field == "pay_cents" else one.field
        reading.flaws.append(Remark(column.removesuffix("_months"), RowFlaw.LAW, _law(one)))
    reading.facts = None if reading.flaws else facts


def _law(objection: Objection) -> dict[str, object]:
    names = ("field", "limit", "day", "cite", "breach")
    return {name: plain(getattr(objection, name)) for name in names} | {
        "limit": str(objection.limit)
    }


def law_of(facts: Mapping[str, object]) -> Objection:
    """Return the objection a flaw of the law was made of."""
    return Objection(
        field=str(facts["field"]),
        breach=Breach(str(facts["breach"])),
        limit=Decimal(str(facts["limit"])),
        day=date.fromisoformat(str(facts["day"])),
        cite=str(facts["cite"]),
    )
