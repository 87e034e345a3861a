"""A camera that sees what a test holds before it: Chromium plays a film instead of a device."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.chromium import ARGUMENTS, find_chromium

SIZE = (640, 480)
GREY = bytes([128]) * (SIZE[0] * SIZE[1] // 4)


@contextmanager
def camera_sees(beside: Browser, film: Path) -> Iterator[Browser]:
    """Start another Chromium whose camera plays the film."""
    another = beside.browser_type.launch(
        executable_path=find_chromium(),
        args=[
            *ARGUMENTS,
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ],
    )
    try:
        yield another
    finally:
        another.close()


def picture_of_ticket(page: Page) -> Image.Image:
    """Return the QR code of a ticket as its page shows it."""
    return Image.open(io.BytesIO(page.locator("svg.mp-qr").screenshot()))


def picture_of(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def write_film(file: Path, *pictures: Image.Image) -> Path:
    """Write a film (YUV4MPEG2, grey) in which each picture is held askew for a second."""
    head = f"YUV4MPEG2 W{SIZE[0]} H{SIZE[1]} F10:1 Ip A1:1 C420jpeg\n".encode()
    frames = b"".join(b"FRAME\n" + _frame(one) + GREY * 2 for one in pictures for _ in range(10))
    file.write_bytes(head + frames)
    return file


def _frame(picture: Image.Image) -> bytes:
    """Return the picture in the hand of somebody: on a grey ground, turned by eight degrees."""
    ground = Image.new("L", SIZE, 150)
    held = picture.convert("L").resize((300, 300)).rotate(8, expand=True, fillcolor=150)
    ground.paste(held, ((SIZE[0] - held.width) // 2, (SIZE[1] - held.height) // 2))
    return ground.tobytes()
