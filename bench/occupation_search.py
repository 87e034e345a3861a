"""Measures the occupation search while typing: what the browser waits for, in three languages.

``python -m bench.occupation_search`` serves an empty house as ``make run`` does, opens a page in
Chromium and asks from there, one request after the other: everyday titles as they are written,
with a typing error each, as beginnings of words, and noise.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from flask_migrate import upgrade

from app import create_app
from bench.pages import free_port, served
from matching.catalogue import load_catalogue
from services.linker_learning import learn_linkers
from tests.browser.chromium import open_browser

QUERIES = 600
WARM_UP = 40  # the first questions of each worker fit the reader
BAR = 20.0
PATIENCE = 120_000  # milliseconds until the first page is there, on a busy machine
NOISE = ["asdfgh", "lorem ipsum dolor", "шофёр", "12345", "شكرا جزيلا", "x"]
_ASK = """async queries => {
  const times = [];
  for (const query of queries) {
    const started = performance.now();
    const answer = await fetch('/occupations/search?q=' + encodeURIComponent(query));
    await answer.json();
    times.push(performance.now() - started);
  }
  return times;
}"""


def draw_queries(count: int, random_state: int = 0) -> list[str]:
    """Return what people type: titles in three languages, half of them not quite right."""
    draw = random.Random(random_state)
    titles = [name for one in load_catalogue().everyday for name in one.names]
    queries = []
    for _ in range(count):
        title = draw.choice(titles)
        way = draw.randrange(4)
        if way == 1:
            place = draw.randrange(len(title))
            title = title[:place] + title[place + 1 :]
        elif way == 2:
            title = title[: draw.randint(2, len(title))]
        queries.append(draw.choice(NOISE) if way == 3 and draw.random() < 0.1 else title)
    return queries


def measure(port: int) -> list[float]:
    """Return milliseconds of every request after the workers are warm, seen by the browser."""
    with open_browser() as browser:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/occupations", timeout=PATIENCE)
        page.evaluate(_ASK, draw_queries(WARM_UP, random_state=1))
        return list(page.evaluate(_ASK, draw_queries(QUERIES)))


def main() -> int:
    """Serve, ask, print; end with 1 where the bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FLASK_INSTANCE"] = folder
        app = create_app({"LOG_LEVEL": "ERROR"})
        with app.app_context():
            upgrade()
            learn_linkers(now=datetime.now(UTC), step=lambda _done: None)
        port = free_port()
        with served(Path(folder), port):
            times = measure(port)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, {len(times)} requests")
    print(f"bar: p95 <= {BAR:g} ms; load {os.getloadavg()[0]:.1f}")
    return 1 if p95 > BAR else 0


if __name__ == "__main__":
    sys.exit(main())
