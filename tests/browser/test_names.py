"""A name in any script and with any signs stands between its neighbours, on the real glyphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from markupsafe import escape
from playwright.sync_api import Page

from domain.names import contained
from tests.factories.names import HOSTILE

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

LINES = """(width) => [...document.querySelectorAll('p')].map(line => {
  const box = node => {
    const range = document.createRange();
    range.selectNode(node);
    return range.getBoundingClientRect();
  };
  const [before, name, behind] = [...line.childNodes].map(box);
  const [first, last] = line.dir === 'rtl' ? [behind, before] : [before, behind];
  return first.right <= name.left + 1 && name.right <= last.left + 1;
})"""


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_name_moves_what_stands_beside_it(
    open_page: Callable[..., Page], direction: str
) -> None:
    page = open_page("/")
    before, behind = ("Vor", "nach") if direction == "ltr" else ("قبل", "بعد")
    lines = [
        f'<p dir="{direction}"><span>{before} </span><bdi>{escape(contained(name))}</bdi>'
        f"<span> {behind}</span></p>"
        for name in HOSTILE.values()
    ]
    page.evaluate("text => { document.body.innerHTML = text; }", "".join(lines))
    assert page.evaluate(LINES) == [True] * len(HOSTILE)
