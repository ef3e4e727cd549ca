"""A calendar account beside the calendar on this computer: a copy to read, and each change taken there.

The copy is one .ics file that the talk reads like any other. A change is made in the copy at once and
taken to the server beside the talk; where the server refuses, the copy goes back to what it was, and
that is said. Nobody else's change is ever written over.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.desk.deeds import Deed, Tier
from assistant.desk.icsfile import EMPTY, IcsFile, blocks_in, replaced
from assistant.desk.server import Conflict, Fetched, Held
from assistant.errors import Trouble
from assistant.keys import Keys, system_ring
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.desk.deeds import Deeds
    from assistant.desk.journal import Journal
    from assistant.desk.server import Way
    from assistant.ports import Act

FOLDER, STATE = "calendar account", "account.json"
AGAIN_S = 900.0  # between two looks at the server
SECRET = "Your calendar account needs its password. There is a line for it in the settings."  # noqa: S105 - none


@dataclass
class Copy(IcsFile):
    """The file with the events of the account; `sent` is told of each change, with what was there."""

    sent: Callable[[str, bytes], None] = lambda _uid, _was: None

    def put(self, uid: str, raw: bytes) -> None:
        was = self.raw_of(uid)
        super().put(uid, raw)
        if raw != was:
            self.sent(uid, was)


@dataclass
class CalendarAccount:
    """`typed` gives its address, "" for none: then nothing is contacted. `way` is handed in, and
    `beside` runs a job off this thread and hands its sentence to a callback on it.
    """

    profile: Path
    typed: Callable[[], str]
    beside: Callable[[Callable[[], str], Callable[[str], None]], None]
    way: Way | None = None
    remark: Callable[[str], None] = lambda _text: None
    changed: Callable[[], None] = lambda: None
    keys: Keys = field(default_factory=lambda: Keys(system_ring))
    answering: bool = field(default=False, init=False)  # the last time it was asked
    _whose: str = field(default="", init=False)
    _home: str = field(default="", init=False)
    _held: dict[str, Held] = field(default_factory=dict, init=False)
    _gone: dict[str, Held] = field(default_factory=dict, init=False)  # to be put back as they were
    _under_way: dict[str, int] = field(default_factory=dict, init=False)
    _copies: dict[str, Copy] = field(default_factory=dict, init=False)
    _looked_s: float | None = field(default=None, init=False)
    _journal: Journal | None = field(default=None, init=False)
    _told: str = field(default="", init=False)

    def __post_init__(self) -> None:
        try:
            kept = json.loads((self._folder / STATE).read_bytes())
            held = {str(uid): Held(**one) for uid, one in kept["held"].items()}
            self._whose, self._home, self._held = str(kept["whose"]), str(kept["home"]), held
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._whose = ""  # it is fetched anew

    @property
    def on(self) -> bool:
        return bool(self.typed()) and self.way is not None

    @property
    def files(self) -> tuple[IcsFile, ...]:
        """The copy, where there is an account and it has been fetched once."""
        return (self._copy,) if self.on and self._whose == self.typed() else ()

    @property
    def takes_new(self) -> IcsFile | None:
        """Where a new appointment goes; None while the server does not answer."""
        return self._copy if self.files and self.answering and self._home else None

    def tend(self, now_s: float) -> None:
        """Look at the server when it is time; clear away what is left of an account that is no more."""
        if self.on and (self._looked_s is None or now_s - self._looked_s >= AGAIN_S):
            self._looked_s = now_s
            self.fetch()
        elif not self.typed() and self._whose:
            self._clear()

    def teach(self, deeds: Deeds) -> None:
        """Let `deeds` take the password and look at the server at once."""
        self._journal = deeds.journal

        def password(act: Act) -> None:
            if self.way is None or not self.typed():
                raise Trouble("There is no calendar account yet.", "Write its address first.")
            kept = self.keys.put(self.way.key_of(self.typed()), str(act.arguments["password"]))
            self._told = ""
            self.remark(kept.value)
            self.fetch(aloud=True)

        def fetch(_act: Act) -> None:
            if not self.on:
                raise Trouble("There is no calendar account.", "It can be named in the settings.")
            self.fetch(aloud=True)

        for name, do in (("calendar_password", password), ("calendar_fetch", fetch)):
            deeds.learn(
                name, Deed(Tier.FREE, do, lambda _act: None, lambda _act: "using the account")
            )

    # --- from the server -------------------------------------------------------------------

    def fetch(self, *, aloud: bool = False) -> None:
        """Bring the copy up to date. With `aloud` it is said how that went, else only what is new."""
        typed, came = self.typed(), []

        def job() -> str:
            try:
                came.append(self._reach().fetch(typed, self._secret(typed)))
            except Trouble as trouble:
                return str(trouble)
            return ""

        def done(told: str) -> None:
            self.answering = bool(came)
            if came and typed == self.typed():
                told = self._take(typed, came[0])
            if told and (aloud or told != self._told):
                self.remark(told)
            elif aloud:
                self.remark("Your calendar is as it is on the server.")
            self._told = told
            self.changed()

        self.beside(job, done)

    def _take(self, typed: str, came: Fetched) -> str:
        """The copy as the server has it, but for what is on its way there; a sentence where that fails."""
        held: dict[str, Held] = {}
        for one in came.held:
            blocks = blocks_in(_bytes(one.text))
            if blocks and blocks[0].uid:
                held.setdefault(blocks[0].uid, one)
        for uid, was in self._held.items():
            if uid not in self._under_way and held.get(uid) != was:
                self._not_undone(uid)
        pending = {uid: self._copy.raw_of(uid) for uid in self._under_way}
        self._whose, self._home = typed, came.home
        self._held |= {uid: one for uid, one in held.items() if uid not in pending}
        self._held = {uid: one for uid, one in self._held.items() if uid in held or uid in pending}
        whole = b"".join(_events(one) for uid, one in self._held.items() if uid not in pending)
        whole = EMPTY.replace(b"END:V", whole + b"".join(pending.values()) + b"END:V")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self._copy.path.exists() or self._copy.path.read_bytes() != whole:
                write_whole(self._copy.path, whole)
            self._keep()
        except OSError as error:
            return f"The copy of your calendar account could not be saved ({error.strerror})."
        return ""

    # --- to the server ---------------------------------------------------------------------

    def _sent(self, uid: str, was: bytes) -> None:
        """A change in the copy goes to the server; where it does not get there the copy goes back."""
        typed, raw = self.typed(), self._copy.raw_of(uid)
        self._under_way[uid] = self._under_way.get(uid, 0) + 1
        failed: list[Trouble] = []

        def job() -> str:
            try:
                self._push(typed, uid, raw)
            except Trouble as trouble:
                failed.append(trouble)
                return f"No, that didn't work. {trouble}"
            return ""

        def done(told: str) -> None:
            self._under_way[uid] -= 1
            if not self._under_way[uid]:
                del self._under_way[uid]
            if failed:
                self.answering = isinstance(failed[0], Conflict)
                IcsFile.put(self._copy, uid, was)
                self._not_undone(uid)
                self.remark(told)
                if self.answering:
                    self.fetch()
            self._keep()
            self.changed()

        self.beside(job, done)

    def _push(self, typed: str, uid: str, raw: bytes) -> None:
        way, secret = self._reach(), self._secret(typed)
        held = self._held.get(uid)
        if not raw:
            if held is not None:
                way.drop(typed, secret, held)
                self._gone[uid] = held
                del self._held[uid]
            return
        before = held or self._gone.get(uid) or Held(f"{self._home}{_name(uid)}.ics", "", "")
        text = replaced(_bytes(before.text) or EMPTY, uid, raw)
        etag = held.etag if held is not None else ""
        self._held[uid] = way.put(typed, secret, Held(before.href, etag, text.decode()))

    def _not_undone(self, uid: str) -> None:
        """What was done to it here is taken back no more: that would write over a change of others."""
        if self._journal is None:
            return
        for entry in self._journal.entries:
            said = entry.undo.arguments
            if said.get("file") == self._copy.path.name and said.get("uid") == uid:
                self._journal.strike(entry.number)

    # --- what it is made of ----------------------------------------------------------------

    @property
    def _folder(self) -> Path:
        return self.profile / FOLDER

    @property
    def _copy(self) -> Copy:
        """Its name tells where it belongs; the same object as long as the account is the same."""
        host = urlsplit(self._whose or self.typed()).hostname or "server"
        return self._copies.setdefault(host, Copy(self._folder / f"at {host}.ics", self._sent))

    def _reach(self) -> Way:
        if self.way is None:
            raise Trouble("There is no way to a calendar account from here.")
        return self.way

    def _secret(self, typed: str) -> str:
        """Asked for beside the talk: a locked keyring takes seconds."""
        secret = self.keys.get(self._reach().key_of(typed))
        if not secret:
            raise Trouble(SECRET)
        return secret

    def _keep(self) -> None:
        held = {uid: asdict(one) for uid, one in self._held.items()}
        whole = json.dumps({"whose": self._whose, "home": self._home, "held": held})
        with contextlib.suppress(OSError):  # then it is fetched anew at the next start
            write_whole(self._folder / STATE, whole.encode())

    def _clear(self) -> None:
        """No account any more: neither its copy nor its password stays."""
        was, way = self._whose, self.way
        with contextlib.suppress(OSError):
            self._copy.path.unlink(missing_ok=True)
            (self._folder / STATE).unlink(missing_ok=True)
        self._whose, self._home, self._held, self._looked_s = "", "", {}, None
        if way is not None:
            self.beside(lambda: str(self.keys.drop(way.key_of(was)) and ""), lambda _told: None)


def _name(uid: str) -> str:
    """A name for a file on the server that any of them takes."""
    return "".join(char if (char.isalnum() and char.isascii()) or char in "-_." else "-" for char in uid)[:120]  # fmt: skip


def _bytes(text: str) -> bytes:
    """With the line ends of the format, which do not survive XML."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def _events(held: Held) -> bytes:
    return b"".join(block.raw for block in blocks_in(_bytes(held.text)))
