"""Have a mailbox looked through by a process of its own, and take its answer."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import Trouble
from assistant.inbox.triage import Triage, from_json

PATIENCE_S = 300.0
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Reader:
    """One look at a time. `stop` ends it from any thread."""

    _process: subprocess.Popen[str] | None = field(default=None, init=False)

    def look(self, mailbox: str, secret: str = "") -> Triage:
        """Takes up to a minute for 20,000 mails. Raises Trouble."""
        process = self._process = subprocess.Popen(
            [sys.executable, "-m", "assistant.inbox", mailbox],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=ROOT, text=True, encoding="utf-8",
        )  # fmt: skip
        timer = threading.Timer(PATIENCE_S, process.kill)
        timer.daemon = True
        timer.start()
        try:
            with process:
                assert process.stdin is not None  # noqa: S101 - they are pipes
                assert process.stdout is not None  # noqa: S101
                try:
                    process.stdin.write(f"{secret}\n")
                    process.stdin.flush()
                    line = process.stdout.readline()
                except OSError:
                    line = ""
        finally:
            timer.cancel()
            self._process = None
        return _understood(line)

    def stop(self) -> None:
        process = self._process
        if process is not None:
            process.kill()


def _understood(line: str) -> Triage:
    try:
        held = json.loads(line)
        match held:
            case {"trouble": [str(what), str(remedy)]}:
                raise Trouble(what, remedy)
            case _:
                return from_json(held)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Trouble(
            "I could not look through that mailbox; the reading broke off.",
            "Nothing in it was changed. Try once more.",
        ) from None
