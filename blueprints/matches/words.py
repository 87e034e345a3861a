"""The lines of a score in the words of the office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from blueprints.labels import label
from blueprints.transition_words import short_way_text
from domain.evidence import Check
from domain.languages import LanguageLevel, LanguageSkill
from domain.positions import SkillNeed
from matching.explanation import Part, Remark
from matching.features import Work
from services.catalogue import occupation_label, skill_label
from services.ranking import Match

Levels = Mapping[LanguageSkill, LanguageLevel]

PART_LABELS = {
    "occupation": "Beruf",
    "level": "Anforderungsniveau",
    "experience": "Erfahrung",
    "skills": "Kenntnisse",
    "german": "Deutsch",
    "recognition": "Anerkennung",
    "licence": "Führerscheine und Nachweise",
    "distance": "Entfernung",
    "hours": "Arbeitszeit",
    "wish": "Eigener Wunsch",
}
NOTHING_ASKED = {
    "experience": "je länger und je frischer, desto mehr Punkte",
    "distance": "je näher, desto mehr Punkte",
}
REMARKS = {
    ("level", Remark.TOO_LOW): "Unter dem verlangten Niveau.",
    ("level", Remark.TOO_HIGH): "Die Stelle liegt unter der Qualifikation der Person.",
    ("skills", Remark.MISSING): "Nicht alles vorhanden, was man können muss.",
    ("skills", Remark.CLAIMED): "Zum Teil nur selbst gesagt.",
    ("german", Remark.MISSING): "Reicht noch nicht ganz.",
    ("distance", Remark.BEYOND_RADIUS): "Weiter, als die Person fahren möchte.",
}
IN_ROW = ("occupation", "skills", "german")
"""The three bars each row shows; the others are one click away."""
_ADVICE = "unbekannt – bitte nachfragen"
_UNASKED = "unbekannt, hier nicht gefragt"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation as people read it."""

    name: str
    label: str
    requirement: str
    fact: str
    points: str
    is_known: bool
    could_add: str
    share: float
    remark: str = ""


@lru_cache(maxsize=None, typed=True)
def in_words(member: Enum) -> str:
    """Return what the office calls a member; staff read German alone, so looking once is enough.

    By its type, too: German the language and a German driving licence are the same letters.
    """
    return str(label(member))


def lines(match: Match) -> list[Line]:
    """Return the explanation of a match, line by line."""
    return [_line(part) for part in match.ranked.parts]


def shares(match: Match) -> list[tuple[str, float]]:
    """Return label and share (0 to 1) of the parts a row shows as bars."""
    by_name = {part.name: part for part in match.ranked.parts}
    return [(PART_LABELS[name], _share(by_name[name])) for name in IN_ROW]


def sentence(match: Match) -> str:
    """Return in one sentence what speaks for the match, and that it is too little if it is."""
    parts = {part.name: part for part in match.ranked.parts}
    said = (
        _say_work(parts),
        _say_skills(parts["skills"]),
        german_in_short(parts["german"].fact, parts["german"].requirement),
        "unter der Qualifikation" if parts["level"].remark is Remark.TOO_HIGH else "",
    )
    return "; ".join(one for one in said if one)


def is_full(part: Part) -> bool:
    """Return whether a part has all its points."""
    return part.points >= part.max_points - 1e-9


def _line(part: Part) -> Line:
    asked, told = _SAY[part.name]
    return Line(
        name=part.name,
        label=PART_LABELS[part.name],
        requirement=asked(part.requirement) or NOTHING_ASKED.get(part.name, "nichts verlangt"),
        fact=_fact(part, told),
        points=f"{_number(part.points)} von {_number(part.max_points)}",
        is_known=part.known,
        could_add=_number(part.could_add) if part.could_add > _SHOWN_FROM else "",
        share=_share(part),
        remark=_remark(part),
    )


def _remark(part: Part) -> str:
    if part.remark is Remark.SHORT_WAY:
        return short_way_text(part.short_way)
    return REMARKS.get((part.name, part.remark), "") if part.remark else ""


def _fact(part: Part, told: Callable[[Any], str]) -> str:
    """Return what is known; nobody is sent to ask for what this position does not need."""
    if part.known:
        return told(part.fact) or "nichts davon"
    return _ADVICE if part.could_add > _SHOWN_FROM else _UNASKED


_SHOWN_FROM = 0.05


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _share(part: Part) -> float:
    return part.points / part.max_points if part.max_points else 0.0


def _occupation(code: str | None) -> str:
    return f"{occupation_label(code)} ({code})" if code else ""


def _level(level: int | None) -> str:
    return ("", "Helfer", "Fachkraft", "Spezialist", "Experte")[level] if level else ""


def _work(work: Work | None) -> str:
    if work is None:
        return ""
    said = [_years(work.years), _ago(work.ago), in_words(work.check)]
    return ", ".join(one for one in said if one)


def _years(years: float | None) -> str:
    if years is None:
        return ""
    if not years:
        return "weniger als ein Jahr"
    return "1 Jahr" if years == 1 else f"{years:g} Jahre"


def _ago(ago: float | None) -> str:
    if not ago:
        return "" if ago is None else "bis heute"
    return "bis vor einem Jahr" if ago == 1 else f"bis vor {ago:g} Jahren"


def _asked_skills(asked: Mapping[str, SkillNeed]) -> str:
    return ", ".join(f"{skill_label(key)} ({in_words(need)})" for key, need in asked.items())


def _held_skills(held: Mapping[str, Check]) -> str:
    return ", ".join(f"{skill_label(key)} ({in_words(check)})" for key, check in held.items())


def _german(levels: Levels | None) -> str:
    """Return one level where all skills have it, else each skill with its own."""
    if not levels:
        return ""
    if len(set(levels.values())) == 1:
        return _one_level(next(iter(levels.values())))
    told = sorted(levels.items(), key=lambda one: list(LanguageSkill).index(one[0]))
    return ", ".join(f"{in_words(skill)} {_one_level(level)}" for skill, level in told)


def _one_level(level: LanguageLevel) -> str:
    return "kein Deutsch" if level is LanguageLevel.NONE else str(level.value)


def _labels(members: Any) -> str:
    return ", ".join(in_words(one) for one in sorted(members or ()))


def _licences_held(held: Mapping[Any, Any]) -> str:
    return ", ".join(f"{in_words(one)} ({in_words(state)})" for one, state in sorted(held.items()))


def _kilometres(km: float | None) -> str:
    return "" if km is None else f"{km:.0f} km"


def _hours(times: tuple[Any, Any, Any] | None) -> str:
    if times is None:
        return ""
    kinds, weekly, shifts = times
    said = _labels([kinds] if isinstance(kinds, str) else kinds)
    week = f"{weekly:g} Stunden in der Woche".replace(".", ",") if weekly else ""
    return "; ".join(one for one in (said, week, _labels(shifts)) if one)


def _offer(offer: tuple[Any, Any]) -> str:
    kind, code = offer
    return ": ".join(one for one in (_labels([kind] if kind else ()), _occupation(code)) if one)


def _wish(wish: tuple[Any, Any]) -> str:
    kinds, works = wish
    named = [occupation_label(code) or typed or "" for code, typed in works]
    return "; ".join(one for one in (_labels(kinds), ", ".join(named)) if one)


def _nothing(_requirement: Any) -> str:
    return ""


_SAY: dict[str, tuple[Callable[[Any], str], Callable[[Any], str]]] = {
    "occupation": (_occupation, _occupation),
    "level": (_level, _level),
    "experience": (_nothing, _work),
    "skills": (_asked_skills, _held_skills),
    "german": (_german, _german),
    "recognition": (_occupation, in_words),
    "licence": (_labels, _licences_held),
    "distance": (_nothing, _kilometres),
    "hours": (_hours, _hours),
    "wish": (_offer, _wish),
}
"""How requirement and fact of each part are said."""


def _say_work(parts: dict[str, Part]) -> str:
    code = parts["occupation"].fact
    if not code:
        return "Beruf unbekannt"
    work = parts["experience"].fact
    return f"{_years(work.years) if work else ''} {occupation_label(code)}".strip()


def _say_skills(part: Part) -> str:
    if not part.requirement:
        return ""
    return f"{len(part.fact or ())} von {len(part.requirement)} Kenntnissen"


def german_in_short(known: Levels | None, asked: Levels | None) -> str:
    """Return what is short of what is asked, skill by skill; where nothing is, the levels alone."""
    if not known:
        return "Deutsch unbekannt"
    asked = asked or {}
    told = [_short_of(one, known.get(one), asked[one]) for one in LanguageSkill if one in asked]
    if short := ", ".join(filter(None, told)):
        return f"Deutsch: {short}"
    return f"Deutsch {_span(known)}" + (", reicht aus" if asked else "")


def _short_of(skill: LanguageSkill, known: LanguageLevel | None, asked: LanguageLevel) -> str:
    if known is None:
        return f"{in_words(skill)} unbekannt"
    if known < asked:
        return f"{in_words(skill)} {_one_level(known)} statt {_one_level(asked)}"
    return ""


def _span(levels: Levels) -> str:
    ends = dict.fromkeys((min(levels.values()), max(levels.values())))
    return " bis ".join(map(_one_level, ends))
