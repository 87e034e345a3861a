"""Sheets, fonts, scripts: addresses that change with the content, kept by browsers for a year."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app, request, send_from_directory, url_for

COMPRESSED = {".css", ".js", ".svg"}
ONE_YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Offer ``asset('app.css')`` to the templates and serve the static files."""
    app.jinja_env.globals["asset"] = asset
    app.view_functions["static"] = serve


def asset(name: str) -> str:
    """Return the address of a file in static/ or static/vendor/, with the hash of its content."""
    path = name if (static_folder() / name).is_file() else f"vendor/{name}"
    return url_for("static", filename=path, v=version_of(static_folder() / path))


def serve(filename: str) -> Response:
    """Send one static file, compressed where the browser takes it, kept where its hash is named."""
    response = send_from_directory(static_folder(), filename)
    path = static_folder() / filename
    if request.args.get("v") == version_of(path):
        response.cache_control.no_cache = None
        response.cache_control.public = True
        response.cache_control.immutable = True
        response.cache_control.max_age = ONE_YEAR
    if path.suffix in COMPRESSED:
        response.vary.add("Accept-Encoding")
        if response.status_code == 200 and request.accept_encodings["gzip"]:
            send_compressed(response, path)
    return response


def send_compressed(response: Response, path: Path) -> None:
    """Put the compressed content of ``path`` into ``response``."""
    response.direct_passthrough = False
    response.set_data(compressed(path, path.stat().st_mtime_ns))
    response.content_encoding = "gzip"
    response.headers.pop("ETag", None)


def static_folder() -> Path:
    """Return the folder of the static files."""
    return Path(str(current_app.static_folder))


def version_of(path: Path) -> str:
    """Return the hash of a file; a file that is missing (no set-up yet) has none."""
    return content_hash(path, path.stat().st_mtime_ns) if path.is_file() else ""


@cache
def content_hash(path: Path, changed: int) -> str:
    """Return twelve characters of the hash of a file, read again when it has ``changed``."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@cache
def compressed(path: Path, changed: int) -> bytes:
    """Return a file as gzip, packed again when it has ``changed``."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)
