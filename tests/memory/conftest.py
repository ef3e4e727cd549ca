"""These talks are about memory: what the crisis detector makes of a sentence is tried elsewhere."""

from __future__ import annotations

import pytest


async def calm(*_: object) -> None:
    """Nothing in any words calls for care."""


@pytest.fixture(autouse=True)
def no_false_alarm(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "crisis" not in request.node.name:
        monkeypatch.setattr("assistant.dialogue.manager.alarm", lambda *_: None, raising=False)
        monkeypatch.setattr("assistant.dialogue.remembering.alarm", lambda *_: None, raising=False)
        monkeypatch.setattr("assistant.dialogue.safety.sensed", calm, raising=False)
