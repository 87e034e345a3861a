"""People without a registration: one short form, and they are in."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectChoice, SelectField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from blueprints.door.forms import new_scan_id
from blueprints.door.views import door
from blueprints.fields import Needed, PhoneLine, TextLine, needed
from blueprints.guard import requires, visible_or_404
from blueprints.interpreter_field import InterpreterField
from blueprints.name_field import NameLine
from blueprints.sessions import current_actor, now
from blueprints.sign_up.forms import GERMAN
from domain.access import Permission
from domain.consent import ConsentWay
from domain.door import is_before_the_day
from domain.errors import AlreadyThere, CodeRefused, FairFull, RuleBroken
from domain.fairs import RegistrationState
from domain.languages import LanguageLevel
from domain.page_languages import OFFERED
from models import Candidate, Fair, Registration
from services import walk_ins
from services.catalogue import likely_occupation
from services.newcomers import Newcomer, owner_of_code
from services.registrations import place_of_key
from services.walk_ins import TooEarly, WalkIn


class WalkInForm(FlaskForm):
    """What is asked at the door: a minute, and nothing that can wait."""

    is_full = False
    """Whether no place was free: then a reason is asked, and the waiting list offered."""
    key = TextLine(longest=64, widget=HiddenInput())
    code = TextLine(longest=64, widget=HiddenInput())
    given_name = NameLine("Vorname (oder einziger Name)", [needed], longest=120)
    family_name = NameLine("Familienname", longest=120)
    language = SelectField(
        "Sprache", choices=[SelectChoice(*one) for one in OFFERED.items()], default="ar"
    )
    work = TextLine("Beruf oder Arbeit", longest=160)
    german = RadioField("Deutsch: Welcher Satz passt?", [Optional()], choices=GERMAN)
    phone = PhoneLine("Telefon")
    interpreter = BooleanField("braucht Übersetzung")
    interpreter_language = InterpreterField(
        "Übersetzung in welche Sprache?", lambda: "in die Sprache oben"
    )
    agree = BooleanField(
        "Die Person ist mündlich einverstanden: Wir benutzen diese Angaben für die Kontaktbörse.",
        [Needed("Fragen Sie die Person. Ohne ihr Ja geht es nicht.")],
    )
    sure = BooleanField("Ja, schon vor dem Tag einlassen")
    reason = TextLine("Warum trotzdem einlassen?", longest=400)

    def newcomer(self) -> Newcomer:
        """Return who stands at the door."""
        words = self.work.data or ""
        return Newcomer(
            given_name=self.given_name.data or "",
            family_name=self.family_name.data or "",
            language=self.language.data,
            phone=self.phone.data,
            own_words=words,
            occupation_code=likely_occupation(words) if words else None,
            german_level=LanguageLevel(self.german.data) if self.german.data else None,
            by=current_actor(),
            way=ConsentWay.AT_THE_DOOR,
        )


@door.route("/<int:fair_id>/walk-in", methods=["GET", "POST"])
@requires(Permission.CHECK_IN)
def walk_in(fair_id: int) -> ResponseReturnValue:
    """Take somebody in who has no registration, and show the card to print."""
    fair = visible_or_404(Fair, fair_id)
    known = _owner(request.values.get("code", ""))
    form = WalkInForm()
    if known is not None:
        form.given_name.validators = ()
    if not form.key.data:
        form.key.data = new_scan_id()
    if form.validate_on_submit():
        waits = "wait" in request.form
        try:
            place = (_on_the_list if waits else _let_in)(fair, _guest(form, known))
        except RuleBroken as error:
            if (twin := place_of_key(form.key.data)) is not None:
                return redirect(_told(twin), code=303)
            _explain(form, error)
        else:
            return redirect(_told(place), code=303)
    return _page(fair, form, known)


def _let_in(fair: Fair, guest: WalkIn) -> Registration:
    return walk_ins.walk_in(fair=fair, guest=guest, actor=current_actor(), now=now())


def _on_the_list(fair: Fair, guest: WalkIn) -> Registration:
    return walk_ins.wait_at_the_door(fair=fair, guest=guest, actor=current_actor(), now=now())


def _told(place: Registration) -> str:
    """Return the page that says what came of it: the card to print, or the number in the list."""
    if place.state is RegistrationState.WAITING or place.checked_in_at is None:
        return url_for("counter.made", fair_id=place.fair_id, registration_id=place.id)
    flash(f"Willkommen: {place.candidate.full_name}", "success")
    return _card(place.fair_id, place.id)


def _page(fair: Fair, form: WalkInForm, known: Candidate | None) -> ResponseReturnValue:
    page = render_template(
        "door/walk_in.html",
        fair=fair,
        form=form,
        known=known,
        early=is_before_the_day(fair.starts_at, now()),
        can_wait=form.is_full
        and walk_ins.group_for(fair, _language(form, known), now()) is not None,
        back_url=url_for(".show", fair_id=fair.id),
    )
    return page, 422 if form.errors else 200


def _guest(form: WalkInForm, known: Candidate | None) -> WalkIn:
    return WalkIn(
        person=known or form.newcomer(),
        needs_interpreter=form.interpreter.data,
        interpreter_language=form.interpreter_language.data,
        reason=form.reason.data or "",
        is_sure=form.sure.data,
        key=form.key.data or "",
    )


def _language(form: WalkInForm, known: Candidate | None) -> str:
    return known.language if known else form.language.data


def _owner(code: str) -> Candidate | None:
    """Return whose code was scanned before; the record is there already."""
    try:
        return owner_of_code(code) if code else None
    except CodeRefused:
        return None


def _card(fair_id: int, registration_id: int) -> str:
    return url_for(".badge", fair_id=fair_id, registration_id=registration_id)


def _explain(form: WalkInForm, error: RuleBroken) -> None:
    """Say beside the field what is in the way; what was typed stays."""
    if isinstance(error, FairFull):
        form.is_full = True
        form.reason.errors = [
            "Alle Plätze sind vergeben oder versprochen. Mit einem Grund geht es trotzdem."
        ]
    elif isinstance(error, TooEarly):
        form.sure.errors = ["Der Tag ist noch nicht da. Bestätigen Sie, dass es so sein soll."]
    elif isinstance(error, AlreadyThere):
        form.given_name.errors = ["Diese Person hat einen Platz. Suchen Sie sie am Einlass."]
    else:
        form.given_name.errors = ["Diese Kontaktbörse nimmt niemanden auf."]
