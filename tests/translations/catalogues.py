"""The German texts of the program, and what a catalogue lacks or has too much of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%")
LOOSE_PERCENT = re.compile(r"%(?!\(\w+\)[sd]|%)")

Text = str | tuple[str, ...]


def texts_of_the_program() -> set[Text]:
    """Return every German text that ``babel.cfg`` finds in the code and the templates."""
    with (ROOT / "babel.cfg").open() as settings:
        methods, options = parse_mapping_cfg(settings)
    holding_texts = {ROOT / "blueprints", ROOT / "templates"}
    found = extract_from_dir(
        ROOT,
        methods,
        options,
        KEYWORDS,
        directory_filter=lambda path: any(
            Path(path) == folder or folder in Path(path).parents for folder in holding_texts
        ),
    )
    return {text if isinstance(text, str) else tuple(text) for _, _, text, _, _ in found}


def catalogue(language: str) -> Catalog:
    """Read what is written down for a language."""
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def faults(written: Catalog, texts: set[Text]) -> list[str]:
    """Say in one line each what keeps a catalogue from being complete and right."""
    known = {message.id: message for message in written if message.id}
    return [
        *(f"missing: {text}" for text in texts - known.keys()),
        *(f"no longer used: {text}" for text in known.keys() - texts),
        *(f"obsolete: {text}" for text in written.obsolete),
        *(f"{fault}: {one.id}" for one in known.values() for fault in _faults_of(one, written)),
    ]


def _faults_of(message: Message, written: Catalog) -> Iterator[str]:
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    sources = message.id if isinstance(message.id, tuple) else (message.id,)
    if message.fuzzy:
        yield "fuzzy"
    if not all(form.strip() for form in forms):
        yield "empty"
    if len(sources) > 1 and len(forms) != written.num_plurals:
        yield "wrong number of plural forms"
    if any(_placeholders(form) != _placeholders(sources[-1]) for form in forms):
        yield "other placeholders"
    if any(LOOSE_PERCENT.search(form) for form in forms if _placeholders(sources[-1])):
        yield "loose percent sign"


def _placeholders(text: str) -> set[str]:
    return {found.group(0) for found in PLACEHOLDER.finditer(text)}


def plural_forms(language: str) -> int:
    """Return how many forms of a noun with a number a language has."""
    return get_plural(language).num_plurals
