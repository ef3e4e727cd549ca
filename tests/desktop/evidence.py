"""What a failed test of the running program has to show, so that the failure explains itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from companion import Desktop

FACTS, LINES = 30, 40


def told(desktop: Desktop) -> str:
    """The last facts, what the parts and the sound child noted, and how the sound server is."""
    status = desktop.process.poll()
    parts = [
        ("the program", "runs" if status is None else f"has ended: {status}"),
        ("the last facts", "\n".join(map(str, desktop.facts()[-FACTS:]))),
        ("what it noted", "\n".join(desktop.noted()[-LINES:])),
        ("the sound server", desktop.sound.evidence(LINES)),
    ]
    return "\n".join(f"--- {title}\n{text}" for title, text in parts)
