"""What a start was asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.settings import SettingsFile


@dataclass(frozen=True)
class Choices:
    """`hears` and `says`: sound files instead of devices. OS1_OFFLINE set: nothing is fetched."""

    profile: Path
    settings: SettingsFile
    mind: str = "auto"
    hears: Path | None = None
    says: Path | None = None
    fetch: bool = field(default_factory=lambda: not os.environ.get("OS1_OFFLINE"))
    greet: bool = True
    meets: bool = False  # a window on a fresh profile begins with the first meeting
