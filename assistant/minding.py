"""Find the mind that was asked for, bring it up behind the conversation, and say when it comes and goes."""

from __future__ import annotations

import asyncio
import os
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant import events as e
from assistant.dialogue.minds.port import Message, Request
from assistant.dialogue.minds.relay import Relay
from assistant.dialogue.minds.worded import SCRIPTED, Worded
from assistant.errors import Trouble
from assistant.models.store import MIND

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.dialogue.minds.port import LanguageMind
    from assistant.events import Fact
    from assistant.mind.local import LocalMind
    from assistant.models.store import Store
    from assistant.net.chat import AddressMind
    from assistant.ports import Prompt

AUTO, LOCAL = "auto", "local"
ADDRESS_KEY = "OS1_ADDRESS_KEY"  # of a server that wants one; never on the command line
ROOM = 4_000_000_000  # bytes that must be free on the disk before the model is fetched unasked
LEAST_MEMORY = 6_000_000_000 * 11 // 12  # what a machine sold with 6 GB shows
TEND_S = 1.0
POWER_S = 60  # between two looks at the battery


def checked(name: str) -> str:
    """The mind asked for with --mind. Raises Trouble when there is no such thing."""
    if name in {AUTO, SCRIPTED, LOCAL}:
        return name
    if "://" not in name:
        raise Trouble(
            f"There is no mind called {name[:80]!r}.",
            "It is auto, scripted, local, or the address of a server.",
        )
    from assistant.net.addresses import understood

    return str(understood(name))


@dataclass
class Minding:
    """The minds of one conversation; `mind` is what the manager speaks through.

    `spares` tells whether threads are to be saved now, on a battery. `joined` is called when a language mind has come, with its name.
    """

    wanted: str
    store: Store
    tell: Callable[[Fact], None]
    joined: Callable[[str], None] = lambda _name: None
    spares: Callable[[], bool] = lambda: False
    relay: Relay = field(init=False)
    mind: Worded = field(init=False)
    local: LocalMind | None = None
    address: AddressMind | None = None
    _read: Prompt | None = None
    _lost: bool = False

    def __post_init__(self) -> None:
        self.wanted = checked(self.wanted)
        self.relay = Relay(on_change=self._changed)
        self.mind = Worded(self.relay)

    @property
    def name(self) -> str:
        return self.mind.name

    @property
    def model(self) -> str:
        """The file or the server behind the mind that speaks now; "" for none."""
        if self.local is not None and self.relay.name == self.local.name:
            return self.local.model.name
        if self.address is not None and self.relay.name == self.address.name:
            return str(self.address.address)
        return ""

    @property
    def leaves(self) -> bool:
        """What is said goes to another computer."""
        remote = self.address is not None and self.address.leaves_this_computer
        return remote and self.address is not None and self.relay.name == self.address.name

    async def start(self) -> None:
        """Bring up what was asked for; returns when it has joined, or when it can't. Never raises."""
        model = self.store.path(MIND) if self.wanted in {AUTO, LOCAL} else None
        if self.wanted == SCRIPTED or (self.wanted == AUTO and model is None):
            self.tell(e.PartReady("mind", SCRIPTED))
        elif self.wanted in {AUTO, LOCAL}:
            await self.arrived(model)
        else:
            await self._reach()

    async def arrived(self, folder: Path | None) -> None:
        """The local mind's model is in `folder`: wake it and let it join."""
        if self.local is not None or self.wanted not in {AUTO, LOCAL}:
            return
        from assistant.mind.local import LocalMind

        self.tell(e.Preparing("mind", "waking my mind"))
        try:
            local = self.local = LocalMind(
                gguf(folder), on_change=self._local_changed, spares=self.spares()
            )
            await local.start()
        except Trouble as trouble:
            self._does_without(trouble)
            return
        self._join(local, local.name)

    def _does_without(self, trouble: Trouble) -> None:
        self.local = None
        self.tell(e.PartReady("mind", SCRIPTED))
        if self.wanted == LOCAL:
            self.tell(e.TroubleCame("mind", trouble.what, trouble.remedy))

    @property
    def spared(self) -> bool:
        """The local mind runs with fewer threads now."""
        return self.local is not None and self.local.spares

    async def suit_the_power(self) -> None:
        """Start the local mind anew where it came on or off the battery since. Takes seconds."""
        local = self.local
        if local is None or not local.awake or self.spares() is local.spares:
            return
        local.spares = not local.spares
        self.tell(e.Preparing("mind", "fitting my mind to the battery"))
        try:
            await local.restart()
        except Trouble as trouble:
            self._does_without(trouble)
            return
        self.tell(e.PartReady("mind", local.name))

    async def _reach(self) -> None:
        from assistant.net.chat import AddressMind

        address = self.address = AddressMind(self.wanted, os.environ.get(ADDRESS_KEY))
        leaves = address.name if address.leaves_this_computer else ""
        self._join(address, f"{address.name}, {self.where}", leaves)
        if not await address.ready():
            self._changed("")

    @property
    def where(self) -> str:
        """Whether words leave this computer, as a phrase to show beside the mind."""
        leaves = self.address is not None and self.address.leaves_this_computer
        return "what we say leaves this computer" if leaves else "on this computer"

    async def close(self) -> None:
        await self.relay.close()
        for mind in (self.local, self.address):
            if mind is not None:
                await mind.close()

    async def tend(self, ahead: Callable[[], Prompt], quiet: Callable[[], bool]) -> None:
        """While it is quiet, let the mind read what is settled, so that it answers at once."""
        was_quiet, seconds = False, 0
        while True:
            await asyncio.sleep(TEND_S)
            seconds += 1
            if was_quiet and quiet() and self.relay.name:
                if seconds >= POWER_S:
                    seconds = 0
                    await self.suit_the_power()
                await self.read_ahead(ahead())
            was_quiet = quiet()

    async def read_ahead(self, prompt: Prompt) -> None:
        """Let the mind read what is settled, once. Gives way when it is asked for words."""
        if self.relay.name and prompt != self._read:
            await self.mind.read_ahead(prompt)
            self._read = prompt

    async def aside(self, instruction: str, words: str, schema: dict[str, Any]) -> str:
        """What the local mind makes of `words`, as JSON; "" where there is none. Raises Trouble.

        Nothing is asked of a mind on another computer. To be cancelled when somebody speaks.
        """
        local = self.local
        if local is None or not local.awake:
            return ""
        request = Request(
            (Message("system", instruction), Message("user", words)),
            most_tokens=60, schema=schema, temperature=0.0,
        )  # fmt: skip
        async with aclosing(local.words(request)) as pieces:
            return "".join([piece async for piece in pieces])

    def worth_fetching(self) -> bool:
        """The local mind would be used, is not here, and this computer has the room for it."""
        if self.wanted not in {AUTO, LOCAL} or self.store.path(MIND) is not None:
            return False
        import psutil

        from assistant.upkeep import free

        ample = psutil.virtual_memory().total >= LEAST_MEMORY
        return ample and free(self.store.folder) >= ROOM

    def _join(self, mind: LanguageMind, detail: str, leaves: str = "") -> None:
        self.relay.join(mind)
        self.tell(e.PartReady("mind", detail, leaves))
        self.joined(mind.name)

    def _changed(self, name: str) -> None:
        """The relay has nobody left, or somebody again."""
        lost = not name
        if lost == self._lost:
            return
        self._lost = lost
        if lost:
            who = f"The mind at {self.address.name}" if self.address else "My own mind"
            what = f"{who} does not answer; until it does I speak in my own lines."
            self.tell(e.TroubleCame("mind", what, "I keep trying."))
        else:
            self.tell(e.TroubleWent("mind"))

    def _local_changed(self, trouble: Trouble | None) -> None:
        if trouble is not None:
            self._changed("")
        elif self.relay.name:
            self._changed(self.relay.name)


def gguf(folder: Path | None) -> Path:
    """The model file in a model's folder, or the file itself. Raises Trouble when there is none."""
    if folder is not None and folder.is_file():
        return folder
    found = sorted(folder.glob("*.gguf")) if folder is not None else []
    if not found:
        raise Trouble("The local mind's model is not here.", "Run ./os1 models get --mind.")
    return found[0]


async def model_named(name: str) -> LanguageMind | None:
    """The language model asked for, ready to be asked; None for the scripted mind. Raises Trouble."""
    from assistant.models.store import Store
    from assistant.paths import models_folder

    name = checked(name)
    if name == SCRIPTED:
        return None
    if name in {AUTO, LOCAL}:
        from assistant.mind.local import LocalMind

        local = LocalMind(gguf(Store(models_folder()).path(MIND)))
        await local.start()
        return local
    from assistant.net.chat import AddressMind

    address = AddressMind(name, os.environ.get(ADDRESS_KEY))
    await address.check()
    return address
