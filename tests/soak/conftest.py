"""The real program on its private screen is made in tests/desktop."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "desktop"))
