"""What a conversation is made of, each part behind its port; put together in `wiring`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from assistant.events import Upkeep
    from assistant.listening import Listening
    from assistant.ports import Act, Dialogue, Sound, Transcriber, TurnJudge, Voice
    from assistant.settings import SettingsFile


async def nothing_to_read(words: str) -> None:
    """No mind reads ahead."""


@dataclass(frozen=True)
class Parts:
    """`cut_up` cuts a text into what is rendered at one go (told whether it comes first);
    `perform` does an act that changes settings; `chime` gives one of the small sounds as PCM;
    `meet_again` begins the first meeting once more; `upkeep` grants a wish about the parts themselves; `read_ahead` lets the mind read what the
    person has said so far; `confirm` takes the answer on the screen to an act that waits for it;
    `sample` gives how she sounded before the latest change (True), or sounds now, as PCM;
    `hush` ends what rings; `alone` tells that no other voice of hers is in the talk.
    """

    sound: Sound
    transcriber: Transcriber
    judge: TurnJudge
    voice: Voice
    dialogue: Dialogue
    listening: Listening
    settings: SettingsFile
    cut_up: Callable[[str, bool], list[str]]
    perform: Callable[[Act], None]
    clock: Callable[[], datetime]
    upkeep: Callable[[Upkeep], Coroutine[None, None, None]]
    chime: Callable[[str], bytes] = lambda _name: b""
    meet_again: Callable[[], None] = lambda: None
    confirm: Callable[[int, bool], None] = lambda _number, _yes: None
    hush: Callable[[], None] = lambda: None
    alone: Callable[[], bool] = lambda: True
    sample: Callable[[bool], bytes] = lambda _before: b""
    read_ahead: Callable[[str], Coroutine[None, None, None]] = nothing_to_read
