"""The desktop's own doors to OS1: an entry in the menu, its icon, and a start at login.

Everything lies in the user's own folders. On Linux this is what the XDG specifications say; the
forms for Windows and macOS are written after their makers' documents and have not been tried.
"""

from __future__ import annotations

import os
import plistlib
import shutil
import sys
from pathlib import Path

from assistant.errors import Trouble
from assistant.paths import RESOURCES, default_profile

NAME = "os1"
LABEL = "companion.os1"


def program() -> list[str]:
    """The command that opens the window: the installed one, else the start script, else Python."""
    root = RESOURCES.parent
    script = root / ("os1.cmd" if sys.platform == "win32" else "os1")
    if script.is_file():
        return [str(script)]
    installed = shutil.which("os1", path=str(Path(sys.executable).parent))
    return [installed] if installed else [sys.executable, "-m", "ui"]


def data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def config_home() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def entry_place() -> Path:
    """Where the menu entry lies."""
    if sys.platform == "win32":
        return _windows_menu() / "OS1.cmd"
    if sys.platform == "darwin":
        return Path.home() / "Applications" / "OS1.command"
    return data_home() / "applications" / f"{NAME}.desktop"


def icon_place() -> Path:
    """Where the icon lies (Linux only)."""
    return data_home() / "icons" / "hicolor" / "256x256" / "apps" / f"{NAME}.png"


def login_place() -> Path:
    """Where the start at login lies."""
    if sys.platform == "win32":
        return _windows_menu() / "Startup" / "OS1.cmd"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    return config_home() / "autostart" / f"{NAME}.desktop"


def _windows_menu() -> Path:
    roaming = os.environ.get("APPDATA") or str(Path.home() / "AppData" / "Roaming")
    return Path(roaming) / "Microsoft" / "Windows" / "Start Menu" / "Programs"


def install() -> tuple[Path, ...]:
    """Put the menu entry and the icon in place; what was written. Raises Trouble."""
    if sys.platform in {"win32", "darwin"}:
        return (_write(entry_place(), script(program()).encode(), executable=True),)
    icon = _write(icon_place(), (RESOURCES / "icons" / "os1.png").read_bytes())
    return (icon, _write(entry_place(), desktop_entry(program()).encode()))


def put(on: bool, profile: Path | None = None) -> Path:
    """Start at login, or not any more; the file it is about. Raises Trouble.

    `profile` None, or the default one, is not named in what is written.
    """
    place = login_place()
    if not on:
        _remove(place)
        return place
    command = program()
    if profile is not None and profile != default_profile():
        command += ["--profile", str(profile.absolute())]
    if sys.platform == "darwin":
        return _write(place, launch_agent(command))
    if sys.platform == "win32":
        return _write(place, script(command).encode())
    return _write(place, desktop_entry(command, at_login=True).encode())


def at_login() -> bool:
    """Whether it starts at login: the desktop's own list is the truth, not the setting."""
    return login_place().exists()


def uninstall() -> tuple[Path, ...]:
    """Take all of it away again; what was there. Raises Trouble."""
    places = [entry_place(), login_place()]
    if sys.platform not in {"win32", "darwin"}:
        places.append(icon_place())
    return tuple(place for place in places if _remove(place))


def desktop_entry(command: list[str], *, at_login: bool = False) -> str:
    """After the Desktop Entry Specification 1.5 and the Desktop Application Autostart one."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        "Name=OS1",
        "GenericName=Voice companion",
        "Comment=Talk with somebody who lives on this computer",
        f"Exec={' '.join(quoted(word) for word in command)}",
        f"Icon={NAME if icon_place().exists() else RESOURCES / 'icons' / 'os1.png'}",
        "Terminal=false",
        "Categories=Utility;Accessibility;",
        "Keywords=voice;assistant;companion;speech;",
        "StartupNotify=true",
        "StartupWMClass=os1",
    ]
    if at_login:
        lines.append("X-GNOME-Autostart-enabled=true")
    return "\n".join(lines) + "\n"


def quoted(word: str) -> str:
    """One word of an Exec line: the specification reserves these signs, and % means a field."""
    escaped = "".join("\\" + sign if sign in '"`$\\' else sign for sign in word)
    # the line is a string value too, in which a backslash is written as two
    return '"' + escaped.replace("\\", "\\\\").replace("%", "%%") + '"'


def launch_agent(command: list[str]) -> bytes:
    """As launchd.plist(5) has it."""
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": command,
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
    )


def script(words: list[str]) -> str:
    """A small script that runs the command, where there are no desktop entries."""
    if sys.platform == "win32":
        return '@echo off\r\nstart "" ' + " ".join(f'"{word}"' for word in words) + "\r\n"
    return "#!/bin/sh\nexec " + " ".join("'" + w.replace("'", "'\\''") + "'" for w in words) + "\n"


def _write(place: Path, data: bytes, *, executable: bool = False) -> Path:
    half = place.with_name(f".{place.name}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        half.chmod(0o755 if executable else 0o644)  # the desktop reads them, whatever our umask
        half.replace(place)
    except OSError as error:
        raise Trouble(f"{place.name} could not be written ({error.strerror}).") from None
    return place


def _remove(place: Path) -> bool:
    try:
        place.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise Trouble(f"{place.name} could not be removed ({error.strerror}).") from None
    return True
