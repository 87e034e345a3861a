"""What a group, a cell or a position is worth to a person, summed as the ranking does; compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from matching.batch.heaps import compiled
from matching.distance import ARCSINE, BEYOND_RADIUS, EARTH_RADIUS_KM, FAR_KM, NEAR_KM

SLACK = 2e-6
"""A bound is summed in another order than a score and may differ in the last digits."""
_AROUND = 2.0 * EARTH_RADIUS_KM
_FIRST, _SECOND, _THIRD, _FOURTH = ARCSINE


@compiled
def work_points(asking: Any, person: int, bucket: int) -> float:
    """Return the points of the piece of work that speaks for a person in a bucket."""
    best = -np.inf
    for piece in range(asking.piece_starts[person], asking.piece_starts[person + 1]):
        points = asking.nearness[asking.piece_occupation[piece], bucket] * asking.piece_worth[piece]
        points += asking.level_points[asking.piece_level[piece], bucket]
        best = max(best, points)
    return best


@compiled
def wish_points(asking: Any, person: int, bucket: int) -> float:
    """Return how near the bucket is to an occupation the person wishes for (a share)."""
    if not asking.is_named[bucket]:
        return 1.0
    best = 0.0
    for wish in range(asking.wish_starts[person], asking.wish_starts[person + 1]):
        best = max(best, asking.wish_nearness[asking.wish_occupation[wish], bucket])
    return best


@compiled
def highest_rest(asking: Any, person: int) -> float:
    """Return the most points all but work can bring a person anywhere."""
    return (
        asking.skill_weight
        + asking.distance_weight
        + asking.wish_weight
        + np.max(asking.german_points[asking.german[person]])
        + np.max(asking.recognition_points[asking.recognition[person]])
        + np.max(asking.licence_points[asking.licence[person]])
        + np.max(asking.hours_points[asking.hours[person]])
        + np.max(asking.kind_points[asking.kind[person]])
    )


@compiled
def bucket_bound(work: float, rest: float) -> float:
    """Return a bound of all scores of a bucket, in millionths."""
    return (work + (rest + SLACK)) * 1e6


@compiled
def group_parts(
    ground: Any, asking: Any, person: int, group: int, wish: float, before: Any, after: Any
) -> float:
    """Note the parts all positions of a group share; return the bound of their scores."""
    rest = ground.group_rest[group]
    asked = ground.rest_wish[rest]
    before[1] = asking.german_points[asking.german[person], ground.group_german[group]]
    before[2] = asking.recognition_points[asking.recognition[person], ground.rest_recognition[rest]]
    before[3] = asking.licence_points[asking.licence[person], ground.rest_licence[rest]]
    after[0] = asking.hours_points[asking.hours[person], ground.rest_hours[rest]]
    after[1] = asking.kind_points[asking.kind[person], asked]
    after[2] = asking.wish_weight * (asking.wish_part[asked] * wish)
    most = asking.skill_weight + asking.distance_weight
    return before.sum() + after.sum() + most


@compiled
def skill_share(ground: Any, held: Any, cell: int) -> float:
    """Return the share of the asked skills that are held, each weighed as the ranking does."""
    signature = ground.cell_signature[cell]
    share = 0.0
    for place in range(ground.signature[signature], ground.signature[signature + 1]):
        share += ground.signature_share[place] * held[ground.signature_skill[place]]
    return share


@compiled
def floored(before: float, distance: float, after: Any) -> Any:
    """Return a score in whole millionths from its parts, summed in the order of the ranking."""
    total = (((before + distance) + after[0]) + after[1]) + after[2]
    return np.int64(np.rint(total * 1e6))


@compiled
def near_share(ground: Any, asking: Any, person: int, position: int) -> float:
    """Return the share of the distance (``matching.distance.distance_table``)."""
    squared = 0.0
    for axis in range(3):
        squared += (asking.point[person, axis] - ground.position_point[position, axis]) ** 2
    quarter = squared * 0.25
    longer = 1.0 + quarter * (_FIRST + quarter * (_SECOND + quarter * (_THIRD + quarter * _FOURTH)))
    far = _AROUND * np.sqrt(quarter) * longer
    share = 1.0 - min(max((far - NEAR_KM) / (FAR_KM - NEAR_KM), 0.0), 1.0)
    return share * BEYOND_RADIUS if far > asking.radius[person] else share
