"""The page of a fair for everybody: when, where, what to bring, which firms look for whom."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import inspect

from blueprints.fields import printable
from blueprints.guard import public as everybody
from blueprints.languages import chosen_language
from blueprints.public.blueprint import public
from blueprints.public.kept import is_same_for_everybody, kept
from blueprints.sessions import now
from domain.fairs import FairPhase, phase_of, text_in
from domain.page_languages import SOURCE
from models import Fair
from services.public_fair import fitting_stands, next_open_fair, public_fair, public_stands
from services.work_areas import is_work_area, work_areas

LONGEST_SEARCH = 80
ENDED = {FairPhase.OVER, FairPhase.CANCELLED}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for among the firms."""

    words: str
    area: str

    @property
    def is_something(self) -> bool:
        """Return whether anything was asked."""
        return bool(self.words or self.area)


@public.route("/fairs/<slug>")
@everybody
def fair(slug: str) -> ResponseReturnValue:
    """Show a fair: when, where, who is there, how many places are left."""
    found = public_fair(slug) or abort(404)
    if is_same_for_everybody():
        return kept((chosen_language(), *content_of(found)), lambda: fair_page(found))
    return fair_page(found)


def fair_page(found: Fair) -> str:
    """Return the page of a fair, with the firms that were asked for."""
    phase, asked = phase_of(found, now()), _asked()
    stands = public_stands(found.id)
    language = chosen_language()
    return render_template(
        "public/fair.html",
        fair=found,
        phase=phase,
        left=max(0, found.capacity - found.taken) if phase is FairPhase.OPEN else 0,
        groups=found.groups,
        stands=fitting_stands(stands, words=asked.words, area=asked.area)
        if asked.is_something
        else stands,
        firms=len(stands),
        asked=asked,
        areas=[("", _l("alle")), *((one.key, one.name) for one in work_areas(language))],
        directions=text_in(language, found.directions_in, found.directions),
        bring=text_in(language, found.bring_words, found.bring_words.get(SOURCE, "")),
        next_fair=next_open_fair(now=now()) if phase in ENDED else None,
    )


def content_of(found: Fair) -> tuple[object, ...]:
    """Return everything the page says of the fair itself; what is a list or table in words."""
    stated = (getattr(found, column.key) for column in inspect(Fair).column_attrs)
    return (phase_of(found, now()), *(_hashable(one) for one in stated))


def _hashable(value: object) -> object:
    return repr(value) if isinstance(value, dict | list) else value


def _asked() -> Asked:
    area = request.args.get("area", "")
    return Asked(
        words=printable(request.args.get("q", ""))[:LONGEST_SEARCH],
        area=area if is_work_area(area) else "",
    )
