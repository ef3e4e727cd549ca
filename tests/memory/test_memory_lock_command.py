"""`os1 memory lock`, `unlock`, `recover`: a key that is really on paper before anything is locked."""

from __future__ import annotations

import io
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from keyrings import Closed, Emptied, Works
from lock_scene import ALL, NEEDLES, filled, keys_in, locked, words
from memory_scene import NOON, every_file

from assistant.cli import memory_lock
from assistant.errors import Trouble
from assistant.memory import backups, files, locking, recoverykey
from assistant.memory import locked as lock_state
from assistant.memory.locked import Locked
from assistant.profile import Occupied, held, prepare
from assistant.retirement.erasing import erase
from assistant.retirement.handover import hand_over

if TYPE_CHECKING:
    from pathlib import Path


class Person(io.StringIO):
    """Reads the groups off the screen; `slips` times the first one asked for is mistyped."""

    def __init__(self, capsys: pytest.CaptureFixture[str], slips: int = 0) -> None:
        super().__init__()
        self._capsys, self._slips, self._seen = capsys, slips, ""

    def readline(self, *_size: object) -> str:
        told = self._capsys.readouterr()
        self._seen += told.out
        asked = re.search(r"Group (\d+) from", told.err)
        assert asked is not None
        if self._slips:
            self._slips -= 1
            return "00000\n"
        group = re.search(rf"\b{asked[1]}: (\S+)", self._seen)
        assert group is not None
        return group[1].lower() + "\n"


def test_it_is_locked_once_the_key_was_typed_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    profile, ring = tmp_path / "p", Works()
    filled(profile)
    monkeypatch.setattr("sys.stdin", Person(capsys, slips=1))
    assert memory_lock.lock(profile, lambda: NOON, keys_in(ring)) == 0
    assert not any(needle in every_file(profile) for needle in NEEDLES)
    assert words(profile, keys_in(ring)) == ALL
    (printed,) = ring.held.values()
    assert printed.encode() not in every_file(profile)
    with pytest.raises(Trouble, match="locked already"):
        memory_lock.lock(profile, lambda: NOON, keys_in(ring))
    assert memory_lock.unlock(profile, lambda: NOON, keys_in(ring)) == 0
    assert words(profile, keys_in(None)) == ALL


@pytest.mark.parametrize("typed", ["", "00000\n00000\n00000\n"])
def test_without_the_key_typed_back_nothing_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    profile, ring = tmp_path / "p", Works()
    filled(profile)
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert memory_lock.lock(profile, lambda: NOON, keys_in(ring)) == 1
    assert ring.held == {}
    assert words(profile, keys_in(None)) == ALL
    assert files.is_plain(profile / files.FILE)


def test_while_the_window_is_open_it_is_left_to_the_window(tmp_path: Path) -> None:
    filled(tmp_path / "p")
    with held(tmp_path / "p"), pytest.raises(Occupied):
        memory_lock.lock(tmp_path / "p", lambda: NOON, keys_in(Works()))


def test_the_key_from_paper_goes_back_into_an_emptied_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, ring = locked(tmp_path / "p")
    ring.held.clear()
    with pytest.raises(Locked):
        memory_lock.unlock(tmp_path / "p", lambda: NOON, keys_in(ring))
    groups = list(key.groups)
    groups[2] = "ABCDE" if groups[2] != "ABCDE" else "ABCDF"
    monkeypatch.setattr("sys.stdin", io.StringIO(" ".join(groups)))
    with pytest.raises(Trouble, match="The third group"):
        memory_lock.recover(tmp_path / "p", lambda: NOON, keys=keys_in(ring))
    monkeypatch.setattr("sys.stdin", io.StringIO(key.printed.lower()))
    assert memory_lock.recover(tmp_path / "p", lambda: NOON, keys=keys_in(ring)) == 0
    assert list(ring.held.values()) == [key.printed]
    assert words(tmp_path / "p", keys_in(ring)) == ALL


@pytest.mark.parametrize("kind", [Closed, Emptied])
def test_where_no_keyring_keeps_it_the_memory_is_plain_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Works]
) -> None:
    """Else she would have to be told the key at each start: that is never the only way."""
    key, _ = locked(tmp_path / "p")
    monkeypatch.setattr("sys.stdin", io.StringIO(key.printed))
    assert memory_lock.recover(tmp_path / "p", lambda: NOON, keys=keys_in(kind())) == 0
    assert words(tmp_path / "p", keys_in(None)) == ALL


def test_who_has_lost_the_key_can_begin_anew_and_loses_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tmp_path / "p"
    key, ring = locked(profile)
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert memory_lock.recover(profile, lambda: NOON, anew=True, keys=keys_in(None)) == 1
    assert words(profile, keys_in(ring)) == ALL
    monkeypatch.setattr("sys.stdin", io.StringIO("begin anew\n"))
    assert memory_lock.recover(profile, lambda: NOON, anew=True, keys=keys_in(None)) == 0
    assert words(profile, keys_in(None)) == set()
    (aside,) = (profile / backups.QUARANTINE).iterdir()
    found = files.connected(aside / files.FILE, recoverykey.read(key.printed), "ro")
    assert found.execute("SELECT count(*) FROM memories").fetchone() == (3,)
    found.close()
    assert lock_state.note_of(aside) is not None


def test_the_end_hands_a_locked_memory_over_with_its_key_only_and_takes_that_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile, ring = tmp_path / "p", Works()
    monkeypatch.setattr("assistant.memory.locked.system_ring", lambda: ring)
    prepare(profile)
    filled(profile)
    keys = lock_state.keys_of(profile)
    locking.lock(profile, locking.offered(profile, keys), keys)
    held_before, ring.held = ring.held, {}
    with pytest.raises(Locked):
        hand_over(profile, tmp_path / "given", lambda: NOON)
    ring.held = held_before
    shutil.rmtree(tmp_path / "given", ignore_errors=True)
    assert hand_over(profile, tmp_path / "given", lambda: NOON).memories == 3
    gone = erase(profile, keys)
    assert (gone.left, gone.secrets, ring.held) == ((), 1, {})
    assert not profile.exists()
