"""The field for skills: each one needed, wished, taught here, or not asked for at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.validators import ValidationError

from blueprints.fields import printable
from domain.codes import western_digits
from domain.positions import SkillNeed
from services.catalogue import is_skill, skill_label
from services.position_facts import SkillDemand

MOST_WEEKS = 156
_NEED, _WEEKS = "need", "weeks"


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill of the form, with what is chosen for it."""

    key: str
    label: str
    need: str
    weeks: str


class SkillDemands(Field):
    """Two inputs for each skill on offer: ``skills-need-<key>`` and ``skills-weeks-<key>``."""

    data: tuple[SkillDemand, ...]
    rows: Sequence[SkillRow] = ()
    needs = tuple(SkillNeed)

    def process_data(self, value: Iterable[SkillDemand] | None) -> None:
        """Take the skills of the record."""
        self.data = tuple(value or ())
        self.typed_weeks = {one.skill: str(one.weeks or "") for one in self.data}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what was chosen for every skill the catalogue knows; others do not exist."""
        self.process_errors: list[str] = []
        self.process_data(data if data is not None else ())
        if formdata:
            self._take(formdata)

    def _take(self, formdata: Any) -> None:
        prefix = f"{self.name}-{_NEED}-"
        needs = {
            name.removeprefix(prefix): formdata[name]
            for name in formdata
            if name.startswith(prefix)
        }
        chosen = {
            key: SkillNeed(need)
            for key, need in needs.items()
            if is_skill(key) and need in set(SkillNeed)
        }
        self.typed_weeks = {
            key: printable(formdata.get(f"{self.name}-{_WEEKS}-{key}", ""))[:20] for key in chosen
        }
        self.data = tuple(SkillDemand(key, need, self._weeks(key)) for key, need in chosen.items())

    def _weeks(self, key: str) -> int | None:
        typed = western_digits(self.typed_weeks.get(key, ""))
        plain = typed.isascii() and typed.isdigit() and len(typed) <= 3
        return int(typed) if plain and 1 <= int(typed) <= MOST_WEEKS else None

    def pre_validate(self, form: object) -> None:
        """Stop at weeks that are no number."""
        for one in self.data:
            if self.typed_weeks.get(one.skill) and one.weeks is None:
                raise ValidationError(
                    _(
                        "%(skill)s: Geben Sie die Wochen als Zahl von 1 bis %(most)s ein.",
                        skill=skill_label(one.skill),
                        most=MOST_WEEKS,
                    )
                )

    def offer(self, keys: Iterable[str], language: str) -> None:
        """Set the skills on the page; what is chosen stays on it, at the top."""
        needs = {one.skill: one.need.value for one in self.data}
        shown = dict.fromkeys([*needs, *keys])
        self.rows = [
            SkillRow(
                key, skill_label(key, language), needs.get(key, ""), self.typed_weeks.get(key, "")
            )
            for key in shown
        ]
