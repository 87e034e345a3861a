"""The profile as an answer: the page to print, or the same page as a PDF."""

from __future__ import annotations

from pathlib import Path

import structlog
from flask import Response, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue

from blueprints.profiles.pages import ProfilePage
from services.pdf_files import PdfNotMadeError, make_pdf

NO_PDF = "none"


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
    try:
        content = make_pdf(
            render_template("profiles/pdf.html", page=page),
            static=Path(str(current_app.static_folder)),
        )
    except PdfNotMadeError as error:
        structlog.get_logger().warning("no pdf", error=str(error))
        return redirect(print_url)
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{page.file_name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
