"""The summary of a case in words, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from flask_babel import gettext as _

from blueprints.labels import LABELS, label
from blueprints.moments import clock, short_day
from domain.courses import PartState
from domain.handovers import Section
from domain.proposals import ProposalState
from domain.support_scheme import Scheme
from models import TaskKind
from services.going_on import Item


def packet_lines(sections: Mapping[str, list[Item]]) -> list[tuple[str, list[str]]]:
    """Return each part of a summary with its name and a line for each thing in it."""
    known = [section for section in Section if section in sections]
    return [
        (str(label(section)), [_LINES[section](item) for item in sections[section]])
        for section in known
    ]


def part_names(names: object) -> list[str]:
    """Return what people call the parts that were kept back."""
    kept = names if isinstance(names, list) else []
    return [_word(Section, str(name)) for name in kept]


def _word(kind: type[Enum], value: str) -> str:
    """Return the word for a value; one that is no longer chosen stays readable."""
    known = {str(member.value): member for member in LABELS[kind]}
    return str(label(known[value])) if value in known else value


def _task(item: Item) -> str:
    names: dict[str, str] = {
        TaskKind.LETTER_DEAD: _("Ein Brief kam nicht an"),
        TaskKind.DOCUMENT_ENDS: _("Ein Dokument läuft ab"),
        TaskKind.SCHEME_BEGAN: _("Neue Zuständigkeit ansehen"),
    }
    what = names.get(item["kind"], _("Aufgabe"))
    return f"{what} ({_day(item['since'])})"


def _talk(item: Item) -> str:
    return f"{_day(item['at'])}, {clock(item['at'])}: {item['with']}"


def _proposal(item: Item) -> str:
    return f"{item['title']}, {item['firm']}: {_word(ProposalState, item['state'])}"


def _course(item: Item) -> str:
    state = _word(PartState, item["state"])
    return f"{item['name']}, {item['provider']}: {state} ({_from_to(item)})"


def _scheme(item: Item) -> str:
    office = f", {item['office']}" if item["office"] else ""
    return f"{_word(Scheme, item['scheme'])}: {_from_to(item)}{office}"


def _from_to(item: Item) -> str:
    return f"{_day(item['from'])} – {_day(item['to']) if item['to'] else '…'}"


def _day(iso: str) -> str:
    return short_day(iso)


_LINES: dict[Section, Callable[[Item], str]] = {
    Section.TASKS: _task,
    Section.TALKS: _talk,
    Section.PROPOSALS: _proposal,
    Section.COURSES: _course,
    Section.SCHEMES: _scheme,
}
