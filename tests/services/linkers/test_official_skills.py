"""Official files teach the search for skills: other words and languages for what is shipped."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from matching.linker_learning import fitted_skills
from services.catalogue_imports.agency_files import import_mapping
from services.official_skills import official_skill_labels
from tests.factories.office import NOW
from tests.factories.official import (
    DOUGH,
    ESCO,
    OVENS,
    crosswalk_file,
    esco_folder,
    esco_tables,
)
from tests.services.catalogue_imports.stories import take_esco

SHIPPED, KEY = "Kunden beraten", "advising-customers"
NAMES = {"de": (SHIPPED, "Zögernden zureden"), "fr": ("conseiller des clients", "orienter")}


def skills(language: str) -> list[list[str]]:
    """Return the skills of an export: one the catalogue has, too, and one it has not."""
    preferred, others = NAMES[language]
    head, *_rows = esco_tables(language)[f"skills_{language}.csv"]
    return [
        head,
        ["KnowledgeSkillCompetence", ESCO + DOUGH, preferred, others, "released"],
        ["KnowledgeSkillCompetence", ESCO + OVENS, "Öfen bedienen", SHIPPED, "released"],
    ]


def take_over(folder: Path) -> None:
    files = esco_tables() | esco_tables("fr")
    take_esco(esco_folder(folder, files | {f"skills_{one}.csv": skills(one) for one in NAMES}))
    rows = [
        [ESCO + DOUGH, SHIPPED, "K 0100-001", "Kundschaft lotsen", "skos:exactMatch", ""],
        [ESCO + OVENS, "Öfen bedienen", "K 0200-001", "Glut schüren", "skos:exactMatch", ""],
        [ESCO + DOUGH, SHIPPED, "K 0300-001", "Märkte deuten", "skos:broadMatch", ""],
    ]
    import_mapping(path=crosswalk_file(folder, "skill", rows), now=NOW)


def test_a_skill_with_the_name_of_a_shipped_one_teaches_its_other_names(
    app: Flask, tmp_path: Path
) -> None:
    assert official_skill_labels() == []
    take_over(tmp_path / "esco")
    taught = official_skill_labels()
    assert {key for _label, key in taught} == {KEY}
    labels = {label for label, _key in taught}
    assert {*NAMES["de"], *NAMES["fr"], "Kundschaft lotsen"} <= labels
    assert labels.isdisjoint({"Öfen bedienen", "Glut schüren", "Märkte deuten"})


def test_the_linker_of_skills_then_knows_them(app: Flask, tmp_path: Path) -> None:
    take_over(tmp_path / "esco")
    linker = fitted_skills(official_skill_labels())
    asked = ["Zögernden zureden", "conseiller les clients"]
    assert [linker.candidates(one, 1)[0].concept for one in asked] == [KEY, KEY]
