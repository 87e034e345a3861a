"""Looks at one state of a page as axe, a ruler and a mirror do."""

from __future__ import annotations

import random

from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE
from tests.browser.geometry import mirror_faults, overflow
from tests.selection import DRAW


def faults(page: Page, *, mirrored: bool = False) -> list[str]:
    """Return what is wrong with the page on a phone and on a desk; none is good.

    The ruler measures both. axe takes half of the time of all tests of the browser: in the draw
    of ``make test`` it looks at every second state of a page, at one of the two widths, both drawn
    by the seed of the run; otherwise at each state and both widths. A page of readers is also
    turned round, at both widths, and must be its own mirror image.
    """
    found: list[str] = []
    looked_at = {random.choice((PHONE, DESK, None, None))} if DRAW else {PHONE, DESK}
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        if width in looked_at:
            found += [f"{width} px: {one}" for one in violations(page)]
        if excess := overflow(page):
            found.append(f"{width} px: {excess:.0f} px too wide")
    for width in (DESK, PHONE) if mirrored else ():
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} px, mirrored: {one}" for one in mirror_faults(page)]
    return [f"{page.url.partition('//')[2].partition('/')[2]}: {one}" for one in found]
