import time

import pytest

from domain.fair_wording import UnfairDemand, unfair_demands


def demands(text: str) -> set[UnfairDemand]:
    return {finding.demand for finding in unfair_demands(text)}


@pytest.mark.parametrize(
    ("text", "demand"),
    [
        ("Deutsch als Muttersprache", UnfairDemand.MOTHER_TONGUE),
        ("nur Muttersprachler/innen", UnfairDemand.MOTHER_TONGUE),
        ("Mutter\u00adsprachler", UnfairDemand.MOTHER_TONGUE),
        ("Muttersprachliches Deutsch", UnfairDemand.MOTHER_TONGUE),
        ("German native speaker", UnfairDemand.MOTHER_TONGUE),
        ("akzentfreies Deutsch", UnfairDemand.MOTHER_TONGUE),
        ("deutsche Staatsangehörigkeit", UnfairDemand.NATIONALITY),
        ("Nur Deutsche", UnfairDemand.NATIONALITY),
        ("Keine Ausländer", UnfairDemand.NATIONALITY),
        ("nur EU-Bürger", UnfairDemand.NATIONALITY),
        ("ohne Kopftuch", UnfairDemand.RELIGION),
        ("Konfession: evangelisch", UnfairDemand.RELIGION),
        ("christlicher Glaube erwünscht", UnfairDemand.RELIGION),
        ("nur Frauen", UnfairDemand.SEX),
        ("2 weibliche Servicekräfte gesucht", UnfairDemand.SEX),
        ("für alle männlichen Bewerber", UnfairDemand.SEX),
        ("Unabhängig von Religion, aber nur Frauen", UnfairDemand.SEX),
        ("Alle Nationalitäten; deutsche Staatsangehörigkeit nötig", UnfairDemand.NATIONALITY),
        ("Wir suchen einen kräftigen Mann", UnfairDemand.SEX),
        ("weibliche Servicekraft", UnfairDemand.SEX),
        ("Lagerhelfer, männlich", UnfairDemand.SEX),
        ("bis 35 Jahre", UnfairDemand.AGE),
        ("nicht älter als 40 Jahre", UnfairDemand.AGE),
        ("zwischen 20 und 30 Jahre alt", UnfairDemand.AGE),
        ("junge Mitarbeiter gesucht", UnfairDemand.AGE),
    ],
)
def test_what_has_nothing_to_do_with_the_work_is_found(text: str, demand: UnfairDemand) -> None:
    assert demand in demands(text)


@pytest.mark.parametrize(
    "text",
    [
        "Altenpflegehelfer/in (m/w/d)",
        "Verkäufer (männlich/weiblich/divers)",
        "Deutsch B1, Lesen von Arbeitsanweisungen",
        "Deutsche Sprachkenntnisse auf Niveau A2",
        "10 bis 15 Jahre Berufserfahrung sind willkommen",
        "Sie pflegen Menschen bis 90 Jahren Erfahrung",
        "Mitarbeit in einer evangelischen Kita",
        "Frauenarztpraxis sucht Empfangskraft",
        "Damen- und Herrenschneider",
        "Lager mit 20 und 30 Tonnen Kran",
        "Schichten zwischen 10 und 18 Uhr, Mindestalter 18 Jahre",
        "Mechaniker für Mutternfertigung",
        "Bei uns arbeiten Menschen aus 30 Nationalitäten und aller Religionen.",
        "Alle sind willkommen, unabhängig von Alter, Nationalität, Religion oder Behinderung.",
        "Wir sind ein konfessioneller Träger mit 200 Betten.",
        "Unsere jungen Mitarbeitenden lernen bei erfahrenen Fachkräften.",
        "",
        "😀" * 50,
    ],
)
def test_words_of_the_work_are_left_alone(text: str) -> None:
    assert demands(text) == set()


def test_a_megabyte_is_read_quickly() -> None:
    before = time.perf_counter()
    unfair_demands("zwischen 20 und " * 70_000)
    assert time.perf_counter() - before < 2
