"""The ticket behind a personal code: it shows the place and nothing else of the record."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.calendar_texts import calendar_texts
from blueprints.guard import public
from blueprints.pdf_answers import NO_PDF
from blueprints.sessions import now
from blueprints.submit_key import KeyedForm, new_key
from blueprints.tickets.facts import ticket_facts
from blueprints.tickets.forms import CodeForm, WishesForm, answers_of, wishes_of
from blueprints.tickets.holders import holder_or_404, place_or_404
from domain.access import PUBLIC
from domain.codes import normalise_code
from domain.errors import AlreadyThere, FairFull, NotRegistered, RuleBroken
from domain.fairs import FairState
from services import registrations, waiting_list
from services.blank_cards import is_blank
from services.calendar_files import calendar_file
from services.fair_stands import stands_of
from services.fairs import next_fairs
from services.place_moves import is_done
from services.registrations import wished_stands
from services.tickets import next_place

tickets = Blueprint("tickets", __name__, url_prefix="/t")


@tickets.route("/", methods=["GET", "POST"])
@public
def index() -> ResponseReturnValue:
    """Ask for the code."""
    form = CodeForm()
    if form.validate_on_submit():
        return redirect(
            url_for(".show", code=normalise_code(form.code.data or "") or "-"), code=303
        )
    return render_template("tickets/index.html", form=form), 422 if form.errors else 200


@tickets.get("/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    """Show the ticket; a blank card nobody has used leads to the sign-up."""
    if is_blank(code):
        return _without_place(code)
    candidate = holder_or_404(code)
    place = next_place(candidate, now=now())
    if place is None:
        return _without_place(code)
    return render_template(
        "tickets/show.html",
        **ticket_facts(place, code),
        without_pdf=request.args.get("pdf") == NO_PDF,
        has_room=place.group.taken < place.group.capacity and not place.group.waiting,
        position=waiting_list.position(place),
        key=new_key(),
    )


@tickets.get("/<code>/calendar.ics")
@public
def calendar(code: str) -> ResponseReturnValue:
    """Give the calendar file, which updates and cancels itself when loaded again."""
    place = place_or_404(code)
    url = current_app.config["BASE_URL"] + url_for(".show", code=normalise_code(code))
    response = Response(
        calendar_file(place, calendar_texts(place, url), now=now()),
        content_type="text/calendar; charset=utf-8",
    )
    response.headers["Content-Disposition"] = 'attachment; filename="meeting-point.ics"'
    response.headers["Cache-Control"] = "no-store"
    return response


@tickets.route("/<code>/change", methods=["GET", "POST"])
@public
def change(code: str) -> ResponseReturnValue:
    """Change needs and firms to meet."""
    place = place_or_404(code, holding=True)
    entries = [(one.stand.id, one.stand.employer.name) for one in stands_of(place.fair)]
    form = WishesForm(entries, data=answers_of(place, wished_stands(place)))
    if form.validate_on_submit():
        registrations.change_wishes(
            registration_id=place.id, wishes=wishes_of(form, place), now=now(), actor=PUBLIC
        )
        flash(_("Ihre Änderung ist gespeichert."), "success")
        return redirect(url_for(".show", code=code), code=303)
    page = render_template("tickets/change.html", form=form, back_url=url_for(".show", code=code))
    return page, 422 if form.errors else 200


@tickets.route("/<code>/cancel", methods=["GET", "POST"])
@public
def cancel(code: str) -> ResponseReturnValue:
    """Ask once more, then give the place back."""
    form = KeyedForm()
    if request.method == "POST" and is_done(form.submit_key):
        return redirect(url_for(".show", code=code), code=303)  # the same form once more
    place = place_or_404(code, holding=True)
    if form.validate_on_submit():
        try:
            registrations.cancel_registration(
                registration_id=place.id, now=now(), actor=PUBLIC, key=form.submit_key
            )
        except NotRegistered:
            pass  # given back before: what was wanted is so
        except RuleBroken:
            flash(_("Sie sind schon da. Sprechen Sie bitte mit uns am Eingang."), "warning")
        return redirect(url_for(".show", code=code), code=303)
    return render_template(
        "tickets/cancel.html", form=form, fair=place.fair, back_url=url_for(".show", code=code)
    )


@tickets.post("/<code>/register-again")
@public
def register_again(code: str) -> ResponseReturnValue:
    """Take the place again that was given back."""
    place = place_or_404(code)
    try:
        registrations.register_again(
            registration_id=place.id, now=now(), actor=PUBLIC, key=KeyedForm().submit_key
        )
    except AlreadyThere:
        pass  # pressed twice: the place is there
    except FairFull:
        flash(_("Leider sind jetzt alle Plätze vergeben."), "warning")
    except RuleBroken:
        flash(_("Die Anmeldung ist geschlossen."), "warning")
    return redirect(url_for(".show", code=code), code=303)


def _without_place(code: str) -> str:
    """Offer the fairs for which somebody can sign up with a card."""
    fairs = [fair for fair in next_fairs(now=now()) if fair.state is FairState.OPEN]
    return render_template("tickets/no_place.html", fairs=fairs, code=normalise_code(code))
