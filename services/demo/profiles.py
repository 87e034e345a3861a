"""What fictional people know, hold and want: languages, schooling, licences, hours, wishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from domain.education import EducationKind, SchoolCertificate
from domain.evidence import Check, Detail, Source
from domain.experience import Beginning
from domain.languages import (
    GERMAN,
    LanguageLevel,
    LanguageSkill,
    LiteracyNeed,
    Script,
)
from domain.licences import Licence, LicenceState
from domain.recognition import RecognitionAction, RecognitionKind, RecognitionState
from domain.working_time import Childcare, Hours, Shift
from models import (
    Availability,
    CandidateDetail,
    Education,
    HeldLicence,
    LanguageKnowledge,
    Literacy,
    Recognition,
    RecognitionStep,
    Wishes,
)
from services.demo.names import Home
from services.demo.rows import Rows

_LEVELS = list(LanguageLevel)
_SCHOOLS = ("Grundschule", "Mittelschule", "Oberschule", "Gymnasium")
_TRAININGS = ("Ausbildung im Betrieb der Familie", "Berufsschule", "Lehre in einer Werkstatt")
_EVIDENCE = {
    (Check.SELF_STATED, Source.PERSON): 55,
    (Check.SEEN, Source.CASEWORKER): 25,
    (Check.TESTED, Source.CASEWORKER): 10,
    (Check.CERTIFICATE, Source.DOCUMENT): 10,
}


@dataclass(frozen=True, slots=True)
class DemoFacts:
    """Who writes the facts of one person down, and when."""

    candidate_id: int
    caseworker_id: int | None
    noted_at: datetime
    day: date

    def evidence(self, draw: Random) -> dict[str, Any]:
        """Return the columns of the evidence of one fact."""
        check, source = draw.choices(list(_EVIDENCE), weights=list(_EVIDENCE.values()))[0]
        return self._columns(check, source)

    def said(self) -> dict[str, Any]:
        """Return the columns of the evidence of what nobody but the person can know."""
        return self._columns(Check.SELF_STATED, Source.PERSON)

    def _columns(self, check: Check, source: Source) -> dict[str, Any]:
        return {
            "candidate_id": self.candidate_id,
            "source": source,
            "check": check,
            "noted_by_id": self.caseworker_id,
            "noted_at": self.noted_at,
            "holds_until": None,
        }


def add_profile(
    rows: Rows, draw: Random, facts: DemoFacts, *, german: LanguageLevel | None, home: Home
) -> None:
    """Add the facts of one person; ``german`` is the lower of understanding and speaking."""
    rows.add(CandidateDetail, detail=Detail.NAME, **facts.evidence(draw))
    rows.add(CandidateDetail, detail=Detail.PLACE, **facts.said())
    _add_languages(rows, draw, facts, german, home)
    _add_schooling(rows, draw, facts, home.country)
    _add_licences(rows, draw, facts, home.country)
    _add_conditions(rows, draw, facts)


def _add_languages(
    rows: Rows, draw: Random, facts: DemoFacts, german: LanguageLevel | None, home: Home
) -> None:
    if german is not None:
        evidence = facts.evidence(draw)
        for skill, more in _steps(draw).items():
            level = _LEVELS[max(0, min(6, german.rank + more))]
            rows.add(LanguageKnowledge, language=GERMAN, skill=skill, level=level, **evidence)
    evidence = facts.evidence(draw)
    need = draw.choices(list(LiteracyNeed), weights=(80, 14, 6))[0]
    if need is LiteracyNeed.SECOND_SCRIPT and home.script is Script.LATIN:
        need = LiteracyNeed.NONE
    reads = LanguageLevel.NONE if need is LiteracyNeed.LITERACY else draw.choice(_LEVELS[4:])
    own = {LanguageSkill.SPEAKING: LanguageLevel.C2, LanguageSkill.READING: reads}
    for skill, level in own.items():
        rows.add(LanguageKnowledge, language=home.language, skill=skill, level=level, **evidence)
    rows.add(Literacy, scripts=_scripts(home, need), need=need, **evidence)


def _scripts(home: Home, need: LiteracyNeed) -> list[str]:
    """Return the alphabets somebody reads: what they need says which they lack."""
    if need is LiteracyNeed.LITERACY:
        return []
    known = (home.script,) if need is LiteracyNeed.SECOND_SCRIPT else (Script.LATIN, home.script)
    return sorted({script.value for script in known})


def _steps(draw: Random) -> dict[LanguageSkill, int]:
    """Return how far each skill is from the overall level: understanding never below it."""
    return {
        LanguageSkill.UNDERSTANDING: draw.choice((0, 0, 1)),
        LanguageSkill.SPEAKING: 0,
        LanguageSkill.READING: draw.choice((-1, 0, 0)),
        LanguageSkill.WRITING: draw.choice((-1, -1, 0)),
    }


def _add_schooling(rows: Rows, draw: Random, facts: DemoFacts, country: str) -> None:
    years = draw.choice((4, 6, 9, 9, 10, 12, 12))
    _add_education(
        rows,
        facts.evidence(draw),
        kind=EducationKind.SCHOOL,
        own_words=draw.choice(_SCHOOLS),
        country=country,
        years=years,
        certificate=SchoolCertificate.GENERAL_ENTRANCE if years > 10 else SchoolCertificate.NONE,
    )
    if draw.random() < 0.3:
        education_id = _add_education(
            rows,
            facts.evidence(draw),
            kind=EducationKind.TRAINING,
            own_words=draw.choice(_TRAININGS),
            country=country,
            years=draw.choice((2, 3)),
            certificate=None,
        )
        if draw.random() < 0.3:
            _add_recognition(rows, draw, facts, education_id)


def _add_education(rows: Rows, evidence: dict[str, Any], **values: Any) -> int:
    more = {"from_year": None, "to_year": None, "is_finished": True, "level": None}
    return rows.add(Education, **more, **values, **evidence)


def _add_recognition(rows: Rows, draw: Random, facts: DemoFacts, education_id: int) -> None:
    state, action = draw.choice(
        (
            (RecognitionState.ADVISED, RecognitionAction.ADVISE),
            (RecognitionState.APPLIED, RecognitionAction.APPLY),
            (RecognitionState.IN_REVIEW, RecognitionAction.REVIEW),
        )
    )
    recognition_id = rows.add(
        Recognition,
        candidate_id=facts.candidate_id,
        education_id=education_id,
        kind=RecognitionKind.PROCEDURE,
        state=state,
        reference_code=None,
        is_regulated=False,
    )
    rows.add(
        RecognitionStep,
        recognition_id=recognition_id,
        action=action,
        state=state,
        on=facts.day - timedelta(days=draw.randint(5, 60)),
        body="IHK FOSA",
        fee=None,
        deadline=None,
        file_reference=None,
        missing=None,
        noted_by_id=facts.caseworker_id,
        noted_at=facts.noted_at,
    )


def _add_licences(rows: Rows, draw: Random, facts: DemoFacts, country: str) -> None:
    if draw.random() < 0.3:
        state = draw.choice((LicenceState.GERMAN, LicenceState.NOT_USABLE))
        issued = "DE" if state is LicenceState.GERMAN else country
        _add_licence(rows, facts.evidence(draw), Licence.CAR, state, issued)
    if draw.random() < 0.07:
        _add_licence(rows, facts.evidence(draw), Licence.FORKLIFT, LicenceState.GERMAN, "DE")


def _add_licence(
    rows: Rows, evidence: dict[str, Any], licence: Licence, state: LicenceState, country: str
) -> None:
    values = {"licence": licence, "state": state, "country": country}
    rows.add(HeldLicence, acquired_on=None, usable_until=None, **values, **evidence)


def _add_conditions(rows: Rows, draw: Random, facts: DemoFacts) -> None:
    hours = draw.choices(([Hours.FULL_TIME], [Hours.PART_TIME], list(Hours)), weights=(65, 15, 20))
    shifts = draw.choices(([Shift.DAY], [Shift.DAY, Shift.EARLY, Shift.LATE], list(Shift)))
    rows.add(
        Availability,
        hours=[one.value for one in hours[0]],
        weekly_hours=None,
        shifts=[one.value for one in shifts[0]],
        radius_km=draw.choice((5, 10, 20, 30, None)),
        childcare=draw.choices(list(Childcare), weights=(75, 18, 7))[0],
        starts_on=facts.day + timedelta(days=draw.choice((0, 0, 14, 60))),
        **facts.said(),
    )
    wanted = draw.choices(list(Beginning), weights=(60, 20, 5, 8, 7), k=2)
    kinds = sorted({one.value for one in wanted})
    rows.add(Wishes, kinds=kinds, own_words=None, **facts.said())
