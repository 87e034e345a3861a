"""Files to take away: the template, and the rows that need another look."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response
from flask_babel import gettext as _

from blueprints.csv_answers import csv_answer, safe
from blueprints.imports.sentences import row_texts
from models import ImportRow
from services.position_files.columns import COLUMNS, TEMPLATE_COLUMNS

_SAMPLE = {
    "title": "Helfer/in Lager (Beispiel, bitte löschen)",
    "kind": "Arbeit",
    "postcode": "32049",
    "place": "Herford",
    "starts_on": "ab sofort",
    "places": "2",
    "german": "A2",
    "tasks": "Pakete packen und verladen",
    "hours": "Vollzeit",
    "weekly_hours": "38,5",
    "shifts": "früh, spät",
    "pay": "15,20",
    "pay_unit": "Stunde",
    "requirement_level": "Helfer",
    "licences": "Staplerschein",
    "reference": "L-2026-01",
}


def template_file() -> Response:
    """Return the empty table with one example, as Excel opens it."""
    header = [COLUMNS[field][0] for field in TEMPLATE_COLUMNS]
    sample = [_SAMPLE.get(field, "") for field in TEMPLATE_COLUMNS]
    return csv_answer("stellen-vorlage.csv", [header, sample])


def error_file(rows: Iterable[ImportRow]) -> Response:
    """Return the rows with errors as they came, each with its errors at the end."""
    header = [COLUMNS[field][0] for field in COLUMNS]
    lines = [[_("Zeile"), *header, _("Fehler")]]
    for row in rows:
        said = [safe(str(row.texts.get(field, ""))) for field in COLUMNS]
        lines.append([str(row.line), *said, safe(_errors(row))])
    return csv_answer("stellen-fehler.csv", lines)


def _errors(row: ImportRow) -> str:
    flaws = [(column, text) for column, text, is_flaw in row_texts(row.remarks) if is_flaw]
    return " | ".join(f"{column}: {text}" if column else text for column, text in flaws)
