"""Every state and page in both looks at 100 and 200 per cent: pictures for people, and nothing cut off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]

TOUR = Path(__file__).with_name("tour.py")
PICTURES = Path(__file__).resolve().parents[2] / "artifacts" / "window"


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("look", ["dusk", "night"])
def test_no_text_is_cut_off_or_covered_anywhere(look: str, scale: int) -> None:
    folder = PICTURES / f"{scale}00"
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}
    done = subprocess.run(
        [sys.executable, str(TOUR), str(folder), look],
        env=env, capture_output=True, text=True, timeout=280,
    )  # fmt: skip
    assert done.stdout == "", done.stdout
    assert done.returncode == 0, done.stderr
    kept = sorted(folder.glob(f"*-{look}.png"))
    assert len(kept) >= 40
    assert QImage(str(folder / f"listening-{look}.png")).width() == 420 * scale
