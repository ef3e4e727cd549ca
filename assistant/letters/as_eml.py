"""A letter as an e-mail that has not been sent, for a mail program to open."""

from __future__ import annotations

import re
import unicodedata
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from assistant.errors import Trouble

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.letters.letter import Letter

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def address(said: str) -> str:
    """An e-mail address that is one and nothing more. Raises Trouble."""
    if not _ADDRESS.fullmatch(said) or len(said) > 254:
        raise Trouble("That is not a plain e-mail address.", "Type it, as in anna@example.org.")
    return said


def header(said: str) -> str:
    """Text for one line of a header. Raises Trouble for anything that would begin another."""
    if any(unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} for char in said):
        raise Trouble(
            "The subject has line breaks or hidden signs in it.", "Say it again, plainly."
        )
    return said


def eml(letter: Letter, at: datetime) -> bytes:
    """The message; opened, a mail program shows it as one to be sent. Raises Trouble."""
    message = EmailMessage(policy=SMTP)
    if letter.address:
        message["To"] = address(letter.address)
    message["Subject"] = header(letter.subject)
    message["Date"] = format_datetime(at)
    message["X-Unsent"] = "1"
    message.set_content(f"{letter.text}\n")
    return message.as_bytes()
