"""Courses and measures: the list, one course, somebody's part in it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.both_versions import conflict_about
from blueprints.courses.forms import CourseForm, JoinForm, PartForm
from blueprints.guard import requires, visible_or_404
from blueprints.moments import short_day
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.codes import western_digits
from domain.courses import TRANSITIONS, PartState
from domain.errors import AlreadyThere, CourseFull, DatesRunBackwards, WrongState
from models import Candidate, Course, CoursePart
from services.audit import record_view
from services.courses import (
    PAGE,
    change_course,
    change_part,
    course_version,
    courses_to_join,
    join_course,
    list_courses,
    make_course,
    parts_in_course,
    parts_of_person,
)
from services.steps import ChangedMeanwhile

courses = Blueprint("courses", __name__, url_prefix="/desk/courses")

BACKWARDS = "Der letzte Tag liegt vor dem ersten."


@courses.route("/")
@requires(Permission.COURSE_KEEP)
def index() -> ResponseReturnValue:
    """List the courses that go on or come; those that are over lie one press away."""
    over = request.args.get("part") == "over"
    typed = western_digits(request.args.get("page", "")[:6])
    page = max(1, int(typed)) if typed.isdecimal() else 1
    rows, total = list_courses(today=today(), over=over, page=page)
    pages = max(1, -(-total // PAGE))
    return render_template(
        "courses/index.html", rows=rows, over=over, page=page, pages=pages, total=total
    )


@courses.route("/new", methods=["GET", "POST"])
@requires(Permission.COURSE_KEEP)
def new() -> ResponseReturnValue:
    """Keep a new course."""
    form = CourseForm()
    if form.validate_on_submit():
        try:
            course = make_course(actor=current_actor(), facts=form.facts(), now=now())
        except DatesRunBackwards:
            form.ends_on.errors = [BACKWARDS]
        else:
            flash("Der Kurs ist angelegt.", "success")
            return redirect(url_for(".show", course_id=course.id), code=303)
    return render_template("courses/edit.html", form=form), 422 if form.errors else 200


@courses.route("/<int:course_id>")
@requires(Permission.COURSE_KEEP)
def show(course_id: int) -> ResponseReturnValue:
    """Show a course and which of one's own people take part."""
    course = visible_or_404(Course, course_id)
    parts = parts_in_course(actor=current_actor(), course=course)
    return render_template("courses/show.html", course=course, parts=parts)


@courses.route("/<int:course_id>/edit", methods=["GET", "POST"])
@requires(Permission.COURSE_KEEP)
def edit(course_id: int) -> ResponseReturnValue:
    """Change a course; what a colleague wrote meanwhile is shown beside one's own words."""
    course = visible_or_404(Course, course_id)
    form, conflict = CourseForm(obj=course), None
    if not form.is_submitted():
        form.seen.data = course_version(course)
    elif form.validate():
        try:
            if _course_changed(course, form):
                flash("Gespeichert.", "success")
                return redirect(url_for(".show", course_id=course_id), code=303)
        except ChangedMeanwhile:
            conflict = conflict_about(course, mine=form, theirs=CourseForm(None, obj=course))
            form.seen.data = course_version(course)
            if conflict is None:
                return redirect(url_for(".show", course_id=course_id), code=303)
    page = render_template("courses/edit.html", form=form, course=course, conflict=conflict)
    return page, 409 if conflict else 422 if form.errors else 200


@courses.route("/of/<int:candidate_id>", methods=["GET", "POST"])
@requires(Permission.COURSE_KEEP)
def of_person(candidate_id: int) -> ResponseReturnValue:
    """Show the courses of a person; POST gives a seat in another one."""
    person = open_record(candidate_id)
    free = {str(one.id): one for one in courses_to_join(today=today())}
    form = JoinForm(courses=[(one.id, _named(one)) for one in free.values()])
    if form.validate_on_submit() and _joined(person, free[form.course.data], form):
        flash("Die Teilnahme ist eingetragen.", "success")
        return redirect(url_for(".of_person", candidate_id=candidate_id), code=303)
    page = render_template(
        "courses/of_person.html", person=person, form=form, parts=parts_of_person(candidate_id)
    )
    return page, 422 if form.errors else 200


@courses.route("/parts/<int:part_id>", methods=["GET", "POST"])
@requires(Permission.COURSE_KEEP)
def part(part_id: int) -> ResponseReturnValue:
    """Note how somebody's part goes on."""
    one = visible_or_404(CoursePart, part_id)
    if request.method == "GET":
        record_view(actor=current_actor(), subject=one.candidate, now=now())
    onward = [state for state in PartState if state in TRANSITIONS[one.state]]
    form = PartForm(states=onward)
    if onward and form.validate_on_submit() and _changed(one, form):
        flash("Gespeichert.", "success")
        return redirect(url_for(".of_person", candidate_id=one.candidate_id), code=303)
    page = render_template("courses/part.html", part=one, form=form, onward=onward)
    return page, 422 if form.errors else 200


def _named(course: Course) -> str:
    free = (course.seats or 0) - course.taken
    seats = (
        f", {free} {'Platz' if free == 1 else 'Plätze'} frei" if course.seats is not None else ""
    )
    return f"{course.name}, {course.provider} (ab {short_day(course.starts_on)}{seats})"


def _joined(person: Candidate, course: Course, form: JoinForm) -> bool:
    """Give the seat; where a rule forbids it, say so beside the field."""
    try:
        join_course(
            actor=current_actor(),
            candidate=person,
            course=course,
            starts_on=form.starts_on.data,
            now=now(),
        )
    except CourseFull:
        form.course.errors = ["Der letzte Platz wurde gerade vergeben."]
    except AlreadyThere:
        form.course.errors = ["Die Person nimmt an diesem Kurs schon teil."]
    except DatesRunBackwards:
        form.starts_on.errors = ["An diesem Tag ist der Kurs schon vorbei."]
    return not form.errors


def _course_changed(course: Course, form: CourseForm) -> bool:
    try:
        change_course(
            actor=current_actor(),
            course=course,
            facts=form.facts(),
            seen=form.seen.data or None,
            now=now(),
        )
    except DatesRunBackwards:
        form.ends_on.errors = [BACKWARDS]
    except CourseFull:
        form.seats.errors = ["So viele Menschen haben schon einen Platz; das sind zu wenige."]
    return not form.errors


def _changed(one: CoursePart, form: PartForm) -> bool:
    try:
        change_part(
            actor=current_actor(),
            part=one,
            state=PartState(form.state.data),
            ends_on=form.ends_on.data,
            reason=form.reason.data or "",
            now=now(),
        )
    except DatesRunBackwards:
        form.ends_on.errors = [BACKWARDS]
    except WrongState:
        form.state.errors = ["Das hat inzwischen jemand geändert. Bitte sehen Sie neu nach."]
    return not form.errors
