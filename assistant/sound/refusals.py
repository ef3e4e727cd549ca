"""Why a device could not be had, in a sentence, and what helps on this system. Pure."""

from __future__ import annotations

import re

from assistant.errors import Trouble

# The codes of miniaudio, CoreAudio, WASAPI and PortAudio, as they were seen in the wild.
NOT_PERMITTED = {-6, -66748, 0x80070005, 0x80070005 - (1 << 32)}
BUSY = {-19, -22, -23, -9985, 0x8889000A, 0x8889000A - (1 << 32)}
GONE = {-204, -9996, 0x88890004, 0x88890004 - (1 << 32)}
_NUMBER = re.compile(r"0x[0-9a-fA-F]{8}|-?\d{1,10}")

_ALLOW = {
    "darwin": "Allow it under System Settings, Privacy & Security, Microphone; then start me again.",
    "win32": "Allow it under Settings, Privacy & security, Microphone: “Let desktop apps …”.",
}
_ALLOW_ELSEWHERE = "Look at its mute switch and at the system's sound and privacy settings."


def allow(platform: str) -> str:
    """How a person permits the microphone on this system (`sys.platform`)."""
    return _ALLOW.get(platform, _ALLOW_ELSEWHERE)


def refused(device: str, error: str, platform: str) -> Trouble:
    """The trouble for an error of whichever library that kept us from the "microphone" or "speaker"."""
    codes = {int(number, 0) for number in _NUMBER.findall(error)}
    if codes & NOT_PERMITTED:
        return Trouble(f"I am not permitted to use the {device}.", allow(platform))
    if codes & BUSY:
        return Trouble(
            f"Another program holds the {device}.",
            "Close what uses it; I try again by myself.",
        )
    if codes & GONE:
        return Trouble(f"The {device} has just gone.", "Plug it in again.")
    return Trouble(
        f"I can't open the {device}.",
        f"Is another program using it, or is it not permitted? {allow(platform)}",
    )
