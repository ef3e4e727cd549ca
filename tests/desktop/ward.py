"""Keep one running program for the tests of a module, and give the next test a new one after a failure.

A failed test leaves its program anyhow: muted, without a microphone, beside a dead sound server. One
cause must never fail more than one test.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from companion import Desktop, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from soundserver import SoundServer

FAILED = pytest.StashKey[bool]()  # set by conftest.py


@contextmanager
def admitted(
    folder: Path,
    rested: Callable[[Desktop], object] = Desktop.settled,
    settings: str = "",
    extra: dict[str, str] | None = None,
    first: Callable[[SoundServer], None] = lambda _sound: None,
) -> Iterator[Desktop]:
    """A program with all its parts up, after `rested`; the rest as `running`."""
    with running(folder, settings=settings, extra=extra, first=first) as desktop:
        desktop.ready("sound", "hearing", "voice")
        rested(desktop)
        yield desktop


@dataclass
class Ward:
    """`admit` starts a program, `well` raises AssertionError when one is not fit for the next test."""

    admit: Callable[[], AbstractContextManager[Desktop]]
    well: Callable[[Desktop], None]
    _desktop: Desktop | None = field(default=None, init=False)
    _life: ExitStack = field(default_factory=ExitStack, init=False)

    @contextmanager
    def lent(
        self, node: pytest.Item, admit: Callable[[], AbstractContextManager[Desktop]] | None = None
    ) -> Iterator[Desktop]:
        """The program for one test; with `admit` a new one that was started so."""
        if admit is not None:
            self.discharge()
        desktop = self._fit(node, admit or self.admit)
        yield desktop
        if node.stash.get(FAILED, False):
            self.discharge()

    def discharge(self) -> None:
        """End the program there is."""
        self._desktop = None
        self._life.close()

    def _fit(
        self, node: pytest.Item, admit: Callable[[], AbstractContextManager[Desktop]]
    ) -> Desktop:
        out = node.config.get_terminal_writer()
        if (kept := self._desktop) is not None:
            try:
                assert kept.process.poll() is None, "the program has ended"
                assert not kept.sound.died, "the sound server has died of itself"
                self.well(kept)
            except AssertionError as unfit:
                out.line(f"\na new program takes the place of one that was not fit: {unfit}")
                self.discharge()
            else:
                return kept
        try:
            self._desktop = self._life.enter_context(admit())
        except (AssertionError, RuntimeError) as failed:
            out.line(f"\nthe program is started once more: {failed}")
            self._desktop = self._life.enter_context(admit())
        return self._desktop
