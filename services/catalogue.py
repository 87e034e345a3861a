"""Occupations and skills for the pages: searched, named, suggested. Any text is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain.page_languages import SOURCE
from domain.position_suggestions import regulated_by_group
from domain.positions import EmployersWord
from matching.catalogue import Catalogue, Skill, load_catalogue
from matching.wording import title_key
from services.files_in_use import files_in_use
from services.known_codes import codes_that_left, imported_label, known_codes
from services.known_titles import KnownName, listed_as, remembered_as, sure_codes
from services.linkers import Key, answering_key, linker_in_use

LONGEST_QUERY = 160
SURE_ENOUGH = 0.7
"""From this confidence on words are linked without asking; somebody looks at it later."""


@dataclass(frozen=True, slots=True)
class OccupationChoice:
    """An occupation somebody may mean: its KldB code, what it is called, its level (1 to 4)."""

    code: str
    label: str
    level: int


def suggest_occupations(
    text: str, language: str = SOURCE, limit: int = 8
) -> list[OccupationChoice]:
    """Return up to ``limit`` occupations for typed words, the likeliest first, each once.

    What staff here picked for these words comes first, then what official lists call so.
    """
    left = codes_that_left() if files_in_use() else frozenset()
    found: dict[str, OccupationChoice] = {}
    for code, name in _meant(text[:LONGEST_QUERY], 3 * limit):
        if code not in found and code not in left:
            label = _name_of(code, name, language)
            found[code] = OccupationChoice(code, label, requirement_level(code))
        if len(found) == limit:
            break
    return list(found.values())


def _meant(text: str, most: int) -> Iterator[KnownName]:
    """Yield what typed words may mean; the name is empty where only the number is known."""
    key = title_key(text)
    if key:
        yield from (KnownName(code, "") for code in remembered_as(key))
        yield from listed_as(key) if files_in_use() else ()
        for one in linker_in_use().suggest(text, most):
            yield KnownName(one.code, one.title)


def _name_of(code: str, name: str, language: str) -> str:
    """Return what was found as it is called in a language: a confectioner is no baker."""
    named = load_catalogue().everyday_by_neutral.get(name)
    if named is not None:
        return named.labels[_known(language)]
    return name if name and language == SOURCE else occupation_label(code, language)


def likely_occupation(text: str) -> str | None:
    """Return the code typed words most likely mean, ``None`` where nothing fits well."""
    text = text[:LONGEST_QUERY]
    return sure_codes([text]).get(text) or _likeliest(answering_key(), text)


@lru_cache(maxsize=5_000)
def _likeliest(_files: Key, text: str) -> str | None:
    found = linker_in_use().suggest(text, 1)
    return found[0].code if found and found[0].confidence >= SURE_ENOUGH else None


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
    if not code or code in load_catalogue().by_code:
        return bool(code)
    return bool(files_in_use()) and code in known_codes()


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
    """Return the keys of skills whose name, in any language, contains the typed words."""
    wanted = title_key(text[:LONGEST_QUERY]).split()
    if not wanted:
        return []
    matches = (key for key, words in _searchable() if all(part in words for part in wanted))
    return list(matches)[:limit]


def _searchable() -> list[tuple[str, str]]:
    catalogue: Catalogue = load_catalogue()
    return [(skill.key, title_key(" ".join(skill.labels.values()))) for skill in catalogue.skills]


def _name(skill: Skill, language: str) -> str:
    return skill.labels[_known(language)]


def _known(language: str) -> str:
    return language if language in load_catalogue().skills[0].labels else SOURCE
