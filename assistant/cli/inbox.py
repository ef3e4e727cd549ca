"""`os1 inbox MAILBOX`: look through mail and say how it would be sorted; moves nothing."""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.inbox.carrying import movable, plan_words
from assistant.inbox.mail import Group
from assistant.inbox.triage import triage

if TYPE_CHECKING:
    import argparse

    from assistant.inbox.found import Triage


def add(commands: Any) -> None:
    parser = commands.add_parser("inbox", help="look through mail; a dry run that moves nothing")
    parser.add_argument("mailbox", help="an mbox file, a Maildir, a folder of .eml, or imaps://…")
    parser.add_argument("--json", action="store_true", help="only the counts, as one JSON object")
    parser.add_argument("--plan", type=Path, metavar="FILE", help="write the plan here")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    found = _looked(args.mailbox)
    groups = movable(found)
    if args.plan is not None:
        try:
            with args.plan.open("x", encoding="utf-8", errors="replace") as file:
                file.write(plan_words(found, groups))
        except OSError as error:
            raise Trouble(f"The plan could not be written ({error.strerror}).") from None
    if args.json:
        counts = {group.name.lower(): found.number(group) for group in Group}
        whole = {"mails": found.count, "odd": found.odd, "orders": found.ordering, "groups": counts}
        print(json.dumps(whole))
        return 0
    sys.stdout.write(plan_words(found, groups).encode("utf-8", "replace").decode())
    print("Nothing was moved.", file=sys.stderr)
    return 0


def _looked(mailbox: str) -> Triage:
    if "://" not in mailbox:
        return triage(Path(mailbox).expanduser())
    from assistant.net.imap import account, triage_of

    whose = account(mailbox)
    return triage_of(whose, getpass.getpass(f"Password for {whose.user} at {whose.host}: "))
