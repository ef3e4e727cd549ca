"""The real program, `python probed.py [its arguments]`, that tells how late its conversation's loop is.

Every 10 s a line of JSON goes to OS1_SOAK_LAGS: the time on the monotonic clock in seconds, and how late
each rest of 50 ms was, in milliseconds.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path

from assistant.wiring import Companion
from ui.__main__ import main

REST_S, TELL_S = 0.05, 10.0
TOLD = Path(os.environ["OS1_SOAK_LAGS"])
_live = Companion.live


async def live(self: Companion) -> None:
    probe = asyncio.create_task(_probe())
    try:
        await _live(self)
    finally:
        probe.cancel()


async def _probe() -> None:
    loop = asyncio.get_running_loop()
    while True:
        late: list[float] = []
        until = loop.time() + TELL_S
        while loop.time() < until:
            begun = loop.time()
            await asyncio.sleep(REST_S)
            late.append(round(1000 * (loop.time() - begun - REST_S), 1))
        _tell(late)


def _tell(late: list[float]) -> None:
    with TOLD.open("a") as file:
        file.write(json.dumps([time.monotonic(), late]) + "\n")


Companion.live = live  # type: ignore[method-assign]

if __name__ == "__main__":
    sys.exit(main())
