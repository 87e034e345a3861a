"""Computing one list anew because somebody asks for it; the background job does all of them."""

from __future__ import annotations

from datetime import datetime

from domain.clock import office_day
from matching.ranking import Ranker
from models import Candidate, PeopleList, Position, PositionList, db
from services.places import coordinates_of
from services.ranked_lists import seed_of
from services.ranking_facts import features_of_position, people_features, position_features
from services.ranking_weights import weights_in_use
from services.stored_lists import KEPT_PEOPLE, KEPT_POSITIONS, Stamp, packed, write_list
from services.visibility import agreed_to_placement, shown_position


def refresh_people(*, position: Position, now: datetime) -> None:
    """Compute and keep the list of people for one position."""
    use = weights_in_use()
    today = office_day(now)
    people = people_features(agreed_to_placement(), today)
    asked, position_id = (
        features_of_position(position, coordinates_of([position.postcode])), position.id
    )  # fmt: skip
    stamp = Stamp(use.version, seed_of(today), now)
    db.session.rollback()  # what was read is let go before the sums
    best, _unused = Ranker(use.weights, day=today).top_lists(
        people, [asked], stamp.seed, most_people=KEPT_PEOPLE, most_positions=1
    )
    ids = [int(one.key) for one in people]
    for one in packed(best, [position_id], ids):
        write_list(PeopleList, one, stamp)


def refresh_positions(*, candidate: Candidate, now: datetime) -> None:
    """Compute and keep the list of positions for one person."""
    use, candidate_id = weights_in_use(), candidate.id
    released = position_features(shown_position())
    today = office_day(now)
    person = people_features(Candidate.id == candidate_id, today)
    stamp = Stamp(use.version, seed_of(today), now)
    db.session.rollback()  # what was read is let go before the sums
    _unused, best = Ranker(use.weights, day=today).top_lists(
        person, released, stamp.seed, most_people=1, most_positions=KEPT_POSITIONS
    )
    ids = [int(one.key) for one in released]
    for one in packed(best, [candidate_id], ids):
        write_list(PositionList, one, stamp)
