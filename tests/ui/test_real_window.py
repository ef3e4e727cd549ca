"""A real window on a real X server: it shows, it can be photographed, and it goes when asked."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb"),
]

STAGE = Path(__file__).with_name("stage.py")
STATES = ("listening", "hearing", "thinking", "speaking", "muted")


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen of our own on a free number."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1024x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


@contextmanager
def staged(display: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    left_out = {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}
    environment = {k: v for k, v in os.environ.items() if k not in left_out}
    process = subprocess.Popen(
        [sys.executable, str(STAGE), *arguments],
        env=environment | {"DISPLAY": display},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_real_window_shows_every_state_and_ends_cleanly(display: str, tmp_path: Path) -> None:
    with staged(display, str(tmp_path)) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert err == ""
    assert "stopped 1 wishes [Quit()]" in out
    for state in STATES:
        picture = QImage(str(tmp_path / f"{state}.png"))
        assert (picture.width(), picture.height()) == (420, 640)
        assert tones(picture) > 50, "an empty window"


def tones(picture: QImage) -> int:
    return len({picture.pixel(x, y) for x in range(0, 420, 6) for y in range(0, 640, 6)})


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_logout_closes_it_like_a_person_would(
    display: str, tmp_path: Path, number: signal.Signals
) -> None:
    with staged(display, str(tmp_path), "--stay") as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("visible")
        process.send_signal(number)
        out, err = process.communicate(timeout=3)
    assert process.returncode == 0, err
    assert "stopped 1 wishes [Quit()]" in out
