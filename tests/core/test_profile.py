"""A profile is private, marked, and one program's at a time."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import Trouble
from assistant.profile import MARKER, Occupied, held, prepare

ROOT = Path(__file__).resolve().parent.parent.parent


def test_it_is_made_private_and_marked(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "new" / "profile")
    assert json.loads((folder / MARKER).read_text()) == {"profile": "os1", "version": 1}
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / MARKER).stat().st_mode) == 0o600


def test_a_second_program_on_it_says_one_sentence_and_exits_3(tmp_path: Path) -> None:
    with held(tmp_path / "profile") as folder:
        second = subprocess.run(
            [sys.executable, "-c", "import sys; from assistant.__main__ import run\n"
             "from argparse import Namespace; from pathlib import Path\n"
             "from assistant.profile import held\n"
             f"def work(args):\n  with held(Path({str(folder)!r})): return 0\n"
             "sys.exit(run(Namespace(run=work)))"],
            cwd=ROOT, capture_output=True, text=True, timeout=30,
        )  # fmt: skip
    assert second.returncode == 3
    assert second.stderr == "os1: OS1 is already running on this profile. Use its window.\n"


def test_it_is_free_again_afterwards(tmp_path: Path) -> None:
    with held(tmp_path):
        pass
    with held(tmp_path):
        pass


@pytest.mark.parametrize("marker", ["", "{}", "[1]", '{"version": "x"', "null"])
def test_a_damaged_marker_is_said_and_nothing_is_touched(tmp_path: Path, marker: str) -> None:
    (tmp_path / MARKER).write_text(marker)
    with pytest.raises(Trouble, match="marker is damaged"):
        prepare(tmp_path)
    assert (tmp_path / MARKER).read_text() == marker


def test_a_profile_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text('{"profile": "os1", "version": 99}')
    with pytest.raises(Trouble, match="newer OS1"):
        prepare(tmp_path)


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("x")
    with pytest.raises(Trouble, match="can't be used"):
        prepare(tmp_path / "profile")


def test_only_one_of_them_is_told_to_wait(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(Occupied), held(tmp_path):
        pass
