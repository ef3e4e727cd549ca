"""Logs for whoever mends the program. They never contain what people say."""

from __future__ import annotations

import logging
import os
import sys


def start(level: str | None = None) -> None:
    """Log to stderr; OS1_LOG names the level (default warning)."""
    logging.basicConfig(
        stream=sys.stderr,
        level=(level or os.environ.get("OS1_LOG", "warning")).upper(),
        format="%(asctime)s %(name)s %(levelname)s %(message)s",
    )
