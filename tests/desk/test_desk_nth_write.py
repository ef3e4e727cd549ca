"""Whichever write of the desk fails, it says so, is as before, and does it the next time."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import corpus
import pytest
from desktalking import Talking

from assistant.desk.desk import desk_in
from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REQUESTS = {
    "remind me tomorrow at nine to run": "what are my reminders",
    "cancel the reminder to call Mum": "what are my reminders",
    "add tea to my shopping list": "what's on my shopping list",
    "take milk off my shopping list": "what's on my shopping list",
    "take a note: the key is blue": "what did I note about the key",
    "schedule a meeting with Bob on friday at ten": "what's on friday",
    "move the dentist to friday at ten": "what's on friday",
    "cancel the dentist": "what's on tuesday",
}


class Disk:
    """What puts bytes on a disk; the call with the number `at` fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
        self.at, self.count, self.settled, self.error = -1, 0, 0, error
        for name in ("write", "fsync", "replace"):
            monkeypatch.setattr(os, name, self.counted(name, getattr(os, name)))

    def counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*values: Any) -> Any:
            self.count += 1
            self.settled += name == "fsync"
            if self.count == self.at:
                raise OSError(self.error, os.strerror(self.error))
            return call(*values)

        return counting


def told_anew(folder: Path, asked: str) -> str:
    """What a program that starts now would answer."""
    return Talking(desk_in(folder, zone=corpus.BERLIN))(asked)


def trouble_of(talk: Talking, said: str) -> str:
    """What she says is wrong; "" when it is done."""
    try:
        talk(said)
    except Trouble as trouble:
        return trouble.what
    return ""


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["disk full", "disk broken"])
@pytest.mark.parametrize("said", REQUESTS)
def test_it_is_done_or_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, error: int
) -> None:
    talk, asked = Talking(corpus.furnished(tmp_path)), REQUESTS[said]
    before, disk, failures = talk(asked), Disk(monkeypatch, error), 0
    for number in range(1, 30):
        disk.count, disk.settled, disk.at = 0, 0, number
        told = trouble_of(talk, said)
        disk.at = -1
        if disk.count < number:
            assert not told
            assert disk.settled >= 2, "what was done, and the way back, are on the disk"
            break
        failures += 1
        assert told, f"write {number} failed, and nobody was told"
        assert (talk(asked), told_anew(tmp_path, asked)) == (before, before), number
    assert failures >= 2
    after = talk(asked)
    assert after != before
    assert told_anew(tmp_path, asked) == after
