"""The refugee's journey on a small phone without JavaScript: short, and good for thumbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

from models import Fair
from tests.browser.conftest import PHONE
from tests.browser.geometry import overflow
from tests.factories import Office

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

OpenPage = Callable[..., Page]

NEXT = "main form button[type=submit].kern-btn--primary"
MOST_QUESTIONS = 7
MOST_REQUIRED = 12
SMALL = """() => [...document.querySelectorAll('main a, main button, main input, main select,'
    + ' main textarea, main summary, header a, header button, header summary, footer a')]
  .filter(one => one.getClientRects().length && one.type !== 'hidden')
  .filter(one => !one.closest('p, td') && !one.matches('.mp-skip, .kern-link--stretched'))
  .map(one => one.matches('[type=radio], [type=checkbox]')
    ? document.querySelector(`label[for="${one.id}"]`) : one)
  .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect().height])
  .filter(([, height]) => height < 43.5)"""
REQUIRED = """() => new Set([...document.querySelectorAll('main form [required],'
  + ' main form [aria-required=true]')].map(one => one.name || one.id)).size"""
LANGUAGES = ["de", "en", "ar"]


@dataclass
class Journey:
    """What the way asks, counted page by page."""

    page: Page
    questions: int = 0
    required: int = 0
    small: list[object] = field(default_factory=list)

    def look(self) -> None:
        """Measure the page that is shown."""
        assert overflow(self.page) == 0, self.page.url
        self.small += self.page.evaluate(SMALL)

    def answer(self, *choices: str, press: str = NEXT, **typed: str) -> None:
        """Look at a question, answer it, and go on."""
        self.look()
        self.questions += 1
        self.required += self.page.evaluate(REQUIRED)
        for choice in choices:
            self.page.check(f"{choice} >> nth=0")
        for name, text in typed.items():
            self.page.fill(f"#{name}", text)
        self.page.click(press)


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_questions_and_large_targets_lead_to_the_ticket(
    open_page: OpenPage, office: Office, language: str
) -> None:
    office.office()
    fair = open_fair(office)
    page = open_page(f"/fairs/{fair.slug}?lang={language}", width=PHONE, java_script_enabled=False)
    journey = Journey(page)
    journey.look()
    page.locator("main a[href$='/register']").first.click()
    journey.look()
    page.click(NEXT)
    journey.answer(press="button[value=sewing]")
    journey.answer("input[name=occupation]", "input[name=years]")
    journey.answer("input[name=german]")
    journey.answer("input[name=stands]")
    journey.answer("input[name=needs]")
    journey.answer(phone="0170 1234567")
    journey.answer("#agree", given_name="أمل")
    journey.look()
    assert page.locator("svg.mp-qr").count() == 1
    assert page.locator("html").get_attribute("lang") == language
    assert journey.small == []
    assert journey.questions <= MOST_QUESTIONS
    assert 0 < journey.required <= MOST_REQUIRED


def open_fair(office: Office) -> Fair:
    fair = office.fair(title="Meeting Point Herford", directions="Bus 3 bis Hansastraße")
    for title in ("Schneider/in", "Tischler/in"):
        office.position(employer=office.stand(fair=fair).employer, title=title)
    return fair
