"""The languages the pages are offered in; adding one is a catalogue of texts and a line here."""

OFFERED = {"de": "Deutsch", "en": "English", "ar": "العربية"}
"""Code and name in the language's own script; German is the source."""

SOURCE = "de"
