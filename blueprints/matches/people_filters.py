"""Filters by columns of people, which no score reads: where they live, their start, languages."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_
from werkzeug.datastructures import MultiDict

from blueprints.profile_labels import LANGUAGES
from domain.languages import LanguageLevel, LanguageSkill
from models import Availability, Candidate, LanguageKnowledge

STARTS = {"now": 0, "month": 31, "quarter": 92}


def asked_of_people(args: MultiDict[str, str], today: date) -> list[ColumnElement[bool]]:
    """Return what the address asks of the columns of people."""
    tests = (
        _lives(args.get("place", "").strip()),
        _starts(args.get("start", ""), today),
        _knows(args.get("language", ""), args.get("level", "")),
    )
    return [test for test in tests if test is not None]


def _lives(typed: str) -> ColumnElement[bool] | None:
    if not typed:
        return None
    town = Candidate.place.icontains(typed[:80], autoescape=True)
    return or_(town, Candidate.postcode.startswith(typed[:5], autoescape=True))


def _starts(typed: str, today: date) -> ColumnElement[bool] | None:
    if typed == "unknown":
        return Availability.starts_on.is_(None)
    if typed not in STARTS:
        return None
    return Availability.starts_on <= today + timedelta(days=STARTS[typed])


def _knows(language: str, level: str) -> ColumnElement[bool] | None:
    """Speaking counts, or any of the others where nobody said how somebody speaks."""
    if language not in LANGUAGES:
        return None
    told = and_(
        LanguageKnowledge.candidate_id == Candidate.id, LanguageKnowledge.language == language
    )
    is_spoken = LanguageKnowledge.skill == LanguageSkill.SPEAKING
    is_enough = LanguageKnowledge.level.in_(_at_least(level))
    return or_(
        exists().where(told, is_spoken, is_enough),
        and_(~exists().where(told, is_spoken), exists().where(told, is_enough)),
    )


def _at_least(typed: str) -> list[LanguageLevel]:
    """Return the levels from one on; a level nobody offers asks for any knowledge at all."""
    offered = {one.value: one for one in LanguageLevel if one.rank}
    least = offered.get(typed, LanguageLevel.A1)
    return [one for one in LanguageLevel if one >= least]
