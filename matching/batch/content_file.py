"""What occupations have in common by an office's imports, beside the sorted input of a batch.

Workers know no database: they rank with what lies here, so with what the lists of the office do.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from matching.content import Content, content_in_use

NAME = "content.npz"


def write_content(folder: Path) -> None:
    """Keep the content this process ranks with; what is shipped needs no file."""
    content = content_in_use()
    if content.name is None:
        (folder / NAME).unlink(missing_ok=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{os.getpid()}.new.npz"
    np.savez(fresh, codes=list(content.columns), closes=content.closes, name=content.name)
    os.replace(fresh, folder / NAME)


def read_content(folder: Path) -> Content | None:
    """Return the content that was kept, None where the batch ranks with what is shipped."""
    if not (folder / NAME).exists():
        return None
    with np.load(folder / NAME, allow_pickle=False) as kept:
        columns = {str(code): place for place, code in enumerate(kept["codes"])}
        return Content(columns, kept["closes"], str(kept["name"]))
