"""Tables, pages and scores as the macros write them."""

from __future__ import annotations

import re

import pytest
from flask import Flask, render_template_string
from wtforms import Form, StringField

from setup.serve import server_options
from tests.inspection import inspect

FRAME = (
    '<!DOCTYPE html><html lang="de" dir="ltr"><head><title>Liste</title></head>'
    '<body><h1>Liste</h1>{%% import "components/kern.html" as kern %%}%s</body></html>'
)
TABLE = (
    '{% call(row) kern.table("Leute", [{"label": "Name", "key": "name"}, {"label": "Jahre",'
    ' "key": "years", "numeric": true}, {"label": "Ort"}], rows, sort=request.args.get("sort", ""))'
    " %}{{ kern.row_header(row.name) }}{{ kern.cell(row.years, numeric=true) }}"
    "{{ kern.cell(row.place) }}{% endcall %}"
)
PEOPLE = [{"name": "Amira <b>", "years": 0, "place": ""}, {"name": "Þór", "years": 8, "place": "X"}]


def show(app: Flask, body: str, *, query: str = "", **context: object) -> str:
    with app.test_request_context(f"/people{query}"):
        html = render_template_string(FRAME % body, **context)
    inspect(html)
    return html


def test_header_of_a_column_sorts_and_a_second_press_turns_round(app: Flask) -> None:
    first = show(app, TABLE, rows=PEOPLE, query="?q=x&page=3")
    assert 'href="?q=x&amp;sort=name"' in first
    assert "aria-sort" not in first
    second = show(app, TABLE, rows=PEOPLE, query="?sort=name")
    assert 'href="?sort=-name"' in second
    assert second.count('aria-sort="ascending"') == 1
    third = show(app, TABLE, rows=PEOPLE, query="?sort=-name")
    assert 'href="?sort=name"' in third
    assert third.count('aria-sort="descending"') == 1


def test_column_without_key_is_not_a_link(app: Flask) -> None:
    assert re.search(
        r'scope="col" role="columnheader">\s*Ort\s*</th>', show(app, TABLE, rows=PEOPLE)
    )


def test_cells_keep_zero_show_a_dash_for_nothing_and_escape_names(app: Flask) -> None:
    html = show(app, TABLE, rows=PEOPLE)
    assert "<bdi>0</bdi>" in html
    assert re.search(r'<td [^>]*class="kern-table__cell" role="cell">\s*–</td>', html)
    assert "Amira &lt;b&gt;" in html


def test_empty_table_says_so(app: Flask) -> None:
    assert "Keine Einträge." in show(app, TABLE, rows=[])


@pytest.mark.parametrize(("page", "links"), [(1, ["next"]), (2, ["prev", "next"]), (3, ["prev"])])
def test_pages_link_to_their_neighbours_and_keep_the_search(
    app: Flask, page: int, links: list[str]
) -> None:
    body = "{{ kern.pagination(page, 3) }}"
    html = show(app, body, page=page, query="?q=M%C3%BCller&page=9")
    assert re.findall(r'rel="(\w+)"', html) == links
    assert all(
        f"q=M%C3%BCller&amp;page={page + step}" in html
        for step, link in ((-1, "prev"), (1, "next"))
        if link in links
    )


def test_single_page_has_no_page_links(app: Flask) -> None:
    assert "<nav" not in show(app, "{{ kern.pagination(1, 1) }}")


@pytest.mark.parametrize(("value", "percent"), [(0, 0), (0.5, 50), (1, 100), (1.7, 100), (-1, 0)])
def test_bar_of_a_score_says_its_number(app: Flask, value: float, percent: int) -> None:
    html = show(app, "{{ kern.score_bar(value) }}", value=value)
    assert f'class="mp-bar__value" width="{percent}"' in html
    assert f"{percent} %" in html


def test_change_link_names_its_question(app: Flask) -> None:
    html = show(app, "{{ kern.summary('Angaben', [('Telefon', None, '/phone')]) }}")
    assert 'href="/phone">Ändern<span class="kern-sr-only">: Telefon</span>' in html
    assert "keine Angabe" in html


def test_search_comes_back_as_it_was_typed(app: Flask) -> None:
    html = show(app, "{{ kern.search_filter(q) }}", q='Bäcker"\x00\u202e<', query="?q=x")
    assert 'value="Bäcker&#34;&lt;"' in html
    assert 'href="/people"' in html


class Asking(Form):
    """Asks one thing by GET."""

    title = StringField("Titel")


def test_a_text_that_goes_into_the_address_fits_into_it(app: Flask) -> None:
    """Every sign may be four bytes of three signs each; the server reads 8190 of them."""
    pages = [show(app, "{{ kern.search_filter() }}", query="")]
    pages.append(show(app, "{{ kern.suggest_input(form.title, longest=500) }}", form=Asking()))
    limit = int(server_options(app, 8000)["limit_request_line"])
    for html in pages:
        found = re.search(r'maxlength="(\d+)"', html)
        assert found
        assert int(found[1]) * 4 * 3 < limit
