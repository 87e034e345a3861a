"""Walks through a page with the Tab key, as people do who use no mouse."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

MOST = 300
_REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea,'
    + ' summary, [tabindex="0"]')]
  .filter(one => !one.disabled && one.type !== 'hidden' && one.getClientRects().length)
  .filter(one => one.type !== 'radio' || one === document.querySelector(
    `input[name="${one.name}"]:checked, input[name="${one.name}"]`))
  .map((one, place) => (one.dataset.place = place, place))"""
_HERE = """() => {
  const one = document.activeElement;
  if (one === document.body || one.dataset.place === undefined) return null;
  const marked = [one, one.closest('.kern-form-input__select-wrapper') || one]
    .flatMap(each => [getComputedStyle(each), getComputedStyle(each, '::after'),
                      getComputedStyle(each, '::before')])
    .some(style => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
                   || style.boxShadow !== 'none');
  return {place: Number(one.dataset.place), marked, html: one.outerHTML.slice(0, 80)};
}"""


@dataclass(frozen=True)
class Walk:
    """What a walk met: which places in which order, and which of them showed no focus."""

    expected: list[int]
    met: list[int]
    unmarked: list[str]


def walk(page: Page) -> Walk:
    """Press Tab from the top of the page until the end, and note every stop."""
    expected: list[int] = page.evaluate(_REACHABLE)
    page.evaluate("document.activeElement.blur()")
    met: list[int] = []
    unmarked: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        if here is None or here["place"] in met:
            break
        met.append(here["place"])
        if not here["marked"]:
            unmarked.append(here["html"])
    return Walk(expected, met, unmarked)
