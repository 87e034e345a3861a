"""The talk in the order of what its answers change: what to ask next, and why.

The value of an answer is reckoned anew on each page (``matching.questions``). A talk in this order
carries the steps that were asked already in its address, so that what nobody could answer does
not come again, and goes through the profile without any memory of its own.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import request, url_for

from blueprints.lever_words import STEP_OF_FACT, fact_name
from blueprints.sessions import now
from matching.questions import Question
from models import Candidate
from services.levers import next_questions

ASKED = "asked"
_MOST = 4
_WORTH_ASKING = 0.05
"""Points a position changes by on the mean; below that an answer is not worth a question."""


class Ask(NamedTuple):
    """A question that is open, where it is asked, and what its answer changes."""

    name: str
    why: str
    url: str


class Talk:
    """The open questions of a person as they stand, seen from one step of the interview."""

    def __init__(self, step: str, person: Candidate) -> None:
        self.person = person
        self.passed = _passed(step)
        found = next_questions(candidate=person, now=now())
        self._open = [one for one in found if one.at_most or one.points >= _WORTH_ASKING]

    def asks(self) -> list[Ask]:
        """Return the questions whose answers change most, each with the reason."""
        return [
            Ask(fact_name(one.fact), _why(one), self._url(STEP_OF_FACT[one.fact]))
            for one in self._open[:_MOST]
        ]

    def following(self) -> str | None:
        """Return where to go on: the step that changes most of those not passed in this talk."""
        steps = (STEP_OF_FACT[one.fact] for one in self._open)
        step = next((one for one in steps if one not in self.passed), None)
        return self._url(step) if step else None

    def _url(self, step: str) -> str:
        asked: dict[str, Any] = {ASKED: ".".join(self.passed)}
        return url_for(f"candidates.{step}", candidate_id=self.person.id, **asked)


def is_by_value() -> bool:
    """Return whether this page belongs to a talk in the order of value."""
    return ASKED in request.args


def kept() -> dict[str, Any]:
    """Return what an address carries on of this talk."""
    return {ASKED: request.args[ASKED]} if is_by_value() else {}


def _passed(step: str) -> tuple[str, ...]:
    """Return the steps this talk has passed, this one among them."""
    known = set(STEP_OF_FACT.values())
    passed = [*request.args.get(ASKED, "").split("."), step]
    return tuple(dict.fromkeys(one for one in passed if one in known))


def _why(question: Question) -> str:
    if not question.at_most:
        return "verschiebt nur Punkte"
    return f"kann bei {question.at_most} von {question.of} Stellen ändern, ob sie gut passt"
