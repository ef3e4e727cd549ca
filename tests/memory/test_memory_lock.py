"""A locked memory says nothing to whoever reads the disk, and is never lost with its keyring."""

from __future__ import annotations

import asyncio
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from keyrings import Another, Broken, Closed, Emptied, Garbled, Hangs, Works
from lock_scene import (
    ALL,
    NEEDLES,
    bytes_of,
    copied,
    filled,
    keys_in,
    killed_at,
    locked,
    memory,
    refused,
    shown,
    stopped_at,
    words,
)
from memory_scene import NOON, Talk, every_file

from assistant.errors import Trouble
from assistant.keys import Kept
from assistant.memory import backups, database, files, forgetting, locking, recoverykey
from assistant.memory import locked as lock_state
from assistant.memory.extraction import found_in
from assistant.memory.locked import Locked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.keys import Keys


# --- locked, and back ------------------------------------------------------------------


def test_locked_no_word_of_it_stands_in_any_file_and_all_of_it_is_known(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    filled(profile, copies=3)
    assert shown(profile) == list(NEEDLES)
    ring = Works()
    key = locking.offered(profile, keys_in(ring))
    locking.lock(profile, key, keys_in(ring))
    assert shown(profile) == []
    store = memory(profile, keys_in(ring))
    assert {one.words for one in store.all()} == ALL
    assert [number for number, _ in store.worded("mushrooms", 3)] == [3]
    store.keep_turn(NOON, "I love Quixley.", found_in("I love Quixley.", NOON.date()))
    backups.back_up(store.connection, backups.folder_of(profile), NOON, store.key)
    assert b"Quixley" not in every_file(profile)  # its log is open, and a copy was made
    assert all(backups.sound(one, store.key) for one in backups.listed(backups.folder_of(profile)))
    store.close()
    folders = (profile, backups.folder_of(profile))
    modes = {stat.S_IMODE(one.stat().st_mode) for folder in folders for one in folder.iterdir()}
    assert modes == {0o600}


def test_unlocked_everything_is_as_it_was_and_the_key_is_gone(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    key, ring = locked(profile, copies=2)
    locking.unlock(profile, key, keys_in(ring))
    assert ring.held == {}
    assert lock_state.note_of(profile) is None
    assert words(profile, keys_in(None)) == ALL
    assert all(backups.sound(one) for one in backups.listed(backups.folder_of(profile)))
    again = memory(profile, keys_in(None))  # ids go on where they were: none is used twice
    turn, _ = again.keep_turn(NOON, "I am back.", ())
    again.close()
    assert turn == 4


def test_no_copy_of_a_locked_memory_is_plain_by_mistake(tmp_path: Path) -> None:
    _, ring = locked(tmp_path / "p", copies=0)
    store = memory(tmp_path / "p", keys_in(ring))
    with pytest.raises(database.sqlite3.Error):
        backups.back_up(store.connection, backups.folder_of(tmp_path / "p"), NOON)
    store.close()
    assert backups.listed(backups.folder_of(tmp_path / "p")) == ()
    assert shown(tmp_path / "p") == []


def test_what_is_forgotten_while_it_is_locked_is_nowhere_when_it_is_unlocked(
    tmp_path: Path,
) -> None:
    profile = tmp_path / "p"
    key, ring = locked(profile, copies=2)
    aside = profile / backups.QUARANTINE / "1"
    aside.mkdir(parents=True)
    shutil.copyfile(profile / files.FILE, aside / files.FILE)
    store = memory(profile, keys_in(ring))
    chosen = forgetting.selected(store, store.worded_with("Bristol"), "Bristol")
    forgetting.leave(store, profile, chosen, 1.0)
    forgetting.finish(store, profile, 2.0)
    forgetting.rewrite_backups(backups.folder_of(profile), store.key)
    store.close()
    locking.unlock(profile, key, keys_in(ring))
    assert shown(profile) == [b"Anna", b"mushrooms"]
    assert not list(aside.iterdir())


def test_damaged_plain_copies_do_not_stay_behind(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    filled(profile)
    aside = profile / backups.QUARANTINE / "1"
    aside.mkdir(parents=True)
    (aside / "memory.sqlite").write_bytes(b"rubble, I live in Bristol. rubble")
    (backups.folder_of(profile) / "memory-20261101-120000.sqlite").write_bytes(
        b"SQLite format 3\x00, I live in Bristol."
    )
    ring = Works()
    locking.lock(profile, locking.offered(profile, keys_in(ring)), keys_in(ring))
    assert shown(profile) == []
    assert words(profile, keys_in(ring)) == ALL


def test_a_damaged_locked_memory_is_brought_back_from_a_locked_copy(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    _, ring = locked(profile)
    path = profile / files.FILE
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(4096) + whole[8192:])
    before = bytes_of(profile)
    with pytest.raises(Locked):
        words(profile, keys_in(None))
    assert bytes_of(profile) == before
    found = database.open_memory(profile, lambda: NOON, keys=keys_in(ring))
    found.connection.close()
    assert "I went back to the copy made today" in found.news
    assert words(profile, keys_in(ring)) == ALL
    assert files.is_noise(path)
    assert shown(profile) == []


@pytest.mark.parametrize("left", ["file", "nothing but backups"])
def test_a_missing_locked_memory_is_no_new_profile(tmp_path: Path, left: str) -> None:
    profile = tmp_path / "p"
    key, ring = locked(profile)
    (profile / files.FILE).unlink()
    if left == "nothing but backups":
        shutil.rmtree(profile)
    with pytest.raises(Locked):
        memory(profile, keys_in(None))
    assert not (profile / files.FILE).exists()
    locking.recovered(profile, key.printed, keys_in(ring))
    assert words(profile, keys_in(ring)) == ALL
    assert files.is_noise(profile / files.FILE)


def test_without_any_note_it_is_still_known_to_be_locked(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    key, ring = locked(profile)
    lock_state.take_note_away(profile)
    with pytest.raises(Locked):
        memory(profile, keys_in(None))
    with pytest.raises(Trouble, match="not the one of this memory"):
        locking.recovered(profile, recoverykey.made().printed, keys_in(None))
    locking.recovered(profile, key.printed, keys := keys_in(ring))
    assert words(profile, keys) == ALL
    assert lock_state.note_of(profile) is not None


# --- the keyring misbehaves ------------------------------------------------------------

BAD = {
    "none": lambda: None, "closed": Closed, "broken": Broken, "emptied": Emptied,
    "of another computer": Another, "garbled": Garbled, "hanging": Hangs,
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_without_its_key_a_memory_is_asked_for_and_not_touched(tmp_path: Path, kind: str) -> None:
    profile = tmp_path / "p"
    key, _ = locked(profile)
    before = bytes_of(profile)
    ring = BAD[kind]()
    keys = keys_in(ring, 0.05)
    with pytest.raises(Locked, match="is locked, and") as told:
        memory(profile, keys)
    assert "recovery key" in told.value.remedy
    assert bytes_of(profile) == before
    assert locking.recovered(profile, key.printed, keys) is Kept.SESSION
    assert words(profile, keys) == ALL
    if isinstance(ring, Hangs):
        ring.let_go.set()


@pytest.mark.parametrize("kind", ["emptied", "hanging"])
def test_the_talk_goes_on_without_memory_until_the_recovery_key(tmp_path: Path, kind: str) -> None:
    profile = tmp_path / "p"
    key, _ = locked(profile)
    before = bytes_of(profile)
    ring = BAD[kind]()

    async def play() -> None:
        talk = Talk(profile)
        talk.diary.keys = keys_in(ring, 0.05)
        with pytest.raises(Locked):
            await talk.diary.open()
        assert "recovery key" in (await talk.say("What do you know about me?")).text
        assert (await talk.say("I live in Leeds.")).text
        await talk.pass_time(4000)
        assert {name: whole for name, whole in bytes_of(profile).items() if "memory" in name} == {
            name: whole for name, whole in before.items() if "memory" in name
        }
        kept = await talk.diary.work(locking.recovered, profile, key.printed, talk.diary.keys)
        assert kept is Kept.SESSION
        await talk.diary.work(talk.diary.reopened, lambda: None)
        assert talk.troubles[-1] is None
        assert "Bristol" in (await talk.say("Where do I live?")).text
        assert set(await talk.kept()) == ALL
        await talk.diary.close()

    asyncio.run(play())
    if isinstance(ring, Hangs):
        ring.let_go.set()


@pytest.mark.parametrize("kind", BAD)
def test_with_such_a_keyring_nothing_is_locked(tmp_path: Path, kind: str) -> None:
    profile = tmp_path / "p"
    filled(profile)
    before = bytes_of(profile)
    ring = BAD[kind]()
    with pytest.raises(Trouble, match="No keyring of your system keeps a key"):
        locking.offered(profile, keys_in(ring, 0.05))
    if isinstance(ring, Hangs):
        ring.let_go.set()
    assert bytes_of(profile) == before


def test_a_keyring_that_answers_late_opens_it_then(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    _, ring = locked(profile)
    slow = Hangs(ring.held)

    async def play() -> None:
        sense: Any = Sense()
        talk = Talk(profile, sense)
        talk.diary.keys = keys_in(slow, 0.05)
        with pytest.raises(Locked, match="does not answer yet"):
            await talk.diary.open()
        await talk.diary.tend()
        assert talk.diary.store is None
        slow.let_go.set()
        while talk.diary.store is None:  # until its thread has put the answer there
            await asyncio.sleep(0)
            await talk.diary.tend()
        assert set(await talk.kept()) == ALL
        assert talk.troubles[-1] is None
        assert sense.child == "awake"
        assert talk.diary.form == "locked with a key"
        await talk.diary.close()

    asyncio.run(play())


class Sense:
    """Stands for the child that knows meanings."""

    up, child = False, None

    async def start(self) -> None:
        self.child: str | None = "awake"

    async def close(self) -> None:
        pass


def test_a_key_that_the_keyring_loses_at_once_locks_nothing(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    filled(profile)
    ring = Works()
    key = locking.offered(profile, keys_in(ring))
    ring.held.clear()
    with pytest.raises(Locked):
        locking.lock(profile, key, keys_in(ring))
    assert words(profile, keys_in(None)) == ALL
    assert not files.is_noise(profile / files.FILE)
    assert lock_state.note_of(profile) is None


def test_copies_locked_before_keep_their_key(tmp_path: Path) -> None:
    """A plain memory put back by hand beside locked backups: they are read with the key they have."""
    profile = tmp_path / "p"
    filled(profile)
    plain = (profile / files.FILE).read_bytes()
    ring = Works()
    key = locking.offered(profile, keys_in(ring))
    locking.lock(profile, key, keys_in(ring))
    (profile / files.FILE).write_bytes(plain)
    assert words(profile, keys_in(None)) == ALL
    with pytest.raises(Locked):
        locking.offered(profile, keys_in(None))
    assert locking.offered(profile, keys_in(ring)) == key
    locking.lock(profile, key, keys_in(ring))
    assert words(profile, keys_in(ring)) == ALL
    assert shown(profile) == []


def test_while_another_program_has_it_open_it_is_not_turned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BUSY_MS", 50)
    profile, ring = tmp_path / "p", Works()
    filled(profile)
    memory(profile, keys_in(None)).close()  # its log is in use again
    key = locking.offered(profile, keys_in(ring))
    reading = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA journal_mode = WAL');"
        " print(c.execute('SELECT count(*) FROM memories').fetchone(), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", reading, str(profile / files.FILE)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline()
        with pytest.raises(Trouble, match="Another program"):
            locking.lock(profile, key, keys_in(ring))
        assert files.is_plain(profile / files.FILE)
        assert other.stdin is not None
        other.stdin.close()
    locking.lock(profile, key, keys_in(ring))
    assert words(profile, keys_in(ring)) == ALL


# --- killed, or refused, in the middle -------------------------------------------------


def locks(profile: Path, keys: Keys) -> Callable[[], None]:
    key = recoverykey.read(keys.get(lock_state.entry_of(profile)) or "")
    return lambda: locking.lock(profile, key, keys)


def unlocks(profile: Path, keys: Keys) -> Callable[[], None]:
    return lambda: locking.unlock(profile, lock_state.key_of(profile, keys), keys)


WAYS = pytest.mark.parametrize("way", ["lock", "unlock"])


def ready(profile: Path, way: str) -> Works:
    """A memory that can be locked, or unlocked; the keyring with its key."""
    if way == "unlock":
        return locked(profile)[1]
    filled(profile)
    ring = Works()
    locking.offered(profile, keys_in(ring))
    return ring


@WAYS
@pytest.mark.parametrize("every", [13, pytest.param(1, marks=pytest.mark.long)])
def test_killed_at_any_step_it_is_whole_plain_or_locked(
    tmp_path: Path, way: str, every: int
) -> None:
    ring = ready(tmp_path / "p", way)
    forms, number = set(), 1
    while True:
        profile = copied(tmp_path / "p", tmp_path / f"p{number}")
        keys = keys_in(Works(dict(ring.held)))
        job = locks(profile, keys) if way == "lock" else unlocks(profile, keys)
        if not killed_at(number, job):
            break
        secret = files.is_noise(profile / files.FILE)
        forms.add(secret)
        assert words(profile, keys if secret else keys_in(None)) == ALL, number
        assert words(profile, keys) == ALL, number  # with the keyring what was left is done
        assert (shown(profile) == []) is secret, number
        assert (lock_state.note_of(profile) is not None) is secret, number
        key = lock_state.key_of(profile, keys) if secret else None
        copies = backups.listed(backups.folder_of(profile))
        assert [backups.sound(copy, key) for copy in copies] == [True], number
        assert [files.is_noise(copy) for copy in copies] == [secret], number
        assert not [one for one in bytes_of(profile) if ".part" in one], number
        number += every
    assert forms == {True, False}
    assert number > 40


@WAYS
@pytest.mark.parametrize("every", [13, pytest.param(1, marks=pytest.mark.long)])
def test_refused_at_any_step_it_is_said_and_works_the_next_time(
    tmp_path: Path, way: str, every: int
) -> None:
    ring = ready(tmp_path / "p", way)
    number, told = 2, 0
    while True:
        profile = copied(tmp_path / "p", tmp_path / f"p{number}")
        keys = keys_in(Works(dict(ring.held)))
        job = locks(profile, keys) if way == "lock" else unlocks(profile, keys)
        try:
            if stopped_at(number, job, refused) < number:
                break
        except Trouble:
            told += 1
        assert words(profile, keys) == ALL, number
        if files.is_noise(profile / files.FILE) is (way == "unlock"):
            (locks if way == "lock" else unlocks)(profile, keys)()
        assert files.is_noise(profile / files.FILE) is (way == "lock"), number
        assert words(profile, keys) == ALL, number
        assert (shown(profile) == []) is (way == "lock"), number
        number += every
    assert told >= 26 // every
