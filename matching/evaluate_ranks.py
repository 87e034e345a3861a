"""Measures the ranking: ``python -m matching.evaluate rank --help``.

Titles are drawn for positions and others for people, given to the ranking as typed text, never
with their code, and the KldB groups (three digits) of position and ranked people are compared.
"""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from matching.arrays import Encoder
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.metrics import char_tfidf_scores, precision_at
from matching.official_titles import OfficialTitle, read_titles
from matching.ranking import RANKING_VERSION, Ranker
from matching.title_reading import TitleReader, shipped_reader, shipped_titles
from matching.wording import title_key

_WORD = re.compile(r"[^\W_]+")
FIRST = 10  # people of a position that are looked at


class Draw(NamedTuple):
    """Titles drawn for positions and for people; no title is in both."""

    positions: list[OfficialTitle]
    people: list[OfficialTitle]
    rest: list[OfficialTitle]


def draw_titles(
    titles: Sequence[OfficialTitle], *, positions: int, people: int, random_state: int
) -> Draw:
    """Draw by ``random_state``; the rest shares no form of any drawn title.

    The order must not depend on how the reader reads titles, or two readers could not be
    compared: titles are told apart by their letters, and a twin of a drawn title is passed over.
    """
    distinct = list({_letters(title.neutral): title for title in titles}.values())
    order = np.random.default_rng(random_state).permutation(len(distinct))
    by_key: dict[str, OfficialTitle] = {}
    for i in order:
        by_key.setdefault(title_key(distinct[i].neutral), distinct[i])
    drawn = list(by_key.values())[: positions + people]
    if positions + people > len(drawn):
        raise ValueError(f"The list has {len(drawn)} titles, fewer than positions and people.")
    known = form_keys(drawn)
    rest = [title for title in titles if not known & form_keys([title])]
    return Draw(drawn[:positions], drawn[positions:], rest)


def _letters(title: str) -> str:
    return " ".join(_WORD.findall(title.casefold()))


def form_keys(titles: Sequence[OfficialTitle]) -> set[str]:
    """Return all forms of ``titles`` as keys: neutral, male and female."""
    return {title_key(form) for title in titles for form in title.forms}


def reader_for(draw: Draw, *, fit_rest: bool) -> TitleReader:
    """Return the shipped reader, or one that also learned the rest of the list.

    With ``fit_rest`` no form of a drawn title is learned, not even where the catalogue has it.
    """
    if not fit_rest:
        return shipped_reader()
    hidden = form_keys([*draw.positions, *draw.people])
    taught = [(one.title, one.code) for one in shipped_titles()]
    taught += [(form, title.code) for title in draw.rest for form in title.forms]
    titles, codes = zip(*(pair for pair in taught if title_key(pair[0]) not in hidden), strict=True)
    return TitleReader(thorough=True).fit(titles, codes)


def evaluate(draw: Draw, reader: TitleReader) -> dict[str, float | int | str]:
    """Return the numbers of one draw, those of the plain peer beside them."""
    people = [one.neutral for one in draw.people]
    positions = [one.neutral for one in draw.positions]
    groups = [[one.code[:3] for one in side] for side in (draw.people, draw.positions)]
    scores = Ranker(encoder=Encoder(reader)).score(
        [CandidateFeatures(str(i), (Work(typed=title),)) for i, title in enumerate(people)],
        [PositionFeatures(str(i), typed=title) for i, title in enumerate(positions)],
    )
    ours = precision_at(FIRST, scores.total, groups[0], groups[1])
    peer = precision_at(FIRST, char_tfidf_scores(people, positions), groups[0], groups[1])
    guessed = reader.predict_groups(people + positions).argmax(axis=1)
    names = np.array(reader.group_names())
    return {
        "precision_at_10": round(ours.mean, 4),
        "group_accuracy": round(float(np.mean(names[guessed] == groups[0] + groups[1])), 4),
        "positions_counted": ours.positions,
        "char_tfidf_precision_at_10": round(peer.mean, 4),
        "times_char_tfidf": round(ours.mean / peer.mean, 2) if peer.mean else math.inf,
        "ranking_version": RANKING_VERSION,
    }


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options of ``rank``."""
    parser.add_argument("--titles", type=Path, required=True, help="the official list (xlsx)")
    parser.add_argument("--positions", type=_count, default=250)
    parser.add_argument("--people", type=_count, default=1100)
    parser.add_argument("--random-state", type=int, default=0)
    parser.add_argument("--fit-rest", action="store_true", help="learn the titles not drawn, too")
    parser.add_argument("--json", type=Path, required=True, help="where to write the numbers")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def run(options: argparse.Namespace) -> dict[str, float | int | str]:
    """Draw, rank and measure; the options stand in the result."""
    if options.random_state < 0:
        raise ValueError("--random-state must not be negative.")
    draw = draw_titles(
        read_titles(options.titles),
        positions=options.positions,
        people=options.people,
        random_state=options.random_state,
    )
    numbers = evaluate(draw, reader_for(draw, fit_rest=options.fit_rest))
    if not numbers["positions_counted"]:
        raise ValueError(f"No group has {FIRST} people; ask for more --people.")
    asked = {name: getattr(options, name) for name in ("positions", "people", "random_state")}
    return {**numbers, **asked, "fit_rest": options.fit_rest}
