"""A person's own record, opened by a sign-in code: look, change, withdraw."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints import sessions
from blueprints.guard import requires, visible_or_404
from blueprints.packets import packet_lines, part_names
from blueprints.record import chances, data, deletion, profile, proposals, sign_in
from blueprints.record.blueprint import record
from blueprints.record.forms import LinkForm, OwnContactForm, OwnLanguageForm, OwnPlaceForm
from blueprints.record.profile import told_facts
from domain.access import Permission
from domain.handovers import grouped
from domain.page_languages import OFFERED
from domain.proposals import PersonsWord, ProposalState
from models import Candidate, Handover, WorkExperience
from services.case_summary import handovers_told, released_parts, supplements
from services.courses import parts_of_person
from services.deletion_requests import request_of
from services.invitations import invitations_of, is_ahead
from services.own_record import (
    change_own_contact,
    change_own_language,
    change_own_place,
    consents_that_hold,
    proposals_told,
    registrations_of,
    whole_record,
)
from services.personal_codes import current_code
from services.withdrawals import withdraw_consent

__all__ = ["chances", "data", "deletion", "profile", "proposals", "record", "sign_in"]


def _me() -> Candidate:
    return sessions.current_candidate() or abort(404)


@record.get("")
@requires(Permission.RECORD_OWN)
def index() -> ResponseReturnValue:
    """Show the person what is kept about them and what was told to whom."""
    person = _me()
    code = current_code(person)
    return render_template(
        "record/index.html",
        me=(me := whole_record(person.id)),
        work=[(work.own_words, _duration(work), url_for(".work")) for work in me.work],
        told_facts=told_facts(me),
        told=_told(),
        places=registrations_of(person.id),
        now=sessions.now(),
        code=code.code if code else None,
        asked=request_of(person.id),
        proposals=proposals_told(person.id),
        consents=consents_that_hold(person.id),
        handovers=handovers_told(person.id),
        courses=parts_of_person(person.id),
        invitations=[one for one in invitations_of(person.id) if is_ahead(one, sessions.now())],
        language_name=OFFERED.get(person.language, person.language),
    )


def _duration(work: WorkExperience) -> str:
    if work.is_wish:
        return _("Das möchten Sie machen.")
    if work.years is None:
        return ""
    if work.years == 0:
        return _("weniger als ein Jahr")
    return ngettext("%(num)s Jahr", "%(num)s Jahre", work.years)


def _told() -> dict[str, str]:
    """Return the sentence of each state, and the one of a no, which says more than the state."""
    no = _("Sie haben Nein gesagt. Die Firma sieht Sie nicht.")
    over = _("Dieser Vorschlag ist beendet. Wir suchen weiter.")
    return {
        ProposalState.SHORTLISTED: _("Wir haben Sie gefragt. Die Firma sieht Sie noch nicht."),
        ProposalState.PROPOSED: _("Wir haben Sie ohne Namen vorgeschlagen. Die Firma überlegt."),
        ProposalState.INTERESTED: _("Die Firma möchte Sie kennenlernen. Wir melden uns bei Ihnen."),
        ProposalState.DECLINED: _("Diesmal hat es nicht gepasst. Wir suchen weiter."),
        ProposalState.WITHDRAWN: over,
        ProposalState.CLOSED: over,
        PersonsWord.NO: no,
        PersonsWord.YES: _("Sie haben Ja gesagt. Die Firma sieht Sie noch nicht."),
    }


@record.get("/handovers/<int:handover_id>")
@requires(Permission.RECORD_OWN)
def handover(handover_id: int) -> ResponseReturnValue:
    """Show the person what a caseworker handed over to another one."""
    told = visible_or_404(Handover, handover_id)
    summary = told.summary or {}
    return render_template(
        "record/handover.html",
        told=told,
        summary=summary,
        parts=packet_lines(released_parts(told)),
        later=packet_lines(supplements(told, sessions.now())),
        kept_back=part_names(summary.get("kept_back")),
        grouped=grouped,
    )


@record.route("/contact", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
def contact() -> ResponseReturnValue:
    """Change telephone number and e-mail address."""
    person = _me()
    form = OwnContactForm(obj=person)
    if form.validate_on_submit():
        change_own_contact(
            actor=sessions.current_actor(),
            candidate=person,
            email=form.email.data,
            phone=form.phone.data,
            now=sessions.now(),
        )
        return _saved()
    return render_template("record/contact.html", form=form), 422 if form.errors else 200


@record.route("/place", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
def place() -> ResponseReturnValue:
    """Change postcode and place."""
    person = _me()
    form = OwnPlaceForm(obj=person)
    if form.validate_on_submit():
        change_own_place(
            actor=sessions.current_actor(),
            candidate=person,
            postcode=form.postcode.data or "",
            place=form.place.data or "",
            now=sessions.now(),
        )
        return _saved()
    return render_template("record/place.html", form=form), 422 if form.errors else 200


@record.route("/language", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
def language() -> ResponseReturnValue:
    """Change the language of letters and of these pages."""
    person = _me()
    form = OwnLanguageForm(obj=person, languages=OFFERED)
    if form.validate_on_submit():
        change_own_language(
            actor=sessions.current_actor(),
            candidate=person,
            language=form.language.data,
            now=sessions.now(),
        )
        flash(_("Ihre Änderung ist gespeichert."), "success")
        return redirect(url_for(".index", lang=form.language.data), code=303)
    return render_template("record/language.html", form=form), 422 if form.errors else 200


def _saved() -> ResponseReturnValue:
    flash(_("Ihre Änderung ist gespeichert."), "success")
    return redirect(url_for(".index"), code=303)


@record.route("/consents/<int:consent_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
def withdraw(consent_id: int) -> ResponseReturnValue:
    """Say what withdrawing means, then withdraw: from that moment on nobody finds the person."""
    person = _me()
    held = {consent.id: consent for consent in consents_that_hold(person.id)}
    consent = held.get(consent_id) or abort(404)
    form = LinkForm()
    if form.validate_on_submit():
        withdraw_consent(
            actor=sessions.current_actor(),
            candidate=person,
            purpose=consent.purpose,
            now=sessions.now(),
        )
        flash(_("Ihre Einwilligung ist zurückgenommen. Das gilt ab jetzt."), "success")
        return redirect(url_for(".index"), code=303)
    return render_template("record/withdraw.html", form=form, purpose=consent.purpose)
