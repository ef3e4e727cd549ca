"""Devices that can't be listed are a trouble only until they can."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

from assistant import events as e
from assistant.errors import Trouble
from assistant.upkeep import Upkeep


def test_what_could_not_be_listed_is_a_trouble_until_it_can_be() -> None:
    answers = [Trouble("I can't reach it."), None, None]

    async def devices() -> SimpleNamespace:
        if (trouble := answers.pop(0)) is not None:
            raise trouble
        return SimpleNamespace(microphones=("Webcam",), speakers=())

    told: list[e.Fact] = []
    upkeep = Upkeep(SimpleNamespace(sound=SimpleNamespace(devices=devices)), told.append)
    for _ in range(3):
        asyncio.run(upkeep.grant(e.ListDevices()))
    assert [fact for fact in told if isinstance(fact, e.TroubleCame | e.TroubleWent)] == [
        e.TroubleCame("devices", "I can't reach it."),
        e.TroubleWent("devices"),
    ]
