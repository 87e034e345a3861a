"""The pages of learning: state, versions, one card; a team lead switches, releases, returns."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.guard import requires
from blueprints.learning import words
from blueprints.learning.forms import BasisForm, OffForm, ReleaseForm, SeenForm
from blueprints.matches.words import PART_LABELS
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import NotFound, Outdated, RuleBroken
from models import LearnedVersion
from services.learning.basis import basis_history, newest_basis, switch_learning
from services.learning.releasing import (
    HeldBack,
    ModelDamaged,
    release_version,
    releases,
    return_to_before,
    version_of,
    versions,
)
from services.ranking_weights import weights_in_use

learning = Blueprint("learning", __name__, url_prefix="/desk/learning")

_OVERTAKEN = "Inzwischen hat sich etwas geändert. Bitte noch einmal ansehen und wieder senden."
_OTHERS_COUNT = (
    "Inzwischen gelten andere Gewichte als die, mit denen diese Fassung verglichen wurde. "
    "Das nächste Training vergleicht neu."
)
_DAMAGED = "Die Datei dieser Fassung ist beschädigt oder von einer anderen Version. Es gilt weiter, was jetzt gilt; das nächste Training schreibt eine neue."  # noqa: E501


@learning.get("")
@requires(Permission.WEIGHTS_READ)
def index() -> ResponseReturnValue:
    """Show whether learning is on, what was learned, and what counts."""
    return render_template(
        "learning/index.html",
        basis=newest_basis(),
        history=basis_history(),
        versions=versions(),
        releases=releases(),
        use=weights_in_use(),
        words=words,
        may_set=current_actor().may(Permission.WEIGHTS_SET),
    )


@learning.route("/switch", methods=["GET", "POST"])
@requires(Permission.WEIGHTS_SET)
def switch() -> ResponseReturnValue:
    """Record the legal basis and begin, or end learning and forget what was kept for it."""
    basis = newest_basis()
    is_on, number = bool(basis and basis.is_on), basis.number if basis else 0
    form = (OffForm if is_on else BasisForm)(data={"seen": number})
    if form.validate_on_submit():
        try:
            switch_learning(
                actor=current_actor(),
                is_on=not is_on,
                basis=form.basis.data or "",
                seen=form.number_seen,
                now=now(),
            )
        except RuleBroken:
            form.basis.errors = [_OVERTAKEN]
            form.show_again(number)
        else:
            flash("Es wird nicht mehr gelernt." if is_on else "Ab jetzt wird gelernt.", "success")
            return redirect(url_for(".index"), code=303)
    page = render_template("learning/switch.html", form=form, is_on=is_on)
    return page, 422 if form.errors else 200


@learning.get("/<int:version_number>")
@requires(Permission.WEIGHTS_READ)
def card(version_number: int) -> ResponseReturnValue:
    """Show the card of one version."""
    return _card(_version_or_404(version_number), ReleaseForm())


@learning.post("/<int:version_number>/release")
@requires(Permission.WEIGHTS_SET)
def release(version_number: int) -> ResponseReturnValue:
    """Let a version count that the gate let pass; every list is computed again."""
    version, form = _version_or_404(version_number), ReleaseForm()
    if form.validate_on_submit():
        try:
            release_version(
                actor=current_actor(),
                number=version_number,
                reason=form.reason.data or "",
                seen=form.number_seen,
                now=now(),
            )
        except RuleBroken as error:
            form.reason.errors = [_sentence(error)]
        else:
            flash("Freigegeben. Alle Listen werden jetzt neu berechnet.", "success")
            return redirect(url_for(".index"), code=303)
    return _card(version, form)


@learning.post("/return")
@requires(Permission.WEIGHTS_SET)
def go_back() -> ResponseReturnValue:
    """Let those weights count again that counted before the learned ones."""
    form = SeenForm()
    try:
        return_to_before(actor=current_actor(), seen=form.number_seen, now=now())
    except RuleBroken:
        flash("Inzwischen gelten andere Gewichte. Bitte sehen Sie nach.", "warning")
    else:
        flash("Es gelten wieder die Gewichte von davor. Die Listen werden neu berechnet.",
              "success")  # fmt: skip
    return redirect(url_for(".index"), code=303)


def _version_or_404(number: int) -> LearnedVersion:
    try:
        return version_of(number)
    except NotFound:
        abort(404)


def _card(version: LearnedVersion, form: ReleaseForm) -> ResponseReturnValue:
    use = weights_in_use()
    form.show_again(use.number)
    page = render_template(
        "learning/card.html",
        version=version,
        form=form,
        use=use,
        labels=PART_LABELS,
        words=words,
        released=releases().get(version.id, ()),
        may_read_groups=current_actor().may(Permission.FAIRNESS_READ),
        may_release=current_actor().may(Permission.WEIGHTS_SET)
        and not version.refusals
        and version.compared_with == use.number,
    )
    return page, 422 if form.errors and request.method == "POST" else 200


def _sentence(error: RuleBroken) -> str:
    if isinstance(error, HeldBack):
        return words.REFUSALS[error.facts["refusals"][0]]  # type: ignore[index]
    if isinstance(error, ModelDamaged):
        return _DAMAGED
    return _OTHERS_COUNT if isinstance(error, Outdated) else _OVERTAKEN
