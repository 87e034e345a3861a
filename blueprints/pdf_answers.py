"""A page of ours as a file: set for this request, kept nowhere; without it the page to print."""

from __future__ import annotations

from pathlib import Path

import structlog
from flask import Response, current_app, redirect
from flask.typing import ResponseReturnValue

from services.pdf_files import PdfNotMadeError, make_pdf

NO_PDF = "none"
"""Value of ``pdf`` in the address of the page to print, where the file could not be made."""


def pdf_answer(page: str, *, file_name: str, print_url: str) -> ResponseReturnValue:
    """Send a page as a PDF, or lead to the page to print."""
    try:
        content = make_pdf(page, static=Path(str(current_app.static_folder)))
    except PdfNotMadeError as error:
        structlog.get_logger().warning("no pdf", error=str(error))
        return redirect(print_url)
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
