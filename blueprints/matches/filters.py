"""Filters of a ranked list, all in the query string; what nobody offers is no filter.

None of them moves anybody: the rank of a row is that of the whole list.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from werkzeug.datastructures import MultiDict

from blueprints.labels import label
from blueprints.matches.conditions import BADGES
from blueprints.matches.words import is_full
from blueprints.profile_labels import LANGUAGES, language_name
from domain.languages import GERMAN, LanguageLevel, LanguageSkill
from domain.match_conditions import Condition, ConditionKind, ConditionState
from matching.explanation import Part, Remark
from services.ranking import Match

Test = Callable[[dict[str, Part]], bool]
Conditions = Mapping[int, Collection[Condition]]
_LEVELS = [level for level in LanguageLevel if level is not LanguageLevel.NONE]
_AT_LEAST = tuple((one.value, f"mindestens {one.value}") for one in _LEVELS)
_CHOICES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("german", "Deutsch", (("", "alle"), ("met", "reicht aus"), *_AT_LEAST)),
    ("skills", "Kenntnisse", (("", "alle"), ("met", "alle vorhanden"))),
    ("km", "Entfernung", (("", "beliebig"), *((str(km), f"bis {km} km") for km in (10, 20, 30)))),
    ("condition", "Bedingung", (("", "beliebig"), ("any", "keine fehlt"),
                                *((kind.value, label(kind)) for kind in ConditionKind))),
    ("is", "ist", tuple((state.value, label(state)) for state in BADGES)),
)  # fmt: skip
_START = ("start", "Beginn", (("", "beliebig"), ("now", "sofort"), ("month", "in 4 Wochen"),
                              ("quarter", "in 3 Monaten"), ("unknown", "unbekannt")))  # fmt: skip
_LEVEL = ("level", "wie gut", (("", "beliebig"), *_AT_LEAST))
_NARROWING = ("german", "language", "skills", "km", "start", "place", "condition")


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its name in the address, what it is called, and what can be chosen."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]


def choices_of(*, for_people: bool) -> list[Choice]:
    """Return the filters of a list; a start, a place and languages are facts of people."""
    if not for_people:
        return [Choice(*one) for one in _CHOICES]
    german, *others, condition, state = _CHOICES
    every = (german, ("language", "Andere Sprache", _languages()), _LEVEL, *others, _START,
             condition, state)  # fmt: skip
    return [Choice(*one) for one in every]


@cache
def _languages() -> tuple[tuple[str, str], ...]:
    """Return the languages besides German by name; staff read them in German alone."""
    named = sorted((language_name(one), one) for one in LANGUAGES if one != GERMAN)
    return ("", "alle"), *((code, name) for name, code in named)


def is_filtered(args: MultiDict[str, str]) -> bool:
    """Return whether the address asks for less than the whole list."""
    return any(args.get(name) for name in _NARROWING)


def of_parts(matches: Iterable[Match], args: MultiDict[str, str]) -> list[Match]:
    """Keep the matches by what the lines of the score know: German, skills, kilometres."""
    tests = [
        test
        for test in (
            _german(args.get("german", "")),
            _has_all_skills if args.get("skills") == "met" else None,
            _within(args.get("km", "")),
        )
        if test is not None
    ]
    return [match for match in matches if _passes(match, tests)]


def asks_for_condition(args: MultiDict[str, str]) -> bool:
    """Return whether the conditions of the whole list are needed."""
    return args.get("condition", "") in {"any", *ConditionKind}


def of_conditions(
    matches: Iterable[Match], known: Conditions, args: MultiDict[str, str]
) -> list[Match]:
    """Keep the matches by one hard condition, or those that miss none for certain."""
    if args.get("condition") == "any":
        return [one for one in matches
                if all(it.state is not ConditionState.NOT_MET for it in known[one.id])]  # fmt: skip
    kind = ConditionKind(args["condition"])
    wanted = args.get("is", "")
    state = ConditionState(wanted) if wanted in set(ConditionState) else ConditionState.MET
    return [one for one in matches
            if any(it.kind is kind and it.state is state for it in known[one.id])]  # fmt: skip


def _german(typed: str) -> Test | None:
    if typed == "met":
        return lambda parts: is_full(parts["german"])
    if typed not in {one.value for one in _LEVELS}:
        return None
    least = LanguageLevel(typed)
    return lambda parts: _reaches(parts["german"], least)


def _reaches(part: Part, least: LanguageLevel) -> bool:
    """Speaking counts, or the best of the others where nobody said how somebody speaks."""
    if not part.fact:
        return False
    spoken = part.fact.get(LanguageSkill.SPEAKING) or max(
        part.fact.values(), key=lambda one: one.rank
    )
    return bool(spoken.rank >= least.rank)


def _within(typed: str) -> Test | None:
    """Somebody whose place is unknown is not near for certain, and is not shown as near."""
    if not typed.isascii() or not typed.isdecimal():
        return None
    reach = int(typed[:6])
    return lambda parts: parts["distance"].fact is not None and parts["distance"].fact <= reach


def _has_all_skills(parts: dict[str, Part]) -> bool:
    part = parts["skills"]
    return not part.requirement or (part.known and part.remark is not Remark.MISSING)


def _passes(match: Match, tests: list[Test]) -> bool:
    parts = {part.name: part for part in match.ranked.parts}
    return all(test(parts) for test in tests)
