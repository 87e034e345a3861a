"""Whom a firm at a stand looks for, as the reader says it."""

from __future__ import annotations

from blueprints.languages import chosen_language
from domain.page_languages import SOURCE
from services.catalogue import occupation_label
from services.fair_stands import StandEntry


def looked_for(entry: StandEntry) -> list[str]:
    """Return the firm's own titles, or in another language what its occupations are called.

    A title that belongs to no occupation stays as the firm wrote it.
    """
    language = chosen_language()
    if language == SOURCE:
        return entry.titles
    said = (occupation_label(one.occupation_code, language) or one.title for one in entry.positions)
    return list(dict.fromkeys(said))
