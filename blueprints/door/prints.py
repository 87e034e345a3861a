"""What is printed for the day: badges, signs, lists; as pages to print and as PDF."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from blueprints.door.views import door, registration_or_404
from blueprints.guard import requires, visible_or_404
from blueprints.name_field import NameLine
from blueprints.pdf_answers import NO_PDF, pdf_answer
from blueprints.profile_labels import language_name
from blueprints.qr import qr_image
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.codes import spaced
from models import Fair
from services import door_lists
from services.door_lists import Badge, Heading

LISTS = {
    "names": "Liste nach Namen",
    "languages": "Liste nach Sprachen",
    "stands": "Liste nach Ständen",
    "emergency": "Notliste auf Papier",
}


class BadgeForm(FlaskForm):
    """The name a person wants on the badge."""

    badge_name = NameLine("Name auf dem Schild, wie die Person ihn möchte", longest=80)


@door.get("/<int:fair_id>/print")
@requires(Permission.CHECK_IN)
def prints(fair_id: int) -> ResponseReturnValue:
    """Offer everything that can be printed for the day."""
    return render_template(
        "door/prints.html", fair=visible_or_404(Fair, fair_id), lists=LISTS, no_pdf=_no_pdf()
    )


@door.get("/<int:fair_id>/badges")
@requires(Permission.CHECK_IN)
def badges(fair_id: int) -> ResponseReturnValue:
    """Show the badges of everybody with a place, ten on a sheet; printing is not attending."""
    fair = visible_or_404(Fair, fair_id)
    found = [_shown(one) for one in door_lists.badges_of(fair)]
    return render_template("door/badges.html", fair=fair, badges=found)


@door.route("/<int:fair_id>/<int:registration_id>/badge", methods=["GET", "POST"])
@requires(Permission.CHECK_IN)
def badge(fair_id: int, registration_id: int) -> ResponseReturnValue:
    """Show the card of one person with the code, and change the name on it."""
    registration = registration_or_404(fair_id, registration_id)
    form = BadgeForm(obj=registration)
    if form.validate_on_submit():
        name = form.badge_name.data or ""
        door_lists.name_badge(
            registration=registration, name=name, actor=current_actor(), now=now()
        )
        flash("Gespeichert.", "success")
        return redirect(
            url_for(".badge", fair_id=fair_id, registration_id=registration_id), code=303
        )
    found = door_lists.badges_of(registration.fair, ids=[registration.id])
    page = render_template(
        "door/badge.html",
        fair=registration.fair,
        form=form,
        person=registration.candidate,
        badges=[_shown(one) for one in found],
    )
    return page, 422 if form.errors else 200


@door.get("/<int:fair_id>/signs")
@requires(Permission.CHECK_IN)
def signs(fair_id: int) -> ResponseReturnValue:
    """Show the signs of the stands, one a sheet."""
    fair = visible_or_404(Fair, fair_id)
    return render_template("door/signs.html", fair=fair, signs=door_lists.signs_of(fair))


@door.get("/<int:fair_id>/signs.pdf")
@requires(Permission.CHECK_IN)
def signs_file(fair_id: int) -> ResponseReturnValue:
    """Send the signs as a PDF."""
    fair = visible_or_404(Fair, fair_id)
    page = render_template("door/signs_pdf.html", fair=fair, signs=door_lists.signs_of(fair))
    return pdf_answer(page, file_name="signs.pdf", print_url=_without_pdf(fair))


@door.get("/<int:fair_id>/lists/<any(names, languages, stands, emergency):which>")
@requires(Permission.CHECK_IN)
def paper_list(fair_id: int, which: str) -> ResponseReturnValue:
    """Show a list to print."""
    fair = visible_or_404(Fair, fair_id)
    return render_template("door/list.html", **_list(fair, which))


@door.get("/<int:fair_id>/lists/<any(names, languages, stands, emergency):which>.pdf")
@requires(Permission.CHECK_IN)
def list_file(fair_id: int, which: str) -> ResponseReturnValue:
    """Send a list as a PDF."""
    fair = visible_or_404(Fair, fair_id)
    page = render_template("door/list_pdf.html", **_list(fair, which))
    return pdf_answer(page, file_name=f"list-{which}.pdf", print_url=_without_pdf(fair))


def _list(fair: Fair, which: str) -> dict[str, object]:
    """Return a list with its parts; the emergency list has everybody and boxes to tick."""
    if which == "languages":
        parts = door_lists.people_by_language(fair)
        parts = [Heading(language_name(one.name), one.people) for one in parts]
    elif which == "stands":
        parts = door_lists.people_by_stand(fair)
    else:
        parts = [Heading("", tuple(door_lists.people_by_name(fair)))]
    codes = door_lists.codes_of(parts) if which == "emergency" else {}
    return {
        "fair": fair,
        "which": which,
        "title": LISTS[which],
        "parts": parts,
        "codes": {person: spaced(code) for person, code in codes.items()},
        "printed_at": now(),
    }


def _shown(one: Badge) -> dict[str, object]:
    address = current_app.config["BASE_URL"] + url_for("tickets.show", code=one.code or "-")
    return {
        "name": one.name,
        "own_script_name": one.own_script_name,
        "language": language_name(one.language),
        "code": spaced(one.code),
        "picture": qr_image(address) if one.code else "",
    }


def _no_pdf() -> bool:
    return request.args.get("pdf") == NO_PDF


def _without_pdf(fair: Fair) -> str:
    return url_for("door.prints", fair_id=fair.id, pdf=NO_PDF)
