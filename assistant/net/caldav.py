"""A calendar account over CalDAV: its events fetched, and one at a time written, unless somebody else was quicker.

The address is the one the person typed: https://NAME@HOST/PATH. No redirect is followed and no other
server is spoken to. The library logs what a server sends it, so it is given nothing but calendars and XML.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from assistant.desk.server import Conflict, Fetched, Held
from assistant.errors import Trouble
from assistant.net.addresses import PORTS, Address, understood
from assistant.net.outward import RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator

PURPOSE = "your calendar account"
TIMEOUT_S = 15.0  # for each answer to begin
WHOLE_S = 60.0  # for the whole of one
LARGEST = 32_000_000  # bytes of one answer
MOST_CALENDARS = 20
EVENTS = (
    '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "<D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter>"
    '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter>'
    "</C:filter></C:calendar-query>"
)
_ETAG, _DATA = "{DAV:}getetag", "{urn:ietf:params:xml:ns:caldav}calendar-data"
_READABLE = ("text/xml", "application/xml", "text/calendar")


@dataclass(frozen=True, slots=True)
class Account:
    user: str
    place: Address
    path: str

    @property
    def key(self) -> str:
        """The name its password is kept under."""
        return f"calendar {self.user}@{self.place.host}:{self.place.port}"

    @property
    def url(self) -> str:
        return self.place.url(self.path)


def account(typed: str) -> Account:
    """The account in what was typed. Raises Trouble with the reason when it is refused."""
    scheme, mark, rest = typed.strip().partition("://")
    authority, _, path = rest.partition("/")
    user, at, where = authority.rpartition("@")
    if not mark or scheme not in PORTS or not at or not user or ":" in user:
        raise Trouble(
            "A calendar account needs https://, your name and an @, and no password.",
            "It looks like https://anna@example.com/dav/.",
        )
    place = understood(f"{scheme}://{where}")  # what goes for any other server
    odd = any(not char.isprintable() or char in '?#\\ "<>' for char in path)
    if odd or ".." in path.split("/") or not unquote(user).isprintable():
        raise Trouble("The address of the calendar holds something that doesn't belong into one.")
    return Account(unquote(user), place, f"/{path}")


class CalDav:
    """The way to the account in `typed`. All raise Trouble, and Conflict where the event is another."""

    def key_of(self, typed: str) -> str:
        return account(typed).key

    def fetch(self, typed: str, password: str) -> Fetched:
        """Every event of every calendar there; of one alone where its own address was typed."""
        whose = account(typed)
        with _opened(whose, password) as client:
            calendars = client.principal().calendars()[:MOST_CALENDARS]
            urls = [str(one.url) for one in calendars if _takes_events(one)]
            urls = [one for one in urls if _path(one) == whose.path] or urls
            if not urls:
                raise Trouble(f"{whose.place.host} has no calendar for {whose.user}.")
            found: list[Held] = []
            for url in urls:
                answer = client.report(url, EVENTS, 1)
                if answer.status != 207:
                    raise _odd(whose)
                if answer.tree is None:
                    continue
                for href, props in answer.find_objects_and_props().items():
                    if _ETAG in props and _DATA in props:
                        found.append(Held(href, props[_ETAG].text or "", props[_DATA].text or ""))
            return Fetched(_path(urls[0]), tuple(found))

    def put(self, typed: str, password: str, held: Held) -> Held:
        """Write its text, if it is still the one with this etag; if there is none yet, where "" is it."""
        whose = account(typed)
        only_if = {"If-Match": held.etag} if held.etag else {"If-None-Match": "*"}
        head = {"Content-Type": "text/calendar; charset=utf-8", **only_if}
        with _opened(whose, password) as client:
            url = urljoin(whose.url, quote(held.href))
            _went_well(whose, client.request(url, "PUT", held.text, head).status)
            answer = client.request(url, "GET")
            _went_well(whose, answer.status)
            return Held(held.href, answer.headers.get("ETag", ""), answer.raw)

    def drop(self, typed: str, password: str, held: Held) -> None:
        """Take it out, if it is still the one with this etag."""
        whose = account(typed)
        with _opened(whose, password) as client:
            url = urljoin(whose.url, quote(held.href))
            _went_well(whose, client.request(url, "DELETE", "", {"If-Match": held.etag}).status)


@dataclass
class _Careful:
    """Stands where the library has its session: one server, no redirect, no proxy, so much and no more."""

    whose: Account
    inner: Any

    def request(self, method: str, url: str, **rest: Any) -> Any:
        place, there = self.whose.place, urlsplit(url)
        port = there.port or PORTS.get(there.scheme, 0)
        if (there.scheme, there.hostname, port) != (place.scheme, place.host, place.port):
            raise _leads_away(self.whose, there.hostname or "another server")
        if place.leaves_this_computer:  # before: what fails half way has left all the same
            RECORD.connected(place.host, PURPOSE, len(rest.get("data") or b""))
        answer = self.inner.request(method, url, **rest, allow_redirects=False, stream=True)
        data = b""
        until = time.monotonic() + WHOLE_S
        try:
            for piece in answer.iter_content(65_536):
                data += piece
                if len(data) > LARGEST or time.monotonic() > until:
                    answer.close()
                    raise Trouble(f"{place.host} sends more than a calendar holds, so I stopped.")
        finally:
            if place.leaves_this_computer:
                RECORD.received(place.host, PURPOSE, len(data))
        if 300 <= answer.status_code < 400:
            to = urlsplit(urljoin(url, answer.headers.get("Location", "")))
            raise _leads_away(self.whose, f"{to.hostname}{to.path}")
        kind = answer.headers.get("Content-Type", "")
        readable = kind.startswith(_READABLE) and answer.status_code < 300
        if data and readable and not kind.startswith("text/calendar"):
            _checked(data)
        answer._content = data if readable else b""  # noqa: SLF001 - read here
        return answer

    def close(self) -> None:
        self.inner.close()


@contextmanager
def _opened(whose: Account, password: str) -> Iterator[Any]:
    """A client for one errand; what goes wrong in it is told as Trouble."""
    import caldav
    import requests
    from caldav.lib import error

    logging.getLogger("caldav").setLevel(logging.CRITICAL + 1)  # it logs what the calendar says
    client: Any = caldav.DAVClient(
        whose.url, username=whose.user, password=password, timeout=int(TIMEOUT_S)
    )
    client.session.trust_env = False  # no proxy and no .netrc from the environment
    client.session = _Careful(whose, client.session)
    try:
        with client:
            yield client
    except error.AuthorizationError:
        raise Trouble(
            f"{whose.place.host} did not take the password for {whose.user}.",
            "Type it once more in the settings.",
        ) from None
    except requests.exceptions.SSLError:
        raise Trouble(
            f"{whose.place.host} could not prove who it is, so I told it nothing.",
            "Check the name of the server.",
        ) from None
    except (
        OSError, error.DAVError, SyntaxError, AssertionError, ValueError, TypeError, KeyError,
        IndexError, AttributeError, NotImplementedError,
    ):  # fmt: skip
        raise _odd(whose) from None  # the library trusts that a server answers as it should


def _checked(data: bytes) -> None:
    """Raises ValueError for what is no plain XML, which the library would write into the log."""
    from lxml import etree  # type: ignore[import-untyped]

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError("a document type")
    try:
        etree.XML(data)
    except etree.XMLSyntaxError:
        raise ValueError("no XML") from None


def _takes_events(calendar: Any) -> bool:
    return "VEVENT" in calendar.get_supported_components()


def _path(url: str) -> str:
    return unquote(urlsplit(url).path)


def _went_well(whose: Account, status: int) -> None:
    if status in {404, 409, 412}:
        raise Conflict
    if not 200 <= status < 300:
        raise _odd(whose)


def _odd(whose: Account) -> Trouble:
    return Trouble(
        f"The calendar server {whose.place.host} is not answering as it should.",
        "Your calendar on this computer goes on.",
    )


def _leads_away(whose: Account, where: str) -> Trouble:
    return Trouble(
        f"{whose.place.host} sends me on to {where[:80]}, and I don't go there by myself.",
        "Type that address into the settings, if it is yours.",
    )
