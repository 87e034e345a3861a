"""What is typed on the phone waits on the server for some days."""

from __future__ import annotations

from sqlalchemy import select

from models import RegistrationDraft, db
from services.drafts import DRAFT_LASTS, begin_draft, find_draft, keep_answers, sweep_drafts
from tests.factories import Office
from tests.factories.office import NOW


def test_answers_add_up_and_are_found_by_the_token_alone(office: Office) -> None:
    fair, other = office.fair(), office.fair()
    token = begin_draft(fair=fair, answers={"area": "sewing"}, now=NOW)
    draft = find_draft(token, fair=fair, now=NOW)
    assert draft is not None
    keep_answers(draft_id=draft.id, answers={"german": "A2"}, now=NOW)
    assert draft.answers == {"area": "sewing", "german": "A2", "key": draft.answers["key"]}
    assert find_draft(token, fair=other, now=NOW) is None
    assert find_draft("", fair=fair, now=NOW) is None


def test_drafts_nobody_went_on_with_are_swept(office: Office) -> None:
    fair = office.fair()
    begin_draft(fair=fair, answers={}, now=NOW - DRAFT_LASTS)
    kept = begin_draft(fair=fair, answers={}, now=NOW)
    assert sweep_drafts(now=NOW) == 1
    assert find_draft(kept, fair=fair, now=NOW) is not None
    assert len(db.session.scalars(select(RegistrationDraft)).all()) == 1


def test_an_old_draft_is_not_found_even_before_it_is_swept(office: Office) -> None:
    fair = office.fair()
    token = begin_draft(fair=fair, answers={}, now=NOW - DRAFT_LASTS)
    assert find_draft(token, fair=fair, now=NOW) is None
