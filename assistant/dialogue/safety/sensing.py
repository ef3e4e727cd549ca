"""Ask the model of meaning too, where there is one: for a moment only, and without it the words must do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from assistant.dialogue.safety.listening import alarm, put_for_meaning
from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from assistant.dialogue.safety.alarms import Alarm

SENSE_S = 0.15  # the longest an answer waits for it; it takes a hundredth of that


class Meanings(Protocol):
    """The model of meaning, in a child of its own."""

    @property
    def up(self) -> bool: ...
    async def vectors(self, texts: Sequence[str], within_s: float = ...) -> NDArray[np.float32]:
        """A vector of length 1 a text. Raises Trouble."""
        ...


async def sensed(text: str, meanings: Meanings | None) -> Alarm | None:
    """What in `text` calls for care, by words and, when it answers in time, by meaning."""
    heard = alarm(text)
    if meanings is None or not meanings.up:
        return heard
    put = put_for_meaning(text)
    if not put:
        return heard
    try:
        vector = (await meanings.vectors([put], SENSE_S))[0]
    except Trouble:
        return heard
    return alarm(text, vector)
