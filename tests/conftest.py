"""What holds for every test: an own home, no display, no stray threads, no log warnings unseen."""

from __future__ import annotations

import logging
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import platformdirs
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

# the models are the user's and large: tests share them, whatever home they pretend to have
os.environ.setdefault(
    "OS1_MODELS", str(Path(platformdirs.user_data_dir("os1", appauthor=False)) / "models")
)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# no test fails because others compute
hypothesis.settings.register_profile(
    "busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("busy")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True)
def no_stray_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    stray = [t for t in threading.enumerate() if t not in before and not t.daemon and t.is_alive()]
    for thread in stray:
        thread.join(2)
    assert not [t.name for t in stray if t.is_alive()], "threads outlived the test"


@pytest.fixture(autouse=True)
def no_unseen_warnings(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A warning in the log fails the test, unless it is marked `warns` (it provokes trouble)."""
    yield
    if request.node.get_closest_marker("warns"):
        return
    told = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not [f"{r.name}: {r.getMessage()}" for r in told]
