"""Positions from a file: sent, looked at row by row, taken over, taken back."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.guard import requires, visible_or_404
from blueprints.imports.downloads import error_file, template_file
from blueprints.imports.forms import FileForm
from blueprints.imports.sentences import row_texts
from blueprints.languages import chosen_language
from blueprints.sessions import current_actor, now
from domain.access import Permission, Role
from models import Employer, ImportBatch, ImportState, RowState
from services.catalogue import occupation_label
from services.position_imports.checking import (
    CHECKED_AT_ONCE,
    check_next_rows,
    discard_file,
    take_file,
)
from services.position_imports.confirming import import_file, undo_import
from services.position_imports.lists import (
    all_rows,
    counts_of,
    page_of_batches,
    page_of_rows,
)

imports = Blueprint("imports", __name__, url_prefix="/imports")

_LOOKS_AGAIN_AFTER = 2
"""Seconds after which the page of a file that is still checked loads itself anew."""


@imports.url_value_preprocessor
def _take_larger_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    if endpoint == "imports.new":
        request.max_content_length = current_app.config["MAX_IMPORT_LENGTH"]


@imports.route("")
@requires(Permission.POSITION_IMPORT)
def index() -> ResponseReturnValue:
    """List the files that are still kept."""
    page = page_of_batches(actor=current_actor(), page=request.args.get("page", 1, type=int))
    return render_template("imports/index.html", page=page, **_reader())


@imports.route("/new", methods=["GET", "POST"])
@requires(Permission.POSITION_IMPORT)
def new() -> ResponseReturnValue:
    """Take a file and check its rows; nothing is a position yet."""
    form = FileForm(own=_own_firm(), data={"firm": request.args.get("firm", "")[:160]})
    if form.validate_on_submit() and form.table is not None and form.employer is not None:
        batch = take_file(
            actor=current_actor(),
            employer=form.employer,
            file_name=form.file_name,
            table=form.table,
            now=now(),
        )
        if batch.total <= CHECKED_AT_ONCE:
            check_next_rows(batch_id=batch.id, now=now(), limit=CHECKED_AT_ONCE + 1)
        return redirect(url_for(".show", batch_id=batch.id), code=303)
    page = render_template("imports/new.html", form=form, **_reader())
    return page, 422 if form.errors else 200


@imports.route("/template.csv")
@requires(Permission.POSITION_IMPORT)
def template() -> ResponseReturnValue:
    """Hand out the empty table."""
    return template_file()


@imports.route("/<int:batch_id>")
@requires(Permission.POSITION_IMPORT)
def show(batch_id: int) -> ResponseReturnValue:
    """Show the result of each row, or how far the checking is."""
    batch = visible_or_404(ImportBatch, batch_id)
    asked = request.args.get("show")
    state = RowState(asked) if asked in set(RowState) else None
    counts = counts_of(batch=batch)
    if batch.state is ImportState.CHECKING:
        return _checking(batch, counts)
    page = page_of_rows(batch=batch, state=state, page=request.args.get("page", 1, type=int))
    return render_template(
        "imports/show.html",
        batch=batch,
        counts=counts,
        page=page,
        state=state,
        states=RowState,
        **_reader(),
    )


@imports.route("/<int:batch_id>/errors.csv")
@requires(Permission.POSITION_IMPORT)
def errors(batch_id: int) -> ResponseReturnValue:
    """Hand out the rows with errors."""
    batch = visible_or_404(ImportBatch, batch_id)
    return error_file(all_rows(batch=batch, state=RowState.FAULTY))


@imports.route("/<int:batch_id>/confirm", methods=["POST"])
@requires(Permission.POSITION_IMPORT)
def confirm(batch_id: int) -> ResponseReturnValue:
    """Make positions of the good rows; pressed twice it happens once."""
    batch = visible_or_404(ImportBatch, batch_id)
    if import_file(actor=current_actor(), batch=batch, now=now()):
        count = counts_of(batch=batch)[RowState.IMPORTED]
        flash(_imported(count), "success" if count else "warning")
    return redirect(url_for(".show", batch_id=batch.id), code=303)


@imports.route("/<int:batch_id>/undo", methods=["GET", "POST"])
@requires(Permission.POSITION_IMPORT)
def undo(batch_id: int) -> ResponseReturnValue:
    """Ask before an import is taken back, then take it back."""
    batch = visible_or_404(ImportBatch, batch_id)
    if request.method == "POST":
        if undo_import(actor=current_actor(), batch=batch, now=now()):
            flash(_("Der Import ist rückgängig gemacht."), "success")
        return redirect(url_for(".show", batch_id=batch.id), code=303)
    return render_template(
        "imports/undo.html", batch=batch, counts=counts_of(batch=batch), **_reader()
    )


@imports.route("/<int:batch_id>/discard", methods=["POST"])
@requires(Permission.POSITION_IMPORT)
def discard(batch_id: int) -> ResponseReturnValue:
    """Forget a file that was not taken over."""
    batch = visible_or_404(ImportBatch, batch_id)
    discard_file(actor=current_actor(), batch=batch, now=now())
    return redirect(url_for(".index"), code=303)


@imports.app_template_filter()
def remark_texts(remarks: object) -> list[tuple[str, str, bool]]:
    """Return the sentences of a row: column, sentence, whether it is an error."""
    return row_texts(remarks)


@imports.app_template_filter()
def occupation_named(code: str | None) -> str:
    """Return what an occupation is called in the language of the page."""
    return occupation_label(code, chosen_language())


def _checking(batch: ImportBatch, counts: dict[RowState, int]) -> Response:
    done = batch.total - counts[RowState.WAITING]
    page = render_template("imports/checking.html", batch=batch, done=done, **_reader())
    answer = make_response(page)
    answer.headers["Refresh"] = str(_LOOKS_AGAIN_AFTER)
    return answer


def _imported(count: int) -> str:
    if not count:
        return _("Keine Stelle wurde übernommen: Es gibt sie alle schon.")
    return ngettext(
        "%(num)d Stelle ist übernommen. Eine Fachkraft sieht sie sich an.",
        "%(num)d Stellen sind übernommen. Eine Fachkraft sieht sie sich an.",
        count,
    )


def _own_firm() -> Employer | None:
    """Return the firm of who is signed in; the office says which one it means."""
    actor = current_actor()
    return visible_or_404(Employer, actor.employer_id or 0) if _is_firm() else None


def _is_firm() -> bool:
    return current_actor().role is Role.EMPLOYER


def _reader() -> dict[str, object]:
    """Return what the templates need to know of who reads: the frame and the links."""
    firm = _is_firm()
    return {
        "for_firm": firm,
        "frame": "layout/public.html" if firm else "layout/staff.html",
        "position_page": "positions.show" if firm else "verification.position",
    }
