"""What each demand of a position costs in people, as an officer reads it."""

from __future__ import annotations

from typing import NamedTuple

from blueprints.reach_words import demand_name
from domain.languages import LanguageLevel, LanguageSkill
from matching.reach import Demand, Reach
from models import Position

_MOST = 6


class Cost(NamedTuple):
    """One demand: who meets all the others, who meets it too, and what less would do."""

    name: str
    without: int
    less: str


def costs_of(position: Position, counts: Reach | None) -> list[Cost]:
    """Return the demands that leave people out, the costliest first."""
    if counts is None:
        return []
    costly = [(demand, count) for demand, count in counts.without.items() if count > counts.meet]
    costly.sort(key=lambda one: -one[1])
    return [Cost(_name(position, demand), count, _less(counts, demand))
            for demand, count in costly[:_MOST]]  # fmt: skip


def costliest_sentence(position: Position, counts: Reach | None) -> str:
    """Return what costs most, and what a course here would change; empty where nothing does."""
    if counts is None or counts.costliest is None:
        return ""
    demand, without = counts.costliest
    said = f"{_name(position, demand)} lässt {counts.meet} von {without} übrig"
    level, count = next(iter(counts.at_less.get(demand, {}).items()), (None, 0))
    if level is not None and count > counts.meet:
        return f"{said}; mit {level.value} und einem Kurs hier wären es {count}."
    taught = "; wer es hier lernen darf, zählt mit" if demand.kind == "skill" else ""
    return f"{said}{taught}."


def _name(position: Position, demand: Demand) -> str:
    name = demand_name(demand)
    if demand.kind != "german":
        return name
    level: LanguageLevel = getattr(position, f"german_{LanguageSkill(demand.key).value}")
    return f"{name} {level.value}"


def _less(counts: Reach, demand: Demand) -> str:
    lower = counts.at_less.get(demand, {})
    if lower:
        return ", ".join(f"{level.value}: {count}" for level, count in lower.items())
    return "wenn man es hier lernt: alle davon" if demand.kind == "skill" else ""
