"""A core file would hold what people said and what she keeps: none is written."""

from __future__ import annotations

import contextlib


def off() -> None:
    """For this process and those it starts; where there are no such files it does nothing."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
