"""A small checker for schema.org JobPosting: known properties, their types, what must be there.

Properties and expected types as published at https://schema.org/JobPosting and the pages of the
types below it (schema.org, read on 22 November 2026); the required ones are those that
https://developers.google.com/search/docs/appearance/structured-data/job-posting names.
"""

from __future__ import annotations

import re
from datetime import date

TEXT, NUMBER, INTEGER, BOOLEAN, DATE, URL = "Text", "Number", "Integer", "Boolean", "Date", "URL"

TYPES: dict[str, dict[str, set[str]]] = {
    "JobPosting": {
        "title": {TEXT},
        "description": {TEXT},
        "url": {URL},
        "identifier": {"PropertyValue", TEXT, URL},
        "datePosted": {DATE},
        "validThrough": {DATE},
        "employmentType": {TEXT},
        "hiringOrganization": {"Organization", "Person"},
        "jobLocation": {"Place"},
        "jobStartDate": {DATE, TEXT},
        "jobImmediateStart": {BOOLEAN},
        "baseSalary": {"MonetaryAmount", NUMBER, "PriceSpecification"},
        "totalJobOpenings": {INTEGER},
        "occupationalCategory": {"CategoryCode", TEXT},
        "industry": {"DefinedTerm", TEXT},
        "qualifications": {"EducationalOccupationalCredential", TEXT},
        "skills": {"DefinedTerm", TEXT},
        "workHours": {TEXT},
        "directApply": {BOOLEAN},
    },
    "PropertyValue": {"name": {TEXT}, "value": {TEXT, NUMBER, BOOLEAN}},
    "Organization": {"name": {TEXT}, "description": {TEXT}, "address": {"PostalAddress", TEXT}},
    "Place": {"address": {"PostalAddress", TEXT}},
    "PostalAddress": {
        "streetAddress": {TEXT},
        "postalCode": {TEXT},
        "addressLocality": {TEXT},
        "addressCountry": {"Country", TEXT},
    },
    "MonetaryAmount": {"currency": {TEXT}, "value": {"QuantitativeValue", NUMBER, TEXT}},
    "QuantitativeValue": {"value": {NUMBER, TEXT, BOOLEAN}, "unitText": {TEXT}},
    "CategoryCode": {"codeValue": {TEXT}, "name": {TEXT}, "inCodeSet": {"CategoryCodeSet", TEXT}},
}
REQUIRED = {"title", "description", "datePosted", "hiringOrganization", "jobLocation"}
EMPLOYMENT_TYPES = {
    *("FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER"),
    *("PER_DIEM", "OTHER"),
}
UNITS = {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"}


def faults(posting: dict[str, object]) -> list[str]:
    """Return what is wrong with a posting; nothing where it validates."""
    found = _faults_of(posting, {"JobPosting"}, "posting", context={"@context"})
    found += [f"{name} is missing" for name in sorted(REQUIRED - set(posting))]
    types = posting.get("employmentType", [])
    found += [f"{one} is no employmentType" for one in types if one not in EMPLOYMENT_TYPES]
    if not str(posting.get("datePosted")) <= str(posting.get("validThrough")):
        found.append("validThrough lies before datePosted")
    return found


def _faults_of(
    value: object, expected: set[str], path: str, context: frozenset[str] | set[str] = frozenset()
) -> list[str]:
    if isinstance(value, list):
        return [fault for one in value for fault in _faults_of(one, expected, path)]
    if not isinstance(value, dict):
        return (
            [] if expected & _plain_types(value) else [f"{path}: {value!r} is none of {expected}"]
        )
    kind = value.get("@type")
    if kind not in expected:
        return [f"{path}: {kind} is none of {expected}"]
    found = []
    for name, inner in value.items():
        if name == "@type" or name in context:
            continue
        if name not in TYPES[kind]:
            found.append(f"{path}: {kind} has no {name}")
        else:
            found += _faults_of(inner, TYPES[kind][name], f"{path}.{name}")
    return found


def _plain_types(value: object) -> set[str]:
    if isinstance(value, bool):
        return {BOOLEAN}
    if isinstance(value, int):
        return {INTEGER, NUMBER}
    if isinstance(value, float):
        return {NUMBER}
    if not isinstance(value, str) or not value:
        return set()
    return (
        {TEXT}
        | ({DATE} if _is_date(value) else set())
        | ({URL} if re.fullmatch(r"https?://\S+", value) else set())
    )


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
