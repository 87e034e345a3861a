"""The linkers of an installation: stored whole, read by each process, refused without harm."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask
from structlog.testing import capture_logs

from matching.linker_files import Linkers
from matching.stored import ModelUnreadable
from services.catalogue_imports.agency_files import import_titles
from services.linker_learning import are_learned, learn_linkers
from services.linkers import (
    NAME,
    answering_number,
    keep_linkers_in,
    linkers_in_use,
    read_linkers,
    store_linkers,
    take_linkers,
)
from tests.factories.linkers import few_linkers, learn_few
from tests.factories.office import NOW
from tests.factories.official import titles_file
from tests.services.catalogue_imports.stories import TITLES


@pytest.fixture(scope="module")
def linkers() -> Linkers:
    return few_linkers()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keep_linkers_in(tmp_path)
    return tmp_path


@contextmanager
def every_line() -> Iterator[list[MutableMapping[str, Any]]]:
    """Capture lines of every level, whatever another test configured."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    try:
        with capture_logs() as lines:
            yield lines
    finally:
        structlog.configure(**before)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_what_was_stored_is_read_and_says_what_it_is(folder: Path, linkers: Linkers) -> None:
    path = store_linkers(linkers, NOW)
    assert names(folder) == sorted([path.name, NAME])
    label = json.loads((folder / NAME).read_text())
    assert label["sha256"].startswith(path.stem)
    assert label["catalogue"] == ["shipped"]
    assert take_linkers() is not None
    assert answering_number() == label["sha256"]


def test_a_process_reads_what_another_one_learned_and_the_old_file_goes(
    folder: Path, linkers: Linkers
) -> None:
    store_linkers(linkers, NOW)
    before = take_linkers()
    assert take_linkers() is before
    store_linkers(few_linkers("titles", epochs=2), NOW)
    after = take_linkers()
    assert after is not None
    assert after.catalogue == ("shipped", "titles")
    assert len(names(folder)) == 2


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def foreign(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 something else")


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [cut, foreign, gone])
def test_a_spoilt_file_is_one_line_in_the_log_and_what_answered_goes_on(
    folder: Path, linkers: Linkers, harm: Callable[[Path], None]
) -> None:
    store_linkers(linkers, NOW)
    running = take_linkers()
    assert running is not None
    harm(store_linkers(few_linkers("titles", epochs=2), NOW))
    with every_line() as said:
        assert take_linkers() is running
        assert take_linkers() is running
    assert [one["event"] for one in said] == ["linkers not read"]
    assert "`flask catalogue learn`" in said[0]["error"]
    assert "\n" not in said[0]["error"]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"sha256": "../x", "written_at": ""}', "\x00"])
def test_a_spoilt_label_is_named(folder: Path, linkers: Linkers, text: str) -> None:
    store_linkers(linkers, NOW)
    running = take_linkers()
    (folder / NAME).write_text(text)
    with pytest.raises(ModelUnreadable, match=NAME):
        read_linkers()
    assert take_linkers() is running


def test_a_server_begins_without_linkers_where_the_file_is_spoilt(
    folder: Path, linkers: Linkers
) -> None:
    cut(store_linkers(linkers, NOW))
    with every_line():
        assert take_linkers() is None
    assert linkers_in_use() is None


def test_nothing_learned_yet_is_said(folder: Path) -> None:
    with pytest.raises(ModelUnreadable, match="No linkers were learned yet"):
        read_linkers()
    assert take_linkers() is None


def test_what_an_import_brings_is_learned(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn_few(monkeypatch)
    assert not are_learned()
    learn_linkers(now=NOW, step=lambda _done: None)
    assert are_learned()
    import_titles(path=titles_file(tmp_path, TITLES), now=NOW)
    assert not are_learned()
    linkers, _path = learn_linkers(now=NOW, step=lambda _done: None)
    assert are_learned()
    assert linkers.occupations.exact("Quendlerinnen") == "32122"
    assert linkers.catalogue[1].startswith("titles 2019-01-03 ")
