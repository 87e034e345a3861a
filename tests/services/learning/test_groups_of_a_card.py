"""What a card may tell of how groups would fare: no less hidden than in the fairness report."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from flask import Flask

from matching.scorecard import Weights
from services.learning.groups import groups_under
from tests.factories import Office

NOW = datetime(2026, 11, 27, 14, tzinfo=UTC)


def test_a_card_tells_no_ratio_that_says_how_few_of_a_group_were_chosen(
    app: Flask, office: Office
) -> None:
    office.position(title="Tischler")
    for number in range(30):
        is_woman = number % 3 == 0
        years = (25 if number < 4 else 4) if is_woman else 9
        office.candidate(sex="female" if is_woman else "male", work=(("Tischler", "22342", years),))
    checks = groups_under(Weights(), Weights(), now=NOW)
    women, men = (one for one in checks if one.trait == "sex")
    for one in (women, men):  # two women of ten: neither ratio is told, nor what follows from it
        assert math.isnan(one.ratio_before)
        assert math.isnan(one.ratio_after)
        assert one.attention_before > 0
    assert not women.is_worse
