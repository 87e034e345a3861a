"""The ticket to take along without a telephone: as a PDF, else the page itself is printed."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.guard import public
from blueprints.pdf_answers import NO_PDF, pdf_answer
from blueprints.tickets.facts import ticket_facts
from blueprints.tickets.holders import place_or_404
from blueprints.tickets.views import tickets


@tickets.get("/<code>/ticket.pdf")
@public
def paper(code: str) -> ResponseReturnValue:
    """Send the ticket as a file; its name tells nobody whose it is."""
    place = place_or_404(code, holding=True)
    return pdf_answer(
        render_template("tickets/pdf.html", **ticket_facts(place, code)),
        file_name="meeting-point.pdf",
        print_url=url_for(".show", code=code, pdf=NO_PDF),
    )
