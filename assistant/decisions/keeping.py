"""Decisions on the disk: one file each, every answer a line; the acts on them."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.decisions.decision import Decision, Step, as_record, from_record
from assistant.desk.deeds import Deed, Tier
from assistant.desk.lines import Lines
from assistant.errors import Trouble
from assistant.letters.names import free, is_id, slug
from assistant.ports import Act

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from assistant.desk.deeds import Deeds

FOLDER, SUFFIX = "decisions", ".decision"
MOST_PREPARED = 8
HOUR = 10  # of the day on which she asks


@dataclass
class Decisions:
    """Every state of every decision, in `folder`. As with letters an act carries only a number.

    `remind` sets a reminder by id, words and ISO time, and drops it for "".
    """

    folder: Path
    clock: Callable[[], datetime]
    remind: Callable[[str, str, str], None] = lambda _id, _words, _until: None
    changed: Callable[[], None] = lambda: None
    plans: tuple[Decision, ...] = field(default=(), init=False)  # for a page, on any thread
    _prepared: dict[int, tuple[str, Decision]] = field(default_factory=dict, init=False)
    _numbers: int = field(default=0, init=False)

    def names(self) -> tuple[str, ...]:
        """Of all decisions, the latest first."""
        with contextlib.suppress(OSError):
            found = [
                (path.stat().st_mtime_ns, path.stem)
                for path in self.folder.glob(f"*{SUFFIX}")
                if is_id(path.stem) and path.is_file() and not path.is_symlink()
            ]
            return tuple(name for _, name in sorted(found, reverse=True))
        return ()

    def states(self, name: str) -> tuple[Decision, ...]:
        """All it has been, oldest first; a line that makes no sense is left out. Raises Trouble."""
        found = []
        for record in self._lines(name).read():
            with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
                found.append(from_record(record))
        return tuple(found)

    def latest(self) -> tuple[str, Decision] | None:
        """The decision last worked on that holds anything. Raises Trouble."""
        for name in self.names():
            states = self.states(name)
            if states and states[-1].question:
                return name, states[-1]
        return None

    def keep(self, decision: Decision, name: str = "") -> Act:
        """The act that keeps `decision`, under a new name where none is given."""
        name = name or free(f"{self.clock():%Y-%m-%d}-{slug(decision.question)}", self.names())
        self._numbers += 1
        self._prepared[self._numbers] = (name, decision)
        for old in sorted(self._prepared)[:-MOST_PREPARED]:
            del self._prepared[old]
        return Act("decision_keep", {"decision": name, "draft": self._numbers})

    def teach(self, deeds: Deeds) -> None:
        """Let `deeds` do these acts."""
        words = "the last answer about a decision"
        deeds.learn(
            "decision_keep", Deed(Tier.UNDOABLE, self._keep, self._inverse, lambda _: words)
        )
        deeds.learn(
            "decision_show", Deed(Tier.UNDOABLE, self._show, self._inverse, lambda _: words)
        )
        deeds.learn("decision_look", Deed(Tier.FREE, self._look, lambda _: None, lambda _: words))

    def _keep(self, act: Act) -> None:
        name, decision = self._prepared.pop(int(act.arguments.get("draft", 0)), ("", Decision("")))
        if not name:
            raise Trouble("I lost hold of that answer.", "Say it once more.")
        self._put(name, decision)

    def _show(self, act: Act) -> None:
        """What it was after its first `count` states; with 0 it is as if it had never been begun."""
        name, count = str(act.arguments["decision"]), int(act.arguments["count"])
        states = self.states(name)
        if count == len(states) or count > len(states):
            return
        self._put(name, states[count - 1] if count else Decision("", step=Step.DONE))

    def _look(self, _act: Act) -> None:
        self._tell()

    def _inverse(self, act: Act) -> Act:
        name = str(act.arguments["decision"])
        return Act("decision_show", {"decision": name, "count": len(self.states(name))})

    def _put(self, name: str, decision: Decision) -> None:
        self._lines(name).append(as_record(decision))
        until = f"{decision.ask_on}T{HOUR:02}:00:00" if decision.ask_on else ""
        self.remind(f"decision {name}", f"to tell me how it turned out: {decision.question}", until)
        self._tell()

    def _tell(self) -> None:
        """Lay them out anew for a page; one that can't be read is left out."""
        found = []
        for name in self.names():
            with contextlib.suppress(Trouble, IndexError):
                found.append(self.states(name)[-1])
        self.plans = tuple(one for one in found if one.question)
        self.changed()

    def _lines(self, name: str) -> Lines:
        if not is_id(name):
            raise ValueError(name)
        return Lines(self.folder / f"{name}{SUFFIX}")
