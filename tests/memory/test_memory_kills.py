"""Killed at random while talking, or while her memory is being locked, she has everything she was told."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from keyrings import Works
from lock_scene import ALL, bytes_of, filled, keys_in, shown, words
from memory_scene import opened

from assistant.memory import backups, files, locking
from assistant.memory.locked import entry_of

TALKER = Path(__file__).with_name("talker.py")
TURNER = Path(__file__).with_name("turner.py")


@pytest.mark.real
@pytest.mark.parametrize(
    "kills", [6, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(1800)])]
)
def test_nothing_that_was_answered_is_lost(tmp_path: Path, kills: int) -> None:
    profile, chance = tmp_path / "p", random.Random(7)
    answered: set[int] = set()
    for _ in range(kills):
        process = subprocess.Popen(
            [sys.executable, str(TALKER), str(profile), str(max(answered, default=-1) + 1)],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        first = process.stdout.readline()  # it talks now
        time.sleep(chance.uniform(0, 0.4))
        process.kill()
        rest = process.stdout.read()
        process.stdout.close()
        process.wait()
        whole = (first + rest).split("\n")[:-1]  # the last line may be half
        answered |= {int(line) for line in whole if line}
        store = opened(profile)
        assert store.ask("PRAGMA integrity_check") == [("ok",)]
        kept = {one.value for one in store.all()}
        store.close()
        lost = [n for n in answered if n % 7 != 3 and f"thing number {n}" not in kept]
        back = [n for n in answered if n % 7 == 3 and f"thing number {n}" in kept]
        assert (lost, back) == ([], [])
    print(f"{kills} kills, {len(answered)} turns answered, none lost")
    assert len(answered) >= kills


@pytest.mark.real
@pytest.mark.parametrize(
    "kills", [4, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(1800)])]
)
def test_killed_while_it_is_locked_and_unlocked_it_is_whole(tmp_path: Path, kills: int) -> None:
    profile, chance, forms = tmp_path / "p", random.Random(11), set()
    filled(profile, copies=2)
    ring = Works()
    key = locking.offered(profile, keys_in(ring))
    entry, turned = entry_of(profile), 0
    for _ in range(kills):
        process = subprocess.Popen(
            [sys.executable, str(TURNER), str(profile), entry, key.printed],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()  # it is at work now
        time.sleep(chance.uniform(0, 0.4))
        process.kill()
        turned += process.stdout.read().count("\n") + 1
        process.stdout.close()
        process.wait()
        secret = files.is_noise(profile / files.FILE)
        forms.add(secret)
        assert words(profile, keys_in(Works({entry: key.printed}) if secret else None)) == ALL
        assert words(profile, keys_in(Works({entry: key.printed}))) == ALL
        assert (shown(profile) == []) is secret
        copies = backups.listed(backups.folder_of(profile))
        assert [backups.sound(copy, key if secret else None) for copy in copies] == [True, True]
        assert not [one for one in bytes_of(profile) if ".part" in one]
    print(f"{kills} kills in {turned} turnings, whole each time; locked after: {forms}")
