"""Files of the Bundesagentur für Arbeit: the KldB, titles, and what stands for what in ESCO."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, update

from domain.official_files import MAPPINGS, OfficialKind, Vocabulary
from domain.page_languages import SOURCE
from matching.catalogue import load_catalogue
from matching.wording import title_key
from models import CodedTitle, Concept, db
from services.catalogue_imports.concepts import (
    Row,
    add_concepts,
    ids_of,
    put_concepts,
    put_labels,
    put_relations,
    stream_rows,
)
from services.catalogue_imports.files import Arriving, Imported, refuse_older, silent, take_over
from services.catalogue_imports.weaving import LONGEST_KEY, weave_titles
from services.known_codes import known_codes
from services.occupation_content import learn_content
from services.official_files.crosswalks import CrosswalkFile, Match, find_crosswalk, read_matches
from services.official_files.faults import Fault, FileRefused, Findings
from services.official_files.kldb import KldbRow, check_kldb, find_kldb, read_kldb
from services.official_files.sources import Progress
from services.official_files.titles import TitleRow, find_version, read_titles


def import_kldb(
    *, path: Path, now: datetime, progress: Progress = silent, dry_run: bool = False
) -> Imported:
    """Take the structure of the KldB over; numbers it no longer has stay readable.

    Raises
    ------
    FileRefused
        With everything that is wrong; the version in use stays.
    """
    file, findings = find_kldb(path), Findings()
    arriving = Arriving(OfficialKind.KLDB, file.version, path, [SOURCE])
    refuse_older(arriving)
    check_kldb(file, findings, progress)
    rows = list(read_kldb(file, Findings(), silent))
    return take_over(
        arriving, lambda: _write_kldb(rows, now), findings.passed_over, now=now, dry_run=dry_run
    )


def _write_kldb(rows: Sequence[KldbRow], now: datetime) -> int:
    codes = {row.code: Vocabulary.KLDB for row in rows}
    shipped = {one: Vocabulary.KLDB for one in load_catalogue().by_code if one not in codes}
    if shipped:
        add_concepts(shipped, now=now)
    ids = put_concepts(codes, now=now)
    put_labels([Vocabulary.KLDB], SOURCE, ((ids[row.code], [row.short, row.title]) for row in rows))
    abouts = [{"id": ids[row.code], "about": row.about} for row in rows]
    db.session.execute(update(Concept), abouts)
    new = (row for row in rows if len(row.code) == 5 and row.code not in load_catalogue().by_code)
    titles = [TitleRow(row.code, (row.short, row.title)) for row in new]
    _write_titles(OfficialKind.KLDB, titles)
    return len(rows)


def import_titles(
    *,
    path: Path,
    now: datetime,
    version: str | None = None,
    progress: Progress = silent,
    dry_run: bool = False,
) -> Imported:
    """Take the list of occupation titles over: typed words that stand there have their number.

    Raises
    ------
    FileRefused
        With everything that is wrong; the version in use stays.
    """
    arriving = Arriving(OfficialKind.TITLES, version or find_version(path), path, [SOURCE])
    refuse_older(arriving)
    findings = Findings()
    rows = list(read_titles(path, known_codes(), findings, progress))
    findings.close()
    return take_over(
        arriving,
        lambda: _write_titles(OfficialKind.TITLES, rows),
        findings.passed_over,
        now=now,
        dry_run=dry_run,
    )


def _write_titles(kind: OfficialKind, rows: Sequence[TitleRow]) -> int:
    db.session.execute(delete(CodedTitle).where(CodedTitle.kind == kind))
    stream_rows(CodedTitle, _title_rows(kind, rows))
    return len(rows)


def _title_rows(kind: OfficialKind, rows: Sequence[TitleRow]) -> Iterator[Row]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        for place, title in enumerate(row.forms):
            key = title_key(title)
            if 0 < len(key) <= LONGEST_KEY and (key, row.code) not in seen:
                seen.add((key, row.code))
                yield {
                    "key": key,
                    "code": row.code,
                    "kind": kind,
                    "title": title,
                    "name": row.forms[0],
                    "is_main": place == 0,
                }


def import_mapping(
    *, path: Path, now: datetime, progress: Progress = silent, dry_run: bool = False
) -> Imported:
    """Take over what the Bundesagentur says stands for what in ESCO: competences or occupations.

    Raises
    ------
    FileRefused
        With everything that is wrong, or if ESCO was not imported; the version in use stays.
    """
    file, findings = find_crosswalk(path), Findings()
    arriving = Arriving(file.kind, file.version, path, [SOURCE])
    refuse_older(arriving)
    esco = ids_of(
        [Vocabulary.OCCUPATION, Vocabulary.SKILL, Vocabulary.ISCO, Vocabulary.SKILL_GROUP]
    )
    if not esco:
        what = "speaks of ESCO, which is not imported"
        raise FileRefused(Fault(path.name, 0, what, "run `flask catalogue import-esco` first"))
    matches = list(read_matches(file, _is_known(file, esco), findings, progress))
    findings.close()
    return take_over(
        arriving,
        lambda: _write_matches(file.kind, matches, esco, now),
        findings.passed_over,
        now=now,
        dry_run=dry_run,
    )


def _is_known(file: CrosswalkFile, esco: Mapping[str, int]) -> Callable[[Match], bool]:
    codes = known_codes()

    def is_known(match: Match) -> bool:
        has_code = file.kind is OfficialKind.COMPETENCES or match.code in codes
        return has_code and match.esco in esco

    return is_known


def _write_matches(
    kind: OfficialKind, matches: Sequence[Match], esco: dict[str, int], now: datetime
) -> int:
    if kind is OfficialKind.COMPETENCES:
        scheme, ids = Vocabulary.COMPETENCE, _write_competences(matches, now)
    else:
        scheme, ids = Vocabulary.KLDB, _ids_of_types(matches)
    seen = {(esco[one.esco], ids[one.code], one.relation) for one in matches}
    rows = (
        {"concept_id": concept, "other_id": other, "relation": relation}
        for concept, other, relation in sorted(seen)
    )
    put_relations(list(MAPPINGS.values()), rows, scheme)
    db.session.flush()
    if scheme is Vocabulary.KLDB:
        weave_titles()
        learn_content(now=now)
    return len(matches)


def _write_competences(matches: Sequence[Match], now: datetime) -> dict[str, int]:
    labels = {one.code: one.label for one in matches}
    ids = put_concepts(dict.fromkeys(labels, Vocabulary.COMPETENCE), now=now)
    names = ((ids[code], [label]) for code, label in labels.items())
    put_labels([Vocabulary.COMPETENCE], SOURCE, names)
    return ids


def _ids_of_types(matches: Sequence[Match]) -> dict[str, int]:
    """Return the numbers of types; types of the shipped catalogue become concepts."""
    add_concepts({one.code: Vocabulary.KLDB for one in matches}, now=None)
    return ids_of([Vocabulary.KLDB])
