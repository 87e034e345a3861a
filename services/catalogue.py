"""Occupations and skills for the pages: searched, named, suggested. Any text is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.page_languages import SOURCE
from domain.position_suggestions import regulated_by_group
from domain.positions import EmployersWord
from matching.catalogue import Catalogue, Skill, load_catalogue
from matching.wording import title_key
from services.files_in_use import files_in_use
from services.known_codes import codes_that_left, imported_label
from services.meanings import CERTAIN, is_type, meanings, meant_skills, sure_meaning

LONGEST_QUERY = 160


@dataclass(frozen=True, slots=True)
class OccupationChoice:
    """An occupation somebody may mean: its KldB code, what it is called, its level (1 to 4)."""

    code: str
    label: str
    level: int
    tenths: int | None = None
    """Of ten occupations named so, how many were right, where that was measured; 10: known."""

    @property
    def is_guess(self) -> bool:
        """Return whether it is one of which was measured how often it is right."""
        return self.tenths is not None and 0 < self.tenths < CERTAIN


def suggest_occupations(
    text: str, language: str = SOURCE, limit: int = 8
) -> list[OccupationChoice]:
    """Return up to ``limit`` occupations for typed words, the likeliest first, each once.

    What staff here picked for these words comes first, then what official lists call so.
    """
    left = codes_that_left() if files_in_use() else frozenset()
    found: dict[str, OccupationChoice] = {}
    for one in meanings(text[:LONGEST_QUERY], 3 * limit):
        if one.code not in found and one.code not in left:
            label = _name_of(one.code, one.name, language)
            found[one.code] = OccupationChoice(
                one.code, label, requirement_level(one.code), one.tenths
            )
        if len(found) == limit:
            break
    return list(found.values())


def only_meaning(found: Sequence[OccupationChoice]) -> str | None:
    """Return the code of words that are known by heart, ``None`` where somebody has to pick."""
    known = [one.code for one in found if one.tenths == CERTAIN]
    return known[0] if len(known) == 1 else None


def _name_of(code: str, name: str, language: str) -> str:
    """Return what was found as it is called in a language: a confectioner is no baker."""
    named = load_catalogue().everyday_by_neutral.get(name)
    if named is not None:
        return named.labels[_known(language)]
    return name if name and language == SOURCE else occupation_label(code, language)


def likely_occupation(text: str) -> str | None:
    """Return the code typed words most likely mean, ``None`` where nothing fits well."""
    return sure_meaning(text[:LONGEST_QUERY])


def occupation_label(code: str | None, language: str = SOURCE) -> str:
    """Return what an occupation is called; an empty text where none is linked.

    One that only an import knows, or knew, is called what the import called it.
    """
    if not code:
        return ""
    known = code in load_catalogue().by_code
    return load_catalogue().title(code, _known(language)) if known else imported_label(code)


def main_group(code: str | None) -> str:
    """Return the main group (two digits of the KldB) of an occupation; empty where none is."""
    return load_catalogue().groups.get((code or "")[:2], "") if code else ""


def is_occupation(code: str | None) -> bool:
    """Return whether the code is a type of the catalogue or of an imported one.

    A shipped type that left by an import is one still: it is not suggested any more, but what was
    linked to it stays what it is. The usual answer needs no statement.
    """
    return bool(code) and is_type(code or "")


def requirement_level(code: str) -> int:
    """Return the requirement level of a KldB type: its fifth digit."""
    return int(code[4])


def usually_regulated(code: str | None) -> EmployersWord:
    """Return whether the work of an occupation needs a licence; unknown where none is linked.

    What the catalogue recorded of the occupation comes first, then what its group usually is.
    """
    if not code:
        return EmployersWord.UNKNOWN
    recorded = load_catalogue().needs_licence(code)
    if recorded is None:
        return regulated_by_group(code)
    return EmployersWord.YES if recorded else EmployersWord.NO


def regulation_of(code: str | None) -> str:
    """Return the law that asks for a licence; an empty text where the catalogue names none."""
    profiles = load_catalogue().profiles_of(code or "")
    cited = (one.regulation.citation for one in profiles if one.needs_licence and one.regulation)
    return next(cited, "")


def skill_label(key: str, language: str = SOURCE) -> str:
    """Return what a skill is called; its key where the catalogue no longer has it."""
    skill = load_catalogue().skills_by_key.get(key)
    return _name(skill, language) if skill else key


def is_skill(key: str) -> bool:
    """Return whether the catalogue has the skill."""
    return key in load_catalogue().skills_by_key


def skills_for(code: str | None) -> list[str]:
    """Return the keys of the skills of an occupation: its own first, then those of its group."""
    catalogue = load_catalogue()
    group = (code or "")[:3]
    own = [key for profile in catalogue.profiles_of(code or "") for key in profile.skills]
    return list(
        dict.fromkeys([*own, *(one.key for one in catalogue.skills if group in one.groups)])
    )


def search_skills(text: str, limit: int = 12) -> list[str]:
    """Return the keys of skills for typed words: those named so, then those that may be meant.

    Words are looked for in the names in all languages; typing errors and other forms by the linker.
    """
    text = text[:LONGEST_QUERY]
    wanted = title_key(text).split()
    if not wanted:
        return []
    named = [key for key, words in _searchable() if all(part in words for part in wanted)]
    return list(dict.fromkeys([*named, *meant_skills(text)]))[:limit]


def _searchable() -> list[tuple[str, str]]:
    catalogue: Catalogue = load_catalogue()
    return [(skill.key, title_key(" ".join(skill.labels.values()))) for skill in catalogue.skills]


def _name(skill: Skill, language: str) -> str:
    return skill.labels[_known(language)]


def _known(language: str) -> str:
    return language if language in load_catalogue().skills[0].labels else SOURCE
