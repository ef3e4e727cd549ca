"""A report to send to whoever mends the program: nothing that was said, no names, no folders. Pure."""

from __future__ import annotations

import platform
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import __version__
from assistant.health import health, megabytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.state import State
    from assistant.vitals import Vitals


def written(vitals: Vitals, state: State) -> str:
    """The report: lines of plain text, one a part, with the last words of each process."""
    lines = [
        f"OS1 {__version__}, Python {platform.python_version()}",
        f"{sys.platform} {platform.release()}, {platform.machine()}",
        f"presence: {state.presence}; mind: {vitals.mind or 'none'}",
        f"engine: {vitals.engine or 'none'}; end-of-turn model: {_yes(vitals.judges)}",
        f"own voice: {_yes(vitals.neural)}; level: {vitals.level:.0f} dBFS",
        f"troubles: {', '.join(sorted(state.troubles)) or 'none'}",
        f"free disk: {megabytes(vitals.free_bytes)}",
    ]
    lines += [f"{part.name}: {part.state}" for part in health(vitals, state)]
    for child in vitals.children:
        lines.append(f"{child.name}: {'up' if child.up else 'down'}, restarts {child.restarts}")
        lines += [f"    {line}" for line in safe_lines(child.last_words)][-20:]
    return "\n".join(lines) + "\n"


def _yes(on: bool) -> str:
    return "yes" if on else "no"


_PLACE = re.compile(r'^\s*File "(?:.*[/\\])?([^/\\"]+[/\\][^/\\"]+)", line (\d+), in (\w+|<\w+>)$')
_RAISED = re.compile(r"^([A-Za-z_][\w.]*(?:Error|Exception|Trouble|Lost))\b")
_OURS = re.compile(r"^[\d\- :,]+(assistant\.[\w.]+) (WARNING|ERROR|CRITICAL) (.*)$")


def safe_lines(words: Iterable[str]) -> list[str]:
    """Of a process's last words only what can't hold speech or a person's folders.

    That is the places of a traceback, the kinds of exceptions without their messages, and our own
    log lines, which hold no speech by rule.
    """
    kept = []
    home = str(Path.home())
    for line in words:
        if place := _PLACE.match(line):
            kept.append(f"at {place[1]}:{place[2]} in {place[3]}")
        elif raised := _RAISED.match(line):
            kept.append(raised[1])
        elif ours := _OURS.match(line):
            kept.append(f"{ours[1]} {ours[2]} {ours[3].replace(home, '~')}")
    return kept
