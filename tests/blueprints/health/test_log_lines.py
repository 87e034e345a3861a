"""Asking whether we answer yet leaves no line in the log; whoever else asks does."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog
from structlog.testing import capture_logs

from blueprints.logs import SET_UP, SETUP_AGENT
from setup.running import AGENT
from tests.inspection import InspectingClient

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def talkative(client: InspectingClient) -> Iterator[None]:
    """Write a line a request, as in real operation; the tests are quiet otherwise."""
    usual = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    yield
    structlog.configure(**usual)


@pytest.mark.usefixtures("talkative")
@pytest.mark.parametrize(
    ("path", "agent", "lines"),
    [
        ("/healthz", AGENT, 0),
        ("/healthz", "a monitor", 1),
        ("/", AGENT, 1),
        ("/no-such-page", AGENT, 1),
    ],
)
def test_only_the_set_up_asks_for_health_unnoticed(
    client: InspectingClient, path: str, agent: str, lines: int
) -> None:
    with capture_logs() as written:
        client.get(path, headers={"User-Agent": agent})
    assert [line["event"] for line in written] == ["request"] * lines


@pytest.mark.usefixtures("talkative")
def test_what_the_program_asks_itself_leaves_no_line_and_no_header_says_so(
    client: InspectingClient,
) -> None:
    with capture_logs() as written:
        client.get("/", environ_overrides={SET_UP: True})
    assert written == []
    with capture_logs() as written:
        client.get("/", headers={SET_UP: "1", SET_UP.replace("_", "-"): "1"})
    assert [line["event"] for line in written] == ["request"]


def test_both_sides_know_the_same_name() -> None:
    assert AGENT == SETUP_AGENT
