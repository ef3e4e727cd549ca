"""Killed at any moment while a setting is saved: the old value holds or the new one, and nothing else is lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Callable

CHOSEN = {"her_name": "Otto", "your_name": "Theo", "look": "night", "close_to": "Anna, your mum"}
STEPS = ((tempfile, "mkstemp"), (os, "fsync"), (Path, "replace"), (Path, "unlink"))


class Killed(BaseException):
    """The process ends here: nothing after this is done."""


@pytest.mark.parametrize("name", ["her_name", "volume"])
def test_a_kill_at_any_step_of_saving_keeps_all_that_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = tmp_path / "before"
    before.mkdir()
    for known, value in CHOSEN.items():
        SettingsFile.load(before).change(known, value)
    new = {"her_name": "Juniper", "volume": 0.3}[name]
    found = set()
    for at in range(1, 10):
        folder = shutil.copytree(before, tmp_path / str(at))
        steps, dead = 0, False

        def dying(do: Callable[..., Any], at: int = at) -> Callable[..., Any]:
            def done(*args: Any, **named: Any) -> Any:
                nonlocal steps, dead
                steps += 1
                if dead or steps >= at:
                    dead = True
                    raise Killed
                return do(*args, **named)

            return done

        with monkeypatch.context() as patch:
            for place, step in STEPS:
                patch.setattr(place, step, dying(getattr(place, step)))
            file = SettingsFile.load(folder)
            try:
                file.change(name, new)
            except Killed:
                pass
            else:
                break
        kept = SettingsFile.load(folder)
        assert kept.trouble is None
        found.add(getattr(kept.now, name))
        assert all(getattr(kept.now, one) == CHOSEN[one] for one in CHOSEN if one != name)
    assert dead is False
    assert at > 2
    assert found == {getattr(SettingsFile.load(before).now, name)}  # whole or not at all
    assert getattr(SettingsFile.load(folder).now, name) == new
