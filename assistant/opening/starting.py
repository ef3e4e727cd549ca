"""Open a page or a folder with what the person has chosen for it, or start a program; never through a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from assistant.errors import Trouble
from assistant.opening.allowed import Kind, Place


def start(place: Place) -> None:
    """Returns at once; the program goes on without us. Raises Trouble where there is none."""
    try:
        if sys.platform == "win32" and place.kind is not Kind.PROGRAM:
            os.startfile(_whole(place))  # noqa: S606 - from the person's own list
        else:
            _run(words(place))
    except OSError as error:
        raise Trouble(f"{place.name} could not be opened ({error.strerror}).") from None


def words(place: Place) -> list[str]:
    """The command as the system gets it, word by word. Raises Trouble for a program that is not here."""
    if place.kind is not Kind.PROGRAM:
        return ["open" if sys.platform == "darwin" else "xdg-open", _whole(place)]
    if sys.platform == "darwin" and os.sep not in place.target:
        return ["open", "-a", place.target]
    found = shutil.which(_whole(place))
    if found is None:
        raise Trouble(f"There is no program called {place.target} here.", "Look at the list.")
    return [found]


def _whole(place: Place) -> str:
    written = place.target
    return str(Path(written).expanduser()) if written.startswith("~") else written


def _run(command: list[str]) -> None:
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, cwd=Path.home(),
    )  # fmt: skip
    threading.Thread(target=process.wait, name="opened", daemon=True).start()  # no zombie is left
