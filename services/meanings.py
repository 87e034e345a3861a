"""What typed words may mean, in one place for all pages, imports and commands.

First what is known by heart: what staff here picked, then what official lists and the catalogue
call so. Then what is written almost so, letter by letter. Then what the linker learned from all
titles and labels, in whatever language. Any text is answered, noise and "nothing" with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from matching.catalogue import load_catalogue
from matching.likely_types import likely_types
from matching.no_work import names_no_work
from matching.title_index import Suggestion
from matching.title_reading import shipped_reader
from matching.wording import title_key
from services.files_in_use import files_in_use
from services.known_codes import known_codes
from services.known_titles import listed_as, misspelt_as, remembered_as, sure_codes
from services.linkers import answering_number, linkers_in_use

CERTAIN = 10
MORE_THAN_READ = 4
"""Of ten guesses so many must be right to come before the title reader's: its own are 3.5."""
TYPE = 5
"""Digits of a type of the KldB."""
WRITTEN_SO = 0.75
"""Likeness from which on written letters count for more than what the linker learned."""
CLEAR = 0.92
"""Likeness from which on nothing is guessed: above that of a title among other words."""
SHIPPED_ALONE = 1
"""Versions of the catalogue where nothing was imported."""
SURE_ENOUGH = 0.7
"""From this share of right answers on words are linked without asking; somebody looks later."""
AGREED = 0.5
"""The same where letters and linker, who look at words differently, name one occupation."""
SKILLS = 5
SKILL_NO_NOISE = 0.05
"""The same for skills, whose chances are lower: noise reaches 0.04."""


class Meaning(NamedTuple):
    """An occupation words may mean, what a list calls it (or nothing), how many of ten are so."""

    code: str
    name: str
    tenths: int | None = None


def meanings(text: str, most: int) -> Iterator[Meaning]:
    """Yield what typed words may mean, the likeliest first; a code may come again."""
    key = title_key(text)
    if not key:
        return
    known = list(_by_heart(key))
    yield from known
    if names_no_work(text):
        return
    found = list(_written_or_learned(text, most))
    if files_in_use() and all(one.tenths != CERTAIN for one in (*known, *found)):
        yield from (Meaning(one.code, one.name) for one in misspelt_as(key))
    meant = text if any(map(_is_sure, found)) else _mended(text)
    if meant != text:
        found = [_unsure(one) for one in _written_or_learned(meant, most)]
    first = named_first(found, meant)
    yield from (one for one in found if one.code == first)
    yield from (one for one in found if one.code != first)


def _by_heart(key: str) -> Iterator[Meaning]:
    """Yield what the words are known to mean: a number, what staff picked, what lists say."""
    if is_type(key):
        yield Meaning(key, "", CERTAIN)  # somebody typed the number itself, in whatever digits
    yield from (Meaning(code, "", CERTAIN) for code in remembered_as(key))
    if files_in_use():
        yield from (Meaning(one.code, one.name, CERTAIN) for one in listed_as(key))


def named_first(found: list[Meaning], text: str) -> str:
    """Return the type to be named first: known by heart, learned well, or of all views.

    The title reader weighs letters, group, subgroup and level of the words, and answers all forms
    of a title alike. What was not found it does not bring in, nor what is right less often.
    """
    if not found or found[0].tenths == CERTAIN:
        return found[0].code if found else ""
    said: dict[str, int] = {}
    for one in found:
        said[one.code] = max(said.get(one.code, 0), one.tenths or 0)
    best = max(said, key=lambda code: said[code])
    if said[best] >= MORE_THAN_READ:
        return best
    if shipped_reader().is_heard(text):
        return found[0].code
    code, first = str(shipped_reader().predict([text])[0]), found[0].code
    return code if said.get(code, -1) >= said[first] else first


def _mended(text: str) -> str:
    """Return typed words without typing errors: all views see the same ones, and answer alike."""
    linkers = linkers_in_use()
    return shipped_reader().mended(text, linkers.occupations.words_ if linkers else ())


def _is_sure(one: Meaning) -> bool:
    """Return whether words as typed say enough: a compound nobody taught is no typing error."""
    return (one.tenths or 0) >= MORE_THAN_READ


def _unsure(one: Meaning) -> Meaning:
    """Return a meaning of words that are known only without a typing error: somebody picks."""
    return one._replace(tenths=None) if one.tenths == CERTAIN else one


def _written_or_learned(text: str, most: int) -> Iterator[Meaning]:
    """Yield what is written almost so, and what the linker learned, the likeliest first."""
    written = shipped_reader().suggest(text, most)
    alike = [one for one in written if one.confidence >= WRITTEN_SO]
    is_clear = bool(alike) and alike[0].confidence >= CLEAR
    learned = [] if is_clear else list(_learned(text))
    yield from (one for one in learned if one.tenths == CERTAIN)
    yield from (_as_written(one) for one in alike)
    rest = [_as_written(one) for one in written[len(alike) :]]
    is_faint = not any(one.tenths for one in learned) or shipped_reader().is_heard(text)
    yield from (*rest, *learned) if is_faint else (*learned, *rest)


def is_type(code: str) -> bool:
    """Return whether the code is a type of the catalogue or of an imported one.

    The usual answer needs no statement.
    """
    if code in load_catalogue().by_code:
        return True
    return len(code) == TYPE and bool(files_in_use()) and code in known_codes()


def sure_meaning(text: str) -> str | None:
    """Return the code that typed words mean without asking, ``None`` where somebody has to pick."""
    key = title_key(text)
    if is_type(key):
        return key
    if sure := sure_codes([text]).get(text):
        return sure
    meant = _likeliest(answering_number(), text)
    listed = {one.code for one in misspelt_as(key)} if meant and files_in_use() else ()
    return meant if not listed or meant in listed else None


def meant_skills(text: str) -> list[str]:
    """Return keys of skills that the linker takes typed words for."""
    linkers = linkers_in_use()
    found = linkers.skills.candidates(text, SKILLS) if linkers else []
    return [one.concept for one in found] if found and found[0].confidence >= SKILL_NO_NOISE else []


def _as_written(one: Suggestion) -> Meaning:
    return Meaning(one.code, one.title, CERTAIN if one.confidence == 1.0 else None)


def _learned(text: str) -> Iterator[Meaning]:
    """Yield what the linker learned, each with how many of ten such answers were right."""
    linkers = linkers_in_use()
    if linkers is None:
        return
    if exact := linkers.occupations.exact(text):
        yield Meaning(exact, "", CERTAIN)
        return
    is_taught = len(linkers.catalogue) > SHIPPED_ALONE
    for one in likely_types(text, shipped_reader(), linkers.occupations, is_taught=is_taught):
        tenths = linkers.reliability.tenths(one.confidence)
        # a guess is never certain
        yield Meaning(one.concept, "", None if tenths is None else min(tenths, CERTAIN - 1))


@lru_cache(maxsize=5_000)
def _likeliest(_linkers: str, text: str) -> str | None:
    if names_no_work(text):
        return None
    written = shipped_reader().suggest(text, 1)
    alike = written[0] if written and written[0].confidence >= SURE_ENOUGH else None
    linkers = linkers_in_use()
    found = linkers.occupations.candidates(text) if linkers else []
    if not linkers or not found:
        return alike.code if alike else None
    best = found[0]
    share = 1.0 if best.confidence == 1.0 else linkers.reliability.share(best.confidence)
    is_agreed = alike is not None and alike.code == best.concept
    return best.concept if share >= (AGREED if is_agreed else SURE_ENOUGH) else None
