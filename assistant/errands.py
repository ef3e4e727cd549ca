"""The desk in a running conversation: its acts are done, its questions shown, what is due is rung."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant import events as e
from assistant.acting import deskless
from assistant.beside import Beside
from assistant.desk.desk import Desk, desk_in
from assistant.dialogue.skills.tools import Tools
from assistant.dialogue.text import visible
from assistant.errors import Trouble
from assistant.keys import NAMES_FILE, Keys, Names, system_ring
from assistant.ringing import Ringing
from assistant.tools.shelf import FILE as TOOLS
from assistant.tools.shelf import Shelf
from assistant.tools.toolbox import Toolbox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from assistant.alarm import Alarm
    from assistant.desk.deeds import Asked
    from assistant.desk.server import Fetched, Held
    from assistant.dialogue.skills.skill import Skill
    from assistant.events import Fact
    from assistant.net.caldav import CalDav
    from assistant.ports import Act
    from assistant.tools.offered import Server, Tool
    from assistant.tools.toolbox import Answered, Value

TEND_S = 20.0  # until a calendar account that was typed is looked at
WARM_S = 5.0  # after the start: before a question can be asked, and not in the way of what comes up


class Errands:
    """`desk` is None where it can't be read: that is told once, and she goes on without.

    `say` begins to say a text if nobody speaks and gives the turn, 0 when it has to wait; `quote` does
    so with words of others, of which nothing is kept. `calendar`
    gives the chosen folder of .ics files, "" for the profile's own, `account` the calendar account,
    `may_open` the list of what may be opened.
    """

    def __init__(
        self,
        profile: Path,
        clock: Callable[[], datetime],
        tell: Callable[[Fact], None],
        say: Callable[[str], int],
        calendar: Callable[[], str] = lambda: "",
        *,
        account: Callable[[], str] = lambda: "",
        may_open: Callable[[], str] = lambda: "",
        quote: Callable[[str], int] | None = None,
    ) -> None:
        self._tell = tell
        self.desk: Desk | None = None
        self.ringing: Ringing | None = None
        self.tools: Toolbox | None = None
        self._unread: Trouble | None = None
        self.deeds = deskless()
        self.deeds.asked = self._asked
        self.deeds.settled = lambda number: tell(e.ConfirmSettled(number))
        try:
            self.desk = desk_in(profile, calendar=calendar, account=account, may_open=may_open)
        except Trouble as trouble:
            self._unread = trouble
            return
        self.deeds = self.desk.deeds
        self.ringing = Ringing(self.desk, clock, tell, say, quote=quote or say)
        self.desk.deeds.asked = self._asked
        self.desk.writing.changed = self.desk.decisions.changed = lambda: tell(e.DeskChanged())
        keys = Keys(system_ring, names=Names(profile / NAMES_FILE))
        self.desk.sweeping.keys = self.desk.account.keys = keys
        self.desk.sweeping.changed = lambda: tell(e.DeskChanged())
        self.desk.sweeping.beside, self.desk.sweeping.remark = Beside(), self._remark
        self.desk.sweeping.quote = self._quote
        self.desk.sweeping.key_of, self.desk.sweeping.contacted = _key_of, _contacted
        self.tools = Toolbox(
            Shelf(profile / TOOLS),
            Reach(),
            Beside(),
            self._remark,
            lambda: tell(e.DeskChanged()),
            keys,
        )
        self.tools.teach(self.desk.deeds)
        away = self.desk.account
        away.beside, away.remark, away.way = Beside(), self._remark, _CalDav()
        away.changed = lambda: tell(e.DeskChanged())
        self.desk.opening.beside, self.desk.opening.remark = Beside(), self._remark
        self.desk.deeds.settled = lambda number: tell(e.ConfirmSettled(number))

    def skills(self) -> tuple[Skill, ...]:
        """What is understood about tools of other programs."""
        return (Tools(self.tools),) if self.tools is not None else ()

    @property
    def waiting(self) -> Asked | None:
        """The act that waits for an answer on the screen."""
        return self.deeds.waiting

    async def watch(self) -> None:
        """Ring what is due, until cancelled."""
        if self._unread is not None:
            self._tell(e.TroubleCame("desk", self._unread.what, self._unread.remedy))
        if self.ringing is not None:
            await asyncio.gather(self.ringing.watch(), self._warm(), self._tend())

    async def _warm(self) -> None:
        """Read the libraries for calendars ahead, so that the first question need not wait for them."""
        await asyncio.sleep(WARM_S)
        if self.desk is not None:
            await asyncio.to_thread(self.desk.calendar.warm)

    async def _tend(self) -> None:
        """Look at the calendar account, where there is one, now and then."""
        while self.desk is not None:
            self.desk.account.tend(asyncio.get_running_loop().time())
            await asyncio.sleep(TEND_S)

    def perform(self, act: Act) -> None:
        """Do an act, or ask for it; those of the conversation itself are left alone. Raises Trouble.

        She has said already that it is done: what went wrong is said as well, when she has finished.
        """
        try:
            self.deeds.perform(act)
        except Trouble as trouble:
            if self.ringing is not None:
                self.ringing.remarks.append(f"No, that didn't work. {trouble.what}")
            raise
        finally:
            if self.ringing is not None:
                self.ringing.wake()

    def confirm(self, number: int, yes: bool) -> None:
        """The answer on the screen. Raises Trouble when the act can't be done."""
        self.deeds.answer(number, yes)

    def forget(self, holds: Callable[[str], bool]) -> None:
        """What was forgotten leaves the undo journal too. Raises Trouble when it can't be rewritten."""
        if self.desk is not None:
            self.desk.journal.forget(holds)

    def rings_with(self, alarm: Alarm) -> None:
        """Timers and alarms sound so, before they are told."""
        if self.ringing is not None:
            self.ringing.alarm = alarm

    def hush(self) -> None:
        """Whatever rings is quiet."""
        if self.ringing is not None:
            self.ringing.hush()

    def news(self, fact: Fact) -> None:
        if self.ringing is not None:
            self.ringing.news(fact)

    def _remark(self, text: str) -> None:
        """What came of something that ran beside the talk, said in a pause."""
        if self.ringing is not None:
            self.ringing.remarks.append(text)
            self.ringing.wake()

    def _quote(self, text: str) -> None:
        """The same with words of others in it: they are said and leave no trace in the talk."""
        if self.ringing is not None:
            self.ringing.quotes.append(text)
            self.ringing.wake()

    def _asked(self, asked: Asked) -> None:
        self._tell(e.ConfirmAsked(asked.number, visible(asked.words)))


class Reach:
    """`assistant.net.tools`, read when a server is asked for the first time."""

    def offered(self, server: Server, token: str) -> tuple[Tool, ...]:
        from assistant.net import tools

        return tools.offered(server, token)

    def used(
        self, server: Server, pin: str, tool: str, arguments: Mapping[str, Value], token: str
    ) -> Answered:
        from assistant.net import tools

        return tools.used(server, pin, tool, arguments, token)


def _key_of(mailbox: str) -> str:
    """The name its password is kept under. Raises Trouble."""
    from assistant.net.imap import account  # nothing at the start needs it

    return account(mailbox).key


def _contacted(mailbox: str, sent: int, received: int) -> None:
    from assistant.net.imap import noted

    noted(mailbox, sent, received)


class _CalDav:
    """The way to a calendar account, which is imported when it is first gone."""

    @property
    def _way(self) -> CalDav:
        from assistant.net.caldav import CalDav

        return CalDav()

    def key_of(self, typed: str) -> str:
        return self._way.key_of(typed)

    def fetch(self, typed: str, password: str) -> Fetched:
        return self._way.fetch(typed, password)

    def put(self, typed: str, password: str, held: Held) -> Held:
        return self._way.put(typed, password, held)

    def drop(self, typed: str, password: str, held: Held) -> None:
        self._way.drop(typed, password, held)
