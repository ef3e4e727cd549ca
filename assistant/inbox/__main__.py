"""Reads mail in a process of its own: `python -m assistant.inbox MAILBOX`, a password on the first line of stdin.

What strangers wrote is parsed here and nowhere near the talk. The answer is one line of JSON: the
triage, or what went wrong. It ends when whoever asked has gone.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

from assistant.errors import Trouble
from assistant.inbox.found import as_json
from assistant.inbox.triage import triage


def main() -> None:
    mailbox = sys.argv[1]
    secret = sys.stdin.readline().rstrip("\n")
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(10)  # nobody waits for it as for an answer
    try:
        if "://" in mailbox:
            from assistant.net.imap import account, triage_of

            found = triage_of(account(mailbox), secret)
        else:
            found = triage(Path(mailbox))
        told = as_json(found)
    except Trouble as trouble:
        told = {"trouble": [trouble.what, trouble.remedy]}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    os._exit(0)  # the thread still waits for the parent


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
