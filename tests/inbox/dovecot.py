"""A real IMAP server of the test's own: Debian's dovecot, on a loopback port, with its files in one folder."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PASSWORD = "correct-horse"
STARTS_S = 20.0
NOBODY = 65_534

CONFIG = """
protocols = imap
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
ssl = no
listen = 127.0.0.1
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {login}
mail_location = maildir:{base}/Maildir
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 0
first_valid_gid = 0
auth_mechanisms = plain login
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@contextlib.contextmanager
def running(fill: Callable[[Path], Path]) -> Iterator[tuple[int, Path]]:
    """The port of a server and its Maildir, which `fill` makes; any name with PASSWORD gets in.

    In a short folder of its own: sockets want short paths, and a server that was started by root reads
    mail as somebody else, who may not look into the folders of tests.
    """
    import grp  # not on Windows

    assert PROGRAM is not None
    base = Path(tempfile.mkdtemp(prefix="mail"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        for name in ("run", "state", "home"):
            (base / name).mkdir()
        box = fill(base / "Maildir")
        uid, gid = os.getuid(), os.getgid()
        if uid == 0:
            uid, gid = NOBODY, NOBODY
            base.chmod(0o711)
            for one in (base / "home", box, *box.rglob("*")):
                os.chown(one, uid, gid)
        config = base / "dovecot.conf"
        config.write_text(
            CONFIG.format(
                base=base, user=getpass.getuser(), login=_login_user(), uid=uid, gid=gid,
                group=grp.getgrgid(os.getgid()).gr_name, port=port, password=PASSWORD,
            ),
            encoding="utf-8",
        )  # fmt: skip
        server = subprocess.Popen([PROGRAM, "-F", "-c", config])
        try:
            _wait(port, server, base / "log")
            yield port, box
        finally:
            server.terminate()
            server.wait(10)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _login_user() -> str:
    """Who asks for the password: never root, says dovecot."""
    return "dovenull" if os.getuid() == 0 else getpass.getuser()


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTS_S
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as one:
            if one.recv(4) == b"* OK":
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text(errors="replace") if log.exists() else "no server")
