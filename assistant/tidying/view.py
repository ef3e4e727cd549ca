"""What a page shows of mail and files that were looked through: plain values for another thread to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.ports import Act

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.inbox.found import Triage
    from assistant.inbox.mail import Group
    from assistant.tidying.proposing import Proposal


@dataclass(frozen=True, slots=True)
class Swept:
    """For a page, on any thread. `looks` counts what was looked through, so that a yes is for what was
    shown; `busy` says what is being done, `told` what came of the last.
    """

    mail: Triage | None = None
    groups: tuple[Group, ...] = ()
    files: Proposal | None = None
    looks: int = 0
    busy: str = ""
    told: str = ""
    wants_password: str = ""  # the account that it is for


def sort_mail(swept: Swept, at: datetime) -> Act:
    """The act that sorts what is shown, as it is chosen; it asks on the screen."""
    named = ",".join(group.name for group in swept.groups)
    return Act("mail_sort", {**_of_mail(swept, at), "groups": named})


def plan_mail(swept: Swept, at: datetime) -> Act:
    return Act("mail_plan", _of_mail(swept, at))


def sort_files(swept: Swept, at: datetime) -> Act:
    folder = swept.files.root if swept.files else ""
    return Act("files_sort", {"folder": folder, "looks": swept.looks, "record": _record(at)})


def _of_mail(swept: Swept, at: datetime) -> dict[str, str | int | float | bool]:
    mailbox = swept.mail.mailbox if swept.mail else ""
    return {"mailbox": mailbox, "looks": swept.looks, "record": _record(at)}


def _record(at: datetime) -> str:
    """The name of a record or a plan: when it was asked for."""
    return f"{at:%Y-%m-%dT%H%M%S%f}"
