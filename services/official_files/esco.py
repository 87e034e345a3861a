"""The official CSV export of ESCO: occupations, skills, groups and how they belong together.

Format: one file per kind and language (``occupations_de.csv``), relations with or without a
language in their name (https://esco.ec.europa.eu/en/use-esco/download).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from domain.official_files import Relation, Vocabulary, cycle_in
from services.official_files.faults import Fault, FileRefused, Findings
from services.official_files.sources import Member, Progress, members, named, read_rows

PREFIX = "http://data.europa.eu/esco/"
LONGEST_LABEL = 300
_CONCEPTS = {
    "occupations": (
        Vocabulary.OCCUPATION,
        ("conceptUri", "iscoGroup", "preferredLabel", "altLabels"),
    ),
    "ISCOGroups": (Vocabulary.ISCO, ("conceptUri", "code", "preferredLabel")),
    "skills": (Vocabulary.SKILL, ("conceptUri", "preferredLabel", "altLabels")),
    "skillGroups": (Vocabulary.SKILL_GROUP, ("conceptUri", "preferredLabel")),
}
_RELATIONS = {
    "broaderRelationsOccPillar": ("conceptUri", "broaderUri"),
    "broaderRelationsSkillPillar": ("conceptUri", "broaderUri"),
    "occupationSkillRelations": ("occupationUri", "skillUri"),
}
_VERSION = re.compile(r"(?<!\d)v?(\d+\.\d+(?:\.\d+)?)(?!\d)")


class NamedConcept(NamedTuple):
    """A concept in one language; the first label is the preferred one."""

    scheme: Vocabulary
    code: str
    labels: list[str]


class Related(NamedTuple):
    """One concept, its relation, and the other (for ``broader`` the one above)."""

    code: str
    relation: Relation
    other: str


@dataclass(frozen=True, slots=True)
class EscoExport:
    """Where the files of one export lie."""

    version: str
    languages: tuple[str, ...]
    concepts: dict[str, dict[str, Member]]
    """By language, then by kind of file."""
    relations: dict[str, Member]

    @property
    def size(self) -> int:
        """Return how many bytes one reading goes through."""
        files = [one for kinds in self.concepts.values() for one in kinds.values()]
        return sum(one.size for one in [*files, *self.relations.values()])


def find_export(path: Path, languages: tuple[str, ...], version: str | None) -> EscoExport:
    """Return the export in a folder or archive; all its languages unless some are named.

    Raises
    ------
    FileRefused
        If a file is missing, or the version is neither given nor part of a name.
    """
    found = members(path)
    by_kind = {kind: named(found, rf"{kind}_(\w\w)\.csv") for kind in _CONCEPTS}
    offered = {language for _file, language in by_kind["occupations"]}
    wanted = languages or tuple(sorted(offered))
    if not wanted:
        what = "holds no occupations_<language>.csv"
        raise FileRefused(Fault(path.name, 0, what, "give the CSV export of ESCO"))
    concepts = {
        one: {kind: _only(path, by_kind[kind], f"{kind}_{one}.csv", one) for kind in _CONCEPTS}
        for one in wanted
    }
    relations = {
        kind: _only(path, named(found, rf"{kind}(?:_\w\w)?\.csv"), f"{kind}.csv", "")
        for kind in _RELATIONS
    }
    return EscoExport(version or _version(path, found), wanted, concepts, relations)


def _only(path: Path, found: list[tuple[Member, str]], name: str, language: str) -> Member:
    for member, its_language in found:
        if its_language == language:
            return member
    raise FileRefused(
        Fault(path.name, 0, f"has no {name}", "download classification and relations of ESCO")
    )


def _version(path: Path, found: list[Member]) -> str:
    names = [path.name, *(one.path.name for one in found), path.resolve().name]
    stated = next((match[1] for one in names if (match := _VERSION.search(one))), None)
    if stated is None:
        raise FileRefused(
            Fault(path.name, 0, "does not say which version it is", "add --version, e.g. 1.2.0")
        )
    return stated


def read_concepts(
    export: EscoExport, language: str, findings: Findings, progress: Progress
) -> Iterator[NamedConcept]:
    """Yield the concepts of one language; those that are not released are passed over silently."""
    seen: set[str] = set()
    for kind, (scheme, columns) in _CONCEPTS.items():
        member = export.concepts[language][kind]
        for line, cells in read_rows(member, columns, progress):
            findings.count(member.file)
            code = cells["conceptUri"].removeprefix(PREFIX)
            flaw = _flaw(cells["conceptUri"], code, cells["preferredLabel"], seen)
            if flaw:
                findings.fault(member.file, line, *flaw)
            elif cells.get("status", "released") == "released":
                seen.add(code)
                yield NamedConcept(scheme, code, _labels(cells))


def _flaw(uri: str, code: str, label: str, seen: set[str]) -> tuple[str, str] | None:
    if uri == code or not code or len(code) > 100:
        return f"{uri[:60]!r} is no address of ESCO", "give the file as it was published"
    if code in seen:
        return f"{code} stands there twice", "take one of the two rows out"
    if not label:
        return f"{code} has no label", "give the file as it was published"
    if len(label) > LONGEST_LABEL:
        return f"{code} has a label of {len(label)} letters", f"at most {LONGEST_LABEL}"
    return None


def _labels(cells: object) -> list[str]:
    get = cells.get  # type: ignore[attr-defined]  # a mapping of text
    further = f"{get('altLabels', '')}\n{get('hiddenLabels', '')}".splitlines()
    labels = [get("preferredLabel"), *(one.strip() for one in further)]
    return [one for one in dict.fromkeys(labels) if one and len(one) <= LONGEST_LABEL]


def read_relations(
    export: EscoExport, known: set[str], findings: Findings, progress: Progress
) -> Iterator[Related]:
    """Yield what belongs together; rows about concepts that ``known`` lacks are passed over."""
    for kind, (left, right) in _RELATIONS.items():
        member = export.relations[kind]
        seen: set[tuple[str, str]] = set()
        for line, cells in read_rows(member, (left, right), progress):
            findings.count(member.file)
            pair = cells[left].removeprefix(PREFIX), cells[right].removeprefix(PREFIX)
            word = cells.get("relationType", "broader")
            missing = next((code for code in pair if code not in known), None)
            if missing is not None:
                what = f"{missing[:60]!r} is no concept of this export"
                findings.pass_over(member.file, line, what, "give files of the same version")
            elif word not in {"broader", "essential", "optional"}:
                findings.fault(member.file, line, f"{word[:30]!r} is no relation", "see the format")
            elif pair in seen:
                what = f"{pair[0]} and {pair[1]} stand there twice"
                findings.fault(member.file, line, what, "take one of the two rows out")
            else:
                seen.add(pair)
                yield Related(pair[0], Relation(word), pair[1])


def check_export(export: EscoExport, findings: Findings, progress: Progress) -> int:
    """Read everything once and return how many concepts there are.

    Raises
    ------
    FileRefused
        If anything is wrong; the tree may have no cycle.
    """
    known: set[str] = set()
    for language in export.languages:
        known.update(one.code for one in read_concepts(export, language, findings, progress))
    above: dict[str, list[str]] = {}
    for related in read_relations(export, known, findings, progress):
        if related.relation is Relation.BROADER:
            above.setdefault(related.code, []).append(related.other)
    cycle = cycle_in(above)
    if cycle:
        what = f"the tree turns in a circle: {' > '.join(cycle[:6])}"
        findings.fault("broaderRelations", 0, what, "give the file as it was published")
    findings.close()
    return len(known)
