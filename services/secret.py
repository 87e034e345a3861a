"""The secret key of this installation: made once, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

KEY_FILE = "secret_key"


def secret_key(instance: Path) -> str:
    """Return the secret key, made on first use with mode 0600.

    Two processes that start together agree on one key: the file appears whole or not at all.
    """
    path = instance / KEY_FILE
    if not path.exists():
        _write_once(path)
    return path.read_text(encoding="ascii")


def _write_once(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
