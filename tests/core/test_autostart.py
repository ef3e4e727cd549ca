"""OS1 in the desktop's menu and at login, in the user's own folders, and away again."""

from __future__ import annotations

import configparser
import plistlib
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import autostart
from assistant.__main__ import main

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the XDG places")


def everything(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}


def test_install_and_uninstall_leave_nothing_behind(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["install", "--at-login"]) == 0
    assert everything(own_home) == {
        ".local/share/applications/os1.desktop",
        ".local/share/icons/hicolor/256x256/apps/os1.png",
        ".config/autostart/os1.desktop",
    }
    assert main(["uninstall"]) == 0
    assert everything(own_home) == set()
    assert main(["uninstall"]) == 0
    assert "There was nothing to remove." in capsys.readouterr().out


def test_the_entry_starts_what_was_installed(own_home: Path) -> None:
    autostart.install()
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(autostart.entry_place())
    (words,) = [shlex.split(entry["Desktop Entry"]["Exec"])]
    assert Path(words[0]).exists()
    assert entry["Desktop Entry"]["Icon"] == "os1"
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", autostart.entry_place()], check=True)


def test_the_login_entry_names_a_profile_that_is_not_the_default(tmp_path: Path) -> None:
    autostart.put(True, tmp_path / "my own")
    assert f'"--profile" "{tmp_path}/my own"' in autostart.login_place().read_text()
    assert autostart.at_login()
    autostart.put(False)
    assert not autostart.at_login()


@pytest.mark.parametrize(
    ("word", "written"),
    [
        pytest.param("/opt/os1", '"/opt/os1"', id="plain"),
        pytest.param("/home/a b/os1", '"/home/a b/os1"', id="a blank"),
        pytest.param("/x/50%", '"/x/50%%"', id="a per cent sign"),
        pytest.param("$HOME", r'"\\$HOME"', id="a dollar"),
    ],
)
def test_words_of_the_exec_line_are_quoted(word: str, written: str) -> None:
    assert autostart.quoted(word) == written


def test_the_forms_of_other_systems_name_the_command() -> None:
    agent = plistlib.loads(autostart.launch_agent(["/opt/os1", "--profile", "/p"]))
    assert agent["ProgramArguments"] == ["/opt/os1", "--profile", "/p"]
    assert agent["RunAtLoad"]
    assert "'/a b/os1'" in autostart.script(["/a b/os1"])


def test_a_folder_that_cannot_be_written_is_one_sentence(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own_home / ".local").write_text("a file where a folder should be")
    assert main(["install"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("os1: os1.png could not be written")
    assert told.count("\n") == 1
