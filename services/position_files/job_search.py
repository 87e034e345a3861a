"""The JSON of the job search of the Bundesagentur: list answers and detail answers.

Names of fields change between versions of that service: what is missing is unknown, never wrong.
"""

from __future__ import annotations

import json
from typing import Any

from services.position_files.columns import folded
from services.position_files.flaws import FileFlaw, Remark, RowNote, UnreadableFile
from services.position_files.tables import MOST_ROWS, RawRow, RawTable, plain

_LISTS = ("stellenangebote", "ergebnisliste", "jobs")
_KINDS = {"1": "Arbeit", "4": "Ausbildung", "34": "Praktikum"}
_TEXTS = {
    "title": ("titel", "stellenangebotsTitel"),
    "occupation": ("beruf", "hauptberuf"),
    "tasks": ("stellenbeschreibung", "stellenangebotsBeschreibung"),
    "starts_on": ("eintrittsdatum",),
    "places": ("anzahlOffeneStellen",),
    "pay": ("verguetung", "verguetungsangabe"),
    "reference": ("refnr", "referenznummer"),
    "employer": ("arbeitgeber", "firma"),
}
_MUST = "zwingend"
_HIERARCHY, _GRADES = "hierarchieName", "auspraegungen"


def read_job_search(text: str) -> RawTable:
    """Return one row for each position of a list answer, of a list of details, or of one detail.

    Raises
    ------
    UnreadableFile
        If the text is cut off or holds no position.
    """
    try:
        answer = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile(FileFlaw.BROKEN_JSON, line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):
        raise UnreadableFile(FileFlaw.BROKEN_JSON, line=1, column=1) from None
    offers = [one for one in _offers(answer) if isinstance(one, dict)]
    rows = [_row(number, offer) for number, offer in enumerate(offers, start=1)]
    if len(rows) > MOST_ROWS:
        raise UnreadableFile(FileFlaw.TOO_MANY_ROWS, most=MOST_ROWS)
    if not any("title" in row.values or "occupation" in row.values for row in rows):
        raise UnreadableFile(FileFlaw.NO_POSITIONS)
    return RawTable("json", rows)


def _offers(answer: object) -> list[Any]:
    if isinstance(answer, list):
        return answer
    if not isinstance(answer, dict):
        return []
    lists = [answer[name] for name in _LISTS if isinstance(answer.get(name), list)]
    return lists[0] if lists else [answer]


def _row(number: int, offer: dict[str, Any]) -> RawRow:
    values = {field: _first(offer, names) for field, names in _TEXTS.items()}
    values["title"] = values["title"] or values["occupation"]
    values["kind"] = _kind(offer)
    values["hours"] = ", ".join(_words(offer.get("arbeitszeitmodelle")))
    row = RawRow(number, values)
    _add_places(row, offer)
    _add_skills(row, offer.get("fertigkeiten"))
    if _text(offer.get("befristung")).casefold() == "befristet":
        values["tasks"] = "\n\n".join(filter(None, (values["tasks"], "Befristet.")))
    if offer.get("fuerFluechtlingeGeeignet") is False:
        row.remarks.append(Remark("", RowNote.NOT_FOR_REFUGEES))
    row.values = {field: text for field, text in values.items() if text}
    return row


def _kind(offer: dict[str, Any]) -> str:
    word = _text(offer.get("angebotsart"))
    return _KINDS.get(word, word.replace("PRAKTIKUM_TRAINEE", "Praktikum"))


def _add_places(row: RawRow, offer: dict[str, Any]) -> None:
    found = offer.get("arbeitsorte") or offer.get("stellenlokationen") or [offer.get("arbeitsort")]
    places = [_address(one) for one in found if isinstance(one, dict)] if _is_list(found) else []
    if places:
        row.values["postcode"] = _postcode(places[0].get("plz"))
        row.values["place"] = _text(places[0].get("ort"))
    others = [_text(one.get("ort")) for one in places[1:6]]
    if any(others):
        row.remarks.append(Remark("place", RowNote.MORE_PLACES, {"places": ", ".join(others)}))


def _address(place: dict[str, Any]) -> dict[str, Any]:
    inner = place.get("adresse")
    return inner if isinstance(inner, dict) else place


def _postcode(value: object) -> str:
    """Return a postcode; one that was sent as a number has lost its first nought."""
    text = _text(value)
    return text.zfill(5) if type(value) is int and len(text) == 4 else text


def _add_skills(row: RawRow, groups: object) -> None:
    must: list[str] = []
    wished: list[str] = []
    for group in groups if isinstance(groups, list) else ():
        grades = group.get(_GRADES) if isinstance(group, dict) else None
        if isinstance(grades, dict):
            for grade, words in grades.items():
                (must if _MUST in folded(str(grade)) else wished).extend(_words(words))
        elif isinstance(group, dict):
            wished.extend(_words([group.get(_HIERARCHY)]))
    row.values["skills"] = ", ".join(must[:40])
    row.values["skills_wished"] = ", ".join(wished[:40])


def _words(value: object) -> list[str]:
    return [text for one in value if (text := _text(one))] if isinstance(value, list) else []


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _first(offer: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _text(offer.get(name)))), "")


def _text(value: object) -> str:
    """Return what a plain value says; lists and objects say nothing here."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    try:
        return plain(str(value))
    except ValueError:  # a number of thousands of digits
        return ""
