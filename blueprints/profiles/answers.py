"""The profile as an answer: the page to print, or the same page as a PDF."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from blueprints import pdf_answers
from blueprints.pdf_answers import NO_PDF
from blueprints.profiles.pages import ProfilePage


def print_page(page: ProfilePage, *, back_url: str, pdf_url: str) -> ResponseReturnValue:
    """Show the page to print; who comes from a PDF that could not be made reads why."""
    return render_template(
        "profiles/show.html",
        page=page,
        back_url=back_url,
        pdf_url=pdf_url,
        without_pdf=request.args.get("pdf") == NO_PDF,
    )


def pdf_answer(page: ProfilePage, *, print_url: str) -> ResponseReturnValue:
    """Send the page as a PDF that nobody keeps, or lead to the page to print."""
    return pdf_answers.pdf_answer(
        render_template("profiles/pdf.html", page=page),
        file_name=page.file_name,
        print_url=print_url,
    )
