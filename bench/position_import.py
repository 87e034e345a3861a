"""Times the import of a list of positions: reading, checking row by row, storing.

``python -m bench.position_import [ROWS]`` makes an empty database in a folder of its own and a CSV
of positions with different titles; the aim is 5,000 positions in 60 seconds. Meanwhile somebody
else writes a row every 50 ms; how long the worst of these had to wait is told for each part.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Event, Thread

from flask_migrate import upgrade

from app import create_app
from domain.access import SYSTEM
from domain.employers import EmployerState
from matching.catalogue import load_catalogue
from models import Employer, RowState, db, transactional
from services.position_files.reading import read_positions
from services.position_imports.checking import check_next_rows, take_file
from services.position_imports.confirming import import_file, undo_import
from services.position_imports.lists import counts_of

HEADER = "Titel;PLZ;Ort;Beginn;Anzahl;Deutsch;Lohn;Arbeitszeit;Aufgaben;Referenz"
TASKS = "Pakete packen, Regale füllen, mit Kundinnen und Kunden sprechen. " * 12


def text_of(rows: int) -> str:
    draw = Random(0)
    titles = [one.title for one in load_catalogue().occupations]
    lines = [
        f"{draw.choice(titles)} Werk {number % 97};32049;Herford;01.12.2099;{number % 5 + 1};B1;"
        f"{15 + number % 9},50 € je Stunde;Vollzeit;{TASKS};R-{number}"
        for number in range(rows)
    ]
    return "\r\n".join([HEADER, *lines])


@transactional
def firm() -> Employer:
    row = Employer(
        name="Nordlicht (Messung)",
        sector="Logistik",
        street="Werkstraße 1",
        postcode="32049",
        place="Herford",
        contact_name="Kim Beispiel",
        state=EmployerState.VERIFIED,
        created_at=datetime.now(UTC),
    )
    db.session.add(row)
    db.session.flush()
    return row


class Neighbour(Thread):
    """Writes a row again and again, as another page does, and remembers the longest wait."""

    def __init__(self, database: Path) -> None:
        super().__init__(daemon=True)
        self.database, self.ends, self.longest = database, Event(), 0.0

    def run(self) -> None:
        with closing(sqlite3.connect(self.database, timeout=120, isolation_level=None)) as held:
            while not self.ends.wait(0.05):
                begun = time.perf_counter()
                held.execute("BEGIN IMMEDIATE")
                held.execute("UPDATE employer SET sector = 'Logistik'")
                held.execute("COMMIT")
                self.longest = max(self.longest, time.perf_counter() - begun)

    def waited(self) -> float:
        """Return the longest wait since the last call; one that still waits may come through."""
        self.ends.wait(0.5)
        longest, self.longest = self.longest, 0.0
        return longest


def measure(rows: int, neighbour: Neighbour) -> None:
    now, employer = datetime.now(UTC), firm()
    data = text_of(rows).encode("utf-8-sig")
    last, spent = time.perf_counter(), 0.0

    def lap(what: str) -> None:
        nonlocal last, spent
        took = time.perf_counter() - last
        spent += took
        waited = neighbour.waited()
        print(f"{what:<28} {took:6.1f} s; somebody else waited {waited:5.2f} s at most")
        last = time.perf_counter()

    table = read_positions(data)
    lap(f"read {len(data) / 1e6:.1f} MB")
    batch = take_file(actor=SYSTEM, employer=employer, file_name="m.csv", table=table, now=now)
    lap("keep the rows")
    while check_next_rows(batch_id=batch.id, now=now):
        pass
    lap("check and link each row")
    import_file(actor=SYSTEM, batch=batch, now=now)
    lap("store the positions")
    print(f"{'together':<28} {spent:6.1f} s for {rows} positions")
    undo_import(actor=SYSTEM, batch=batch, now=now)
    lap("undo")
    counts = counts_of(batch=batch)
    print({state.value: count for state, count in counts.items() if count})
    assert counts[RowState.REMOVED] == rows


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FLASK_INSTANCE"] = folder
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        with create_app().app_context():
            upgrade()
            neighbour = Neighbour(Path(folder) / "bench.sqlite")
            neighbour.start()
            measure(rows, neighbour)
            neighbour.ends.set()
            neighbour.join()
            db.engine.dispose()


if __name__ == "__main__":
    main()
