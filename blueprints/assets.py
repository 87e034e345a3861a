"""Sheets, fonts, scripts: addresses that change with the content, kept by browsers for a year."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, current_app, request, url_for
from werkzeug.security import safe_join

COMPRESSED = {".css", ".js", ".svg"}
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
OTHER = "application/octet-stream"
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
    path = path_of(filename)
    if path is None:
        abort(404)
    changed = path.stat().st_mtime_ns
    version = content_hash(path, changed)
    response = Response(content(path, changed), mimetype=TYPES.get(path.suffix, OTHER))
    if path.suffix in COMPRESSED:
        response.vary.add("Accept-Encoding")
        if request.accept_encodings["gzip"]:
            response.set_data(compressed(path, changed))
            response.content_encoding = "gzip"
    keep(response, version)
    return response


def keep(response: Response, version: str) -> None:
    """Let the browser keep the file: for a year under its hash, else until it asks again."""
    response.set_etag(f"{version}-{response.content_encoding or 'plain'}")
    if request.args.get("v") == version:
        response.cache_control.public = True
        response.cache_control.immutable = True
        response.cache_control.max_age = ONE_YEAR
    else:
        response.cache_control.no_cache = True
    response.make_conditional(request)


def path_of(filename: str) -> Path | None:
    """Return the file inside static/ that an address names, if there is one."""
    joined = safe_join(str(static_folder()), filename)
    path = Path(joined) if joined else None
    return path if path and path.is_file() else None


def static_folder() -> Path:
    """Return the folder of the static files."""
    return Path(str(current_app.static_folder))


def version_of(path: Path) -> str:
    """Return the hash of a file; a file that is missing (no set-up yet) has none."""
    return content_hash(path, path.stat().st_mtime_ns) if path.is_file() else ""


@cache
def content_hash(path: Path, changed: int) -> str:
    """Return twelve characters of the hash of a file, read again when it has ``changed``."""
    return hashlib.sha256(content(path, changed)).hexdigest()[:12]


@cache
def content(path: Path, changed: int) -> bytes:
    """Return a file, read again when it has ``changed``; all of them are small."""
    return path.read_bytes()


@cache
def compressed(path: Path, changed: int) -> bytes:
    """Return a file as gzip, packed again when it has ``changed``."""
    return gzip.compress(content(path, changed), 9, mtime=0)
