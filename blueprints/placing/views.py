"""One proposal as the office works on it: ask, write down, propose, release, take back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.deeds import deed_lines
from blueprints.guard import requires, visible_or_404
from blueprints.labels import label
from blueprints.overtaken import overtaken
from blueprints.placing.forms import YES, ReleaseForm, WordForm
from blueprints.records import today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import NotFound, RuleBroken, WrongState
from domain.proposals import ProposalAction, ToldBy, steps_open
from domain.releases import USUAL, ReleasedField, ReleasePurpose
from models import FieldRelease, Proposal
from services.asking import ask_person, keep_word
from services.audit import record_view
from services.proposal_story import deeds_of
from services.releases import end_release, fields_known, release_fields, releases_of
from services.shortlists import propose, withdraw

placing = Blueprint("placing", __name__, url_prefix="/desk/proposals")


@placing.get("/<int:proposal_id>")
@requires(Permission.PROPOSAL_FOLLOW)
def show(proposal_id: int) -> ResponseReturnValue:
    """Show where a proposal stands on both sides, what can be done now, and what was done."""
    proposal = visible_or_404(Proposal, proposal_id)
    record_view(actor=current_actor(), subject=proposal.candidate, now=now())
    releases = releases_of(actor=current_actor(), proposal_id=proposal.id)
    return render_template(
        "placing/show.html",
        proposal=proposal,
        steps=steps_open(
            state=proposal.state, word=proposal.person_word, role=current_actor().role
        ),
        may_decide=current_actor().may(Permission.PROPOSAL_MAKE),
        held=[one for one in releases if one.ended_at is None],
        over=[one for one in releases if one.ended_at is not None],
        deeds=deed_lines(deeds_of(proposal)),
        today=today(),
    )


@placing.post("/<int:proposal_id>/ask")
@requires(Permission.PROPOSAL_MAKE)
def ask(proposal_id: int) -> ResponseReturnValue:
    """Write to the person and ask."""
    done = "Gefragt. Die Person bekommt einen Brief in ihrer Sprache, mit Ja und Nein."
    return _decide(proposal_id, ask_person, ProposalAction.ASK, done)


@placing.post("/<int:proposal_id>/propose")
@requires(Permission.PROPOSAL_MAKE)
def send(proposal_id: int) -> ResponseReturnValue:
    """Propose the person to the firm, without a name."""
    done = "Vorgeschlagen. Die Firma bekommt jetzt einen Brief."
    return _decide(proposal_id, propose, ProposalAction.PROPOSE, done)


@placing.post("/<int:proposal_id>/withdraw")
@requires(Permission.PROPOSAL_MAKE)
def take_back(proposal_id: int) -> ResponseReturnValue:
    """Take the proposal back."""
    done = "Zurückgenommen. Die Firma sieht die Person nicht mehr."
    return _decide(proposal_id, withdraw, ProposalAction.WITHDRAW, done)


@placing.route("/<int:proposal_id>/word", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_FOLLOW)
def word(proposal_id: int) -> ResponseReturnValue:
    """Write down what the person said and how."""
    proposal = visible_or_404(Proposal, proposal_id)
    form = WordForm(fields_known=fields_known(proposal.candidate), version=proposal.version)
    if form.validate_on_submit():
        return _keep_word(proposal, form)
    page = render_template("placing/word.html", form=form, proposal=proposal)
    return page, 422 if form.errors else 200


@placing.route("/<int:proposal_id>/release", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_MAKE)
def release(proposal_id: int) -> ResponseReturnValue:
    """Tell the firm what the person agreed to, for a purpose, until a day."""
    proposal = visible_or_404(Proposal, proposal_id)
    held = _held(proposal)
    agreed = [field for field in ReleasedField if field in held]
    form = ReleaseForm(
        agreed=agreed,
        today=today(),
        fields=[field.value for field in agreed],
        until=today() + USUAL,
        version=proposal.version,
    )
    if form.validate_on_submit():
        return _release(proposal, form)
    page = render_template("placing/release.html", form=form, proposal=proposal, agreed=agreed)
    return page, 422 if form.errors else 200


@placing.post("/<int:proposal_id>/end-release")
@requires(Permission.PROPOSAL_FOLLOW)
def end(proposal_id: int) -> ResponseReturnValue:
    """Take everything the firm was told by name back from it."""

    def end_all(**asked: object) -> None:
        end_release(fields=list(ReleasedField), **asked)  # type: ignore[arg-type]

    done = "Beendet. Die Firma sieht diese Angaben nicht mehr."
    return _decide(proposal_id, end_all, ProposalAction.END_RELEASE, done)


def _held(proposal: Proposal) -> dict[ReleasedField, FieldRelease]:
    rows = releases_of(actor=current_actor(), proposal_id=proposal.id)
    return {one.field: one for one in rows if one.ended_at is None}


def _seen(proposal: Proposal) -> int:
    """Return the version of the proposal the colleague saw; none sent means what stands now."""
    seen = request.form.get("version", type=int)
    return proposal.version if seen is None else seen


def _decide(
    proposal_id: int, verb: Callable[..., None], action: ProposalAction, done: str
) -> ResponseReturnValue:
    proposal = visible_or_404(Proposal, proposal_id)
    try:
        verb(actor=current_actor(), proposal=proposal, now=now(), seen=_seen(proposal))
    except (WrongState, NotFound):
        return overtaken(proposal_id, action)
    return _back(proposal_id, done)


def _keep_word(proposal: Proposal, form: WordForm) -> ResponseReturnValue:
    proposal_id, told = proposal.id, ToldBy(form.told.data)
    fields = [ReleasedField(one) for one in form.fields.data or ()]
    says_yes = form.answer.data == YES
    try:
        keep_word(
            actor=current_actor(),
            proposal=proposal,
            fields=fields if says_yes else None,
            told=told,
            now=now(),
            seen=_seen(proposal),
        )
    except WrongState:
        typed = {
            "Antwort der Person": "Ja" if says_yes else "Nein",
            "Wie": str(label(told)),
            "Angaben": ", ".join(str(label(one)) for one in fields) or "keine",
        }
        action = ProposalAction.AGREE if says_yes else ProposalAction.REFUSE
        return overtaken(proposal_id, action, typed)
    return _back(proposal_id, "Notiert.")


def _release(proposal: Proposal, form: ReleaseForm) -> ResponseReturnValue:
    proposal_id = proposal.id
    fields = [ReleasedField(one) for one in form.fields.data or ()]
    purpose, until = ReleasePurpose(form.purpose.data), form.until.data or today()
    try:
        release_fields(
            actor=current_actor(),
            proposal=proposal,
            fields=fields,
            purpose=purpose,
            until=until,
            now=now(),
            seen=_seen(proposal),
        )
    except RuleBroken:
        typed = {
            "Angaben": ", ".join(str(label(one)) for one in fields),
            "Wofür": str(label(purpose)),
            "Bis": f"{until:%d.%m.%Y}",
        }
        return overtaken(proposal_id, ProposalAction.RELEASE, typed)
    return _back(proposal_id, "Freigegeben. Die Firma und die Person bekommen einen Brief.")


def _back(proposal_id: int, done: str) -> ResponseReturnValue:
    flash(done, "success")
    return redirect(url_for("placing.show", proposal_id=proposal_id), code=303)
