"""The attribution of imported classifications, at the foot of the pages that use them."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from domain.official_files import OfficialKind
from models import OfficialFile
from services.files_in_use import files_in_use

_SENTENCES: dict[OfficialKind, Any] = {
    OfficialKind.ESCO: _l(
        "Dieser Dienst nutzt die ESCO-Klassifikation der Europäischen Kommission."
    ),
    OfficialKind.KLDB: _l(
        "Klassifikation der Berufe 2010, Fassung %(version)s: Bundesagentur für Arbeit."
    ),
    OfficialKind.TITLES: _l("Berufsbezeichnungen, Stand %(version)s: Bundesagentur für Arbeit."),
    OfficialKind.COMPETENCES: _l("Kompetenzen, Stand %(version)s: Bundesagentur für Arbeit."),
    OfficialKind.CROSSWALK: _l(
        "Zuordnung der Berufe zu ESCO, Stand %(version)s: Bundesagentur für Arbeit."
    ),
}


def init_app(app: Flask) -> None:
    """Give the foot of the page what it says about sources."""
    app.jinja_env.globals["catalogue_sources"] = catalogue_sources


def catalogue_sources() -> list[str]:
    """Return a sentence for each official file in use; nothing while only the shipped one is."""
    return [_sentence(one) for one in files_in_use()]


def _sentence(file: OfficialFile) -> str:
    """Return what has to be said of a file; the European Commission prescribes its words."""
    said = str(_SENTENCES[file.kind]) % {"version": file.version}
    return f"{said} (ESCO {file.version})" if file.kind is OfficialKind.ESCO else said
