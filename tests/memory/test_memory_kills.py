"""Killed at random while talking, she has everything that she had answered."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from memory_scene import opened

TALKER = Path(__file__).with_name("talker.py")


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
