"""The guided interview of the main job, step after step."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page

from domain.clock import office_day
from tests.browser.visitors import fill, fill_day, go, press, says
from tests.factories.office import NOW

TODAY = office_day(NOW)


def profile_samira(page: Page) -> None:
    """Tell in every step what a joiner from Herford says."""
    go(page, "Bewerber")
    press(page, "Bewerber aufnehmen")
    press(page, "Speichern und weiter")
    assert says(page, "Ohne Einwilligung")
    page.check("#agreed")
    fill(page, given_name="Samira", family_name="Haddad", email="samira@example.org")
    fill(page, postcode="32049")
    press(page, "Speichern und weiter")
    for skill in ("understanding", "speaking"):
        page.select_option(f"[name=de_{skill}]", "B1")
    press(page, "Speichern und weiter")
    press(page, "Ohne Eintrag weiter")
    fill(page, own_words="Tischlerin", years="6")
    press(page, "Hinzufügen")
    if page.locator("[name=code]").count():
        page.check("[name=code][value='22342']")
        press(page, "Übernehmen")
    press(page, "Weiter zu Fertigkeiten")
    page.check("[name=skills] >> nth=0")
    press(page, "Speichern und weiter")
    for step in ("Führerschein", "Arbeitszeit und Weg", "Wünsche"):
        assert says(page, step)
        press(page, "Speichern und weiter")
    page.select_option("#status_key", "ae_25_2_gfk")
    page.select_option("#entry", "erwerbstaetigkeit_erlaubt")
    fill_day(page, "valid_until", TODAY + timedelta(days=400))
    press(page, "Speichern und weiter")
    assert says(page, "Die Einwilligung gilt seit")
    press(page, "Zur Akte")
    assert says(page, "Samira Haddad")
