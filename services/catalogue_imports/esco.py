"""The ESCO export is taken over: concepts, labels of each language, relations, coded titles."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from domain.official_files import OfficialKind, Relation, Vocabulary
from models import OfficialFile, db
from services.catalogue_imports.concepts import put_concepts, put_labels, put_relations
from services.catalogue_imports.files import (
    Arriving,
    Imported,
    refuse_older,
    silent,
    take_over,
)
from services.catalogue_imports.weaving import weave_titles
from services.files_in_use import file_in_use
from services.occupation_content import learn_content
from services.official_files.esco import (
    EscoExport,
    check_export,
    find_export,
    read_concepts,
    read_relations,
)
from services.official_files.faults import Findings
from services.official_files.sources import Progress

SCHEMES = (Vocabulary.OCCUPATION, Vocabulary.SKILL, Vocabulary.SKILL_GROUP, Vocabulary.ISCO)
_OWN = (Relation.BROADER, Relation.ESSENTIAL, Relation.OPTIONAL)


def esco_export(path: Path, languages: tuple[str, ...], version: str | None) -> EscoExport:
    """Return where the files lie and how large they are; languages there were come along.

    Raises
    ------
    FileRefused
        If a file is missing, or an earlier version than the one in use arrives.
    """
    export = find_export(path, languages, version)
    refuse_older(Arriving(OfficialKind.ESCO, export.version, path))
    return export


def import_esco(
    *,
    path: Path,
    export: EscoExport,
    now: datetime,
    progress: Progress = silent,
    dry_run: bool = False,
) -> Imported:
    """Take an export over, after reading all of it once to see that nothing is wrong.

    Raises
    ------
    FileRefused
        With everything that is wrong; the version in use stays.
    """
    findings = Findings()
    check_export(export, findings, progress)
    languages = {*export.languages, *_languages_before(export.version)}
    return take_over(
        Arriving(OfficialKind.ESCO, export.version, path, sorted(languages)),
        lambda: _write(export, now, progress),
        findings.passed_over,
        now=now,
        dry_run=dry_run,
    )


def _languages_before(version: str) -> list[str]:
    """Return the languages imported before of the same version; one may come after the other."""
    before: OfficialFile | None = file_in_use(OfficialKind.ESCO)
    return list(before.languages) if before and before.version == version else []


def _write(export: EscoExport, now: datetime, progress: Progress) -> int:
    ids = _concepts(export, now)
    for language in export.languages:
        concepts = read_concepts(export, language, Findings(), progress)
        put_labels(SCHEMES, language, ((ids[one.code], one.labels) for one in concepts))
    related = read_relations(export, set(ids), Findings(), progress)
    rows = (
        {"concept_id": ids[one.code], "other_id": ids[one.other], "relation": one.relation}
        for one in related
    )
    put_relations(_OWN, rows)
    db.session.flush()
    weave_titles()
    learn_content(now=now)
    return len(ids)


def _concepts(export: EscoExport, now: datetime) -> dict[str, int]:
    codes = {
        one.code: one.scheme
        for language in export.languages
        for one in read_concepts(export, language, Findings(), silent)
    }
    ids = put_concepts(codes, now=now)
    return {code: ids[code] for code in codes}
