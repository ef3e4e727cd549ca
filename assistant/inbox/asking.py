"""Have a mailbox looked through by a process of its own, and take its answer."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from assistant.errors import Trouble
from assistant.inbox.found import Triage, from_json

PATIENCE_S = 300.0
ROOT = Path(__file__).resolve().parents[2]


class Reader:
    """Looks through mailboxes. The process ends when this one does."""

    def look(self, mailbox: str, secret: str = "") -> Triage:
        """Takes up to a minute for 20,000 mails. Raises Trouble."""
        path = os.pathsep.join(one for one in (str(ROOT), os.environ.get("PYTHONPATH", "")) if one)
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant.inbox", mailbox],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": path}, text=True, encoding="utf-8",
        )  # fmt: skip
        timer = threading.Timer(PATIENCE_S, process.kill)
        timer.daemon = True
        timer.start()
        line = ""
        try:
            with contextlib.suppress(BrokenPipeError), process:
                line = _answer(process, secret)
        finally:
            timer.cancel()
        return _understood(line)


def _answer(process: subprocess.Popen[str], secret: str) -> str:
    """One line; "" when it died."""
    if process.stdin is None or process.stdout is None:
        return ""
    try:
        process.stdin.write(f"{secret}\n")
        process.stdin.flush()
        return process.stdout.readline()
    except OSError:
        return ""


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
