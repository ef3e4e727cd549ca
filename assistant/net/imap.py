"""A mail account over IMAP, opened with EXAMINE and read with PEEK: no flag is set, nothing is moved or sent.

The address is the one the person typed: imaps://NAME@HOST, with a port and a folder if need be. Without
encryption only this computer itself is spoken to.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from assistant.errors import Trouble
from assistant.inbox.reading import mail_of
from assistant.inbox.sources import HEAD_BYTES, Raw
from assistant.inbox.triage import told
from assistant.net.addresses import Address, understood
from assistant.net.outward import RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imap_tools.mailbox import BaseMailBox

    from assistant.inbox.found import Triage

PORTS = {"imaps": 993, "imap": 143}
PURPOSE = "looking through your mail"
TIMEOUT_S = 20.0
AT_ONCE = 50  # messages a request
MOST_MAILS = 20_000  # the latest; more would take too long
_PARTS = f"(UID FLAGS RFC822.SIZE BODY.PEEK[]<0.{HEAD_BYTES}>)"
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_FLAGS = re.compile(rb"FLAGS \(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Account:
    user: str
    host: str
    port: int
    folder: str = "INBOX"
    encrypted: bool = True

    @property
    def key(self) -> str:
        """The name its password is kept under."""
        return f"mail {self.user}@{self.host}:{self.port}"

    @property
    def leaves_this_computer(self) -> bool:
        return Address("https", self.host, self.port).leaves_this_computer


@dataclass
class Traffic:
    """The bytes of one connection, without what encryption adds."""

    sent: int = 0
    received: int = 0

    def count(self, client: imaplib.IMAP4) -> None:
        """From now on everything that goes over `client` is counted."""
        send, read, readline = client.send, client.read, client.readline

        def sending(data: Any) -> None:
            self.sent += len(data)
            send(data)

        def reading(size: int) -> bytes:
            return self._came(read(size))

        def reading_line() -> bytes:
            return self._came(readline())

        client.send, client.read, client.readline = sending, reading, reading_line  # type: ignore[method-assign]

    def _came(self, data: bytes) -> bytes:
        self.received += len(data)
        return data


def account(typed: str) -> Account:
    """The account in what was typed. Raises Trouble with the reason when it is refused."""
    scheme, mark, rest = typed.strip().partition("://")
    if not mark or scheme not in PORTS:
        raise Trouble(
            "A mail account begins with imaps://.", "It looks like imaps://anna@example.com."
        )
    authority, _, folder = rest.partition("/")
    user, at, where = authority.rpartition("@")
    if not at or not user or ":" in user:
        raise Trouble(
            "The address needs your name before the @, and no password.",
            "It looks like imaps://anna@example.com; I ask for the password by itself.",
        )
    place: Address = understood(f"https://{where}")  # what goes for any other server
    if scheme == "imap" and place.leaves_this_computer:
        raise Trouble("imap:// would send your password there unencrypted.", "Use imaps://.")
    port = urlsplit(f"//{where}").port or PORTS[scheme]
    named = unquote(folder) or "INBOX"
    if any(not char.isprintable() for char in unquote(user) + named):
        raise Trouble("The address holds something that doesn't belong into one.")
    return Account(unquote(user), place.host, port, named, scheme == "imaps")


def triage_of(whose: Account, password: str) -> Triage:
    """Look through the folder. Raises Trouble."""
    traffic = Traffic()
    mails = [mail_of(raw, _whole(raw)) for raw in _messages(whose, password, traffic)]
    found = told(f"{whose.user}@{whose.host}", None, mails)
    return replace(found, traffic=(traffic.sent, traffic.received))


def noted(mailbox: str, sent: int, received: int) -> None:
    """Tell the record of this program what its reader has exchanged with another computer."""
    whose = account(mailbox)
    if whose.leaves_this_computer:
        RECORD.connected(whose.host, PURPOSE, sent)
        RECORD.received(whose.host, PURPOSE, received)


def _whole(raw: Raw) -> tuple[bytes, ...]:
    """The body to find copies by, where all of it has come."""
    return (raw.head,) if len(raw.head) < HEAD_BYTES else ()


def _messages(whose: Account, password: str, traffic: Traffic) -> Iterator[Raw]:
    from imap_tools.errors import ImapToolsError

    try:
        with _opened(whose) as box:
            traffic.count(box.client)
            _log_in(box, whose, password)
            box.folder.set(whose.folder, readonly=True)
            uids = box.uids("ALL")[-MOST_MAILS:]
            for first in range(0, len(uids), AT_ONCE):
                yield from _fetched(box, uids[first : first + AT_ONCE])
    except ssl.SSLCertVerificationError:
        raise Trouble(
            f"{whose.host} could not prove who it is, so I told it nothing.",
            "Check the name of the server.",
        ) from None
    except (OSError, imaplib.IMAP4.error, ImapToolsError):
        raise Trouble(
            f"The mail server {whose.host} did not answer as it should.",
            "Check the address and whether you are online. Nothing in the mailbox was changed.",
        ) from None


def _opened(whose: Account) -> BaseMailBox:
    from imap_tools.mailbox import MailBox, MailBoxUnencrypted

    if whose.encrypted:
        context = ssl.create_default_context()
        return MailBox(whose.host, whose.port, timeout=TIMEOUT_S, ssl_context=context)
    return MailBoxUnencrypted(whose.host, whose.port, timeout=TIMEOUT_S)


def _log_in(box: BaseMailBox, whose: Account, password: str) -> None:
    from imap_tools.errors import MailboxLoginError

    try:
        if (whose.user + password).isascii():
            box.login(whose.user, password, initial_folder=None)
        else:
            box.login_utf8(whose.user, password, initial_folder=None)
    except (MailboxLoginError, imaplib.IMAP4.error) as error:
        if isinstance(error, imaplib.IMAP4.abort):
            raise
        raise Trouble(
            f"{whose.host} did not take the password for {whose.user}.", "Type it once more."
        ) from None


def _fetched(box: BaseMailBox, uids: list[str]) -> Iterator[Raw]:
    """Their first bytes; with imaplib's own command, for imap-tools always loads the whole of a message."""
    status, answers = box.client.uid("FETCH", ",".join(uids), _PARTS)
    if status != "OK":
        raise imaplib.IMAP4.error(status)
    for number, answer in enumerate(answers):
        if not isinstance(answer, tuple):
            continue
        after = answers[number + 1] if number + 1 < len(answers) else b""
        told_of = answer[0] + (after if isinstance(after, bytes) else b"")
        uid, size, flags = (one.search(told_of) for one in (_UID, _SIZE, _FLAGS))
        answered = flags is not None and b"\\Answered" in flags[1]
        yield Raw(
            uid[1].decode() if uid else "",
            int(size[1]) if size else len(answer[1]),
            answer[1],
            "R" if answered else "",
        )
