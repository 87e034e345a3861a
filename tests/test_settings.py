"""Settings are read from the environment; what means nothing is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

import config


def base_url(folder: Path) -> str:
    return str(config.load(folder)["BASE_URL"])


def test_a_command_typed_beside_the_server_knows_its_port(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert base_url(tmp_path) == "http://127.0.0.1:8000"
    config.served_port(tmp_path).write_text("8210\n")
    assert base_url(tmp_path) == "http://127.0.0.1:8210"
    monkeypatch.setenv("PORT", "8300")
    assert base_url(tmp_path) == "http://127.0.0.1:8300"
    monkeypatch.setenv("FLASK_BASE_URL", "https://treffen.example.org")
    assert base_url(tmp_path) == "https://treffen.example.org"


@pytest.mark.parametrize(
    ("variable", "typed", "says"),
    [
        ("FLASK_PROXIES", "one", "FLASK_PROXIES=one is not a whole number"),
        ("FLASK_IDLE_MINUTES", "-5", "FLASK_IDLE_MINUTES=-5 is not a whole number"),
        ("FLASK_PROXIES", "true", "FLASK_PROXIES=true is not a whole number"),
        ("FLASK_SESSION_COOKIE_SECURE", "ja", "FLASK_SESSION_COOKIE_SECURE=ja is neither"),
        ("FLASK_COMPONENTS_PAGE", "1", "FLASK_COMPONENTS_PAGE=1 is neither"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL is not a database address"),
        ("DATABASE_URL", "mysql://a:sesame@host/name", "DATABASE_URL is not a database address"),
        ("DATABASE_URL", "postgresql+psycopg2://host/name", "it looks like postgresql://"),
        ("DATABASE_URL", "postgresql://host:port/name", "it looks like postgresql://"),
    ],
)
def test_a_setting_that_means_nothing_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, typed: str, says: str
) -> None:
    monkeypatch.setenv(variable, typed)
    with pytest.raises(config.SettingError) as caught:
        config.load(tmp_path)
    assert says in caught.value.message
    assert "\n" not in caught.value.message
    assert "sesame" not in caught.value.message


@pytest.mark.parametrize(
    ("variable", "typed", "read"),
    [
        ("FLASK_OPERATOR_PHONE", "110", "110"),
        ("FLASK_OPERATOR_NAME", "Büro Süd", "Büro Süd"),
        ("FLASK_PROXIES", "1", 1),
        ("FLASK_SESSION_COOKIE_SECURE", "true", True),
        ("FLASK_TRUSTED_HOSTS", '["treffen.example.org"]', ["treffen.example.org"]),
    ],
)
def test_a_setting_is_of_the_kind_its_default_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, typed: str, read: object
) -> None:
    monkeypatch.setenv(variable, typed)
    assert config.load(tmp_path)[variable.removeprefix("FLASK_")] == read
