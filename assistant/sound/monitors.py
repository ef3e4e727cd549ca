"""Whether our capture hears a speaker's own sound: PulseAudio moves it there when a device vanishes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS_WITHIN_S = 2.0
AGAIN_AFTER_S = 2.0

# The shell lives as long as our end of its stdin, and `pactl` as long as the shell: it would
# outlive us otherwise. The shell gives up its stdout, so that the pipe ends when `pactl` does.
_SUBSCRIBE = "pactl subscribe & exec >&-; read _; kill $!"


class Moves:
    """Tells at once when the sound server plugs, unplugs or moves something.

    `heard` runs when it concerns who is heard, `played` when a speaker came or went, both in a
    thread of its own. `live` is False where there is nothing to listen to, or not just now.
    """

    def __init__(self, heard: Callable[[], None], played: Callable[[], None]) -> None:
        self.live = False
        self._heard, self._played = heard, played

    def start(self) -> None:
        if shutil.which("pactl") and shutil.which("sh"):
            threading.Thread(target=self._listen, name="moves", daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                self._follow()
            finally:
                self.live = False
            self._heard()
            self._played()
            time.sleep(AGAIN_AFTER_S)

    def _follow(self) -> None:
        with subprocess.Popen(
            ["sh", "-c", _SUBSCRIBE],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as shell:  # fmt: skip
            if shell.stdin is None or shell.stdout is None:
                return
            self.live = True
            for line in shell.stdout:
                if b" source" in line:
                    self._heard()
                elif b"'change'" not in line and b" on sink #" in line:
                    self._played()
            shell.stdin.close()


def captures_a_monitor() -> bool:
    """Ask the sound server where our capture really comes from; False where it can't be asked.

    Takes about 10 ms. Works with PulseAudio 16 and newer, and PipeWire's PulseAudio server.
    """
    outputs = _listed("source-outputs")
    if not any(_is_ours(output, os.getpid()) for output in outputs):
        return False
    return from_monitor(outputs, _listed("sources"), os.getpid())


def from_monitor(outputs: list[dict[str, Any]], sources: list[dict[str, Any]], pid: int) -> bool:
    """Whether a source output of process `pid` reads a source that is some sink's monitor."""
    monitors = {source.get("index") for source in sources if _is_monitor(source)}
    return any(_is_ours(output, pid) and output.get("source") in monitors for output in outputs)


def _is_ours(output: dict[str, Any], pid: int) -> bool:
    return bool(output.get("properties", {}).get("application.process.id") == str(pid))


def _is_monitor(source: dict[str, Any]) -> bool:
    return (
        bool(source.get("monitor_source"))
        or source.get("properties", {}).get("device.class") == "monitor"
    )


def _listed(what: str) -> list[dict[str, Any]]:
    pactl = shutil.which("pactl")
    if pactl is None:
        return []
    try:
        done = subprocess.run(
            [pactl, "--format=json", "list", what],
            capture_output=True, stdin=subprocess.DEVNULL, timeout=ANSWERS_WITHIN_S, check=True,
        )  # fmt: skip
        found = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
