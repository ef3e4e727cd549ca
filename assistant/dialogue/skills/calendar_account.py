"""The calendar account by voice: "sync my calendar". Reading and changing it is the calendar's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.desk.account import CalendarAccount as Account
    from assistant.ports import Heard

_FETCH = re.compile(
    r"(?:(?:can|could|will|would) you |please )*(?:(?:sync|synchroni[sz]e|refresh|update|reload) (?:my |the )?calendar(?: account)?|(?:look at|check) (?:my |the )?calendar (?:account|server)|(?:look|check) what is new on (?:my |the )?calendar (?:account|server))"
)
NONE = "You have no calendar account with me; its address would go into the settings. The calendar here is as it is."


class CalendarAccount:
    """Looks at the calendar account at once, where there is one."""

    name = "calendar account"

    def __init__(self, account: Account) -> None:
        self._account = account

    async def answer(self, heard: Heard, _talk: Talk) -> Reply | None:
        if not _FETCH.fullmatch(bare(heard.text)):
            return None
        if not self._account.on:
            return Reply(NONE)
        return Reply("I'm looking at the server.", Act("calendar_fetch"))
