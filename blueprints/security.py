"""Headers every answer carries, and the proxy in front."""

from __future__ import annotations

from flask import Flask, Response, g
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

CAMERA_ALLOWED = "camera=(self), geolocation=(), microphone=()"

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Add CSRF protection, the headers, and trust in as many proxies as the settings name."""
    csrf.init_app(app)
    app.after_request(_add_headers)
    proxies = app.config["PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )


def allow_camera() -> None:
    """Let the page of this request ask for the camera; no other page may."""
    g.camera_allowed = True


def _add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if g.get("camera_allowed", False):
        response.headers["Permissions-Policy"] = CAMERA_ALLOWED
    if response.mimetype == "text/html" and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
