"""A profile is private, marked, and used by one program at a time."""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from assistant.errors import Trouble
from assistant.profile import MARKER, SHOW, Occupied, call_forth, held, prepare


def test_a_second_program_is_told_and_can_ask_for_the_window(tmp_path: Path) -> None:
    with held(tmp_path / "p") as profile:
        before = (profile / SHOW).stat()
        with pytest.raises(Occupied, match="already running"), held(tmp_path / "p"):
            pass
        call_forth(tmp_path / "p")
        after = (profile / SHOW).stat()
        assert after.st_size > before.st_size
        assert after.st_ino == before.st_ino, "who watches the file must go on seeing it"
    with held(tmp_path / "p"):
        assert (profile / SHOW).stat().st_size == 0


def test_asking_where_nobody_is_does_nothing(tmp_path: Path) -> None:
    call_forth(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_profile_is_the_users_alone(tmp_path: Path) -> None:
    profile = prepare(tmp_path / "p")
    assert stat.S_IMODE(profile.stat().st_mode) == 0o700
    assert stat.S_IMODE((profile / MARKER).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("marker", "sentence"),
    [
        pytest.param('{"profile": "os1", "version": 99}', "newer OS1", id="a newer version's"),
        pytest.param("", "marker is damaged", id="nothing in it"),
        pytest.param('{"profile"', "marker is damaged", id="half of it"),
        pytest.param("[]", "marker is damaged", id="something else"),
        pytest.param('{"version": "x"}', "marker is damaged", id="no number"),
    ],
)
def test_a_profile_that_is_not_ours_is_left_alone(
    tmp_path: Path, marker: str, sentence: str
) -> None:
    (tmp_path / MARKER).write_text(marker)
    with pytest.raises(Trouble, match=sentence):
        prepare(tmp_path)
    assert (tmp_path / MARKER).read_text() == marker
    assert [path.name for path in tmp_path.iterdir()] == [MARKER]


def test_a_file_where_the_folder_should_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("mine")
    with pytest.raises(Trouble, match="can't be used"):
        prepare(tmp_path / "p")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="somebody else's rights, in a fork")
@pytest.mark.parametrize("rights", [0o555, 0o000], ids=["may not be written", "may not be entered"])
def test_a_folder_that_somebody_may_not_write_is_said_and_left_as_it_is(rights: int) -> None:
    """Root may write anywhere, so it is tried as nobody, in a fork."""
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        profile = prepare(Path(above) / "p")
        before = sorted(profile.iterdir())
        profile.chmod(rights)
        child = os.fork()
        if not child:
            if not os.geteuid():
                os.seteuid(65534)
            try:
                with held(profile):
                    os._exit(1)
            except Trouble as trouble:
                os._exit(0 if "folder can't be" in trouble.what else 2)
            finally:
                os._exit(3)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        profile.chmod(0o700)
        assert sorted(profile.iterdir()) == before


def test_the_marker_tells_the_version(tmp_path: Path) -> None:
    assert json.loads((prepare(tmp_path) / MARKER).read_text())["version"] == 1
