"""Coming rules of the law: entered by one colleague, reviewed by a second one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.guard import requires, visible_or_404
from blueprints.law import rehearsal
from blueprints.law.blueprint import law
from blueprints.law.forms import RuleForm
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import NotAllowed, WrongState
from domain.labour_market import shipped_rules
from models import OfficeRule
from services.law import discard_rule, enter_rules, office_rules, review_rule

__all__ = ["law", "rehearsal"]

MEANWHILE = "Diese Regel hat inzwischen jemand geprüft oder verworfen."


@law.route("/")
@requires(Permission.RULE_REVIEW)
def index() -> ResponseReturnValue:
    """List what waits for a second person, and what counts."""
    rules = office_rules()
    return render_template(
        "law/index.html",
        drafts=[rule for rule in rules if not rule.reviewed_at and not rule.discarded_at],
        reviewed=[rule for rule in rules if rule.reviewed_at],
        actor=current_actor(),
        titles={one.key: one.title for one in shipped_rules().documents()},
        may_enter=current_actor().may(Permission.RULE_ENTER),
    )


@law.route("/new", methods=["GET", "POST"])
@requires(Permission.RULE_ENTER)
def new() -> ResponseReturnValue:
    """Enter a coming rule; it is a draft until somebody else has reviewed it."""
    form = RuleForm(documents=shipped_rules().documents())
    if form.validate_on_submit():
        assert form.rule is not None
        enter_rules(actor=current_actor(), rule=form.rule, activities=form.chosen, now=now())
        flash("Eingetragen. Die Regel zählt, sobald eine zweite Person sie geprüft hat.", "success")
        return redirect(url_for(".index"), code=303)
    return render_template("law/new.html", form=form), 422 if form.errors else 200


@law.route("/<int:rule_id>/review", methods=["POST"])
@requires(Permission.RULE_REVIEW)
def review(rule_id: int) -> ResponseReturnValue:
    """Confirm a rule somebody else entered."""
    rule = visible_or_404(OfficeRule, rule_id)
    try:
        review_rule(actor=current_actor(), rule=rule, now=now())
    except NotAllowed:
        flash("Ihre eigene Regel prüft eine zweite Person.", "warning")
    except WrongState:
        flash(MEANWHILE, "info")
    else:
        flash("Geprüft. Die Regel zählt ab jetzt.", "success")
    return redirect(url_for(".index"), code=303)


@law.route("/<int:rule_id>/discard", methods=["POST"])
@requires(Permission.RULE_ENTER)
def discard(rule_id: int) -> ResponseReturnValue:
    """Put a draft aside."""
    rule = visible_or_404(OfficeRule, rule_id)
    try:
        discard_rule(actor=current_actor(), rule=rule, now=now())
    except WrongState:
        flash(MEANWHILE, "info")
    else:
        flash("Verworfen. Die Regel zählt nicht.", "success")
    return redirect(url_for(".index"), code=303)
