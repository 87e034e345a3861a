"""Suspected duplicates: the list, telling apart, merging with a preview, splitting again."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints import duplicate_sentences as sentences
from blueprints.duplicates.forms import SureForm, merge_form
from blueprints.guard import requires, visible_or_404
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import NotFound, RuleBroken
from domain.identity import compare
from models import Candidate, Merge
from models.identity import identity_of
from services.audit import record_views
from services.duplicates import suspected_pairs, tell_apart
from services.merging import (
    Preview,
    came_after,
    keep_records_together,
    merges_to_split,
    preview_merge,
    split_again,
)

duplicates = Blueprint("duplicates", __name__, url_prefix="/desk/duplicates")


@duplicates.get("/")
@requires(Permission.DUPLICATE_JUDGE)
def index() -> ResponseReturnValue:
    """List the pairs that may be of one person, the likeliest first, and the latest merges."""
    pairs = suspected_pairs(current_actor())
    merges = merges_to_split(actor=current_actor(), now=now())
    return render_template("duplicates/index.html", pairs=pairs, merges=merges, sentences=sentences)


@duplicates.post("/<int:candidate_id>/<int:other_id>/apart")
@requires(Permission.DUPLICATE_JUDGE)
def apart(candidate_id: int, other_id: int) -> ResponseReturnValue:
    """Remember that these are two people."""
    _two(candidate_id, other_id)
    tell_apart(actor=current_actor(), one_id=candidate_id, other_id=other_id, now=now())
    flash("Gemerkt: zwei verschiedene Personen.", "success")
    return redirect(url_for(".index"), code=303)


@duplicates.route("/<int:candidate_id>/<int:other_id>/merge", methods=["GET", "POST"])
@requires(Permission.DUPLICATE_JUDGE)
def merge(candidate_id: int, other_id: int) -> ResponseReturnValue:
    """Show what a merge would do; POST does it. The older record stays."""
    kept, gone = _two(*sorted((candidate_id, other_id)))
    preview = preview_merge(kept=kept, gone=gone)
    form = merge_form(_choices(preview))
    if form.validate_on_submit():
        return _merge(kept.id, gone.id, form)
    page = render_template(
        "duplicates/merge.html",
        kept=kept,
        gone=gone,
        preview=preview,
        form=form,
        suspicion=compare(identity_of(kept), identity_of(gone)),
        sentences=sentences,
    )
    return page, 422 if form.errors else 200


@duplicates.get("/merges/<int:merge_id>")
@requires(Permission.DUPLICATE_JUDGE)
def show(merge_id: int) -> ResponseReturnValue:
    """Show a merge, what came after it, and the way back."""
    merge = visible_or_404(Merge, merge_id)
    return render_template(
        "duplicates/show.html",
        merge=merge,
        after=sentences.named_counts(came_after(merge)),
        gave_way=_gave_way(merge),
    )


@duplicates.post("/merges/<int:merge_id>/split")
@requires(Permission.DUPLICATE_JUDGE)
def split(merge_id: int) -> ResponseReturnValue:
    """Make two records of one again."""
    visible_or_404(Merge, merge_id)
    try:
        done = split_again(actor=current_actor(), merge_id=merge_id, now=now())
    except RuleBroken as error:
        flash(_why_not(error), "danger")
        return redirect(url_for(".show", merge_id=merge_id), code=303)
    flash("Die Akten sind wieder getrennt.", "success")
    if done.left:
        names = ", ".join(dict.fromkeys(sentences.table_name(name) for name in done.left))
        flash(f"Nicht wie vorher herstellbar, bitte ansehen: {names}.", "warning")
    return redirect(url_for("candidates.show", candidate_id=done.gone_id), code=303)


def _two(one_id: int, other_id: int) -> tuple[Candidate, Candidate]:
    if one_id == other_id:
        abort(404)
    people = visible_or_404(Candidate, one_id), visible_or_404(Candidate, other_id)
    if request.method == "GET":
        record_views(actor=current_actor(), subjects=people, now=now())
    return people


def _merge(kept_id: int, gone_id: int, form: SureForm) -> ResponseReturnValue:
    try:
        merge = keep_records_together(
            actor=current_actor(),
            kept_id=kept_id,
            gone_id=gone_id,
            from_gone=form.from_gone,
            now=now(),
        )
    except NotFound:
        abort(404)
    flash("Die Akten sind zusammengeführt.", "success")
    return redirect(url_for(".show", merge_id=merge.id), code=303)


def _choices(preview: Preview) -> list[tuple[str, str, str, str]]:
    found = [
        (
            one.field,
            sentences.FIELDS.get(one.field, "Weitere Angabe"),
            sentences.shown(one.kept, field=one.field),
            sentences.shown(one.gone, field=one.field),
        )
        for one in preview.choices
    ]
    if preview.schemes_overlap:
        text = sentences.FIELDS["schemes"]
        found.append(("schemes", text, "aus der Akte, die bleibt", "aus der anderen Akte"))
    return found


def _gave_way(merge: Merge) -> list[str]:
    """Return what gave way to a row of the other record and is kept as history only."""
    by_itself = {"candidate", "name_key", "comparison", "duplicate_pair"}
    counts: dict[str, int] = {}
    for deed in (merge.story or {}).get("deeds", []):
        if deed["deed"] == "dropped" and deed["table"] not in by_itself:
            counts[deed["table"]] = counts.get(deed["table"], 0) + 1
    return sentences.named_counts(counts)


def _why_not(error: RuleBroken) -> str:
    if "later_merge" in error.facts:
        return "Machen Sie zuerst die spätere Zusammenführung dieser Akte rückgängig."
    return "Das geht nicht mehr: Es ist schon geschehen, oder die 30 Tage sind vorbei."
