"""Compares where things stand on a page written left to right and on its right-to-left twin.

axe sees nothing wrong in a page whose sheet was not mirrored, so the boxes are measured:
what begins 20 px from the left in one must end 20 px from the right in the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

TOLERANCE = 4.0
MEASURED = (
    "main :is(h1, h2, h3, label, legend, input, select, textarea, button, fieldset, th, td,"
    " .kern-btn, .kern-alert, .kern-icon, .kern-form-input, .kern-form-check, .kern-card,"
    " .kern-number, .mp-bar)"
)
_TEXTS = "h1, h2, h3, legend, label, th, td"
_BOXES = """([selector, texts]) => [...document.querySelectorAll(selector)]
  .filter(element => element.getClientRects().length && element.type !== 'hidden')
  .filter(element => !element.closest('table[dir]'))  // two languages side by side: not turned
  .map(element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const box = (element.matches(texts) ? range : element).getBoundingClientRect();
    const name = element.tagName.toLowerCase() + '.' + element.className;
    return {name, x: box.x - document.body.getBoundingClientRect().x, width: box.width};
  })"""
_TURN = """async sheet => {
  const root = document.documentElement;
  const old = document.querySelector('link[href*="/vendor/kern"]');
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL(sheet, new URL(old.getAttribute('href'), location.href));
  await new Promise((loaded, failed) => {
    link.onload = loaded;
    link.onerror = failed;
    old.after(link);
  });
  old.remove();
  root.dir = root.dir === 'rtl' ? 'ltr' : 'rtl';
  await new Promise(requestAnimationFrame);
}"""


@dataclass(frozen=True)
class Box:
    """Where one element begins, counted from the left edge of the page, and how wide it is."""

    name: str
    x: float
    width: float


def boxes(page: Page, selector: str = MEASURED) -> list[Box]:
    """Return the boxes of headings, controls and buttons in the order of the document."""
    return [
        Box(one["name"], one["x"], one["width"])
        for one in page.evaluate(_BOXES, [selector, _TEXTS])
    ]


def mirror_faults(page: Page, *, sheet: str | None = None) -> list[str]:
    """Turn the page round, text unchanged, and return what then stands in the wrong place.

    ``sheet`` replaces the mirrored sheet, for the control that must fail. The page stays turned.
    """
    before = boxes(page)
    to_the_right = page.evaluate("document.documentElement.dir") == "rtl"
    page.evaluate(_TURN, sheet or ("kern.css" if to_the_right else "kern.rtl.css"))
    width: float = page.evaluate("document.body.getBoundingClientRect().width")
    return differences(before, boxes(page), width)


def differences(left_to_right: list[Box], right_to_left: list[Box], width: float) -> list[str]:
    """Return a line for each box that does not stand where its mirror image should."""
    if len(left_to_right) != len(right_to_left):
        return [f"{len(left_to_right)} boxes on one page, {len(right_to_left)} on the other"]
    pairs = zip(left_to_right, right_to_left, strict=True)
    return [
        f"{there.name}: begins at {there.x:.0f}, expected {width - here.x - here.width:.0f}"
        for here, there in pairs
        if abs(there.x - (width - here.x - here.width)) > TOLERANCE
    ]


def overflow(page: Page) -> float:
    """Return by how many pixels the page is wider than its window; a good page by none."""
    page.wait_for_load_state()  # a click comes back before the next page is there
    excess: float = page.evaluate(
        "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
    )
    return excess
