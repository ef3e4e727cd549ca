"""What is known of a mail without its text: who, when, for whom, and the signs a sorter goes by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from assistant.taint import Untrusted

NOBODY = Untrusted("")


class Group(Enum):
    """Where a mail belongs; each has one place. The value is the folder's name."""

    ANSWER = "Wants an answer"
    PEOPLE = "People"
    INVITATIONS = "Invitations"
    PAPERS = "Papers worth keeping"
    NEWSLETTERS = "Newsletters"
    NOTIFICATIONS = "Notifications"
    LISTS = "Mailing lists"
    DOUBTFUL = "Doubtful"
    DUPLICATES = "Duplicates"


STAY = frozenset((Group.ANSWER, Group.PEOPLE, Group.INVITATIONS))
"""What is for the person to read stays where it is; the others are offered to be moved."""


class Origin(Enum):
    """Who writes, by the headers: no word of the text is trusted for it."""

    PERSON = auto()
    LIST = auto()
    BULK = auto()
    MACHINE = auto()


@dataclass(frozen=True, slots=True)
class Mail:
    """One message. `place` finds it again: a file's name, or "START:LENGTH" in an mbox, in bytes.

    `at` is seconds since 1970, 0.0 where the date is missing or broken; `to` and `cc` are addresses in
    lower case. `asks`: the newest words ask for something, `closed`: they say that no answer is needed,
    `called`: names the asking sentence begins with. `same` is equal for copies of one message.
    """

    place: str
    size: int
    name: Untrusted
    address: str
    subject: Untrusted
    at: float
    to: tuple[str, ...]
    cc: tuple[str, ...]
    names: tuple[str, ...]  # first names it was addressed to by the headers
    origin: Origin
    id: str
    answers: str  # the id it replies to, ""
    method: str = ""  # of a calendar entry: "REQUEST", "REPLY", "CANCEL"
    answered: bool = False
    asks: bool = False
    closed: bool = False
    called: tuple[str, ...] = ()
    bulky: bool = False  # the text speaks of unsubscribing
    paper: bool = False  # an invoice, a ticket, a contract
    doubt: int = 0  # signs of a fraud
    orders: bool = False  # commands the machine that reads it
    same: bytes = b""
    readable: bool = True
