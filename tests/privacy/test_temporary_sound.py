"""Sound that a system voice had to write: in a folder of the user's alone, swept at start and end."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assistant.errors import Trouble
from assistant.voice import spool
from assistant.voice.adapter import ChildVoice

VOICES = Path(__file__).resolve().parent.parent / "voice"


@pytest.fixture(autouse=True)
def own_scraps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def gone() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def left_behind() -> Path:
    """What a killed voice has left."""
    folder = spool.base() / str(gone())
    folder.mkdir(parents=True)
    (folder / "1.wav").write_bytes(b"RIFF")
    return folder


def test_a_new_voice_begins_in_a_private_folder_and_sweeps_what_killed_ones_left() -> None:
    left = left_behind()
    mine = spool.opened()
    assert not left.exists()
    assert mine.stat().st_mode & 0o777 == 0o700
    assert spool.base().stat().st_mode & 0o777 == 0o700
    spool.sweep()
    assert mine.exists(), "its process lives"


def test_the_start_sweeps_although_her_own_voice_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(VOICES))
    left = left_behind()

    async def scene() -> None:
        voice = ChildVoice(tmp_path / "model", neural_module="fake_voice_child")
        try:
            await voice.start()
            assert voice.neural
        finally:
            await voice.close()

    asyncio.run(scene())
    assert not left.exists()


@pytest.mark.skipif(os.name != "posix", reason="links are made otherwise there")
def test_a_folder_that_somebody_else_laid_there_is_not_written_into(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    spool.base().symlink_to(elsewhere)
    with pytest.raises(Trouble, match="belongs to somebody else"):
        spool.opened()
    spool.sweep()
    assert not list(elsewhere.iterdir())
