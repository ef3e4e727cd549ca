"""Children die at random in a running conversation: she answers on, once, and never freezes."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from companion import Desktop, running

pytestmark = [pytest.mark.real, pytest.mark.timeout(900), pytest.mark.warns]


def parts(desktop: Desktop) -> list[int]:
    """The processes that may die: the program's direct children."""
    found = []
    for pid in desktop.children():
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            continue
        if b"assistant." in command:
            found.append(pid)
    return found


@pytest.mark.parametrize("kills", [40, pytest.param(200, marks=pytest.mark.long)])
def test_random_kills_leave_no_dead_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kills: int
) -> None:
    chance = random.Random(20261122)
    with running(tmp_path) as desktop:
        desktop.ready("sound", "hearing", "voice")
        desktop.greeted()
        killed, slowest = 0, 0.0
        while killed < kills:
            before = len(desktop.facts())
            desktop.type("what is seven times eight")
            asked = time.monotonic()
            for _ in range(chance.randint(2, 5)):
                time.sleep(chance.uniform(0.02, 0.35))
                victims = parts(desktop)
                if victims:
                    os.kill(chance.choice(victims), signal.SIGKILL)
                    killed += 1
            desktop.wait_for(
                lambda facts, before=before: any(f["fact"] == "ReplyEnded" for f in facts[before:]),
                30, "an answer in spite of the kills",
            )  # fmt: skip
            slowest = max(slowest, time.monotonic() - asked)
            new = desktop.facts()[before:]
            assert sum(f["fact"] == "UserSaid" for f in new) == 1
            assert sum(f["fact"] == "ReplyBegan" for f in new) == 1
        begun = time.monotonic()
        desktop.wait_for(lambda facts: facts[-1]["state"] == "listening", 10, "rest")
        desktop.type_and_wait("what is seven times eight")
        recovered = time.monotonic() - begun
        late = [f["gap_ms"] for f in desktop.facts() if f["fact"] == "WindowLate"]
        assert desktop.end() == 0
    with capsys.disabled():
        print(
            f"\n{killed} kills; slowest answer {slowest:.1f} s, settled after {recovered:.1f} s, "
            f"window's longest gap {max(late, default=0)} ms"
        )
    assert max(late, default=0) <= 200
