"""How well one fact fits one requirement: each part as a share between 0 and 1.

Every function is monotone: more German, more years, one more asked skill or fewer kilometres
never lower its share. An unknown fact has the share 0; what it could add is the explanation's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.arrays import PeopleArrays, PositionArrays

Shares = NDArray[np.float64]
Rows = NDArray[np.intp]

# Requirement level: share by (level of the person - level asked). Too low costs more than too high.
LEVEL_SHARES = {-3: 0.0, -2: 0.1, -1: 0.4, 0: 1.0, 1: 0.8, 2: 0.6, 3: 0.5}
# German: share by the number of CEFR steps that are missing.
GERMAN_SHARES = (1.0, 0.5, 0.2, 0.0, 0.0, 0.0, 0.0)
YEARS_TO_HALF = 2.0  # two years of the work are worth half of what any experience can be worth
NEAR_KM, FAR_KM = 5.0, 50.0
EARTH_RADIUS_KM = 6371.0


class Fits(NamedTuple):
    """Shares of every part, and for each pair the row of the work that counted (-1: none)."""

    shares: dict[str, Shares]
    nearest: Rows


def part_fits(people: PeopleArrays, positions: PositionArrays) -> Fits:
    """Return the share of every part, people in rows and positions in columns."""
    nearness = work_nearness(people, positions)
    nearest = nearest_work(people, nearness)
    shares = {
        "occupation": of_work(nearest, nearness),
        "level": level_fit(people, positions, nearest),
        "experience": best_of_work(people, nearness * year_shares(people)[:, None]),
        "skills": skill_fit(people, positions),
        "german": german_fit(people, positions),
        "distance": distance_fit(people, positions),
    }
    return Fits(shares, nearest)


def work_nearness(people: PeopleArrays, positions: PositionArrays) -> Shares:
    """Return how near each piece of work is to each position's occupation (0 to 1).

    Shared levels of the KldB tree add up; a typed title brings a distribution over the tree.
    Where a position names no occupation, all work is equally near.
    """
    nearness = np.clip(people.work_tree @ positions.tree.T, 0.0, 1.0)
    nearness[:, ~positions.names_work] = 1.0
    return np.round(nearness, 7)


def best_of_work(people: PeopleArrays, shares: Shares) -> Shares:
    """Return for each person the best share over all their work; 0 without any."""
    best = np.zeros((people.count, shares.shape[1]))
    if len(people.work_starts):
        best[people.owners] = np.maximum.reduceat(shares, people.work_starts, axis=0)
    return best


def nearest_work(people: PeopleArrays, nearness: Shares) -> Rows:
    """Return for each person the row of the work that is nearest; -1 without any."""
    nearest = np.full((people.count, nearness.shape[1]), -1, dtype=np.intp)
    if not len(people.owners):
        return nearest
    pieces = np.diff(np.append(people.work_starts, len(nearness)))
    row = np.repeat(people.work_starts[:, None], nearness.shape[1], axis=1)
    best = nearness[people.work_starts]
    for piece in range(1, int(pieces.max())):
        more = pieces > piece
        other = nearness[people.work_starts[more] + piece]
        nearer = other > best[more]
        best[more] = np.where(nearer, other, best[more])
        row[more] = np.where(nearer, people.work_starts[more][:, None] + piece, row[more])
    nearest[people.owners] = row
    return nearest


def of_work(nearest: Rows, shares: Shares) -> Shares:
    """Return for each pair the share of its nearest work; 0 without any."""
    if not len(shares):
        return np.zeros(nearest.shape)
    return np.where(nearest >= 0, np.take_along_axis(shares, np.maximum(nearest, 0), axis=0), 0.0)


def year_shares(people: PeopleArrays) -> Shares:
    """Return the share that the years of each piece of work earn; unknown years earn none."""
    years = np.nan_to_num(np.maximum(people.work_years, 0.0), nan=0.0)
    return years / (years + YEARS_TO_HALF)


def level_fit(people: PeopleArrays, positions: PositionArrays, nearest: Rows) -> Shares:
    """Return how the reached requirement level fits the asked one.

    The level a person is known to reach counts; else that of the work nearest to the position.
    """
    shares = np.array([LEVEL_SHARES[step] for step in range(-3, 4)])
    reached = np.arange(1, 5)[:, None]
    table = np.ones((4, len(positions.level)))
    asks = positions.level > 0
    table[:, asks] = shares[np.clip(reached - positions.level[asks] + 3, 0, 6)]
    by_person = people.levels @ table
    by_work = of_work(nearest, people.work_levels @ table)
    fit = np.where(people.level_known[:, None], by_person, by_work)
    fit[:, ~asks] = 1.0
    return fit


def skill_fit(people: PeopleArrays, positions: PositionArrays) -> Shares:
    """Return the share of the asked skills that a person has; 1 where none is asked."""
    asked = np.array([len(skills) for skills in positions.must_skills], dtype=float)
    fit = np.ones((people.count, len(asked)))
    keys = sorted(frozenset().union(*positions.must_skills))
    if not keys:
        return fit
    held = _marks([own or frozenset() for own in people.skills], keys)
    wanted = _marks(positions.must_skills, keys)
    asks = asked > 0
    fit[:, asks] = (held @ wanted[asks].T) / asked[asks]
    return fit


def _marks(rows: Sequence[frozenset[str]], keys: Sequence[str]) -> Shares:
    """Return 1 where a row has a key, else 0; keys nobody asks for are left out."""
    columns = {key: column for column, key in enumerate(keys)}
    marks = np.zeros((len(rows), len(keys)))
    for row, own in enumerate(rows):
        marks[row, [columns[key] for key in own if key in columns]] = 1.0
    return marks


def german_fit(people: PeopleArrays, positions: PositionArrays) -> Shares:
    """Return how far the German of a person reaches; 1 where none is asked."""
    missing = np.clip(positions.german[None, :] - people.german[:, None], 0, 6)
    fit = np.array(GERMAN_SHARES)[missing.astype(int)]
    fit[people.german < 0] = 0.0
    fit[:, positions.german <= 0] = 1.0
    return fit


def distance_fit(people: PeopleArrays, positions: PositionArrays) -> Shares:
    """Return 1 up to five kilometres, falling to 0 at fifty; 1 where the position has no place."""
    reach = 1.0 - np.clip((kilometres(people, positions) - NEAR_KM) / (FAR_KM - NEAR_KM), 0.0, 1.0)
    fit = np.nan_to_num(reach, nan=0.0)
    fit[:, np.isnan(positions.places[:, 0])] = 1.0
    return fit


def kilometres(people: PeopleArrays, positions: PositionArrays) -> Shares:
    """Return great-circle distances in kilometres (haversine); nan where a place is unknown."""
    here, there = np.radians(people.places)[:, None, :], np.radians(positions.places)[None, :, :]
    half = np.sin((there - here) / 2.0) ** 2
    chord = half[..., 0] + np.cos(here[..., 0]) * np.cos(there[..., 0]) * half[..., 1]
    return 2.0 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
