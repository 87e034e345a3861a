"""Treating somebody before others: a reason is asked, and whoever is gone meanwhile is told."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash

from blueprints.fields import TextBlock, needed
from blueprints.sessions import current_actor, now
from blueprints.submit_key import KeyedForm
from domain.errors import NotRegistered, RuleBroken


class ReasonForm(KeyedForm):
    """Why somebody is treated before others."""

    reason = TextBlock(
        "Grund",
        [needed],
        longest=400,
        description="Nur das Nötige, keine Diagnosen. Alle im Arbeitgeberservice lesen es.",
    )


def is_sent(
    form: ReasonForm,
    verb: Callable[..., object],
    *,
    done: str,
    gone: str,
    refusals: tuple[type[RuleBroken] | type[NotRegistered], ...] = (NotRegistered,),
) -> bool:
    """Do it if a reason was sent, and say ``done``, or ``gone`` where the verb refuses."""
    if not form.validate_on_submit():
        return False
    try:
        verb(reason=form.reason.data or "", actor=current_actor(), now=now(), key=form.submit_key)
    except refusals:
        flash(f"{gone} Nichts wurde geändert.", "warning")
    else:
        flash(done, "success")
    return True
