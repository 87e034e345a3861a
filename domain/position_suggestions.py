"""What positions of a kind usually ask for: offered to the firm, never decided for it.

Levels of German: facts of the office on typical entry levels (helper A1 to A2, skilled B1 to B2,
apprenticeship B1 to B2, entry qualification A2 to B1), the lower end of each, because each level
more shuts people out. Regulated occupations: groups of the KldB 2010 whose work needs a licence
of the trade (§ 3 Abs. 5 BQFG), helpers excepted; the firm confirms.
"""

from __future__ import annotations

from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.positions import BEGINNING_OF, EmployersWord, PositionKind

_SKILLED = 2
_BY_LEVEL = {
    1: (LanguageLevel.A2, LanguageLevel.A2, LanguageLevel.A1, LanguageLevel.A1),
    2: (LanguageLevel.B1, LanguageLevel.B1, LanguageLevel.A2, LanguageLevel.A2),
    3: (LanguageLevel.B1, LanguageLevel.B1, LanguageLevel.B1, LanguageLevel.B1),
    4: (LanguageLevel.B2, LanguageLevel.B2, LanguageLevel.B2, LanguageLevel.B2),
}
_LEARNERS = (LanguageLevel.A2, LanguageLevel.A2, LanguageLevel.A2, LanguageLevel.A2)
_APPRENTICES = (LanguageLevel.B1, LanguageLevel.B1, LanguageLevel.B1, LanguageLevel.B1)
_NURSING = "813"
_REGULATED = (
    *("812", "813", "814", "815", "817", "818"),
    *("8311", "8312", "841", "7313"),
)
"""Laboratories, nursing, medicine, therapy, pharmacy; educators, social work, teachers, law."""


def usual_german(kind: PositionKind, code: str | None, level: int) -> dict[str, LanguageLevel]:
    """Return the usual level of each skill, by the name of its column.

    >>> usual_german(PositionKind.JOB, "51311", 1)["german_speaking"]
    <LanguageLevel.A2: 'A2'>
    """
    levels = _BY_LEVEL[level]
    if kind is PositionKind.APPRENTICESHIP:
        levels = _APPRENTICES
    elif BEGINNING_OF[kind] is not Beginning.JOB:
        levels = _LEARNERS
    elif (code or "").startswith(_NURSING) and level >= _SKILLED:
        levels = (LanguageLevel.B2,) * 4
    columns = (f"german_{skill.value}" for skill in LanguageSkill)
    return dict(zip(columns, levels, strict=True))


def regulated_by_group(code: str) -> EmployersWord:
    """Return whether the occupations of a group usually need a licence.

    >>> regulated_by_group("81302")
    <EmployersWord.YES: 'yes'>
    >>> regulated_by_group("22342")
    <EmployersWord.NO: 'no'>
    """
    is_listed = code.startswith(_REGULATED) and int(code[-1]) >= _SKILLED
    return EmployersWord.YES if is_listed else EmployersWord.NO
