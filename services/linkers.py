"""The linkers of this installation: a file beside the database, read by each process.

They are learned by a command, never by a server: ``services.linker_learning``. A server reads the
file beside its requests, and again when another one was written. What cannot be read is said once
in the log; what answered before goes on answering, and without any the search by letters does.
"""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from matching.linker_files import Linkers, dumped, loaded
from matching.stored import ModelUnreadable, sha256
from services.files_in_use import files_in_use

NAME = "in-use.json"
_REMEDY = "Run `flask catalogue learn`."


@dataclass(slots=True)
class _Shelf:
    """What this process has read: one installation, so one shelf."""

    folder: Path | None = None
    seen: str = ""
    """The check number of the file that was read last, also where it was refused."""
    linkers: Linkers | None = None


_shelf = _Shelf()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside the file of the linkers: which it is, and when it was written."""

    check_number: str
    written_at: str


def keep_linkers_in(folder: Path) -> None:
    """Say where the linkers of this installation lie."""
    with _lock:
        _shelf.folder, _shelf.seen, _shelf.linkers = folder, "", None


def linkers_in_use() -> Linkers | None:
    """Return the linkers this process has; a newer file is read in a thread of its own."""
    if _is_news(_number()):
        threading.Thread(target=take_linkers, daemon=True).start()
    return _shelf.linkers


def take_linkers() -> Linkers | None:
    """Read the linkers now where there are newer ones, and return what is in use then."""
    with _lock:
        number = _number()
        if _is_news(number):
            _shelf.seen = number
            try:
                _shelf.linkers = read_linkers()
            except ModelUnreadable as error:
                structlog.get_logger().error("linkers not read", error=str(error))
    return _shelf.linkers


def answering_number() -> str:
    """Return what tells apart which linkers answer now; nothing while none do."""
    return _shelf.seen if _shelf.linkers else ""


def read_linkers() -> Linkers:
    """Return the linkers of the file in use.

    Raises
    ------
    ModelUnreadable
        If there is none, or it is damaged, of another version, or something else.
    """
    label = label_in_use()
    path = _folder() / _file_name(label.check_number)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelUnreadable(
            f"The model {path.name} cannot be read ({error.strerror}). {_REMEDY}"
        ) from error
    return loaded(content, label.check_number)


def label_in_use() -> Label:
    """Return which file is in use.

    Raises
    ------
    ModelUnreadable
        If nothing was learned yet or what says so is damaged.
    """
    path = _folder() / NAME
    try:
        told = json.loads(path.read_text("utf-8"))
        label = Label(told["sha256"], told["written_at"])
    except FileNotFoundError as error:
        raise ModelUnreadable(f"No linkers were learned yet. {_REMEDY}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnreadable(f"{NAME} of the linkers is damaged. {_REMEDY}") from error
    if not _is_number(label.check_number):
        raise ModelUnreadable(f"{NAME} of the linkers names no file. {_REMEDY}")
    return label


def store_linkers(linkers: Linkers, now: datetime) -> Path:
    """Write linkers, let them be in use from now on, and take the files of earlier ones away.

    Both files appear whole or not at all: whoever reads meanwhile has the ones before.
    """
    folder, content = _folder(), dumped(linkers)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = sha256(content)
    label = {
        "sha256": number,
        "catalogue": linkers.catalogue,
        "written_at": now.isoformat(timespec="seconds"),
    }
    path = folder / _file_name(number)
    _write(path, content)
    _write(folder / NAME, json.dumps(label, indent=1).encode())
    for other in folder.glob("*.skops"):
        if other != path:
            other.unlink(missing_ok=True)
    return path


def versions_in_use() -> tuple[str, ...]:
    """Return what tells the official files in use apart: kind, version and check number."""
    return tuple(f"{one.kind.value} {one.version} {one.check_number}" for one in files_in_use())


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _is_news(number: str) -> bool:
    return bool(number) and number != _shelf.seen


def _number() -> str:
    """Return the check number of the file in use; the stamp of the label if that is damaged."""
    if _shelf.folder is None:
        return ""
    try:
        return label_in_use().check_number
    except ModelUnreadable:
        path = _shelf.folder / NAME
        return str(path.stat().st_mtime_ns) if path.exists() else ""


def _folder() -> Path:
    if _shelf.folder is None:
        raise ModelUnreadable("Nobody said where the linkers lie.")
    return _shelf.folder


def _file_name(number: str) -> str:
    return f"{number[:16]}.skops"


def _is_number(text: object) -> bool:
    return isinstance(text, str) and len(text) == 64 and set(text) <= set("0123456789abcdef")
