"""How much German a position needs, in words everybody understands instead of letters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from domain.languages import LanguageLevel

IN_WORDS = {
    LanguageLevel.NONE: _l("Sie brauchen kein Deutsch."),
    LanguageLevel.A1: _l("Deutsch: Einzelne Wörter reichen."),
    LanguageLevel.A2: _l("Deutsch: Sie können einkaufen und einfache Fragen beantworten."),
    LanguageLevel.B1: _l("Deutsch: Sie können einer Ärztin sagen, was Ihnen wehtut."),
    LanguageLevel.B2: _l("Deutsch: Sie können über einen Preis verhandeln."),
    LanguageLevel.C1: _l("Deutsch: Sie sprechen fließend, auch mit Fachleuten."),
    LanguageLevel.C2: _l("Deutsch: Sie sprechen fast wie in Ihrer eigenen Sprache."),
}
"""As the filter ``german_words``: ``position.german_level|german_words``."""
