"""Whether two spellings name the same firm; a list of the job search holds many firms."""

from __future__ import annotations

from services.position_files.columns import folded

_LEGAL_FORMS = frozenset(
    {"gmbh", "mbh", "ag", "kg", "kgaa", "co", "ohg", "ug", "se", "gbr", "ev", "eg", "ek", "ltd"}
    | {"e", "v", "k", "haftungsbeschraenkt", "und", "inh"}
)


def is_same_firm(named: str, firm: str) -> bool:
    """Return whether ``named`` may be the firm; no name at all may be any firm.

    >>> is_same_firm("Bäckerei Nordlicht", "Bäckerei Nordlicht GmbH & Co. KG")
    True
    >>> is_same_firm("Bäckerei Südwind GmbH", "Bäckerei Nordlicht GmbH")
    False
    """
    words, own = _words(named), _words(firm)
    return not words or words <= own or own <= words


def _words(name: str) -> set[str]:
    return set(folded(name).split()) - _LEGAL_FORMS
