"""Only the host names of the settings are served."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.inspection import InspectingClient


@pytest.mark.sqlite_only
def test_a_request_for_another_host_is_refused_without_a_page(app: Flask) -> None:
    app.config["TRUSTED_HOSTS"] = ["treffen.example.org", "127.0.0.1"]
    client = InspectingClient(app)
    assert client.get("/healthz", base_url="https://treffen.example.org").status_code == 200
    assert client.get("/healthz", base_url="http://127.0.0.1:8000").status_code == 200
    refused = client.get("/sign-in", base_url="https://elsewhere.example.org")
    assert refused.status_code == 400
    assert refused.mimetype == "text/plain"
