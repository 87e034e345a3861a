"""Where the learned linkers of this installation lie."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from services.linkers import keep_linkers_in


def init_app(app: Flask) -> None:
    """Tell the services the folder: the instance folder's own unless the setting names one."""
    keep_linkers_in(Path(app.config["LINKERS"] or Path(app.instance_path) / "linkers"))
