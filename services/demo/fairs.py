"""One fair that was, one to come, and proposals in every state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from domain.codes import ALPHABET
from domain.consent import Purpose, release_ends
from domain.fairs import EVERYBODY, SLOT, FairState, RegistrationState
from domain.proposals import DeclineReason, ProposalState
from models import Consent, Fair, FairGroup, Interview, Proposal, Registration, Stand
from services.demo.calendar import DemoCalendar
from services.demo.deeds import add_deeds
from services.demo.fair_plan import add_plan, stand_needs, way_and_things
from services.demo.firms import DemoPosition
from services.demo.full_group import add_full_group
from services.demo.opinions import add_opinions, add_wishes
from services.demo.people import DemoPerson
from services.demo.rows import Rows
from services.demo.staff import EMPLOYER_ID
from services.demo.words import add_releases, demo_word

CAPACITY = 300
STANDS = 18
CAME = 0.7
WALKED_IN = 9
"""One of so many came without a registration."""
PROPOSALS = 90
COMING_FAIR_ID = 2
"""The fair that was is written first."""
STATES = {
    ProposalState.SHORTLISTED: 25,
    ProposalState.PROPOSED: 40,
    ProposalState.INTERESTED: 20,
    ProposalState.DECLINED: 15,
}


def add_fairs(
    rows: Rows,
    draw: Random,
    calendar: DemoCalendar,
    people: Sequence[DemoPerson],
    positions: Sequence[DemoPosition],
) -> None:
    """Add the fair that was (people came) and the fair to come (places are left)."""
    for day, is_over in ((calendar.last_fair, True), (calendar.next_fair, False)):
        guests = draw.sample(people, min(len(people), 240 if is_over else 130))
        firms = sorted({one.employer_id for one in positions})
        exhibitors = draw.sample(firms, min(len(firms), STANDS - (0 if is_over else 6)))
        fair_id = _add_fair(rows, calendar, day, len(guests), len(exhibitors), is_over=is_over)
        stands = [
            rows.add(
                Stand,
                fair_id=fair_id,
                employer_id=employer_id,
                number=number,
                desks=1,
                **stand_needs(number),
                booked_at=calendar.at(day - timedelta(days=45), 9),
            )
            for number, employer_id in enumerate(exhibitors, start=1)
        ]
        add_plan(rows, calendar, day, fair_id, stands, names_are_kept=not is_over)
        places = _add_registrations(rows, draw, calendar, day, fair_id, guests, is_over=is_over)
        telling = Random(f"opinions {day}")  # noqa: S311 - made-up people need no secret
        add_wishes(rows, telling, list(places), stands)
        if not is_over:
            here = {guest.id for guest in guests}
            others = [person for person in people if person.id not in here]
            add_full_group(rows, calendar, day, fair_id, others)
        if is_over:
            came = [place for place, was_there in places.items() if was_there]
            add_opinions(rows, telling, calendar, day, came, stands)
        _add_interviews(rows, calendar.at(day, 10), stands, guests)


def _add_fair(
    rows: Rows, calendar: DemoCalendar, day: date, guests: int, stands: int, *, is_over: bool
) -> int:
    fair_id = rows.add(
        Fair,
        slug=f"meeting-point-{day:%Y-%m}",
        title="Meeting Point",
        venue="Agentur für Arbeit Herford, großer Saal",
        street="Hansastraße 33",
        postcode="32049",
        place="Herford",
        **way_and_things(calendar, day),
        starts_at=calendar.at(day, 10),
        ends_at=calendar.at(day, 14),
        fills_gaps=False,
        stand_capacity=STANDS,
        stands_taken=stands,
        state=FairState.CLOSED if is_over else FairState.OPEN,
        created_at=calendar.at(day - timedelta(days=60), 9),
        firms_asked_at=calendar.at(day, 16) if is_over else None,
        sequence=0,
    )
    rows.add(
        FairGroup,
        fair_id=fair_id,
        number=1,
        name=EVERYBODY,
        languages=[],
        starts_at=calendar.at(day, 10),
        ends_at=calendar.at(day, 14),
        capacity=CAPACITY,
        taken=guests,
        beyond=0,
        waiting=0,
        queue_last=0,
    )
    return fair_id


def _add_registrations(
    rows: Rows,
    draw: Random,
    calendar: DemoCalendar,
    day: date,
    fair_id: int,
    guests: Sequence[DemoPerson],
    *,
    is_over: bool,
) -> dict[int, bool]:
    """Add a place for each guest; return whether each was there, by place."""
    places = {}
    for number, guest in enumerate(guests, start=1):
        registered_at = calendar.at(day - timedelta(days=draw.randint(26, 40)), 11)
        came = is_over and draw.random() < CAME
        place = rows.add(
            Registration,
            fair_id=fair_id,
            candidate_id=guest.id,
            group_id=fair_id,  # one group a fair, written in the same order
            party_id=None,
            state=RegistrationState.REGISTERED,
            idempotency_key=f"demo-{fair_id}-{guest.id}",
            needs_interpreter=draw.random() < 0.4,
            needs_child_care=draw.random() < 0.1,
            needs_ramp=draw.random() < 0.02,
            children=0,
            queue_number=None,
            queued_at=None,
            offered_until=None,
            beyond=False,
            comes_later_at=None,
            walked_in=came and number % WALKED_IN == 0,
            absence=None,
            registered_at=min(registered_at, calendar.now),
            cancelled_at=None,
            checked_in_at=calendar.at(day, 10, draw.randint(0, 50)) if came else None,
            checked_in_by_id=1 if came else None,
            sequence=0,
        )
        places[place] = came
        rows.add(
            Consent,
            candidate_id=guest.id,
            purpose=Purpose.FAIR,
            text_version="1",
            given_at=min(registered_at, calendar.now),
            recorded_by_id=None,
            withdrawn_at=None,
        )
    return places


def _add_interviews(
    rows: Rows, first: datetime, stands: Sequence[int], guests: Sequence[DemoPerson]
) -> None:
    """Give the first guests a talk each, two at every stand."""
    for place, guest in enumerate(guests[: 2 * len(stands)]):
        rows.add(
            Interview,
            stand_id=stands[place % len(stands)],
            desk=1,
            starts_at=first + SLOT * (place // len(stands) + 1),
            candidate_id=guest.id,
            position_id=None,
            booked_by_id=1,
            booked_at=first - timedelta(days=7),
        )


def add_proposals(
    rows: Rows,
    draw: Random,
    calendar: DemoCalendar,
    people: Sequence[DemoPerson],
    positions: Sequence[DemoPosition],
) -> None:
    """Propose people for positions of their own occupational group, in every state."""
    by_group: dict[str, list[DemoPosition]] = defaultdict(list)
    for position in positions:
        by_group[position.code[:3]].append(position)
    fitting = [(one.id, by_group[one.code[:3]]) for one in people if one.code[:3] in by_group]
    for person, choices in draw.sample(fitting, min(PROPOSALS, len(fitting))):
        own = [one for one in choices if one.employer_id == EMPLOYER_ID]
        position = draw.choice(own or choices)
        state = draw.choices(list(STATES), weights=list(STATES.values()))[0]
        _add_proposal(rows, draw, calendar, person, position, state)


def _add_proposal(
    rows: Rows,
    draw: Random,
    calendar: DemoCalendar,
    candidate_id: int,
    position: DemoPosition,
    state: ProposalState,
) -> None:
    proposed_at = calendar.ago(draw.randint(1, 20))
    is_proposed = state is not ProposalState.SHORTLISTED
    is_answered = state in {ProposalState.INTERESTED, ProposalState.DECLINED}
    word = demo_word(draw, state, proposed_at)
    proposal_id = rows.add(
        Proposal,
        candidate_id=candidate_id,
        position_id=position.id,
        reference="".join(draw.choices(ALPHABET, k=6)),
        state=state,
        shortlisted_by_id=1,
        shortlisted_at=proposed_at - timedelta(days=1),
        proposed_by_id=1 if is_proposed else None,
        proposed_at=proposed_at if is_proposed else None,
        released_until=release_ends(proposed_at.date()) if is_proposed else None,
        answered_at=proposed_at + timedelta(hours=6) if is_answered else None,
        decline_reason=draw.choice(list(DeclineReason))
        if state is ProposalState.DECLINED
        else None,
        answer_note=None,
        **word,
    )
    add_releases(rows, proposal_id, state, word, proposed_at)
    add_deeds(rows, (candidate_id, position.id), state, word, proposed_at)
