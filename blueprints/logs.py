"""Log lines as JSON; only keys on the list get out, so no personal data does."""

from __future__ import annotations

import logging
import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask, Response, g, request

SETUP_AGENT = "Meeting-Point-set-up"
"""Names itself so when it asks at the start, several times a second, whether we answer yet."""

SET_UP = "meeting_point.set_up"
"""Stands in the environment of requests the program makes to itself; no header can put it there."""

ALLOWED_KEYS = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "method",
        "endpoint",
        "status",
        "milliseconds",
        "role",
        "account_id",
        "error",
        "where",
        "job",
        "letter_id",
        "count",
    }
)


def keep_allowed_keys(
    _logger: Any, _name: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Drop every key that is not on the list."""
    return {key: value for key, value in line.items() if key in ALLOWED_KEYS}


def init_app(app: Flask) -> None:
    """Configure structlog and write one line a request."""
    level = logging.getLevelNamesMapping().get(str(app.config["LOG_LEVEL"]).upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            keep_allowed_keys,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
    app.before_request(_start_watch)
    app.after_request(_log_request)


def _start_watch() -> None:
    g.started = time.perf_counter()


def _log_request(response: Response) -> Response:
    is_asked = request.path == "/healthz" and request.user_agent.string == SETUP_AGENT
    if is_asked or SET_UP in request.environ:
        return response
    structlog.get_logger().info(
        "request",
        method=request.method,
        endpoint=request.endpoint,
        status=response.status_code,
        milliseconds=round((time.perf_counter() - g.started) * 1000, 1),
    )
    return response
