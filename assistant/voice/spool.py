"""The private folder that a system voice writes into: ours alone, swept at start and end.

pyttsx3 can only write files. Each lies in a folder of its process for a moment; what a killed
process left behind is found by its process id and removed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from assistant.errors import Trouble


def base() -> Path:
    """The folder of all system-voice processes of this user."""
    owner = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    return Path(tempfile.gettempdir()) / f"os1-voice-{owner}"


def opened() -> Path:
    """A fresh 0700 folder for this process, the remains of others swept before.

    Raises Trouble when the place is not ours: somebody else may have made it to read along.
    """
    place = base()
    place.mkdir(mode=0o700, exist_ok=True)
    if place.is_symlink() or (hasattr(os, "getuid") and place.stat().st_uid != os.getuid()):
        raise Trouble(f"The folder {place} belongs to somebody else.", "Remove it, then try again.")
    place.chmod(0o700)
    sweep()
    mine = place / str(os.getpid())
    shutil.rmtree(mine, ignore_errors=True)
    mine.mkdir(mode=0o700)
    return mine


def sweep() -> None:
    """Remove the folders of processes that are gone."""
    place = base()
    left = list(place.iterdir()) if place.is_dir() and not place.is_symlink() else []
    if not left:
        return
    import psutil  # 45 ms that only those wait for who have something to sweep

    for folder in left:
        if not (folder.name.isdigit() and psutil.pid_exists(int(folder.name))):
            shutil.rmtree(folder, ignore_errors=True)
