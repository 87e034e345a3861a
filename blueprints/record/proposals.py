"""The person answers: yes with what the firm may know, or no; by the link of a letter or signed in.

Opening a page changes nothing, so a mail program that looks at links answers for nobody.
"""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from blueprints import sessions
from blueprints.fields import SeveralOf
from blueprints.guard import public, requires, visible_or_404
from blueprints.labels import choices
from blueprints.record.blueprint import record
from blueprints.records import today
from domain.access import Actor, Permission, Role
from domain.errors import WrongState
from domain.proposals import PersonsWord, ProposalAction, ToldBy, steps_open
from domain.releases import ReleasedField
from models import Proposal
from services.asking import find_question, keep_word, note_too_late
from services.releases import end_release, fields_known, firm_sees, releases_of

YES, NO = "yes", "no"


class AnswerForm(FlaskForm):
    """What the firm may know if it is interested; the two buttons are the answer."""

    fields = SeveralOf()

    def __init__(self, *args: object, proposal: Proposal, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields.label.text = _("Was dürfen wir der Firma sagen, wenn sie Interesse hat?")
        self.fields.choices = choices(fields_known(proposal.candidate))

    def validate_with(self, answer: str | None) -> bool:
        """Check what was sent; a yes names at least one thing, and a button is pressed."""
        if not self.validate_on_submit():
            return False
        if answer == YES and not self.fields.data:
            self.fields.errors = [_("Wählen Sie mindestens eine Angabe, zum Beispiel Ihren Namen.")]
        elif answer not in {YES, NO}:
            self.fields.errors = [_("Drücken Sie auf „Ja“ oder „Nein“.")]
        return not self.fields.errors


@record.route("/answers/<token>", methods=["GET", "POST"])
@public
def answer(token: str) -> ResponseReturnValue:
    """Ask behind the link of a letter; only pressing a button answers, and only once."""
    proposal = find_question(token, now=sessions.now())
    if proposal is None:
        return render_template("record/question_ended.html", proposal=None), 404
    person = Actor(role=Role.CANDIDATE, candidate_id=proposal.candidate_id)
    if proposal.person_word is not PersonsWord.ASKED or not _can_answer(proposal):
        return _ended(proposal, person)
    form = AnswerForm(proposal=proposal)
    said = request.form.get("answer")
    if form.validate_with(said):
        if not _keep(proposal, form, said, person, ToldBy.LINK):
            return _ended(proposal, person)
        return redirect(url_for(".answer", token=token), code=303)
    page = render_template("record/question.html", form=form, proposal=proposal)
    return page, 422 if form.errors else 200


@record.route("/proposals/<int:proposal_id>", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
def proposal(proposal_id: int) -> ResponseReturnValue:
    """Show the person one proposal: what the firm knows, and the yes or no that can be changed."""
    told = visible_or_404(Proposal, proposal_id)
    actor = sessions.current_actor()
    form = AnswerForm(proposal=told, fields=_agreed(told, actor))
    said = request.form.get("answer")
    if form.validate_with(said):
        if not _keep(told, form, said, actor, ToldBy.OWN_PAGE):
            return _ended(told, actor)
        flash(_("Danke. Wir haben Ihre Antwort."), "success")
        return redirect(url_for(".proposal", proposal_id=proposal_id), code=303)
    page = render_template(
        "record/proposal.html",
        form=form,
        proposal=told,
        can_answer=_can_answer(told),
        firm_sees=firm_sees(told),
        releases=[one for one in releases_of(actor=actor, proposal_id=told.id) if one.released_at],
        today=today(),
    )
    return page, 422 if form.errors else 200


@record.post("/proposals/<int:proposal_id>/take-back")
@requires(Permission.RECORD_OWN)
def take_back(proposal_id: int) -> ResponseReturnValue:
    """Take back what the firm was told: one thing, or all of it; it holds from this moment."""
    told = visible_or_404(Proposal, proposal_id)
    named = request.form.get("field")
    if named is not None and named not in set(ReleasedField):
        abort(400)
    fields = [ReleasedField(named)] if named else list(ReleasedField)
    try:
        end_release(
            actor=sessions.current_actor(), proposal=told, fields=fields, now=sessions.now()
        )
    except WrongState:
        flash(_("Die Firma sieht das schon nicht mehr."), "info")
    else:
        flash(_("Zurückgenommen. Die Firma sieht das ab jetzt nicht mehr."), "success")
    return redirect(url_for(".proposal", proposal_id=proposal_id), code=303)


def _agreed(proposal: Proposal, actor: Actor) -> list[str]:
    rows = releases_of(actor=actor, proposal_id=proposal.id)
    return [one.field.value for one in rows if one.ended_at is None]


def _can_answer(proposal: Proposal) -> bool:
    steps = steps_open(state=proposal.state, word=proposal.person_word, role=Role.CANDIDATE)
    return ProposalAction.AGREE in steps


def _keep(
    proposal: Proposal, form: AnswerForm, said: str | None, actor: Actor, told: ToldBy
) -> bool:
    """Keep the word of the person; False where the proposal ended at this moment."""
    fields = [ReleasedField(one) for one in form.fields.data or ()]
    try:
        keep_word(
            actor=actor,
            proposal=proposal,
            fields=fields if said == YES else None,
            told=told,
            now=sessions.now(),
        )
    except WrongState:
        return False
    return True


def _ended(proposal: Proposal, person: Actor) -> ResponseReturnValue:
    """Say what stands: the answer that was given, or that there is nothing to answer any more."""
    if request.method != "POST":
        return render_template("record/question_ended.html", proposal=proposal)
    note_too_late(actor=person, proposal=proposal, now=sessions.now())
    return render_template("record/question_ended.html", proposal=proposal), 409
