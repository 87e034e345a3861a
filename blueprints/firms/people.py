"""The people of a firm: whom to ask for, and who else signs in."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.firm_forms import ColleagueForm, ContactForm, language_name
from blueprints.firms.blueprint import firms
from blueprints.firms.own import own_firm
from blueprints.form_limits import may_try
from blueprints.guard import requires, visible_or_404
from blueprints.layout import listed
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import AlreadyThere, RuleBroken
from models import EmployerContact
from services.firm_contacts import add_contact, change_contact, prefer_contact, remove_contact
from services.firm_members import invite_member, members_of


@firms.route("/contacts", methods=["GET", "POST"])
@requires(Permission.FIRM_OWN)
def contacts() -> ResponseReturnValue:
    """List whom to ask for, and add somebody."""
    firm = own_firm()
    form = ContactForm()
    if form.validate_on_submit():
        add_contact(actor=current_actor(), employer=firm, facts=form.facts(), now=now())
        flash(_("Die Ansprechperson ist gespeichert."), "success")
        return redirect(url_for(".contacts"), code=303)
    page = render_template("firms/contacts.html", form=form, firm=firm)
    return page, 422 if form.errors else 200


@firms.route("/contacts/<int:contact_id>", methods=["GET", "POST"])
@requires(Permission.FIRM_OWN)
def contact(contact_id: int) -> ResponseReturnValue:
    """Change somebody to ask for."""
    found = visible_or_404(EmployerContact, contact_id)
    form = ContactForm(obj=found)
    if form.validate_on_submit():
        change_contact(actor=current_actor(), contact=found, facts=form.facts(), now=now())
        flash(_("Die Ansprechperson ist gespeichert."), "success")
        return redirect(url_for(".contacts"), code=303)
    page = render_template("firms/contact.html", form=form, contact=found)
    return page, 422 if form.errors else 200


@firms.route("/contacts/<int:contact_id>/prefer", methods=["POST"])
@requires(Permission.FIRM_OWN)
def prefer(contact_id: int) -> ResponseReturnValue:
    """Let the office ask for this one first."""
    found = visible_or_404(EmployerContact, contact_id)
    prefer_contact(actor=current_actor(), contact=found, now=now())
    flash(_("Wir fragen ab jetzt zuerst nach %(name)s.", name=found.name), "success")
    return redirect(url_for(".contacts"), code=303)


@firms.route("/contacts/<int:contact_id>/remove", methods=["POST"])
@requires(Permission.FIRM_OWN)
def remove(contact_id: int) -> ResponseReturnValue:
    """Take somebody off the list."""
    found = visible_or_404(EmployerContact, contact_id)
    try:
        remove_contact(actor=current_actor(), contact=found, now=now())
    except RuleBroken:
        flash(_("Wählen Sie zuerst eine andere Person, nach der wir fragen sollen."), "warning")
    else:
        flash(_("Die Ansprechperson ist entfernt."), "success")
    return redirect(url_for(".contacts"), code=303)


@firms.route("/colleagues", methods=["GET", "POST"])
@requires(Permission.FIRM_OWN)
def colleagues() -> ResponseReturnValue:
    """List who signs in for the firm, and invite somebody by a link."""
    firm = own_firm()
    form = ColleagueForm()
    if form.validate_on_submit() and may_try(form, "colleague-invited"):
        try:
            invite_member(
                actor=current_actor(),
                employer=firm,
                name=form.name.data or "",
                email=form.email.data or "",
                now=now(),
            )
        except AlreadyThere:
            form.email.errors = [_("Diese Adresse können wir nicht einladen. Rufen Sie uns an.")]
        else:
            flash(_("Die Einladung ist unterwegs. Der Link gilt sieben Tage."), "success")
            return redirect(url_for(".colleagues"), code=303)
    page = render_template(
        "firms/colleagues.html", form=form, members=members_of(firm), me=current_actor().account_id
    )
    return page, 422 if form.errors else 200


@firms.app_template_filter()
def languages_named(codes: list[str]) -> str:
    """Return languages by name, in the language of the page."""
    return listed(language_name(code) for code in codes)
