"""The page of all components."""

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from blueprints.components.forms import ExampleForm
from blueprints.guard import public

components = Blueprint("components", __name__, url_prefix="/components")


@components.before_request
def only_in_development() -> None:
    """Answer 404 in real operation."""
    if not (current_app.debug or current_app.config.get("COMPONENTS_PAGE")):
        abort(404)


@components.route("", methods=["GET", "POST"])
@public
def index() -> ResponseReturnValue:
    """Show each component once; POST shows the fields with their errors."""
    form = ExampleForm()
    form.validate_on_submit()
    return render_template("components_page/index.html", form=form, wide=True)
