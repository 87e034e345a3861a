"""On a phone each cell of a list says which column it belongs to."""

from __future__ import annotations

from blueprints.tables import named_cells

COLUMNS = [{"label": "Name"}, {"label": 'Was "zählt"'}, {"label": "Tun", "hidden": True}]
CELL = '<td class="kern-table__cell" role="cell">%s</td>'


def test_each_cell_carries_the_label_of_its_column() -> None:
    row = "".join(CELL % text for text in ("Amira", "8 Jahre", "Knopf"))
    named = named_cells(row, COLUMNS)
    assert named.count("data-label=") == 2
    assert '<td data-label="Name" class="kern-table__cell" role="cell">Amira' in named
    assert "Was &#34;zählt&#34;" in named


def test_cells_of_a_table_inside_a_cell_keep_their_own_names() -> None:
    inner = "<table>" + CELL % "innen" + "</table>"
    named = named_cells(CELL % "Amira" + CELL % inner + CELL % "Knopf", COLUMNS)
    assert '<td class="kern-table__cell" role="cell">innen' in named
    assert named.count("data-label=") == 2
    assert '<td class="kern-table__cell" role="cell">Knopf' in named
