"""A process that talks, and prints the number of each turn once it has been answered: talker.py PROFILE FROM."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from conftest import calm  # noqa: E402
from memory_scene import talking  # noqa: E402

from assistant.dialogue import manager, safety  # noqa: E402

vars(manager)["alarm"] = lambda *_: None  # that a crisis is not kept is tried elsewhere
vars(safety)["sensed"] = calm


async def main(profile: Path, first: int) -> None:
    async with talking(profile) as talk:
        for number in range(first, first + 100_000):
            await talk.say(f"I love thing number {number}.")
            if number % 7 == 3:
                await talk.say(f"Forget that I love thing number {number}.")
                await talk.pass_time(31)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
