"""Rows of a table that a phone shows one below the other, each cell with its column's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flask import Flask
from markupsafe import Markup, escape

_PIECE = re.compile(r'<table\b|</table>|<t[dh] (?=class="kern-table__)')


def init_app(app: Flask) -> None:
    """Give the table macro the filter ``named_cells``."""
    app.jinja_env.filters["named_cells"] = named_cells


def named_cells(row: str, columns: Sequence[Mapping[str, object]]) -> Markup:
    """Return the cells of a row, each with the label of its column where the style finds it.

    Cells of a table inside a cell belong to that table and stay as they are.
    """
    names = iter(columns)
    depth = 0

    def named(found: re.Match[str]) -> str:
        nonlocal depth
        piece = found.group()
        depth += (piece == "<table") - (piece == "</table>")
        if depth or not piece.startswith("<t") or piece == "<table":
            return piece
        column = next(names, {})
        label = "" if column.get("hidden") else escape(column.get("label", ""))
        return f'{piece}data-label="{label}" ' if label else piece

    return Markup(_PIECE.sub(named, row))  # noqa: S704  # the row was escaped by the macros
