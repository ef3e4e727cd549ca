"""What the person has chosen is kept, and damage costs no more than what is damaged."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest

from assistant.errors import Trouble
from assistant.settings import DEFAULTS, Settings, SettingsFile

if TYPE_CHECKING:
    from pathlib import Path


def test_only_what_differs_is_stored(tmp_path: Path) -> None:
    file = SettingsFile.load(tmp_path)
    file.change("her_name", "Ada")
    file.change("volume", 0.5)
    file.change("volume", DEFAULTS.volume)
    assert file.path.read_text() == 'her_name = "Ada"\n'
    assert SettingsFile.load(tmp_path).now.her_name == "Ada"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_the_file_is_the_users_alone(tmp_path: Path) -> None:
    file = SettingsFile.load(tmp_path)
    file.change("your_name", "Theo")
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param(b"her_name = ", {}, id="half a line"),
        pytest.param(b"\xff\xfe\x00", {}, id="not text"),
        pytest.param(b"volume = nan\nher_name = 'Ada'", {"her_name": "Ada"}, id="NaN volume"),
        pytest.param(b"volume = 'loud'\npace = 1.2", {"pace": 1.2}, id="wrong type"),
        pytest.param(b"volume = 17\nlook = 'night'", {"look": "night"}, id="out of range"),
        pytest.param(b"her_name = ''", {}, id="a name of nothing"),
        pytest.param(b"look = 'neon'", {}, id="no such look"),
    ],
)
def test_damage_costs_only_what_is_damaged_and_the_file_is_kept(
    tmp_path: Path, text: bytes, kept: dict[str, object]
) -> None:
    (tmp_path / "settings.toml").write_bytes(text)
    file = SettingsFile.load(tmp_path)
    assert file.now == Settings.model_validate(DEFAULTS.model_dump() | kept)
    assert file.trouble is not None
    assert (tmp_path / "settings.toml.bad").read_bytes() == text


def test_a_byte_order_mark_and_unknown_keys_are_no_damage(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xef\xbb\xbfher_name = 'Ada'\nfrom_the_future = 1")
    file = SettingsFile.load(tmp_path)
    assert file.now.her_name == "Ada"
    assert file.trouble is None


def test_a_value_that_does_not_fit_is_a_sentence_and_changes_nothing(tmp_path: Path) -> None:
    file = SettingsFile.load(tmp_path)
    with pytest.raises(Trouble, match="Volume can't be set to that"):
        file.change("volume", 2.0)
    with pytest.raises(Trouble, match="no setting called"):
        file.change("colour", "red")
    assert file.now == DEFAULTS


def test_a_read_only_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = SettingsFile.load(tmp_path)

    def refused(**_where: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refused)  # root may write anywhere, so it is invented
    with pytest.raises(Trouble, match="could not be saved"):
        file.change("volume", 0.1)


def test_a_full_disk_is_said_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SettingsFile.load(tmp_path)
    file.change("her_name", "Ada")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Trouble, match="could not be saved"):
        file.change("her_name", "Eve")
    assert file.path.read_text() == 'her_name = "Ada"\n'
    assert [p.name for p in tmp_path.iterdir()] == ["settings.toml"]
