"""The words somebody wrote in a mail: from its parts, whatever their encoding, without quotes and signatures."""

from __future__ import annotations

import binascii
import html
import re
from email.errors import MessageError
from email.header import decode_header
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import Message

MOST_HEADER = 2_000  # characters; longer ones are nonsense or an attack
MOST_TEXT = 20_000
_HIDDEN = re.compile(r"(?is)<(script|style|head)\b.*?(?:</\1\s*>|\Z)")
_BREAK = re.compile(r"(?i)<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]{0,200}>")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_QUOTED = re.compile(
    r"(?im)^(?:on\b.{4,120}\bwrote:|am .{4,120} schrieb\b.{0,80}:|le .{4,120} a écrit\s*:|-{2,} ?(?:original message|forwarded message|ursprüngliche nachricht)|-- $|_{10,}$|from: .{1,200}\n(?:sent|date|to|subject):).*"
)


def header(message: Message, name: str) -> str:
    """A header as one line of text, decoded as far as it can be; "" where there is none."""
    try:
        raw = str(message.get(name, ""))[:MOST_HEADER]
        parts = decode_header(" ".join(raw.split()))
    except (MessageError, ValueError, LookupError, binascii.Error):
        return ""
    return "".join(
        part if isinstance(part, str) else decoded(part, charset) for part, charset in parts
    )


def decoded(raw: bytes, charset: str | None) -> str:
    """Bytes as text: in their charset, else as UTF-8, else as Latin 1."""
    for name in (charset or "utf-8", "utf-8"):
        try:
            return raw.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return raw.decode("latin-1")


def text_of(message: Message) -> str:
    """The first plain text of the mail, or else its HTML as text; at most MOST_TEXT characters."""
    marked = ""
    for part in message.walk():
        if part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_subtype()
        if kind == "plain":
            return _content(part)
        if kind == "html" and not marked:
            marked = _content(part)
    return plain(marked)


def every_word(message: Message) -> str:
    """All texts of the mail as they stand, with what is hidden in HTML and in calendar entries."""
    texts = (part for part in message.walk() if part.get_content_maintype() == "text")
    return "\n".join(map(_content, texts))


def _content(part: Message) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    charset = part.get_param("charset")
    return decoded(raw[: 4 * MOST_TEXT], charset if isinstance(charset, str) else None)[:MOST_TEXT]


def plain(marked: str) -> str:
    """HTML as text. Nothing is loaded, nothing is run."""
    shown = _BREAK.sub("\n", _HIDDEN.sub(" ", marked))
    return html.unescape(_TAG.sub(" ", shown))


def new_words(text: str) -> str:
    """What this mail adds: without what it quotes or forwards, and without the signature."""
    found = _QUOTED.search(text)
    mine = text[: found.start()] if found else text
    return "\n".join(line for line in mine.splitlines() if not line.lstrip().startswith(">"))
