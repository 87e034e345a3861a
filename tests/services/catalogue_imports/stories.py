"""What the stories of imports share."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from models import Concept, ConceptLabel, db
from services.catalogue_imports.esco import esco_export, import_esco
from services.catalogue_imports.files import Imported
from services.official_files.faults import FileRefused
from tests.factories.office import NOW

TITLES = [
    ["B 29222-100", "Bäcker/in", "Bäcker", "Bäckerin"],
    ["B 29222-101", "Teigtechnologe/-technologin", "Teigtechnologe", "Teigtechnologin"],
    ["B 32122-101", "Quendler/in", "Quendler", "Quendlerin"],
]


def take_esco(path: Path, version: str = "1.1.1", *, dry_run: bool = False) -> Imported:
    export = esco_export(path, (), version)
    return import_esco(path=path, export=export, now=NOW, dry_run=dry_run)


def faults(refused: pytest.ExceptionInfo[FileRefused]) -> list[str]:
    return [str(one) for one in refused.value.faults]


def labels(code: str) -> list[tuple[str, str]]:
    rows = db.session.execute(
        select(ConceptLabel.language, ConceptLabel.text)
        .join(Concept, Concept.id == ConceptLabel.concept_id)
        .where(Concept.code == code)
        .order_by(ConceptLabel.language, ConceptLabel.place)
    )
    return [(row.language, row.text) for row in rows]


def count(kind: type) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0
