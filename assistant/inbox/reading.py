"""From the first bytes of a message to what is known of it. Nothing in a message makes this raise."""

from __future__ import annotations

import hashlib
import re
import sys
from email.errors import MessageError
from email.parser import BytesParser
from email.utils import getaddresses, mktime_tz, parsedate_tz
from typing import TYPE_CHECKING

from assistant.inbox.mail import Mail, Origin
from assistant.inbox.text import every_word, header, new_words, text_of
from assistant.inbox.wants import asking
from assistant.orders import gives_orders
from assistant.taint import Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import Message

    from assistant.inbox.sources import Raw

MOST_ADDRESSES = 60
MOST_LEVELS = 40  # of parts within parts, or side by side
LATEST = 2**33  # seconds; a date beyond is nonsense
_ID = re.compile(r"<[^<>\s]{1,250}>")
_LEVEL = re.compile(rb"(?i)\bboundary\s*=")
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_NO_REPLY = re.compile(
    r"(?:^|[._+-])(?:no-?_?reply|do-?not-?reply|noreply|notify|notifications?|alerts?|mailer(?:-daemon)?|daemon|postmaster|bounces?|mailing|automated|system|reminders?|news(?:letter)?|digest|cron|root|backup)(?:$|[._+@-])"
)
_MACHINE = re.compile(
    r"(?i)\b(?:(?:please )?do not (?:reply|answer)|don't reply to this|cannot (?:answer|reply to) this|(?:this is an |this message was sent |was sent )?automatic(?:ally)?(?: generated)?[. ](?:message|mail|e-mail|reminder)?|automated message|answers are not read|not monitored)"
)
_BULKY = re.compile(
    r"(?i)\b(?:unsubscribe|opt[ -]out|(?:manage|change) your (?:preferences|settings)|taken off our list|stop receiving|no longer wish to (?:hear|receive)|view (?:this )?(?:e-?mail )?in (?:your )?browser|newsletter abbestellen|abmelden|se désinscrire|reply stop|rate (?:us|your)|help us improve)\b"
)
_PAPER_SUBJECT = re.compile(
    r"(?i)\b(?:invoice|bill|receipt|statement|ticket(?=.*\b(?:booking|your|to)\b)|booking(?: confirmation)?|order .{0,20}confirmed|order confirmation|contract signed|policy|permit granted|certificate|warranty|tax|assessment|cost plan|payslip|rechnung|quittung|vertrag|facture|contrat)\b"
)
_PAPER_TEXT = re.compile(
    r"(?i)\b(?:attached|attachment|enclosed|find (?:our|the|your)|please keep (?:it|this)|for your records|is available|keep it for|anbei|angehängt|ci-joint|pdf)\b"
)
_DOUBTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?i)\b(?:verify|confirm|update) (?:your )?(?:account|password|identity|payment|bank)\b",
        r"(?i)\b(?:suspended|deactivat|will be (?:blocked|closed)|unusual activity|within \d\d? hours|held at customs|quota|99 %)",
        r"(?i)\b(?:million|usd|inheritance|heirs|beneficiary|claim (?:your|the) (?:prize|funds)|you have won|been selected|your funds|grant of|unclaimed)\b",
        r"(?i)\b(?:gift cards?|bitcoin|guaranteed profit|earn \d|double your money|no prescription|viagra|cialis|price list and packages|first page of google|rank your website)\b",
        r"(?i)\b(?:bank (?:details|account)|your full name|send me the codes|card will be)\b",
        r"https?://\d+\.\d+\.\d+\.\d+|https?://[\w.-]*(?:verify|login|secure|upgrade|account|alert|-fee|0st)[\w-]*\.",
        r"!!!|(?:[A-Z]{4,} ){2,}|^URGENT\b",
    )
)  # fmt: skip
SURE = 2  # so many signs make a mail doubtful


def mail_of(raw: Raw, body: Iterable[bytes] = ()) -> Mail:
    """What is known of a message. `body`: the whole of it in pieces, to find copies by."""
    try:
        message = BytesParser().parsebytes(_shallow(raw.head))
        return _mail(raw, message, digest(body))
    except (RecursionError, MessageError, ValueError, LookupError, AttributeError, TypeError):
        # the parser of the standard library gives up on a few broken messages with these
        return Mail(
            raw.place, raw.size, Untrusted(""), "", Untrusted(""), 0.0, (), (), (), Origin.PERSON,
            "", "", readable=False,
        )  # fmt: skip


def _shallow(head: bytes) -> bytes:
    """Cut where parts within parts become an attack: each level costs as much as all above it."""
    levels = list(_LEVEL.finditer(head))
    return head[: levels[MOST_LEVELS].start()] if len(levels) > MOST_LEVELS else head


def digest(pieces: Iterable[bytes]) -> bytes:
    """Equal for messages with equal bodies, whatever way they came. b"" for nothing."""
    made, inside = hashlib.blake2b(digest_size=12), False
    for piece in pieces:
        found = None if inside else _HEADERS_END.search(piece)
        made.update(piece[found.end() :] if found else piece if inside else b"")
        inside = inside or found is not None
    return made.digest() if inside else b""


def _mail(raw: Raw, message: Message, body: bytes) -> Mail:
    senders = _addresses(message, "From") or _addresses(message, "Sender")
    name, address = senders[0] if senders else ("", "")
    subject = header(message, "Subject")
    whole = text_of(message)
    words = new_words(whole)
    asked = asking(words, subject)
    to, cc = _addresses(message, "To"), _addresses(message, "Cc")
    ids = _ID.findall(header(message, "Message-ID"))
    answers = _ID.findall(header(message, "In-Reply-To"))
    at = _date(message)
    origin = _origin(message, address, words)
    return Mail(
        place=raw.place,
        size=raw.size,
        name=Untrusted(name[:200]),
        address=sys.intern(address[:250]),
        subject=Untrusted(subject[:300]),
        at=at,
        to=tuple(sys.intern(one) for _, one in to),
        cc=tuple(sys.intern(one) for _, one in cc),
        names=tuple({sys.intern(_first(one)) for one, _ in to if one}),
        origin=origin,
        id=ids[0] if ids else "",
        answers=answers[0] if answers else "",
        method=_method(message),
        answered=_answered(message, raw.flags),
        asks=asked.asks,
        closed=asked.closed,
        called=asked.called,
        bulky=bool(_BULKY.search(whole)),
        paper=bool(_PAPER_SUBJECT.search(subject) and (origin is Origin.MACHINE or _PAPER_TEXT.search(words))),
        doubt=sum(1 for sign in _DOUBTS if sign.search(subject) or sign.search(words)),
        orders=gives_orders(f"{name}\n{subject}\n{every_word(message)}"),
        same=body,
    )  # fmt: skip


def _addresses(message: Message, name: str) -> list[tuple[str, str]]:
    """Names and addresses in lower case; an address with no @ is none."""
    found = getaddresses([header(message, name)])[:MOST_ADDRESSES]
    return [(shown, one.lower()) for shown, one in found if "@" in one]


def _first(name: str) -> str:
    """ "Marsh, Theo" and "Theo Marsh" are both "theo"."""
    part = name.partition(",")[2].strip() or name.strip()
    return part.split()[0].lower().strip("\"'")[:30] if part else ""


def _date(message: Message) -> float:
    try:
        parsed = parsedate_tz(header(message, "Date"))
        at = float(mktime_tz(parsed)) if parsed else 0.0
    except (ValueError, OverflowError, TypeError, IndexError):
        return 0.0
    return at if 0 < at < LATEST else 0.0


def _origin(message: Message, address: str, words: str) -> Origin:
    precedence = header(message, "Precedence").lower()
    unsubscribe = "List-Unsubscribe" in message
    if ("List-Id" in message or "List-Post" in message) and (
        precedence == "list" or "List-Post" in message or not unsubscribe
    ):
        return Origin.LIST
    if unsubscribe or precedence in {"bulk", "junk"} or "Feedback-ID" in message:
        return Origin.BULK
    automatic = header(message, "Auto-Submitted").lower()
    if (automatic and automatic != "no") or precedence == "auto_reply" or "X-Autoreply" in message:
        return Origin.MACHINE
    local = address.partition("@")[0]
    if _NO_REPLY.search(local) or _MACHINE.search(words) or not address:
        return Origin.MACHINE
    return Origin.PERSON


def _method(message: Message) -> str:
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            method = part.get_param("method")
            return str(method).upper()[:20] if method else "PUBLISH"
    return ""


def _answered(message: Message, flags: str) -> bool:
    status = header(message, "X-Status") + header(message, "Status")
    mozilla = header(message, "X-Mozilla-Status")
    return (
        "R" in flags
        or "A" in status
        or (bool(re.fullmatch(r"[0-9a-fA-F]{4}", mozilla)) and bool(int(mozilla, 16) & 2))
    )
